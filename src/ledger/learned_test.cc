// Offices learned from articles: what counts as known, as conflict, as a copy.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/learned.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Directory& shipped() {
    static const Directory book = [] {
        auto opened = Directory::open(std::string(CHANCERY_SOURCE_DIR) + "/data/actors");
        if (!opened) {
            std::fprintf(stderr, "%s\n", opened.error().text().c_str());
            std::abort();
        }
        return std::move(*opened);
    }();
    return book;
}

OfficeObservation seen(const char* name,
                       const char* title,
                       const char* code,
                       const char* doc,
                       const char* outlet) {
    OfficeObservation out;
    out.name = name;
    out.title = title;
    out.code = code;
    out.sector = "GOV";
    out.doc = doc;
    out.outlet = outlet;
    out.published = "2031-05-0" + std::string(1, doc[1]);
    out.words = std::string(title) + ' ' + name;
    out.context = std::string("In ") + doc + ", " + out.words + " spoke.";
    return out;
}

/// A state of the tables whose trade minister no table has.
std::vector<OfficeObservation> three_outlets() {
    return {seen("Ana Newly", "trade minister of Laos", "LAO", "d1", "The Courier"),
            seen("Ana Newly", "Lao trade minister", "LAO", "d2", "Daily Mail"),
            seen("Newly Ana", "trade minister", "LAO", "d3", "Xinhua")};
}

TEST(Learned, EnoughSourcesMakeAnOfficeKnown) {
    const auto facts = learn(three_outlets(), shipped(), {}, {});
    ASSERT_THAT(facts, SizeIs(1));
    EXPECT_EQ(facts[0].person, "Ana Newly");
    EXPECT_EQ(facts[0].office, "minister");
    EXPECT_EQ(facts[0].code, "LAO");
    EXPECT_EQ(facts[0].sources, 3U);
    EXPECT_EQ(facts[0].first, "2031-05-01");
    EXPECT_EQ(facts[0].last, "2031-05-03");
    EXPECT_EQ(facts[0].state, LearnedState::known);
    EXPECT_EQ(learn(three_outlets(), shipped(), {}, {4})[0].state, LearnedState::fresh);
}

TEST(Learned, CopiesAreOneSource) {
    auto copies = three_outlets();
    for (OfficeObservation& copy : copies) {
        copy.context = "Trade minister Ana Newly spoke on Monday.";
    }
    EXPECT_EQ(learn(copies, shipped(), {}, {})[0].sources, 1U);
    auto agency = three_outlets();
    for (OfficeObservation& one : agency) {
        one.agency = "Reuters";
    }
    EXPECT_EQ(learn(agency, shipped(), {}, {})[0].sources, 1U);
    EXPECT_EQ(learn(agency, shipped(), {}, {})[0].articles, 3U);
}

TEST(Learned, TheOrderOfArticlesDoesNotMatter) {
    auto shuffled = three_outlets();
    const auto before = learn(shuffled, shipped(), {}, {});
    std::sort(shuffled.begin(), shuffled.end(), [](const auto& a, const auto& b) {
        return a.doc > b.doc;
    });
    const auto after = learn(shuffled, shipped(), {}, {});
    ASSERT_EQ(before.size(), after.size());
    EXPECT_EQ(before[0].id, after[0].id);
    EXPECT_EQ(before[0].title, after[0].title);
    EXPECT_EQ(before[0].proofs.front().doc, after[0].proofs.front().doc);
}

TEST(Learned, TwoHoldersOfOneOfficeAreAConflict) {
    const std::vector<OfficeObservation> two{
        seen("Ana Newly", "prime minister of Tuvalu", "TUV", "d1", "The Courier"),
        seen("Bob Other", "prime minister of Tuvalu", "TUV", "d1", "Daily Mail")};
    const auto facts = learn(two, shipped(), {}, {1});
    ASSERT_THAT(facts, SizeIs(2));
    EXPECT_EQ(facts[0].state, LearnedState::conflict);
    EXPECT_THAT(facts[0].against, ::testing::Contains(HasSubstr("Bob Other")));
    EXPECT_THAT(facts[1].against, ::testing::Contains(HasSubstr("Ana Newly")));
}

