// Participants that no phrase of the act names: whose deed is blamed, who arrests where
// only the arrested are named, whose city is struck.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coding/discourse.h"
#include "coding/draft.h"
#include "coding/roles.h"

namespace chancery {

/// Infers participants in one article; holds references only.
class Implied {
  public:
    explicit Implied(const CodingInput& input)
        : s_(*input.syntax), a_(*input.actors), t_(*input.tables) {}

    /// "condemned the attack": who did a deed of that kind, as told last. Empty where the
    /// act judges no deed or nobody is known to have done one.
    [[nodiscard]] Filled doer_of_deed(const Draft& draft,
                                      const Discourse& discourse) const;

    /// The act judges a deed that somebody did, whether or not it is known who:
    /// "condemned the attack".
    [[nodiscard]] bool judges_a_deed(const Draft& draft) const;

    /// "71 people were arrested": the police, court or army told of last, else the state
    /// of the place. Empty unless the predicate is a passive or a noun without doer and
    /// its rule has the slot `authority`.
    [[nodiscard]] Filled authority(const Draft& draft) const;

    /// "Protests continued": the crowd that the article tells of, for rules with the slot
    /// `crowd`; empty where it tells of none.
    [[nodiscard]] Filled crowd(const Draft& draft) const;

    /// Whom a crowd demonstrates against that names nobody: the government of its state,
    /// where the article names that or the state.
    [[nodiscard]] Filled home_government(const Draft& draft) const;

    /// "struck the port of Odesa": the state of the place that is hit, where it is none
    /// of the actors'.
    [[nodiscard]] Filled target_by_place(const Draft& draft) const;

  private:
    [[nodiscard]] TokenIndex judged(const Draft& draft) const;
    [[nodiscard]] bool is_deed(TokenIndex token) const;
    /// "the killing of two soldiers": they have arrested nobody there.
    [[nodiscard]] bool undergoes(const Mention& mention) const;
    [[nodiscard]] bool has_power(const Actor& actor, const Draft& draft) const;
    [[nodiscard]] const PlaceMention* place_in(const Draft& draft) const;
    [[nodiscard]] ActorIndex state_with(std::string_view code) const;
    [[nodiscard]] bool holds_code(const std::vector<ActorIndex>& list,
                                  std::string_view code) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
};

}  // namespace chancery
