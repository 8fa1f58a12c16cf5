// How close in the tree a word of time, place or manner stands to an act: whether it is
// said of the act itself, of what governs it, of what it governs, or of something else.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "coding/draft.h"

namespace chancery {

/// Where a word stands as seen from the trigger, from the closest to the farthest.
enum class Standing : std::uint8_t {
    elsewhere,  ///< not said of the act
    below,      ///< in what the act's verb governs: "agreed to meet on Monday"
    beside,     ///< in a clause that the act's clause qualifies or runs along with
    above,      ///< in the clause that governs the act: "arrived on Monday to meet"
    clause,     ///< in the clause of the act
    phrase,     ///< in the phrase of the noun that names the act: "Monday's meeting"
};

/// Weight of a standing for a choice between words, 0 (no claim) to 4.
[[nodiscard]] int weight(Standing standing);

/// Views one sentence after another; holds references only.
class Attachment {
  public:
    explicit Attachment(const CodingInput& input)
        : s_(*input.syntax), t_(*input.tables) {}

    /// The token of [first, last) that governs the others.
    [[nodiscard]] TokenIndex head_of(TokenIndex first, TokenIndex last) const;

    [[nodiscard]] Standing standing(TokenIndex trigger, TokenIndex word) const;

    /// The verb of saying in whose complement the trigger stands ("said on Tuesday that
    /// they had met"), or no_token.
    [[nodiscard]] TokenIndex saying_above(TokenIndex trigger) const;

    /// True for a verb of its own tense in a clause that is told to come before or after
    /// what governs it: "after meeting him", "before he heads to".
    [[nodiscard]] bool is_sequel(TokenIndex verb) const;

  private:
    [[nodiscard]] Standing looking_up(TokenIndex from, TokenIndex to) const;
    [[nodiscard]] Standing looking_down(TokenIndex from, TokenIndex to) const;

    const Syntax& s_;
    const CodingTables& t_;
};

}  // namespace chancery
