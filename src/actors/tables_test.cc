// SPDX-License-Identifier: Apache-2.0
#include "actors/tables.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "actors/testing.h"

namespace chancery {
namespace {

struct Fault {
    const char* file;
    const char* row;      ///< appended
    const char* message;  ///< found in the error
};

constexpr Fault faults[] = {
    {"states.tsv", "LAO\tLaos\tLA\tstate\tVientiane\tAS\ttest\n", "occurs twice"},
    {"states.tsv", "XXX\tNowhere\tXX\tplanet\t\tAS\ttest\n", "unknown kind 'planet'"},
    {"state_names.tsv", "Laos\tLAX\tname\ttest\n", "unknown state code 'LAX'"},
    {"state_names.tsv", "Laos\tLAO\tsobriquet\ttest\n", "unknown kind 'sobriquet'"},
    {"leaders.tsv",
     "A\t\t\tLAO\tGOV\tchieftain\tChief\t2020\t\ttest\n",
     "unknown office 'chieftain'"},
    {"leaders.tsv",
     "A\t\t\tLAO\tGOV\tother\tChief\t2020-13\t\ttest\n",
     "a date is not YYYY-MM-DD"},
    {"leaders.tsv", "A\t\tneuter\tLAO\tGOV\tother\tChief\t\t\ttest\n", "unknown gender"},
    {"leader_names.tsv", "B\tNobody\ttest\n", "unknown leader 'Nobody'"},
    {"organisations.tsv", "C\tclub\tLAO\tPTY\ttest\n", "unknown kind 'club'"},
    {"organisations.tsv", "C\tparty\tLAO\tXXX\ttest\n", "unknown sector 'XXX'"},
    {"organisation_names.tsv", "D\tNobody\ttest\n", "unknown organisation 'Nobody'"},
    {"roles.tsv", "boss\tGOV\t\thigh\ttest\n", "unknown rank"},
    {"places.tsv", "X\tLAO\tcity\tnorth\t1\t1\ttest\n", "is not a number"},
    {"places.tsv", "X\tLAO\tcity\n", ""},
    {"media_names.tsv", "X\tNobody\ttest\n", "unknown outlet 'Nobody'"},
    {"given_names.tsv", "X\tneuter\ttest\n", "unknown gender 'neuter'"},
};

TEST(ActorTables, FaultsNameFileAndLine) {
    for (const Fault& fault : faults) {
        const std::string folder = testing::write_small_tables();
        const std::string path = folder + "/" + fault.file;
        std::ofstream(path, std::ios::app) << fault.row;
        const Result<ActorTables> opened = ActorTables::open(folder);
        ASSERT_FALSE(opened) << fault.row;
        EXPECT_EQ(opened.error().file, path);
        EXPECT_GT(opened.error().line, 1U) << fault.row;
        EXPECT_NE(opened.error().message.find(fault.message), std::string::npos)
            << opened.error().message;
        std::filesystem::remove_all(folder);
    }
}

TEST(ActorTables, AMissingFileIsNamed) {
    const std::string folder = testing::write_small_tables();
    std::filesystem::remove(folder + "/roles.tsv");
    const Result<ActorTables> opened = ActorTables::open(folder);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().file, folder + "/roles.tsv");
    std::filesystem::remove_all(folder);
}

std::string holder(const char* code, Office office, Day day) {
    const ActorTables& tables = testing::small_tables();
    const auto term = tables.holder(code, office, day);
    return term ? std::string(tables.person(tables.term(*term).person).name) : "";
}

TEST(ActorTables, HoldersChangeOnTheFirstDayOfTheNext) {
    EXPECT_EQ(holder("USA", Office::head_of_state, Day::from_civil(2025, 1, 19)),
              "Joe Biden");
    EXPECT_EQ(holder("USA", Office::head_of_state, Day::from_civil(2025, 1, 20)),
              "Donald Trump");
    EXPECT_EQ(holder("USA", Office::head_of_state, Day::from_civil(2001, 1, 1)), "");
    EXPECT_EQ(holder("LAO", Office::monarch, Day::from_civil(2026, 1, 1)), "");
}

TEST(ActorTables, NamesAreFoundFolded) {
    const ActorTables& tables = testing::small_tables();
    EXPECT_FALSE(tables.find("Tô Lâm").empty());
    EXPECT_FALSE(tables.find("VIET NAM").empty());
    EXPECT_FALSE(tables.find("Miguel Diaz Canel").empty());  // first and short name
    EXPECT_TRUE(tables.find("Nobody At All").empty());
}

TEST(ActorTables, TranscriptionsSoundTheSame) {
    EXPECT_EQ(ActorTables::sound("zelenskyy"), ActorTables::sound("zelenskiy"));
    EXPECT_EQ(ActorTables::sound("khamenei"), ActorTables::sound("kamenei"));
    EXPECT_NE(ActorTables::sound("lam"), ActorTables::sound("lim"));
}

TEST(ActorTables, TheShippedTablesAreSound) {
    const Result<ActorTables> opened =
        ActorTables::open(std::string(CHANCERY_SOURCE_DIR) + "/data/actors");
    EXPECT_TRUE(opened) << opened.error().text();
}

TEST(ActorTables, RowsOfAnAnalystsOwnAreReadWhereTheyAre) {
    const std::string folder = testing::write_small_tables();
    const Result<ActorTables> before = ActorTables::open(folder);
    ASSERT_TRUE(before) << before.error().text();
    std::ofstream(folder + "/leaders_local.tsv")
        << "name\tshort\tgender\tcode\tsector\toffice\ttitle\tsince\tuntil\tsource\n"
           "Ana Newly\t\t\tLAO\tGOV\tforeign_minister\tForeign "
           "Minister\t2031\t\tlearned\n";
    std::ofstream(folder + "/leader_names_local.tsv")
        << "alias\tname\tsource\n"
           "Newly Ana\tAna Newly\tlearned\n";
    const Result<ActorTables> after = ActorTables::open(folder);
    ASSERT_TRUE(after) << after.error().text();
    EXPECT_NE(before->fingerprint(), after->fingerprint());
    const auto term =
        after->holder("LAO", Office::foreign_minister, Day::from_civil(2031, 5, 1));
    ASSERT_TRUE(term);
    EXPECT_EQ(after->person(after->term(*term).person).name, "Ana Newly");
    EXPECT_FALSE(after->find("newly ana").empty());
    std::ofstream(folder + "/leader_names_local.tsv", std::ios::app) << "B\tNobody\tx\n";
    const Result<ActorTables> wrong = ActorTables::open(folder);
    std::filesystem::remove_all(folder);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().line, 3U);
}

}  // namespace
}  // namespace chancery
