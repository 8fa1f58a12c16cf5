// Who does what in a tree: subjects, objects and prepositional phrases of a predicate,
// also where grammar leaves them out (passives, relative and participial clauses,
// control, coordination). SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "reading/reading.h"

namespace chancery {

class CodingTables;

/// A view of one reading with the children of each token at hand. The reading and the
/// text must outlive it.
class Syntax {
  public:
    /// With `tables`, verbs have the lemmas of verb_lemma(); they must outlive it too.
    Syntax(const Reading& reading,
           std::string_view text,
           const CodingTables* tables = nullptr);

    [[nodiscard]] const Reading& reading() const { return *reading_; }

    [[nodiscard]] const Token& token(TokenIndex i) const { return reading_->tokens[i]; }

    [[nodiscard]] std::string_view lemma(TokenIndex i) const { return lemmas_[i]; }

    [[nodiscard]] std::string_view form(TokenIndex i) const {
        return quote(text_, token(i).span);
    }

    [[nodiscard]] std::string_view text() const { return text_; }

    /// Tokens governed by `i`, in the order of the text.
    [[nodiscard]] std::span<const TokenIndex> children(TokenIndex i) const {
        return {children_.data() + first_[i], children_.data() + first_[i + 1]};
    }

    /// The first child with that relation, or no_token.
    [[nodiscard]] TokenIndex child(TokenIndex i, Rel rel) const;
    /// The first child with that relation and lemma, or no_token.
    [[nodiscard]] TokenIndex child(TokenIndex i, Rel rel, std::string_view lemma) const;

    [[nodiscard]] bool has_child(TokenIndex i, Rel rel) const {
        return child(i, rel) != no_token;
    }

    [[nodiscard]] bool is_verb(TokenIndex i) const {
        return token(i).upos == Upos::verb || token(i).upos == Upos::aux;
    }

    [[nodiscard]] bool is_nominal(TokenIndex i) const;
    [[nodiscard]] bool is_passive(TokenIndex verb) const;
    /// "to" before the verb, or no_token.
    [[nodiscard]] TokenIndex infinitive_mark(TokenIndex verb) const;

    /// Head of the noun phrase that is the grammatical subject, or no_token.
    [[nodiscard]] TokenIndex surface_subject(TokenIndex predicate) const;
    /// The one who does it: the subject, or the "by" phrase of a passive.
    [[nodiscard]] TokenIndex doer(TokenIndex verb) const;
    /// The one to whom it is done: the object, or the subject of a passive.
    [[nodiscard]] TokenIndex undergoer(TokenIndex verb) const;
    /// The infinitive or clause that completes the verb, or no_token.
    [[nodiscard]] TokenIndex complement(TokenIndex verb) const;
    /// Appends the heads of the phrases with this preposition under `i`.
    void obliques(TokenIndex i,
                  std::string_view preposition,
                  std::vector<TokenIndex>& out) const;
    /// The lemma of the preposition that introduces the phrase of `i`, or empty.
    [[nodiscard]] std::string_view preposition_of(TokenIndex i) const;

    /// Appends `i` and all that is coordinated with it ("Laos, China and Cambodia").
    void coordinated(TokenIndex i, std::vector<TokenIndex>& out) const;

    /// The nearest token at or above `i` that heads a clause.
    [[nodiscard]] TokenIndex clause_of(TokenIndex i) const;
    /// True where `ancestor` is `i` or governs it, directly or through others.
    [[nodiscard]] bool dominates(TokenIndex ancestor, TokenIndex i) const;

  private:
    [[nodiscard]] TokenIndex own_subject(TokenIndex predicate) const;
    [[nodiscard]] bool asserts_of_noun(TokenIndex verb) const;
    [[nodiscard]] TokenIndex inherited_subject(TokenIndex predicate, int depth) const;
    [[nodiscard]] TokenIndex subject(TokenIndex predicate, int depth) const;
    [[nodiscard]] TokenIndex subject_of_noun_clause(TokenIndex verb, int depth) const;

    const Reading* reading_;
    std::string_view text_;
    const CodingTables* tables_;
    std::vector<std::string_view> lemmas_;
    std::vector<std::uint32_t> first_;
    std::vector<TokenIndex> children_;
};

}  // namespace chancery
