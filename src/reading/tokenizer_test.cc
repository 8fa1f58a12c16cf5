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

TEST(Tokenizer, CutsWordsThatAreTwo) {
    const Case cases[] = {
        {"its not, its plan; Its a", "it | s | not | , | its | plan | ; | It | s | a"},
        {"its not-so-new plan", "its | not | - | so | - | new | plan"},
        {"your going, your car", "you | r | going | , | your | car"},
        {"I'ma go; I dunno; y'all",
         "I | 'm | a | go | ; | I | du | n | no | ; | y' | all"},
        {"mama`s and Leeʼs, FERC 's", "mama | `s | and | Lee | ʼs | , | FERC | 's"},
        {"They couldnt; cannot", "They | could | nt | ; | can | not"},
        {"the '60s, '05, 'em", "the | '60s | , | '05 | , | 'em"},
        {"'The 's, it's 5'10", "' | The | 's | , | it | 's | 5 | ' | 10"},
        {"a d*mn; Yahoo!? w/o b/c him/her",
         "a | d*mn | ; | Yahoo! | ? | w/o | b/c | him | / | her"},
        {"basic\u00ADally", "basic\u00ADally"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(tokens_of(c.text), c.expected);
    }
    EXPECT_EQ(tokens_of("its not"), "it | s | not");
    EXPECT_EQ(tokens_of("lets go"), "let | s | go");
    EXPECT_EQ(tokens_of("it lets them go"), "it | lets | them | go");
}

TEST(Tokenizer, JoinsByHyphenWhatIsNoCompound) {
    const Case cases[] = {
        {"anti-war ANTI-WAR UN-led US-led",
         "anti-war | ANTI-WAR | UN | - | led | US | - | led"},
        {"cross-border Hizb-e-Islami", "cross-border | Hizb | - | e | - | Islami"},
        {"an x-ray, a T-shirt", "an | x | - | ray | , | a | T | - | shirt"},
        {"th- the, pre- and, PS- 44m- a",
         "th- | the | , | pre | - | and | , | PS | - | 44 | m | - | a"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(tokens_of(c.text), c.expected);
    }
}

TEST(Tokenizer, CutsUnitsFromNumbers) {
    const Case cases[] = {
        {"155mm, 5km, 24hrs, 3days",
         "155 | mm | , | 5 | km | , | 24 | hrs | , | 3 | days"},
        {"$10M, €3.5m, 3M Co., 5G, 1MDB, 4chan",
         "$ | 10 | M | , | € | 3.5 | m | , | 3M | Co. | , | 5G | , | 1MDB | , | 4chan"},
        {"Rs500 RM5.6bn US$4 $$$", "Rs | 500 | RM | 5.6 | bn | US$ | 4 | $$$"},
        {"on 9/11, 10/2024, 1/2/2024", "on | 9/11 | , | 10/2024 | , | 1/2/2024"},
        {"24/7, 3/4, 2025/26", "24 | / | 7 | , | 3 | / | 4 | , | 2025 | / | 26"},
        {"713/345-7942, 3-5213, 77042-2016, 5-10",
         "713/345-7942 | , | 3-5213 | , | 77042-2016 | , | 5 | - | 10"},
        {"+82-2-2100-2114 or +1", "+82-2-2100-2114 | or | +1"},
        {"batting .265; 1+1", "batting | .265 | ; | 1 | + | 1"},
        {"[5,6] [18,19] [38,000] 1,400",
         "[ | 5 | , | 6 | ] | [ | 18 | , | 19 | ] | [ | 38,000 | ] | 1,400"},
        {"the 70's and 1930's; 2020's AK-47's",
         "the | 70's | and | 1930's | ; | 2020 | 's | AK | - | 47's"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(tokens_of(c.text), c.expected);
    }
}

TEST(Tokenizer, KeepsNamesOfHostsFilesAndDocuments) {
    const Case cases[] = {
        {"<mailto:a@b.org> (draft).doc", "< | mailto:a@b.org | > | ( | draft | ) | .doc"},
        {"<<ld2d-#69366-1.DOC>> 12-20-00.doc",
         "<< | ld2d-#69366-1.DOC | >> | 12-20-00.doc"},
        {"alt.animals.cat, misc.consumers", "alt.animals.cat | , | misc.consumers"},
        {"streak.In spite; 3.in", "streak | . | In | spite | ; | 3 | . | in"},
        {"see A/73/PV.6, S/2024/123; A/C",
         "see | A/73/PV.6 | , | S/2024/123 | ; | A | / | C"},
        {"#Ukraine, #1, @POTUS @2.9", "#Ukraine | , | # | 1 | , | @POTUS | @ | 2.9"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(tokens_of(c.text), c.expected);
    }
}

TEST(Tokenizer, GivesFullStopsToAbbreviationsAndSentences) {
    const Case cases[] = {
        {"cats, etc. The dog", "cats | , | etc | . | The | dog"},
        {"cats, etc. and", "cats | , | etc. | and"},
        {"of Acme Inc. It grew; of Acme Inc. Paris",
         "of | Acme | Inc | . | It | grew | ; | of | Acme | Inc. | Paris"},
        {"on Mass.", "on | Mass | ."},
        {"etc... Inc..", "etc | ... | Inc. | ."},
        {"No. 5, No. We left", "No. | 5 | , | No | . | We | left"},
        {"No.5, Art. IV; Sat. Sept. 3", "No. | 5 | , | Art. | IV | ; | Sat. | Sept. | 3"},
        {"GEN. KIM, Ph.D., M.Sc. work", "GEN. | KIM | , | Ph.D. | , | M.Sc. | work"},
        {"in the U.S than i.e he", "in | the | U.S | than | i.e | he"},
        {"the U.S.A. and J.Smith", "the | U.S.A. | and | J. | Smith"},
        {"with George W. Bush of plan B.",
         "with | George | W. | Bush | of | plan | B | ."},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(tokens_of(c.text), c.expected);
    }
}

TEST(Tokenizer, KeepsRunsOfMarks) {
    const Case cases[] = {
        {"what.? no!. ok...? yes?...",
         "what | .? | no | !. | ok | ... | ? | yes | ? | ..."},
        {"wait…. ‘’so’’ ``it''", "wait | …. | ‘’ | so | ’’ | `` | it | ''"},
        {"a -> b ===> c <> d", "a | -> | b | ===> | c | < | > | d"},
        {"fun ;P :-) >:(", "fun | ;P | :-) | >:("},
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
    const std::string pieces[] = {
        "a", "B.", "’",  "'s",  " ",   "-", "—",    "\xC2\xA0", "9", ",",  "@", "http://",
        "ễ", "😀",  "\n", ".",   "n't", "&", "$",    "/",        "#", "+",  "*", "‘",
        "…", "[",  "Rs", "its", "´",   "ʼ", ".doc", "€",        "!", "A/7"};
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
    EXPECT_EQ(
        bad("abbreviation\tMr.\tsir"),
        "w.tsv:2: the kind of an abbreviation is title, month, number, other or last");
    EXPECT_EQ(bad("cut\tgonna\t9"),
              "w.tsv:2: the kind of a cut is the number of bytes of the first part");
    EXPECT_EQ(bad("pair\tits\t2"),
              "w.tsv:2: a pair is two words with a blank between them");
    EXPECT_EQ(bad("pair\tits not\t3"),
              "w.tsv:2: the kind of a cut is the number of bytes of the first part");
    EXPECT_EQ(bad("unit\tmm\tsome"), "w.tsv:2: the kind of a unit is any or amount");
    EXPECT_EQ(bad("nonsense\tx\t-"), "w.tsv:2: there is no list of this name");
}

}  // namespace
}  // namespace chancery::reading
