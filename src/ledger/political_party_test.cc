// SPDX-License-Identifier: Apache-2.0
#include "ledger/political_party.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chancery {
namespace {

using testing::ElementsAre;

TEST(PoliticalParty, WordsStandOnWordBoundaries) {
    EXPECT_TRUE(holds_words("labour party", "labour"));
    EXPECT_TRUE(holds_words("the labour party", "labour party"));
    EXPECT_FALSE(holds_words("labourers party", "labour"));
    EXPECT_TRUE(holds_words("xlabour labour", "labour"));
    EXPECT_FALSE(holds_words("labour", ""));
}

TEST(PoliticalParty, TitlesMayLeaveOutTheState) {
    PoliticalParties parties;
    parties.add("communist party of cuba", "CUB");
    EXPECT_TRUE(parties.serves("First Secretary of the Communist Party of Cuba", "CUB"));
    EXPECT_TRUE(parties.serves("First Secretary of the Communist Party", "CUB"));
    EXPECT_FALSE(parties.serves("General Secretary of the Communist Party", "VNM"));
    EXPECT_FALSE(parties.serves("President of Cuba", "CUB"));
    EXPECT_THAT(parties.codes(), ElementsAre("CUB"));
}

TEST(PoliticalParty, NoOneWordStandsForAName) {
    PoliticalParties parties;
    parties.add("alliance of democrats", "RUR");
    EXPECT_FALSE(parties.serves("Minister of the Alliance", "RUR"));
    EXPECT_TRUE(parties.serves("Chair of the Alliance of Democrats", "RUR"));
    EXPECT_TRUE(PoliticalParties().empty());
}

}  // namespace
}  // namespace chancery
