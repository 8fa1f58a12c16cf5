// Copies: which story is whose, and what is nobody's copy.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/copies.h"

#include <algorithm>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Words of no language, others for each seed.
std::string prose(unsigned seed, std::size_t words) {
    std::mt19937 random(seed);
    std::string out;
    for (std::size_t i = 0; i < words; ++i) {
        out += i == 0 ? "" : " ";
        for (int k = 0; k < 3; ++k) {
            out += std::string("bdfgklmnprstvz").substr(random() % 14, 1);
            out += std::string("aeiou").substr(random() % 5, 1);
        }
    }
    return out + '.';
}

using Paragraphs = std::vector<std::string>;

/// A story of some paragraphs of 40 words.
Paragraphs story(unsigned seed, std::size_t paragraphs = 6) {
    Paragraphs out;
    for (std::size_t i = 0; i < paragraphs; ++i) {
        out.push_back(prose(seed * 100 + static_cast<unsigned>(i), 40));
    }
    return out;
}

Paragraphs operator+(Paragraphs a, const Paragraphs& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// Every tenth word replaced.
Paragraphs edited(Paragraphs paragraphs) {
    for (std::string& text : paragraphs) {
        std::size_t word = 0;
        for (std::size_t at = text.find(' '); at != std::string::npos;
             at = text.find(' ', at + 1)) {
            if (++word % 10 == 0) {
                text.insert(at, "ly");
            }
        }
    }
    return paragraphs;
}

struct Given {
    std::string doc;
    Paragraphs paragraphs;
    std::string outlet;
    int day = 0;
    std::string agency{};
};

CopyText text_of(const Paragraphs& paragraphs) {
    std::string text;
    std::vector<Span> spans;
    for (const std::string& paragraph : paragraphs) {
        const auto begin = static_cast<std::uint32_t>(text.size());
        text += paragraph;
        spans.push_back({begin, static_cast<std::uint32_t>(text.size())});
        text += '\n';
    }
    return copy_text(text, spans);
}

CopyReport report_of(const std::vector<Given>& stories) {
    CopyFinder finder;
    for (const Given& one : stories) {
        finder.add({one.doc, one.outlet, one.agency, Day{one.day}},
                   text_of(one.paragraphs));
    }
    auto report = finder.find([&](std::uint32_t number) -> Result<CopyText> {
        return text_of(stories[number].paragraphs);
    });
    EXPECT_TRUE(report);
    return report ? *report : CopyReport{};
}

/// "copy kind origin" for each.
std::vector<std::string> found(const std::vector<Given>& stories) {
    std::vector<std::string> out;
    for (const Copy& copy : report_of(stories).copies) {
        out.push_back(stories[copy.copy].doc + ' ' + std::string(name(copy.kind)) + ' ' +
                      stories[copy.origin].doc);
    }
    return out;
}

TEST(Copies, WholeStories) {
    const Paragraphs a = story(1);
    Paragraphs loud = a;
    for (std::string& text : loud) {
        std::transform(text.begin(), text.end(), text.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        });
    }
    Paragraphs new_lead = a;
    new_lead[0] = prose(77, 30);
    EXPECT_THAT(found({{"a", a, "X", 1},
                       {"cut", {a[0], a[1]}, "Z", 2},
                       {"edited", edited(a), "Y", 2},
                       {"lead", new_lead, "V", 3},
                       {"loud", loud, "W", 2},
                       {"other", story(2), "X", 2},
                       {"twin", a, "X", 2}}),
                ElementsAre("cut near a",
                            "edited near a",
                            "lead near a",
                            "loud exact a",
                            "twin exact a"));
}

