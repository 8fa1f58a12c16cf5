// Tables of texts and the tokens and sentences that they are cut into.
// SPDX-License-Identifier: Apache-2.0
#include "reading/tokenizer.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/tsv.h"
#include "reading/chars.h"
#include "reading/splitter.h"
#include "text/utf8.h"

namespace chancery::reading {
namespace {

const WordLists& lists() {
    static const WordLists loaded = [] {
        const std::string path =
            std::string(CHANCERY_SOURCE_DIR) + "/data/reading/words.tsv";
        auto bytes = read_file(path);
        auto parsed = WordLists::parse(bytes ? *bytes : std::string(), path);
        EXPECT_TRUE(parsed) << parsed.error().text();
        return std::move(parsed).value();
    }();
    return loaded;
}

std::vector<Span> cut(std::string_view text) {
    std::vector<Span> tokens;
    tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, lists(), tokens);
    return tokens;
}

std::string tokens_of(std::string_view text) {
    std::string out;
    for (const Span span : cut(text)) {
        out.append(out.empty() ? "" : " | ").append(quote(text, span));
    }
    return out;
}

std::string sentences_of(std::string_view text) {
    const auto tokens = cut(text);
    std::vector<std::uint32_t> ends;
    split_by_rule(text, tokens, lists(), ends);
    std::string out;
    std::uint32_t first = 0;
    for (const auto end : ends) {
        out.append(out.empty() ? "" : " | ")
            .append(quote(text, {tokens[first].begin, tokens[end - 1].end}));
        first = end;
    }
    return out;
}

struct Case {
    const char* text;
    const char* expected;
};

TEST(Tokenizer, CutsAsUdEnglishDoes) {
    const Case cases[] = {
        {"He didn't say \"no\".", "He | did | n't | say | \" | no | \" | ."},
        {"Lee’s visit; the ministers' talks",
         "Lee | ’s | visit | ; | the | ministers | ' | talks"},
        {"a four-day visit", "a | four | - | day | visit"},
        {"an e-mail on anti-ship missiles", "an | e-mail | on | anti-ship | missiles"},
        {"Mr. Kim of the U.S. at 5 p.m.", "Mr. | Kim | of | the | U.S. | at | 5 | p.m."},
        {"$4.5 million, 1,400 men, 60%",
         "$ | 4.5 | million | , | 1,400 | men | , | 60 | %"},
        {"on 2026-01-24 at 10:30", "on | 2026-01-24 | at | 10:30"},
        {"the 1990s and the 8th", "the | 1990s | and | the | 8th"},
        {"write to a.b@example.org, or www.example.org/x?y=1.",
         "write | to | a.b@example.org | , | or | www.example.org/x?y=1 | ."},
        {"they said.The law", "they | said | . | The | law"},
        {"well... no?! (yes)", "well | ... | no | ?! | ( | yes | )"},
        {"Tô Lâm và Hồ Chí Minh", "Tô | Lâm | và | Hồ | Chí | Minh"},
        {"talks—in Hanoi – went", "talks | — | in | Hanoi | – | went"},
        {"I can't, you'll, we've", "I | ca | n't | , | you | 'll | , | we | 've"},
        {"O'Brien and Xi'an", "O'Brien | and | Xi'an"},
        {"AT&T said 😀 \xC2\xA0 ok", "AT&T | said | 😀 | ok"},
        {"", ""},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(tokens_of(c.text), c.expected);
    }
}

TEST(Splitter, EndsSentencesByRule) {
    const Case cases[] = {
        {"He left. She stayed.", "He left. | She stayed."},
        {"Gen. Sec. To Lam met Mr. Kim. They spoke.",
         "Gen. Sec. To Lam met Mr. Kim. | They spoke."},
        {"It rose in the U.S. last year. It fell.",
         "It rose in the U.S. last year. | It fell."},
        {"He flew to the U.S. The visit was short.",
         "He flew to the U.S. | The visit was short."},
        {"“We agree.” He left.", "“We agree.” | He left."},
        {"They said.The law passed.", "They said. | The law passed."},
        {"SEOUL, Jan. 2 (Yonhap) -- President Lee left.",
         "SEOUL, Jan. 2 (Yonhap) -- | President Lee left."},
        {"HÀ NỘI — Leaders met. They talked.", "HÀ NỘI — | Leaders met. | They talked."},
        {"Peace — at last — came.", "Peace — at last — came."},
        {"No. 5 was J. Smith. No. 6 left.", "No. 5 was J. Smith. | No. 6 left."},
        {"Why? Because! So be it", "Why? | Because! | So be it"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(sentences_of(c.text), c.expected);
    }
}

TEST(Tokenizer, EveryCharacterLiesInOneToken) {
    const std::string pieces[] = {"a",        "B.", "’",   "'s", " ",       "-", "—",
                                  "\xC2\xA0", "9",  ",",   "@",  "http://", "ễ", "😀",
                                  "\n",       ".",  "n't", "&",  "$",       "/"};
    std::uint32_t state = 12345;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int k = 0; k < 12; ++k) {
            state = state * 1664525U + 1013904223U;
            text += pieces[(state >> 16U) % std::size(pieces)];
        }
        std::uint32_t covered = 0;
        const auto all_space = [&](std::uint32_t from, std::uint32_t to) {
            for (auto i = from; i < to; i += code_point_at(text, i).length) {
                if (char_class(code_point_at(text, i).value) != CharClass::space) {
                    return false;
                }
            }
            return true;
        };
        for (const Span span : cut(text)) {
            ASSERT_LT(span.begin, span.end) << text;
            ASSERT_GE(span.begin, covered) << text;
            ASSERT_TRUE(all_space(covered, span.begin)) << text;
            covered = span.end;
        }
        ASSERT_TRUE(all_space(covered, static_cast<std::uint32_t>(text.size()))) << text;
    }
}

TEST(WordLists, BadRowsAreNamedByLine) {
    const auto bad = [](const std::string& row) {
        return WordLists::parse("list\tword\tkind\n" + row + "\n", "w.tsv")
            .error()
            .text();
    };
    EXPECT_EQ(bad("abbreviation\tMr.\tsir"),
              "w.tsv:2: the kind of an abbreviation is title, month, number or other");
    EXPECT_EQ(bad("cut\tgonna\t9"),
              "w.tsv:2: the kind of a cut is the number of bytes of the first part");
    EXPECT_EQ(bad("nonsense\tx\t-"), "w.tsv:2: there is no list of this name");
}

}  // namespace
}  // namespace chancery::reading
