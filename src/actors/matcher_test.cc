// SPDX-License-Identifier: Apache-2.0
#include "actors/matcher.h"

#include <algorithm>
#include <map>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

namespace chancery {
namespace {

using Hits = std::vector<std::pair<std::size_t, Matcher::Key>>;

/// The reference: compares every key with the words at a place, one by one.
Hits naive_prefixes(const std::map<std::vector<std::string>, Matcher::Key>& keys,
                    const std::vector<std::string>& text,
                    std::size_t at) {
    Hits hits;
    for (const auto& [words, key] : keys) {
        if (words.size() <= text.size() - at &&
            std::equal(words.begin(),
                       words.end(),
                       text.begin() + static_cast<std::ptrdiff_t>(at))) {
            hits.emplace_back(words.size(), key);
        }
    }
    std::sort(hits.begin(), hits.end());
    return hits;
}

std::vector<std::string> split(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        words.push_back(word);
    }
    return words;
}

TEST(Matcher, AgreesWithTheNaiveOne) {
    std::mt19937 random(20260121);  // NOLINT: the same rows every time
    const char* vocabulary[] = {"lao", "people", "s", "party", "of", "viet", "nam", "x"};
    const auto sequence = [&](std::size_t longest) {
        std::string out;
        const std::size_t length = 1 + random() % longest;
        for (std::size_t i = 0; i < length; ++i) {
            out += (out.empty() ? "" : " ") + std::string(vocabulary[random() % 8]);
        }
        return out;
    };
    for (int round = 0; round < 50; ++round) {
        MatcherBuilder builder;
        std::map<std::vector<std::string>, Matcher::Key> keys;
        for (int k = 0; k < 60; ++k) {
            const std::string key = sequence(4);
            keys.emplace(split(key), builder.add(key));
        }
        const MatcherArrays arrays = std::move(builder).take();
        const Matcher matcher = arrays.view();
        const std::vector<std::string> text = split(sequence(30));
        std::vector<WordId> ids;
        ids.reserve(text.size());
        for (const std::string& word : text) {
            ids.push_back(matcher.words().find(word));
        }
        for (std::size_t at = 0; at < text.size(); ++at) {
            Hits hits;
            matcher.each_prefix(std::span(ids).subspan(at),
                                [&](std::size_t length, Matcher::Key key) {
                                    hits.emplace_back(length, key);
                                });
            EXPECT_EQ(hits, naive_prefixes(keys, text, at));
        }
    }
}

TEST(Matcher, KeysAreFoundAndNumberedOnce) {
    MatcherBuilder builder;
    const Matcher::Key laos = builder.add("laos");
    EXPECT_EQ(builder.add("laos"), laos);
    EXPECT_EQ(builder.add(""), Matcher::no_key);
    const Matcher::Key longer = builder.add("laos today");
    EXPECT_NE(longer, laos);
    const MatcherArrays arrays = std::move(builder).take();
    const Matcher matcher = arrays.view();
    EXPECT_EQ(matcher.find("laos"), laos);
    EXPECT_EQ(matcher.find("laos today"), longer);
    EXPECT_EQ(matcher.find("today"), Matcher::no_key);
    EXPECT_EQ(matcher.find("laos today here"), Matcher::no_key);
    EXPECT_EQ(matcher.find("lao"), Matcher::no_key);
    EXPECT_EQ(matcher.find(""), Matcher::no_key);
    EXPECT_EQ(matcher.size(), 2U);
}

TEST(Matcher, IsEmptyWithoutKeys) {
    const MatcherArrays arrays = MatcherBuilder().take();
    EXPECT_EQ(arrays.view().find("laos"), Matcher::no_key);
    EXPECT_EQ(Matcher().find("laos"), Matcher::no_key);
    EXPECT_EQ(Matcher().words().find("laos"), unknown_word);
}

TEST(WordTable, GrowsAndKeepsItsWords) {
    MatcherBuilder builder;
    for (int i = 0; i < 20000; ++i) {
        EXPECT_EQ(builder.intern("w" + std::to_string(i)), static_cast<WordId>(i));
    }
    EXPECT_EQ(builder.intern("w77"), 77U);
    const MatcherArrays arrays = std::move(builder).take();
    const WordTable words = arrays.view().words();
    EXPECT_EQ(words.find("w12345"), 12345U);
    EXPECT_EQ(words.text(12345), "w12345");
    EXPECT_EQ(words.find("absent"), unknown_word);
}

}  // namespace
}  // namespace chancery
