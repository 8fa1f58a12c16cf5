// The persons of one article: which names are the same person, and who that is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "actors/draft.h"

namespace chancery::actors {

/// A person of the article while its mentions are gathered.
struct PersonEvidence {
    ActorIndex actor = no_actor;
    std::uint32_t row = no_actor;  ///< in the tables' people, if known there
    std::vector<std::vector<std::string>> names;  ///< folded words of each form
    std::vector<std::uint32_t> offices;           ///< in Draft::offices, in text order
    std::int32_t beside = -1;       ///< first token of the person named beside it
    std::set<TokenIndex> mentions;  ///< first tokens

    /// How far the nearest mention lies before token `at`; where there is none before,
    /// how far after, and 2^30 more; 2^40 where there is none.
    [[nodiscard]] std::int64_t distance_to(TokenIndex at) const;
};

class Affiliations;

class People {
  public:
    explicit People(Draft& draft) : d_(draft) {}

    /// Gives every person phrase its actor: full names first, then names of one word.
    /// Weak phrases that are nobody's stay without one.
    void resolve_names();
    /// The actor of a person of the tables, made where the article has none yet.
    /// `name` is what the article calls it.
    ActorIndex from_table(std::uint32_t row, std::string name);
    /// A person without a name ("a federal judge", "the Lao president").
    ActorIndex unnamed(std::string name, const OfficePhrase& office);
    /// Adds what an office phrase says of a person.
    void add_office(ActorIndex actor, std::uint32_t office);
    /// Settles code, sector, gender and offices of each person.
    void finish();

    [[nodiscard]] const std::vector<PersonEvidence>& all() const { return people_; }

    /// The evidence of an actor, or null where it is no person.
    [[nodiscard]] const PersonEvidence* of(ActorIndex actor) const;
    /// The weightiest office that texts or tables give a person on the date; none where
    /// unknown.
    [[nodiscard]] Office office_of(const PersonEvidence& person) const;
    /// The state or organisation of a person as far as it is known now.
    [[nodiscard]] std::string code_of_person(const PersonEvidence& person) const;

    /// The code of the last made person who bears a name; empty where nobody does.
    [[nodiscard]] std::string code_by_word(std::string_view word) const;

  private:
    PersonEvidence& add_person(std::string name, const char* rule);
    [[nodiscard]] std::string form_of(const Phrase& phrase) const;
    void attach(Phrase& phrase, PersonEvidence& person);
    [[nodiscard]] bool is_namesake(const Phrase& phrase,
                                   const PersonEvidence& person) const;
    [[nodiscard]] Gender said_gender(const Phrase& phrase) const;
    void resolve_full(Phrase& phrase);
    void resolve_single(Phrase& phrase);
    [[nodiscard]] std::optional<std::uint32_t> table_row(const Phrase& phrase) const;
    [[nodiscard]] std::optional<std::uint32_t> short_row(const Phrase& phrase,
                                                         std::string_view word) const;
    [[nodiscard]] std::optional<std::uint32_t> row_by_parts(
        const Phrase& phrase, const std::vector<std::string>& words) const;
    [[nodiscard]] int name_likeness(const std::vector<std::string>& words,
                                    std::size_t at,
                                    std::uint32_t row) const;
    [[nodiscard]] int term_fit(const Phrase& phrase, const Term& term) const;
    [[nodiscard]] bool holds_said_office(const Phrase& phrase, std::uint32_t row) const;
    [[nodiscard]] std::string code_of_titles(const PersonEvidence& person) const;
    [[nodiscard]] std::string code_beside(const PersonEvidence& person) const;
    [[nodiscard]] std::string code_of_owner(const PersonEvidence& person) const;
    [[nodiscard]] bool serves(std::uint32_t row, const std::string& code) const;
    [[nodiscard]] std::uint32_t last_term(std::uint32_t row) const;
    [[nodiscard]] std::string said_code(const Phrase& phrase) const;
    [[nodiscard]] int fit(const Phrase& phrase, const PersonEvidence& person) const;
    [[nodiscard]] std::pair<std::string, const char*> sure_code(
        const PersonEvidence& person) const;
    void settle_codes();
    [[nodiscard]] std::map<std::uint32_t, Office> placed_roles(
        const PersonEvidence& person) const;
    void settle_offices(const PersonEvidence& person);
    void settle_from_tables(const PersonEvidence& person);
    void settle_gender(PersonEvidence& person);

    /// Those who bear one of the words of `shortest` bytes and more, in their order.
    [[nodiscard]] std::vector<std::uint32_t> bearers(
        const std::vector<std::string>& words, std::size_t shortest) const;
    [[nodiscard]] PersonEvidence* of_row(std::uint32_t row);
    [[nodiscard]] std::vector<PersonEvidence>::const_iterator of_actor(
        ActorIndex actor) const;
    void set_row(PersonEvidence& person, std::uint32_t row);

    Draft& d_;
    std::vector<PersonEvidence> people_;  ///< in the order of their actors
    /// Indices of people_ by each word of their names, and by their rows in the tables.
    std::unordered_map<std::string, std::set<std::uint32_t>> by_word_;
    std::unordered_map<std::uint32_t, std::uint32_t> by_row_;
};

/// Two forms of one name: each word of the shorter is in the longer, or stands there as
/// an initial ("Joseph R. Biden" and "Joseph Biden", "M. Díaz-Canel").
[[nodiscard]] bool same_name(const std::vector<std::string>& a,
                             const std::vector<std::string>& b);

/// Folded words of a name.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

/// A key for an actor: folded words joined by "_", at most 40 bytes.
[[nodiscard]] std::string actor_key(std::string_view name);

}  // namespace chancery::actors
