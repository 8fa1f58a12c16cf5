// Acts: what an article says was done, each field with its reason. The form is that of
// the annotation guide (PLOVER types and modes). SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "base/span.h"
#include "coding/place_signs.h"
#include "coding/statement.h"

namespace chancery {

/// PLOVER event types (PLOVER manual, draft 0.8).
enum class ActType : std::uint8_t {
    agree,
    consult,
    support,
    concede,
    cooperate,
    aid,
    retreat,
    request,
    accuse,
    reject,
    threaten,
    protest,
    sanction,
    mobilize,
    coerce,
    assault,
};
inline constexpr std::size_t act_type_count = 16;

enum class Channel : std::uint8_t {
    none,
    in_person,
    phone,
    video,
    letter,
    message,
    envoy,
    statement,
    document,
    social_media,
};

enum class Status : std::uint8_t { happened, planned, denied };

[[nodiscard]] std::string_view name(ActType type);     ///< "CONSULT"
[[nodiscard]] std::string_view name(Channel channel);  ///< "in_person"; "" for none
[[nodiscard]] std::string_view name(Status status);    ///< "happened"
[[nodiscard]] std::optional<ActType> act_type_from(std::string_view text);
[[nodiscard]] std::optional<Channel> channel_from(std::string_view text);
[[nodiscard]] std::optional<Status> status_from(std::string_view text);

/// Why a field holds what it holds.
struct Reason {
    std::string field;  ///< "type", "mode", "actors", "recipients", "date", "place",
                        ///< "channel", "status", "cameo", "contexts", …
    std::string rule;   ///< id of a rule in data/coding, or the name of a mechanism
    Span span;          ///< the words it was read from, in Article::text; may be empty
    float confidence = 1.0F;  ///< 0-1: that the field is right where the act is
};

/// What is known of a place besides its name in the text.
struct Location {
    std::string code;  ///< country, ISO 3166 alpha-3; empty for seas and continents
    double latitude = 0, longitude = 0;  ///< degrees, WGS 84; of a city or a region
    bool located = false;                ///< latitude and longitude are known
    bool is_country = false;             ///< no more than the country is known
};

/// One act. Actor indices point into the same Coded value's actors.
struct Act {
    std::string id;  ///< "a1", "a2", … in the order of the text
    ActType type = ActType::consult;
    std::string mode;        ///< a PLOVER mode of that type, or empty
    std::string cameo;       ///< CAMEO code, 2-4 digits; empty where not known
    std::uint8_t quad = 1;   ///< 1 verbal cooperation, 2 material cooperation, 3 verbal
                             ///< conflict, 4 material conflict; by the type
    float goldstein = 0.0F;  ///< weight of the code, -10 (conflict) to 10 (cooperation);
                             ///< NaN where it is not known (imported rows)
    std::vector<std::string> contexts;  ///< PLOVER contexts, in the order of the manual
    Channel channel = Channel::none;
    std::vector<ActorIndex> actors;
    std::vector<ActorIndex> recipients;
    std::string
        date;  ///< ISO 8601 day, interval of days, month or year; empty where unknown
    std::string place;  ///< as the text names it; empty where unknown
    Location location;  ///< of the place
    PlaceGroup place_group = PlaceGroup::measure;
    std::vector<PlaceOption> place_options;  ///< what it was chosen from, no place first
    float place_share = 0.0F;  ///< how likely it is among these, 0-1; 0 where not chosen
    Status status = Status::happened;
    bool background = false;
    std::optional<std::uint32_t> count;
    /// The words of the thing or place that it was done to, where no recipient is named;
    /// in Article::text, may be empty.
    Span target;
    Span trigger;             ///< in Article::text
    Span evidence;            ///< in Article::text; holds the trigger; one line
    float confidence = 1.0F;  ///< how many of the acts that look like it are right, 0-1
    std::vector<Reason> reasons;
    std::vector<std::string> features;  ///< what the confidence was worked out from, as
                                        ///< named in data/coding/confidence.tsv
};

/// True where the act is done by saying or writing it: a pledge, thanks, a demand; not a
/// meeting, a signing or an attack.
[[nodiscard]] bool is_utterance(const Act& act);

/// What coding makes of one article.
struct ArticleActs {
    std::vector<Act> acts;
    ArticleStatements statements;
};

}  // namespace chancery
