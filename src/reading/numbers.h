// Numbers inside a chunk of text.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "reading/tokenizer.h"

namespace chancery::reading {

/// End of the number whose first digit is at `i` of a chunk, a run without white space:
/// digits with inner "," "." ":", dates and telephone numbers with their marks, endings
/// such as "th", "s" and "'s" ("the 70's"). A unit is left for the next token ("35mm").
[[nodiscard]] std::size_t number_end(std::string_view chunk,
                                     std::size_t i,
                                     const WordLists& lists);

}  // namespace chancery::reading
