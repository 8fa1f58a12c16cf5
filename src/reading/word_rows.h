// Rows of the network's embedding table that stand for a word: itself, its parts, its
// classes. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "reading/words.h"

namespace chancery::reading {

/// Rows in each block of the table: prefixes of 1-4 bytes, suffixes of 1-5 bytes, shape,
/// three grains of clusters, tag classes, name lists. Values that do not fit are hashed.
/// Behind the blocks lie the rows of the known words; the first of them stands for all
/// others.
inline constexpr std::array<std::uint32_t, 15> word_blocks = {
    256, 2048, 8192, 4096, 256, 2048, 8192, 8192, 4096, 1024, 64, 512, 2048, 512, 256};

/// Rows that are summed for one word.
inline constexpr std::size_t word_row_count = word_blocks.size() + 1;
using WordRows = std::array<std::uint32_t, word_row_count>;

/// Rows of the table before those of the known words.
[[nodiscard]] constexpr std::uint32_t known_words_begin() {
    std::uint32_t sum = 0;
    for (const auto size : word_blocks) {
        sum += size;
    }
    return sum;
}

/// The rows of a word, in the order of the blocks; the last is that of the word itself.
[[nodiscard]] WordRows rows_of(const Word& word);

}  // namespace chancery::reading
