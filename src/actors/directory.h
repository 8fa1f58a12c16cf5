// The tables of actors as a book to look things up in: who bears a name, in any spelling,
// and who held an office on a day. For people who ask; articles are read with
// ActorTables. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/actor.h"
#include "base/date.h"
#include "base/result.h"

namespace chancery {

/// One person in one office for one term, as a row of leaders.tsv says it, or as an
/// analyst accepted it from articles.
struct DirectoryTerm {
    std::uint32_t actor = 0;   ///< index of the person
    std::string office;        ///< key of leaders.tsv: "party_leader"
    std::string title;         ///< "General Secretary of the Communist Party"
    std::string code;          ///< state or organisation served: "VNM"
    std::string sector;        ///< "PTY"; may be empty
    std::string since, until;  ///< as written: YYYY, YYYY-MM or YYYY-MM-DD, or empty
    std::string source;        ///< "factbook", "hand", "learned", …
    std::optional<Day> from;   ///< first day of `since`
    std::optional<Day> to;     ///< first day of `until`: no longer held on it

    [[nodiscard]] bool holds_on(Day day) const {
        return (!from || *from <= day) && (!to || day < *to);
    }
};

/// A spelling of an actor's name.
struct DirectoryName {
    std::string text;  ///< as the table writes it
    std::string what;  ///< "name", "short", "alias", "demonym", "capital", "language vi"
    std::string source;
    std::string key = {};  ///< name_key() of the text
};

struct DirectoryActor {
    std::string id;  ///< "VNM" for a state, else words of the name: "to_lam", "nato"
    std::string name;
    ActorKind kind = ActorKind::other;
    std::string code;    ///< ISO 3166 alpha-3 or an organisation's acronym; may be empty
    std::string sector;  ///< PLOVER; may be empty
    std::string gender;
    std::string detail;   ///< capital of a state, domain of an outlet
    std::string leading;  ///< of a state: key of the office whose holder leads it
    std::string source;
    std::vector<DirectoryName> names;  ///< the first is `name`
    std::vector<std::uint32_t> terms;  ///< of a person, the earliest begun first
    std::vector<std::string> members;  ///< of an organisation: codes
};

/// How well a name answers words; the higher the better. See Directory::find().
struct DirectoryHit {
    std::uint32_t actor = 0;
    std::uint32_t name = 0;  ///< which of its names
    double score = 0;        ///< 1: the very name; above 0
    std::string why;         ///< "name", "begins so", "sounds alike", "similar spelling"
};

struct WhoQuestion {
    std::string words;  ///< "General Secretary Lam", "the Cuban leader", "king"
    Day on;
    std::string near;  ///< code of a state or organisation to prefer; may be empty
};

struct WhoAnswer {
    std::uint32_t actor = 0;
    std::uint32_t term = 0;
    double score = 0;
    bool held = true;  ///< false: bears the name, but held no such office on that day
    std::vector<std::string> why;  ///< "short name Lam", "general secretary", "near VNM"
};

/// What the words of an office say: "Prime Minister of Viet Nam".
struct OfficeWords {
    std::vector<std::string> offices;    ///< keys; empty where no role is named
    std::vector<std::string> codes;      ///< states and organisations named
    std::vector<std::string> hosts;      ///< those named after "to": of an ambassador
    bool general = false;                ///< "leader", "chief": any high office will do
    bool party = false;                  ///< of a party
    bool past = false;                   ///< "former", "late", "elect": not held now
    std::string words;                   ///< folded words of role and organisation
    std::vector<std::string> rest;       ///< words that are none of these: a name
    std::vector<std::uint32_t> persons;  ///< who bears a name of two words or more in it
};

/// True for the keys that many offices of a state share ("minister", "ambassador"): only
/// their titles tell them apart.
[[nodiscard]] bool is_shared_office(std::string_view office);

/// Loaded once, const but for add_term().
class Directory {
  public:
    /// Reads the files of `dir` (data/actors). Errors: a file missing or with other
    /// columns. Values are checked by ActorTables::open(), not here.
    static Result<Directory> open(const std::string& dir);

