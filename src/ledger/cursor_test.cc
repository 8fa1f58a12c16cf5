// SPDX-License-Identifier: Apache-2.0
#include "ledger/cursor.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

TEST(Cursor, IsReadBack) {
    for (const std::string& doc :
         {std::string(), std::string("d1"), std::string("ü:3:\0-", 7)}) {
        const Cursor made{
            "acts", 17, "0123abcd", mark_of("all acts"), {20'475, doc, 3, -4}};
        const std::string word = encode(made);
        EXPECT_EQ(word.front(), 'c');
        const auto read = decode_cursor(word);
        ASSERT_TRUE(read) << word;
        EXPECT_EQ(read->list, made.list);
        EXPECT_EQ(read->version, made.version);
        EXPECT_EQ(read->ledger, made.ledger);
        EXPECT_EQ(read->question, made.question);
        EXPECT_EQ(read->place.day, made.place.day);
        EXPECT_EQ(read->place.doc, made.place.doc);
        EXPECT_EQ(read->place.number, 3);
        EXPECT_EQ(read->place.row, -4);
    }
    const auto undated = decode_cursor(encode({"", 1, "", "", {std::nullopt, "d", 0}}));
    ASSERT_TRUE(undated);
    EXPECT_FALSE(undated->place.day);
    EXPECT_NE(mark_of("a"), mark_of("b"));
}

TEST(Cursor, WhatIsBrokenIsRefused) {
    const std::string word = encode({"events", 3, "0123abcd", "deadbeef", {1, "e1"}});
    for (const std::string& other : {std::string(),
                                     std::string("c"),
                                     std::string("20475:e3f"),
                                     std::string("c????"),
                                     word + "x",
                                     word.substr(1),
                                     word + word}) {
        EXPECT_FALSE(decode_cursor(other)) << other;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        EXPECT_FALSE(decode_cursor(word.substr(0, i))) << i;
        std::string changed = word;
        changed[i] = changed[i] == 'Q' ? 'R' : 'Q';
        const auto read = decode_cursor(changed);
        // The last digit holds bits that stand for nothing.
        EXPECT_FALSE(read && i + 1 < word.size()) << changed;
    }
    EXPECT_FALSE(decode_cursor(std::string(100000, 'c')));
}

}  // namespace
}  // namespace chancery
