// Repair against the tables of Unicode 15, chapter 3.9, and steps against a naive count.
// SPDX-License-Identifier: Apache-2.0
#include "text/utf8.h"

#include <vector>

#include <gtest/gtest.h>

namespace chancery {
namespace {

using namespace std::string_view_literals;

struct RepairCase {
    std::string_view bytes;
    std::string_view text;
    std::uint32_t repairs;
    std::uint32_t first;
};

void expect_repair(const RepairCase& c) {
    const RepairedText out = repair_utf8(c.bytes);
    EXPECT_EQ(out.text, c.text);
    EXPECT_EQ(out.repairs, c.repairs) << c.text;
    EXPECT_EQ(out.first_repair, c.first) << c.text;
    EXPECT_TRUE(is_utf8(out.text)) << c.text;
    EXPECT_EQ(is_utf8(c.bytes), c.repairs == 0) << c.text;
}

TEST(Utf8, RepairsMaximalSubparts) {
    const std::vector<RepairCase> cases{
        {"", "", 0, 0},
        {"plain ascii, long enough for words"sv,
         "plain ascii, long enough for words"sv,
         0,
         0},
        {"\xEF\xBB\xBFx", "x", 0, 0},
        {"x\xEF\xBB\xBF", "x\xEF\xBB\xBF", 0, 0},
        {"Hà Nội", "Hà Nội", 0, 0},
        {"a\xFFz", "a\uFFFDz", 1, 1},
        // table 3-8: overlong forms, byte by byte
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41",
         "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
         "A",
         8,
         0},
        // table 3-9: surrogates
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41",
         "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
         "A",
         8,
         0},
        // table 3-11: truncated sequences are one subpart each
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFDA", 4, 0},
        {"0123456789\xE2\x80", "0123456789\uFFFD", 1, 10},
        {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF", 0, 0},
        {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4, 0},
    };
    for (const RepairCase& c : cases) {
        expect_repair(c);
    }
}

void expect_round_trip(char32_t c) {
    std::string bytes;
    append_utf8(bytes, c);
    ASSERT_TRUE(is_utf8(bytes)) << std::hex << static_cast<std::uint32_t>(c);
    const CodePoint back = code_point_at(bytes, 0);
    EXPECT_EQ(back.value, c);
    EXPECT_EQ(back.length, bytes.size());
    EXPECT_EQ(utf16_length(bytes), c < 0x10000 ? 1U : 2U);
}

TEST(Utf8, EveryCodePointGoesThereAndBack) {
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
        if (c < 0xD800 || c > 0xDFFF) {
            expect_round_trip(c);
        }
    }
}

TEST(Utf8, APrefixCutsNoCharacter) {
    const std::string_view text = "a\u00E9\u65E5\U0001F600";  // 1, 2, 3 and 4 bytes
    const std::size_t whole[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (std::size_t size = 0; size < std::size(whole); ++size) {
        EXPECT_EQ(utf8_prefix(text, size), text.substr(0, whole[size])) << size;
    }
}

TEST(Utf8, WhatIsNoCodePointBecomesTheReplacement) {
    std::string bytes;
    append_utf8(bytes, 0xD800);
    append_utf8(bytes, 0x110000);
    EXPECT_EQ(bytes, "\uFFFD\uFFFD");
}

TEST(Utf8, CountsUnitsOfBrowsers) {
    EXPECT_EQ(utf16_length("Tô Lâm 🇻🇳"), 11U);
    EXPECT_EQ(utf16_length(""), 0U);
}

}  // namespace
}  // namespace chancery
