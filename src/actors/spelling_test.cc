// SPDX-License-Identifier: Apache-2.0
#include "actors/spelling.h"

#include <gtest/gtest.h>

namespace chancery::spelling {
namespace {

TEST(Spelling, DistanceCountsSlips) {
    EXPECT_EQ(distance("trong", "trong", 2), 0);
    EXPECT_EQ(distance("trong", "trnog", 2), 1);  // two letters swapped
    EXPECT_EQ(distance("kishida", "kshida", 2), 1);
    EXPECT_EQ(distance("kishida", "kissshida", 2), 2);
    EXPECT_EQ(distance("xi", "putin", 2), 3);  // more than asked for
    EXPECT_EQ(distance("", "ab", 2), 2);
}

TEST(Spelling, LongWordsAreComparedWhole) {
    const std::string endless(100000, 'a');
    EXPECT_EQ(distance(endless, endless, 2), 0);
    EXPECT_EQ(distance(endless, endless + 'b', 2), 3);
    EXPECT_EQ(word_likeness(endless, endless), 1);
    EXPECT_EQ(word_likeness(endless, endless + 'b'), 0);
}

TEST(Spelling, WordsAlike) {
    EXPECT_EQ(word_likeness("lam", "lam"), 1);
    EXPECT_EQ(word_likeness("zelenskyy", "zelenski"), 0.85);
    EXPECT_EQ(word_likeness("j", "joseph"), 0.8);
    EXPECT_EQ(word_likeness("erdogan", "erdigan"), 0.7);
    EXPECT_EQ(word_likeness("lam", "lim"), 0);  // a slip in three letters is another word
    EXPECT_EQ(word_likeness("putin", "lutin"), 0);
}

TEST(Spelling, LikenessOfNames) {
    const Query query("to lam");
    EXPECT_EQ(query.likeness("to lam").score, 1);
    EXPECT_EQ(query.likeness("tolam").score, 0.95);
    EXPECT_EQ(query.likeness("lam to").score, 0.9);
    EXPECT_GT(query.likeness("general to lam").score, 0.7);
    EXPECT_EQ(query.likeness("to huu").score, 0);
    EXPECT_EQ(query.likeness("lam").score, 0);  // less than was asked for
    EXPECT_EQ(Query("").likeness("to lam").score, 0);
}

TEST(Spelling, TheBeginningOfAWordIsEnough) {
    EXPECT_GT(Query("luka").likeness("alexander lukashenko").score, 0.5);
    EXPECT_EQ(Query("lu").likeness("alexander lukashenko").score, 0);
}

TEST(Spelling, WordsOfAKey) {
    EXPECT_EQ(words_of("xi jinping"), (std::vector<std::string>{"xi", "jinping"}));
    EXPECT_TRUE(words_of("").empty());
    EXPECT_EQ(words_of("  a  b "), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace chancery::spelling