TEST(Copies, CarriedInside) {
    const Paragraphs a = story(1, 4);
    const Paragraphs own = story(3, 8);
    const Paragraphs carrier = {
        own[0], own[1], own[2], a[0], a[1], a[2], own[3], own[4], own[5]};
    const std::vector<Given> stories{{"a", a, "X", 1}, {"b", carrier, "Y", 1}};
    const CopyReport report = report_of(stories);
    ASSERT_EQ(report.copies.size(), 1U);
    const Copy& copy = report.copies[0];
    EXPECT_EQ(stories[copy.copy].doc, "b");
    EXPECT_EQ(copy.kind, CopyKind::partial);
    EXPECT_NEAR(copy.share, 3.0 / 9, 0.02);
    EXPECT_NEAR(copy.origin_share, 3.0 / 4, 0.02);
    ASSERT_EQ(copy.paragraphs.size(), 3U);
    for (std::uint32_t i = 0; i < 3; ++i) {
        EXPECT_EQ(copy.paragraphs[i].copy, i + 3);
        EXPECT_EQ(copy.paragraphs[i].origin, i);
        EXPECT_GT(copy.paragraphs[i].share, 0.99F);
    }
    EXPECT_EQ(report.family[0], 0U);
    EXPECT_EQ(report.family[1], 1U);  // carrying makes no family
}

TEST(Copies, StoriesThatOneCarriesStayApart) {
    const Paragraphs a = story(1, 3);
    const Paragraphs b = story(2, 3);
    EXPECT_THAT(
        found({{"a", a, "X", 1},
               {"a2", edited(a), "V", 2},
               {"b", b, "Y", 1},
               {"digest", {prose(5, 80), a[0], a[1], prose(6, 70), b[0], b[1]}, "Z", 3}}),
        ElementsAre("a2 near a", "digest partial a", "digest partial b"));
}

TEST(Copies, TheOriginalComesFirst) {
    const Paragraphs a = story(1);
    // By day; else the agency's own; else the longer one.
    EXPECT_THAT(found({{"a", a, "X", 2}, {"b", a, "Y", 1}}), ElementsAre("a exact b"));
    EXPECT_THAT(
        found({{"a", a, "X", 1, "Yonhap"}, {"b", a, "Yonhap News Agency", 1, "Yonhap"}}),
        ElementsAre("a exact b"));
    EXPECT_THAT(found({{"a", {a[0], a[1], a[2]}, "X", 1}, {"b", a, "Y", 1}}),
                ElementsAre("a near b"));
}

TEST(Copies, TailsMakeNoCopies) {
    const Paragraphs tail = story(9, 4);
    // Two stories of one outlet, shorter than what they have in common.
    EXPECT_THAT(
        found({{"a", story(1, 2) + tail, "X", 1}, {"b", story(2, 2) + tail, "X", 2}}),
        IsEmpty());
    // Even where little else is there.
    EXPECT_THAT(found({{"a", {prose(1, 60), prose(5, 400)}, "X", 1},
                       {"b", {prose(2, 60), prose(5, 400)}, "X", 2}}),
                IsEmpty());
    std::vector<Given> notices;
    for (unsigned i = 0; i < 9; ++i) {
        notices.push_back(
            {"n" + std::to_string(i), {prose(10 + i, 50), prose(5, 300)}, "X", 1});
    }
    EXPECT_THAT(found(notices), IsEmpty());
    // Many; copies among them are still found.
    std::vector<Given> many;
    for (unsigned i = 0; i < 30; ++i) {
        many.push_back({"s" + std::to_string(10 + i), story(20 + i, 2) + tail, "X", 1});
    }
    many.push_back({"t", edited(story(20, 2)) + tail, "X", 2});
    many.push_back({"u", story(21, 2) + story(8, 4), "Y", 2});
    EXPECT_THAT(found(many), ElementsAre("t near s10", "u near s11"));
    // A page of which nothing but the tail was kept does not make it a story.
    many.push_back({"v", tail, "X", 2});
    EXPECT_THAT(found(many), ElementsAre("t near s10", "u near s11"));
}

