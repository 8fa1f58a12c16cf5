// Predicates that may tell of an act although no rule knows their words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
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
    /// What a recipient is read from, the best first.
    enum class Rank : std::uint8_t {
        known_object,
        known_oblique,
        known_below,   ///< "the blockade of X"
        object_actor,  ///< actors of no known state: "the protesters"
        place,
        oblique_actor,
        goal,    ///< a thing from or to which something is moved
        object,  ///< a thing
        actor_below,
        oblique,
        none,
    };

    struct Options {
        TokenIndex actor = no_token;  ///< who acts, and is not acted upon
        Rank best = Rank::none;
        TokenIndex head = no_token;
        bool to_actor = false;
    };

    /// The participants of \p predicate itself.
    void look_around(TokenIndex predicate, Options& options) const;
    /// Those of a clause that completes the predicate: "agreed to help X".
    void look_below(TokenIndex predicate, Options& options) const;

    void consider(TokenIndex head, bool object, Options& out) const;
    [[nodiscard]] bool is_known(TokenIndex head) const;
    [[nodiscard]] bool is_place(TokenIndex head) const;
    [[nodiscard]] TokenIndex place_below(TokenIndex head) const;
    [[nodiscard]] bool names_actor(TokenIndex head) const;
    [[nodiscard]] TokenIndex actor_below(TokenIndex head, TokenIndex but) const;
    [[nodiscard]] bool is_time(TokenIndex head) const;

    const Syntax& s_;
    const ArticleActors& a_;
    RoleReader roles_;
};

}  // namespace chancery
