// Hashed blocks of the embedding table.
// SPDX-License-Identifier: Apache-2.0
#include "reading/word_rows.h"

namespace chancery::reading {

WordRows rows_of(const Word& word) {
    const auto& c = word.classes;
    const std::array<std::uint32_t, word_blocks.size()> values = {word.prefix[0],
                                                                  word.prefix[1],
                                                                  word.prefix[2],
                                                                  word.prefix[3],
                                                                  word.suffix[0],
                                                                  word.suffix[1],
                                                                  word.suffix[2],
                                                                  word.suffix[3],
                                                                  word.suffix[4],
                                                                  word.shape,
                                                                  c.coarse,
                                                                  c.middle,
                                                                  c.fine,
                                                                  c.tags,
                                                                  c.lists};
    WordRows rows{};
    std::uint32_t begin = 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        rows[k] = begin + values[k] % word_blocks[k];
        begin += word_blocks[k];
    }
    rows.back() = begin + c.row;
    return rows;
}

}  // namespace chancery::reading
