// How many acts the text tells of as one: "925 messages", "twice", "71 people were
// arrested". SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "coding/draft.h"

namespace chancery {

/// A number and where it stands.
struct ActCount {
    std::uint32_t number = 0;  ///< at least 2
    TokenIndex word = no_token;
    std::string_view rule;  ///< what it counts, a constant
};

/// The number of acts where the text counts them together: the acts themselves ("three
/// suicide bombings", "three rounds of talks"), the times ("twice", "on three
/// occasions"), the arrested, or what was fired and hit. Nothing where they are not
/// counted; years and the numbers of other things ("157 prisoners were exchanged",
/// "after two days of talks") count no acts.
[[nodiscard]] std::optional<ActCount> count_of(const Draft& draft,
                                               const Syntax& syntax,
                                               const CodingTables& tables);

/// The number that a word says in figures ("3,030") or in letters, up to ninety; 0 where
/// it is none or is beyond 999,999,999.
[[nodiscard]] std::uint32_t number_of(std::string_view word);

}  // namespace chancery
