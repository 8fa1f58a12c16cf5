// The shipped facts about actors: states, people in office, organisations, roles, places,
// found by name and as of a date. The files are described in data/actors/README.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/actor.h"
#include "actors/matcher.h"
#include "base/date.h"
#include "base/result.h"
#include "base/tsv.h"

namespace chancery {

/// What a name in the tables stands for.
enum class Lexeme : std::uint8_t {
    state,         ///< "Viet Nam", "DPRK"; row in states
    demonym,       ///< "Lao"; row in states
    people,        ///< "Vietnamese", "Americans"; row in states
    capital,       ///< "Hanoi"; row in states
    metonym,       ///< "the Kremlin", "Beijing government"; row in states
    leader,        ///< row in people
    organisation,  ///< row in organisations
    media,         ///< row in media
    place,         ///< row in places
    body,          ///< row in bodies
    role,          ///< row in roles
    honorific,     ///< row in honorifics
};

/// How the letters of a name must be written in a text to be that name.
enum class Casing : std::uint8_t {
    any,
    first_capital,  ///< its first word starts with a capital letter
    last_capital,   ///< its last word does ("al-Shabaab")
    all_capitals,   ///< every letter is a capital ("WHO", "US")
};

struct Entry {
    Lexeme lexeme = Lexeme::state;
    Casing casing = Casing::any;
    std::uint32_t row = 0;
};

/// Offices of the tables; `none` for a role that is no office.
enum class Office : std::uint8_t {
    none,
    head_of_state,
    monarch,
    head_of_government,
    party_leader,
    foreign_minister,
    defence_minister,
    speaker,
    igo_head,
    deputy,
    minister,
    envoy,
    ambassador,
    spokesperson,
    other,
};

enum class Rank : std::uint8_t { title, description, group };

struct StateRow {
    std::string_view code, name, iso2, capital;
    bool territory = false;
};

/// One person in one office for one term. Days are the first of a partial date.
struct Term {
    std::uint32_t person = 0;
    Office office = Office::none;
    Sector sector = Sector::none;
    std::string_view code, title;
    bool in_territory = false;  ///< "President" of a territory whose state it also leads
    std::optional<Day> since, until;

    [[nodiscard]] bool holds_on(Day day) const {
        return (!since || *since <= day) && (!until || day < *until);
    }
};

struct PersonRow {
    std::string_view name;
    std::string_view short_name;  ///< as named alone; the last word where none is given
    Gender gender = Gender::unknown;
    std::vector<std::uint32_t> terms;  ///< in the order of the file
};

struct OrganisationRow {
    std::string_view name, code;
    ActorKind kind = ActorKind::other;
    Sector sector = Sector::none;
};

struct BodyRow {
    std::string_view phrase;
    ActorKind kind = ActorKind::body;
    Sector sector = Sector::none;
};

struct RoleRow {
    std::string_view role;
    Sector sector = Sector::none;
    Office office = Office::none;
    Rank rank = Rank::title;
    bool plural = false;            ///< "presidents"
    std::string_view singular;      ///< "president", where it is a plural
    std::optional<ActorKind> kind;  ///< of its head word, where that is no person
};

/// What the last word of a name or description says of an organisation: "Corp", "union".
struct HeadRow {
    std::string_view head;
    ActorKind kind = ActorKind::other;
    Sector sector = Sector::none;
};

struct HonorificRow {
    std::string_view honorific;
    Gender gender = Gender::unknown;
};

struct PlaceRow {
    std::string_view name, code;
    double latitude = 0, longitude = 0;
    std::uint32_t population = 0;
    bool settlement = false;  ///< a capital or other city
};

struct MediaRow {
    std::string_view name, code;
    bool agency = false;
};

/// Sets of given names by gender: bits of given_gender().
inline constexpr std::uint8_t given_female = 1;
inline constexpr std::uint8_t given_male = 2;

/// The tables, loaded once, const, safe to share between threads. String views of rows
/// live as long as the tables do.
class ActorTables {
  public:
    /// Reads the files of `dir`. Errors: a file that is missing or at fault, with line.
    static Result<ActorTables> open(const std::string& dir);

    [[nodiscard]] const Matcher& matcher() const { return matcher_; }

    /// What a key of matcher() stands for, in the order state … honorific.
    [[nodiscard]] std::span<const Entry> entries(Matcher::Key key) const;
    /// Entries of a name, looked up by name_key(); empty where it is not known.
    [[nodiscard]] std::span<const Entry> find(std::string_view name) const;

