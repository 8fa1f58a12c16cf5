// SPDX-License-Identifier: Apache-2.0
#include "text/substrings.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/ascii.h"

namespace chancery {
namespace {

constexpr auto words = std::to_array<std::string_view>({"ab", "bca", "cc", "aab"});

TEST(Substrings, FindsWhatLookingForEachFinds) {
    static constexpr Substrings any(words);
    unsigned state = 1;
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (int i = round % 8; i > 0; --i) {
            state = state * 1664525U + 1013904223U;
            text += "abcABC d"[state >> 29U];
        }
        const auto found = [](std::string_view in) {
            return std::any_of(words.begin(), words.end(), [in](std::string_view word) {
                return in.find(word) != std::string_view::npos;
            });
        };
        EXPECT_EQ(any.in(text), found(text)) << text;
        EXPECT_EQ(any.in_any_case(text), found(ascii_lower(text))) << text;
    }
}

}  // namespace
}  // namespace chancery
