// SPDX-License-Identifier: Apache-2.0
#include "text/word_set.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace chancery {
namespace {

constexpr auto words = std::to_array<std::string_view>(
    {"a", "the", "then", "tea", "toe", "between", "abba", "aba", "ab", "b"});

TEST(WordSet, HasItsWordsAlone) {
    static constexpr WordSet set(words);
    static_assert(set.has("between") && !set.has("betwixt"));
    unsigned state = 1;
    for (int round = 0; round < 5000; ++round) {
        std::string word;
        for (int i = round % 6; i > 0; --i) {
            state = state * 1664525U + 1013904223U;
            word += "abtheno"[(state >> 16U) % 7];
        }
        EXPECT_EQ(set.has(word),
                  std::find(words.begin(), words.end(), word) != words.end())
            << word;
    }
}

TEST(WordSet, ShortHashTellsTextsApart) {
    std::string text;
    std::array<std::size_t, 40> seen{};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        seen.at(i) = short_hash(text);
        EXPECT_EQ(seen.at(i), short_hash(std::string(text)));
        text += 'a';
    }
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

}  // namespace
}  // namespace chancery
