// Where sentences end.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "reading/tokenizer.h"

namespace chancery::reading {

/// Appends, for the tokens of one block, the index one past the last token of each
/// sentence; the last is tokens.size().
void split_sentences(std::string_view text,
                     std::span<const Span> tokens,
                     const WordLists& lists,
                     std::vector<std::uint32_t>& ends);

}  // namespace chancery::reading
