// The shipped facts about actors: states, people in office, organisations, roles, places,
// found by name and as of a date. The files are described in data/actors/README.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "actors/lexeme.h"
#include "actors/matcher.h"
#include "actors/origins.h"
#include "actors/tables_image.h"
#include "base/date.h"
#include "base/result.h"

namespace chancery {

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

/// Whom "the leader" of a state means.
enum class Leading : std::uint8_t { head_of_state, head_of_government, party_leader };

struct StateRow {
    std::string_view code, name, iso2, capital;
    bool territory = false;
    Leading leading = Leading::head_of_state;
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
    std::span<const std::uint32_t> terms;  ///< in the order of the file
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

/// The tables, loaded once, const, safe to share between threads. Rows are made when
/// they are asked for; what they point to lives as long as the tables or a copy does.
class ActorTables {
  public:
    /// Reads the files of `dir`. Errors: a file that is missing or at fault, with line.
    static Result<ActorTables> open(const std::string& dir);
    /// The same result, sooner: maps the compiled tables in the file `image` where they
    /// were made from just these files of `dir`. Where that file is missing, damaged, of
    /// another version or made from other files, `dir` is read.
    static Result<ActorTables> open(const std::string& dir, const std::string& image);

    /// The compiled tables: what a file for open() holds. The same files of text give
    /// the same bytes.
    [[nodiscard]] std::span<const std::byte> image() const { return bytes_; }

    /// Tells versions of the files apart; the same names and bytes give the same number.
    [[nodiscard]] std::uint64_t fingerprint() const { return view_.fingerprint; }

    /// True where they were mapped from a file, false where text was read.
    [[nodiscard]] bool is_mapped() const { return mapped_; }

    [[nodiscard]] const Matcher& matcher() const { return view_.matcher; }

    /// What a key of matcher() stands for, in the order state … honorific.
    [[nodiscard]] std::span<const Entry> entries(Matcher::Key key) const {
        const std::uint32_t begin = view_.keys[key].first_entry;
        return view_.entries.subspan(begin, view_.keys[key + 1].first_entry - begin);
    }

    /// The lexemes of entries(key) as a set of bits.
    [[nodiscard]] std::uint32_t lexemes(Matcher::Key key) const {
        return view_.keys[key].lexemes;
    }

    /// Entries of a name, looked up by name_key(); empty where it is not known.
    [[nodiscard]] std::span<const Entry> find(std::string_view name) const;

    [[nodiscard]] StateRow state(std::uint32_t row) const;
    [[nodiscard]] PersonRow person(std::uint32_t row) const;
    [[nodiscard]] Term term(std::uint32_t row) const;
    [[nodiscard]] OrganisationRow organisation(std::uint32_t row) const;
    [[nodiscard]] BodyRow body(std::uint32_t row) const;
    [[nodiscard]] RoleRow role(std::uint32_t row) const;
    [[nodiscard]] HonorificRow honorific(std::uint32_t row) const;
    [[nodiscard]] PlaceRow place(std::uint32_t row) const;
    [[nodiscard]] MediaRow media(std::uint32_t row) const;

    /// Rows of each table: state() … media() take numbers below these.
    struct Sizes {
        std::size_t states, people, terms, organisations, bodies, roles, honorifics,
            places, media;
    };

    [[nodiscard]] Sizes sizes() const;

    /// The row of a state by ISO code.
    [[nodiscard]] std::optional<std::uint32_t> state_by_code(std::string_view code) const;

    /// True where `code` is the code of a state in the tables.
    [[nodiscard]] bool is_state(std::string_view code) const {
        return state_by_code(code).has_value();
    }

    /// People named by a short name alone ("Putin"), of any date.
    [[nodiscard]] std::span<const std::uint32_t> people_by_short(WordId word) const;
    /// People whose short name sounds like `word` in another transcription ("zelenskiy",
    /// "zelensky").
    [[nodiscard]] std::span<const std::uint32_t> people_by_sound(
        std::string_view word) const;
    /// The state to which a title (as name_key() gives it) belongs, where only one state
    /// has it among the high offices of the tables; else empty.
    [[nodiscard]] std::string_view code_of_title(std::string_view title) const;
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
    [[nodiscard]] std::uint8_t given_gender(WordId word) const {
        return word < view_.given.size() ? view_.given[word] : std::uint8_t{0};
    }

    /// The row of a head word, lower case, singular or plural as in the file.
    [[nodiscard]] std::optional<HeadRow> head(std::string_view word) const;
    /// Codes of the members of an IGO.
    [[nodiscard]] std::vector<std::string_view> members(std::string_view igo) const;

    /// In which states the people of the tables bear which names.
    [[nodiscard]] NameOrigins origins() const {
        return {view_.origin_states,
                view_.origin_words,
                view_.origin_begin,
                view_.origin_counts};
    }

    /// The gender that a noun says of its bearer: "actress", "brother".
    [[nodiscard]] Gender gender_of_noun(WordId word) const {
        return word < view_.gender_words.size()
                   ? static_cast<Gender>(view_.gender_words[word])
                   : Gender::unknown;
    }

    /// The sum of the weights of cues (actors/cues.h), in thousandths.
    [[nodiscard]] std::int64_t weight_of_cues(std::span<const std::uint32_t> cues) const;

    /// One form for the transcriptions of a folded word: "zelenskyy" and "zelenski".
    [[nodiscard]] static std::string sound(std::string_view word);

    struct Loader;  ///< reads the text tables; defined with open()

  private:
    ActorTables() = default;

    [[nodiscard]] Office office_of(std::uint32_t term) const {
        return static_cast<Office>(view_.terms[term].office);
    }

    [[nodiscard]] std::optional<std::uint32_t> weightiest_on(
        std::span<const std::uint32_t> terms, Day day) const;

    [[nodiscard]] std::string_view text(actors::PoolText at) const {
        return view_.text(at);
    }

    std::shared_ptr<const void> owner_;  ///< of the bytes: a mapping or a vector
    std::span<const std::byte> bytes_;
    actors::ImageView view_;
    bool mapped_ = false;
};

}  // namespace chancery