    [[nodiscard]] std::span<const DirectoryActor> actors() const { return actors_; }

    [[nodiscard]] const DirectoryActor& actor(std::uint32_t i) const {
        return actors_[i];
    }

    [[nodiscard]] const DirectoryTerm& term(std::uint32_t i) const { return terms_[i]; }

    [[nodiscard]] std::span<const DirectoryTerm> terms() const { return terms_; }

    /// By identifier; letter case does not matter.
    [[nodiscard]] std::optional<std::uint32_t> by_id(std::string_view id) const;
    /// The actor whose name or alias this is, in any spelling; nothing where none or
    /// several are.
    [[nodiscard]] std::optional<std::uint32_t> by_name(std::string_view name) const;
    /// The code of the state or organisation meant by a name, a code or a demonym; ""
    /// where there is none.
    [[nodiscard]] std::string code_of(std::string_view name) const;

    /// Actors one of whose names answers `words`, best first; other scripts are brought
    /// into Latin letters, small slips of spelling forgiven. At most `limit`.
    [[nodiscard]] std::vector<DirectoryHit> find(std::string_view words,
                                                 std::size_t limit) const;

    /// Who is meant, best answer first; at most `limit`. Terms count that hold on the
    /// day; where a name is given and none holds, the last terms of those who bear it
    /// follow with `held` false.
    [[nodiscard]] std::vector<WhoAnswer> who(const WhoQuestion& question,
                                             std::size_t limit) const;

    /// Takes the words of an office apart.
    [[nodiscard]] OfficeWords read_office(std::string_view office) const;
    /// A title without its state, as leaders.tsv has it: "Prime Minister" for "Lao Prime
    /// Minister" and "Prime Minister of Laos"; "Ambassador to Laos" stays.
    [[nodiscard]] std::string without_state(std::string_view title) const;

    /// Adds a term, and its person where the directory has none of that name; the person.
    std::uint32_t add_term(std::string_view name, DirectoryTerm term);

  private:
    enum class Sense : std::uint8_t { person, code, role, honorific };

    /// What a phrase of a question can mean.
    struct Meaning {
        Sense sense = Sense::person;
        std::uint32_t actor = 0;  ///< of a person or a code
        std::string text;         ///< code, or key of the office
    };

    struct Loader;

    Directory() = default;

    /// The person of that name, made where there is none.
    std::uint32_t person(std::string_view name, std::string_view source);
    void add_name(std::uint32_t actor,
                  std::string_view text,
                  std::string what,
                  std::string_view source);
    void add_meaning(const std::string& key, Meaning meaning);
    void give_id(std::uint32_t actor);
    /// The longest phrase that begins at `words[at]`; its length, 0 where there is none.
    std::size_t longest_meaning(std::span<const std::string> words,
                                std::size_t at,
                                const std::vector<Meaning>*& found) const;
    void take_person(std::vector<std::string>& words, OfficeWords& out) const;

    /// What a phrase can mean, all at once.
    struct PhraseSense {
        std::vector<std::string> codes;
        bool role = false;
        bool party = false;
        bool organisation = false;
    };

    [[nodiscard]] PhraseSense sense_of(const std::vector<Meaning>& found,
                                       OfficeWords& out) const;
    void take_meaning(const std::vector<Meaning>& found,
                      std::span<const std::string> phrase,
                      bool after_to,
                      OfficeWords& out) const;
    /// True for the name of a state or what belongs to it ("Lao", "Lao's"), by its key.
    [[nodiscard]] bool is_state_word(std::string_view key) const;
    /// The code of the longest state or organisation named at the start of `words`.
    [[nodiscard]] std::string leading_code(std::span<const std::string> words) const;

    std::vector<DirectoryActor> actors_;
    std::vector<DirectoryTerm> terms_;
    std::unordered_map<std::string, std::uint32_t> people_;  ///< by name
    std::unordered_map<std::string, std::uint32_t> ids_;     ///< in small letters
    std::unordered_map<std::string, std::vector<Meaning>> meanings_;  ///< by name_key()
    std::size_t longest_phrase_ = 1;                                  ///< in words
};

}  // namespace chancery