TEST(Learned, WhatTheTablesSayIsNotNew) {
    auto known = seen("Xi Jinping", "President of China", "CHN", "d1", "Xinhua");
    known.published = "2026-01-20";
    EXPECT_THAT(learn(std::vector{known}, shipped(), {}, {}), IsEmpty());
    auto against = seen("Ana Newly", "President of China", "CHN", "d1", "Xinhua");
    against.published = "2026-01-20";
    const auto facts = learn(std::vector{against}, shipped(), {}, {1});
    ASSERT_THAT(facts, SizeIs(1));
    EXPECT_THAT(facts[0].against, ElementsAre(HasSubstr("Xi Jinping (table, 2013")));
}

TEST(Learned, ANewFormOfTheHoldersNameIsASpelling) {
    auto form =
        seen("Bruno Rodríguez Parrilla", "Foreign Minister", "CUB", "d1", "Granma");
    form.published = "2025-01-20";
    // The tables may have learned this very form since: then it is no news at all.
    form.name = "Bruno Rodríguez Quxparrilla";
    const auto facts = learn(std::vector{form}, shipped(), {}, {});
    ASSERT_THAT(facts, SizeIs(1));
    EXPECT_EQ(facts[0].state, LearnedState::spelling);
    EXPECT_EQ(facts[0].same_as, "Bruno Rodriguez");
    EXPECT_EQ(alias_row(facts[0]),
              "Bruno Rodríguez Quxparrilla\tBruno Rodriguez\tlearned");
}

TEST(Learned, ACourtesyIsNotAnOffice) {
    auto courtesy = seen("Barack Obama", "President", "USA", "d1", "The Courier");
    courtesy.published = "2019-01-20";
    const auto facts = learn(std::vector{courtesy}, shipped(), {}, {});
    ASSERT_THAT(facts, SizeIs(1));
    EXPECT_EQ(facts[0].state, LearnedState::past);
}

TEST(Learned, WhatIsNoOfficeHeldIsLeftOut) {
    for (const char* title : {"former prime minister",
                              "late king",
                              "president-elect",
                              "farmer",
                              "president of the Ruritanian chess club"}) {
        const std::vector one{seen("Ana Newly", title, "TUV", "d1", "The Courier")};
        EXPECT_THAT(learn(one, shipped(), {}, {}), IsEmpty()) << title;
    }
    const std::vector nowhere{seen("Ana Newly", "prime minister", "", "d1", "Daily")};
    EXPECT_THAT(learn(nowhere, shipped(), {}, {}), IsEmpty());
}

TEST(Learned, TheLastDecisionCounts) {
    const std::string id = learn(three_outlets(), shipped(), {}, {})[0].id;
    std::vector<OfficeDecision> decisions(2);
    decisions[0].fact = decisions[1].fact = id;
    decisions[0].decision = Decision::refused;
    decisions[1].decision = Decision::accepted;
    decisions[1].since = "2031-04-02";
    const auto facts = learn(three_outlets(), shipped(), decisions, {});
    EXPECT_EQ(facts[0].decision, Decision::accepted);
    EXPECT_EQ(leaders_row(facts[0]),
              "Ana Newly\t\t\tLAO\tGOV\tminister\ttrade minister\t2031-04-02\t\tlearned");
}

TEST(Learned, RowsHaveNoTabsOfTheArticle) {
    auto hostile = three_outlets();
    for (OfficeObservation& one : hostile) {
        one.title = "trade minister\tof\nLaos";
    }
    const auto facts = learn(hostile, shipped(), {}, {});
    ASSERT_THAT(facts, SizeIs(1));
    const std::string row = leaders_row(facts[0]);
    EXPECT_EQ(std::count(row.begin(), row.end(), '\t'), 9);
    EXPECT_EQ(row.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace chancery
