// Acts that no rule lists: what they were done to, and predicates that the classifier
// knows by their likeness to others. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "coding/candidates.h"
#include "coding/draft.h"

namespace chancery {

/// Reads acts past the rules in one article; holds references only.
class Unlisted {
  public:
    explicit Unlisted(const CodingInput& input);

    /// Sets the words of the thing or place that an act was done to, where it names no
    /// recipient: "the bridge" in "The army blew up the bridge".
    void set_target(Draft& draft) const;

    /// True where an act without the recipient it needs is kept for the thing that it is
    /// about: in a flash, which says no more ("X condemned the bombing").
    [[nodiscard]] bool is_of_thing(Draft& draft) const;

    /// What the classifier makes of a verb that no rule took: an act, where it is sure
    /// enough of the type and that there is one.
    [[nodiscard]] std::optional<Draft> of_verb(TokenIndex verb);

  private:
    [[nodiscard]] Draft draft_of(const Candidate& candidate, ActType type) const;
    /// True in clauses that only tell more of something: "the group, which …", "… as …".
    [[nodiscard]] bool is_aside(TokenIndex verb) const;
    /// By the words of mode_words.tsv.
    void settle_mode(Draft& draft) const;
    [[nodiscard]] bool is_told(const Candidate& candidate, Draft& draft) const;

    const Syntax& s_;
    const CodingTables& t_;
    RoleReader roles_;
    CandidateFinder finder_;
    PairReader reader_;
    /// A text of one or two sentences without a title: what it tells is its news, and it
    /// has no other place to name who was meant.
    bool flash_ = false;
    PairFeatures features_;  ///< kept between calls
};

}  // namespace chancery