    [[nodiscard]] const StateRow& state(std::uint32_t row) const { return states_[row]; }

    [[nodiscard]] const PersonRow& person(std::uint32_t row) const {
        return people_[row];
    }

    [[nodiscard]] const Term& term(std::uint32_t row) const { return terms_[row]; }

    [[nodiscard]] const OrganisationRow& organisation(std::uint32_t row) const {
        return organisations_[row];
    }

    [[nodiscard]] const BodyRow& body(std::uint32_t row) const { return bodies_[row]; }

    [[nodiscard]] const RoleRow& role(std::uint32_t row) const { return roles_[row]; }

    [[nodiscard]] const HonorificRow& honorific(std::uint32_t row) const {
        return honorifics_[row];
    }

    [[nodiscard]] const PlaceRow& place(std::uint32_t row) const { return places_[row]; }

    [[nodiscard]] const MediaRow& media(std::uint32_t row) const { return media_[row]; }

    /// The row of a state by ISO code.
    [[nodiscard]] std::optional<std::uint32_t> state_by_code(std::string_view code) const;

    /// True where `code` is the code of a state in the tables.
    [[nodiscard]] bool is_state(std::string_view code) const {
        return state_by_code(code).has_value();
    }

    /// Terms of people named by a short name alone ("Putin"), any date.
    [[nodiscard]] std::span<const std::uint32_t> people_by_short(WordId word) const;
    /// People whose short name sounds like `word` in another transcription ("zelenskiy",
    /// "zelensky").
    [[nodiscard]] std::span<const std::uint32_t> people_by_sound(
        std::string_view word) const;
    /// The state to which a title (as name_key() gives it) belongs, where only one state
    /// has it among the high offices of the tables; else empty.
    [[nodiscard]] std::string_view code_of_title(const std::string& title) const;
    /// Terms of an office of a state or IGO, in the order of the file.
    [[nodiscard]] std::span<const std::uint32_t> terms_of(std::string_view code,
                                                          Office office) const;
    /// The term held on `day` (the one begun last), if the tables know one.
    [[nodiscard]] std::optional<std::uint32_t> holder(std::string_view code,
                                                      Office office,
                                                      Day day) const;
    /// The weightiest term of a person on `day`; nothing where none is held then.
    [[nodiscard]] std::optional<std::uint32_t> term_on(std::uint32_t person,
                                                       Day day) const;
    /// given_female and given_male bits of a given name; 0 where it is not known.
    [[nodiscard]] std::uint8_t given_gender(WordId word) const;
    /// The gender that a noun says of its bearer: "actress", "brother".
    [[nodiscard]] Gender gender_of_noun(WordId word) const;
    /// The row of a head word, lower case, singular or plural as in the file; or null.
    [[nodiscard]] const HeadRow* head(std::string_view word) const;
    /// The sum of the weights of cues (actors/cues.h), in thousandths.
    [[nodiscard]] std::int64_t weight_of_cues(std::span<const std::uint32_t> cues) const;
    /// Members of an IGO.
    [[nodiscard]] std::span<const std::string_view> members(std::string_view igo) const;

    /// One form for the transcriptions of a folded word: "zelenskyy" and "zelenski".
    [[nodiscard]] static std::string sound(std::string_view word);

    struct Loader;  ///< fills the tables; defined with open()

  private:
    ActorTables() = default;

    std::vector<TsvTable> files_;  ///< hold the bytes that the rows point into
    Matcher matcher_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> entry_begin_;  ///< by key; one more than keys
    std::vector<StateRow> states_;
    std::vector<PersonRow> people_;
    std::vector<Term> terms_;
    std::vector<OrganisationRow> organisations_;
    std::vector<BodyRow> bodies_;
    std::vector<RoleRow> roles_;
    std::vector<HonorificRow> honorifics_;
    std::vector<PlaceRow> places_;
    std::vector<MediaRow> media_;
    std::unordered_map<std::string_view, HeadRow> heads_;
    std::unordered_map<std::string_view, std::uint32_t> state_rows_;
    std::unordered_map<WordId, std::vector<std::uint32_t>> short_names_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> sounds_;
    std::unordered_map<std::string, std::string_view> titles_;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> terms_by_code_;
    std::unordered_map<std::string_view, std::vector<std::string_view>> members_;
    std::vector<std::uint8_t> given_;   ///< by word
    std::vector<Gender> gender_words_;  ///< by word
    std::vector<std::int32_t> cue_weights_;
};

}  // namespace chancery
