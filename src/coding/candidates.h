// Predicates that may tell of an act although no rule knows their words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/span.h"
#include "coding/pair_features.h"
#include "coding/roles.h"

namespace chancery {

/// A verb, who does it, and to whom or to what.
struct Candidate {
    TokenIndex predicate = no_token;
    Pair pair;       ///< the recipient: an actor, else the thing that it is done to
    Span recipient;  ///< the words of the recipient's phrase; empty where there is none
    bool to_actor = false;  ///< the recipient names an actor
};

/// Finds candidates in one article; holds references only.
class CandidateFinder {
  public:
    CandidateFinder(const Syntax& syntax,
                    const ArticleActors& actors,
                    const CodingTables& tables)
        : s_(syntax), a_(actors), roles_(syntax, actors, tables) {}

    /// The candidate of a verb; `predicate` is no_token where it is none.
    [[nodiscard]] Candidate of_verb(TokenIndex verb) const;

    /// The words of a noun phrase without the clauses in it.
    [[nodiscard]] Span phrase(TokenIndex head) const;

    /// Whom or what the verb is done to; the pair's recipient is set.
    void find_recipient(TokenIndex verb, Candidate& out) const;

  private:
    [[nodiscard]] bool names_actor(TokenIndex head) const;
    [[nodiscard]] TokenIndex actor_below(TokenIndex head, TokenIndex but) const;
    [[nodiscard]] bool is_time(TokenIndex head) const;

    const Syntax& s_;
    const ArticleActors& a_;
    RoleReader roles_;
};

}  // namespace chancery