TEST(Copies, BackgroundAndQuotesMakeNoCopies) {
    const std::string background = prose(500, 45);
    std::vector<Given> many;
    for (unsigned i = 0; i < 6; ++i) {
        const Paragraphs own = story(20 + i, 5);
        many.push_back({"s" + std::to_string(i),
                        {own[0], own[1], own[2], background, own[3]},
                        "outlet " + std::to_string(i),
                        1});
    }
    EXPECT_THAT(found(many), IsEmpty());
}

TEST(Copies, OrderOfAddingDoesNotMatter) {
    const Paragraphs tail = story(9, 2);
    std::vector<Given> stories;
    for (unsigned i = 0; i < 20; ++i) {
        const Paragraphs own = story(i / 3, 3 + i % 4);
        stories.push_back({"s" + std::to_string(100 + i),
                           (i % 3 == 1 ? edited(own) : own) + tail,
                           i % 2 == 0 ? "X" : "Y",
                           static_cast<int>(i % 2)});
    }
    const auto expected = found(stories);
    EXPECT_FALSE(expected.empty());
    std::mt19937 random(1);
    for (int round = 0; round < 5; ++round) {
        std::shuffle(stories.begin(), stories.end(), random);
        EXPECT_EQ(found(stories), expected);
    }
}

TEST(Copies, RepeatsStayCheap) {
    const Paragraphs same(5000, story(1, 1)[0]);
    std::string one_word;
    for (int i = 0; i < 100000; ++i) {
        one_word += "bla ";
    }
    std::vector<Given> stories{{"same", same, "X", 1},
                               {"same2", same + story(3, 1), "Y", 1},
                               {"word", {one_word}, "X", 1},
                               {"word2", {one_word + "blub"}, "Y", 1},
                               {"empty", {}, "X", 1},
                               {"short", {"Too short."}, "X", 1}};
    for (int i = 0; i < 1000; ++i) {
        stories.push_back({"t" + std::to_string(i), story(1, 1), "Z", 2});
    }
    const auto copies = found(stories);
    EXPECT_GE(copies.size(), 999U);
}

TEST(Copies, WhatCannotBeLoadedIsAnError) {
    CopyFinder finder;
    for (const char* doc : {"a", "b"}) {
        finder.add({doc, doc, "", std::nullopt}, text_of(story(1)));
    }
    const auto report = finder.find([](std::uint32_t) -> Result<CopyText> {
        return Error{"gone", "", 0};
    });
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().message, "gone");
}

TEST(CopyText, WordsWithoutCaseMarksAndPunctuation) {
    const std::string a = "Tô Lâm said: “Yes”.";
    const std::string b = "to lam SAID 'yes'";
    const auto words = [](const std::string& text) {
        return copy_text(text, {{0, static_cast<std::uint32_t>(text.size())}}).words;
    };
    EXPECT_EQ(words(a), words(b));
    EXPECT_EQ(words(a).size(), 4U);
    EXPECT_THAT(words("… — ?"), IsEmpty());
}

TEST(CopyText, ParagraphsThatShareARunShareAPrint) {
    constexpr std::size_t run = print_words + print_window - 1;
    for (unsigned seed = 0; seed < 200; ++seed) {
        const std::string shared = prose(seed, run);
        std::vector<std::uint64_t> prints[2];
        for (unsigned side = 0; side < 2; ++side) {
            const CopyText text =
                text_of({prose(1000 + seed * 2 + side, seed % 30) + ' ' + shared + ' ' +
                         prose(3000 + seed * 2 + side, seed % 17)});
            std::vector<CopyPrint> found;
            append_prints(text, text.paragraphs[0], found);
            for (const CopyPrint& print : found) {
                prints[side].push_back(print.hash);
            }
            std::sort(prints[side].begin(), prints[side].end());
        }
        std::vector<std::uint64_t> both;
        std::set_intersection(prints[0].begin(),
                              prints[0].end(),
                              prints[1].begin(),
                              prints[1].end(),
                              std::back_inserter(both));
        EXPECT_FALSE(both.empty()) << seed;
    }
}

}  // namespace
}  // namespace chancery
