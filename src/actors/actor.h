// Who is who in one article: the actors it names, and every place where it names them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "reading/reading.h"

namespace chancery {

/// Kinds of actor, as in the annotation guide.
enum class ActorKind : std::uint8_t {
    person,
    state,
    body,
    party,
    igo,
    ngo,
    company,
    media,
    armed_group,
    people,
    other,
};

/// Sectors (PLOVER primary role codes); none where nothing is known.
enum class Sector : std::uint8_t {
    none,
    gov,
    leg,
    jud,
    mil,
    cop,
    pty,
    igo,
    ngo,
    bus,
    med,
    cvl,
    reb,
    opp,
    edu,
};

enum class Gender : std::uint8_t { unknown, female, male };

[[nodiscard]] std::string_view name(ActorKind kind);  ///< "armed_group"
[[nodiscard]] std::string_view name(Sector sector);   ///< "GOV"; "" for none
[[nodiscard]] std::optional<ActorKind> actor_kind_from(std::string_view text);
[[nodiscard]] std::optional<Sector> sector_from(std::string_view text);

/// Index of an actor in ArticleActors::actors.
using ActorIndex = std::uint32_t;
inline constexpr ActorIndex no_actor = 0xffffffffU;

/// True where `list` holds `actor`.
[[nodiscard]] inline bool holds(std::span<const ActorIndex> list, ActorIndex actor) {
    return std::find(list.begin(), list.end(), actor) != list.end();
}

/// Whether an office is held on the day of the article, as far as its words say.
enum class Tenure : std::uint8_t {
    held,
    past,    ///< "former", "then-", "the late"
    acting,  ///< also "interim", "caretaker"
    elect,   ///< also "designate", "incoming"
};
[[nodiscard]] std::string_view name(Tenure tenure);  ///< "past"; "" for held

/// A role held, as the article words it or as the tables know it.
struct HeldOffice {
    std::string title;  ///< "President of Laos"
    std::string
        code;  ///< state or organisation of the office: "LAO", "ASEAN"; may be empty
    bool from_table =
        false;  ///< known from the tables as of the article's date, not said here
    Tenure tenure = Tenure::held;
};

/// One actor of one article. `code` is ISO 3166 alpha-3 or an IGO's acronym, or empty.
struct Actor {
    std::string key;   ///< short, readable, unique in the article: "thongloun_sisoulith"
    std::string name;  ///< the fullest form that the article gives
    std::string
        table_name;  ///< the name in the tables where it is known there, else empty
    ActorKind kind = ActorKind::other;
    Sector sector = Sector::none;
    Gender gender = Gender::unknown;
    bool plural = false;  ///< a group ("business leaders from both countries")
    std::string code;
    std::vector<HeldOffice> offices;
    /// Who acts where this one is named: the party of a party congress; else no_actor.
    ActorIndex acts_as = no_actor;
    std::string
        rule;  ///< what made it: "table:leader", "office-before-name", "unknown-name"
};

/// How a mention names its actor.
enum class MentionKind : std::uint8_t {
    name,         ///< "To Lam", "President of Laos Thongloun Sisoulith", "Viet Nam"
    office,       ///< an office as of the date with no name: "the Cuban president"
    description,  ///< "the Lao leader", "the spokesperson", "the two countries"
    pronoun,      ///< "he", "his", "they"
    demonym,      ///< adjective of a state: "Lao", "Chinese" (the state is meant)
    metonym,      ///< capital or seat for its government: "Washington", "the Kremlin"
};
[[nodiscard]] std::string_view name(MentionKind kind);

/// A place in the text that names one actor, or several ("both sides": the two).
struct Mention {
    Span span;             ///< in Article::text
    TokenIndex first = 0;  ///< tokens of the mention
    TokenIndex last = 0;   ///< one past the last
    TokenIndex head = 0;   ///< the token by which the tree holds the mention
    MentionKind kind = MentionKind::name;
    std::vector<ActorIndex> actors;  ///< never empty
    std::string rule;                ///< why it is this actor, for `explain`
    float confidence = 1.0F;
};

/// A place in the geographic sense named in the article ("in Gyeongju").
struct PlaceMention {
    Span span;
    TokenIndex first = 0, last = 0, head = 0;
    std::string name;  ///< as the text writes it, without the article "the"
    std::string code;  ///< country, ISO alpha-3; may be empty
    double latitude = 0, longitude = 0;
    bool located = false;  ///< latitude and longitude are known
    bool is_country = false;
    bool is_settlement = false;  ///< known to be a city, not a region, a sea, a building
    bool is_capital = false;     ///< of the country of its code
};

/// All that the actors room finds in one article.
struct ArticleActors {
    std::vector<Actor> actors;
    std::vector<Mention> mentions;  ///< sorted by (first, last); may nest
    std::vector<PlaceMention>
        places;  ///< sorted; a country may be both mention and place
    /// Where the article was written, by its dateline; it has no tokens.
    std::optional<PlaceMention> dateline;
    /// For each token, the index of the outermost mention of which it is the head, or -1.
    std::vector<std::int32_t> mention_of_head;
    /// For each token, the index of the innermost mention that covers it, or -1.
    std::vector<std::int32_t> mention_at;
};

/// One line for each actor, then each mention; for tests and --debug.
[[nodiscard]] std::string dump(const ArticleActors& actors, std::string_view text);

}  // namespace chancery
