// Rows of GDELT, ICEWS and POLECAT: ours come back, others' as they are met in the wild.
// SPDX-License-Identifier: Apache-2.0
#include "formats/datasets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "formats/testing.h"

namespace chancery {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::meeting;
using testing::must;
using ::testing::SizeIs;
using testing::visit;
using testing::written;

struct Read {
    std::vector<DatasetAct> acts;
    std::vector<std::string> faults;  ///< "line: reason"
};

Read read(const std::string& bytes, Dataset dataset, const DatasetLimits& limits = {}) {
    auto reader = must(DatasetReader::open(
        source_of(bytes), "file.tsv", dataset, testing::tables(), limits));
    Read out;
    for (;;) {
        auto item = must(reader.next());
        if (!item) {
            return out;
        }
        if (auto* act = std::get_if<DatasetAct>(&*item)) {
            out.acts.push_back(std::move(*act));
        } else {
            const auto& fault = std::get<DatasetFault>(*item);
            out.faults.push_back(std::to_string(fault.line) + ": " + fault.reason);
        }
    }
}

std::string who(const std::vector<DatasetParty>& parties) {
    std::string out;
    for (const DatasetParty& one : parties) {
        out += one.name + '/' + one.kind + '/' + one.code + '/' + one.sector;
    }
    return out;
}

TEST(Datasets, OursComeBackFromGdelt) {
    const Read all = read(written("gdelt", {visit(), meeting()}), Dataset::gdelt);
    EXPECT_THAT(all.faults, IsEmpty());
    ASSERT_THAT(all.acts, SizeIs(7));
    const DatasetAct& act = all.acts[0];
    EXPECT_EQ(act.line, 1U);
    EXPECT_EQ(act.date, "2026-01-20");
    EXPECT_EQ(act.type + '/' + act.mode, "CONSULT/visit");
    EXPECT_EQ(act.cameo, "042");
    EXPECT_EQ(act.weight, 1.9);
    EXPECT_EQ(who(act.actors), "ZOË RURITAN/other/DEU/GOV");
    EXPECT_EQ(who(act.recipients), "VAN LO/state/VNM/");
    EXPECT_EQ(act.place, "Hanoi");
    EXPECT_EQ(act.place_country, "VNM");
    EXPECT_EQ(act.place_at->latitude, 21.0245);
    EXPECT_EQ(act.published, "2026-01-21");
    EXPECT_EQ(act.publisher, "www.strelsau.example");
    EXPECT_EQ(act.articles, 2U);
    EXPECT_EQ(who(all.acts[1].actors), "ROMANIA/state/ROU/");
    EXPECT_EQ(who(all.acts[1].recipients), "UNITED NATIONS/igo/UN/IGO");
    EXPECT_FALSE(all.acts[1].place_at);
    EXPECT_EQ(all.acts[1].place_country, "CHE");
}

TEST(Datasets, OursComeBackFromIcews) {
    const Read all = read(written("icews", {visit(), meeting()}), Dataset::icews);
    EXPECT_THAT(all.faults, IsEmpty());
    ASSERT_THAT(all.acts, SizeIs(7));
    const DatasetAct& act = all.acts[0];
    EXPECT_EQ(act.line, 2U);
    EXPECT_EQ(who(act.actors), "Zoë Ruritan/other/DEU/GOV");
    EXPECT_EQ(who(act.recipients), "Van Lo/other/VNM/PTY");
    EXPECT_EQ(act.event_words, "Make a visit");
    EXPECT_EQ(act.story, "d1");
    EXPECT_EQ(act.sentence, 2U);
    EXPECT_EQ(act.publisher, "The Daily Strelsau");
    EXPECT_EQ(act.place, "Hanoi");
    EXPECT_EQ(act.place_at->longitude, 105.8412);
    EXPECT_EQ(who(all.acts[1].actors), "Romania/state/ROU/");
    EXPECT_EQ(all.acts[1].place, "Switzerland");
}

TEST(Datasets, OursComeBackFromPolecat) {
    const Read all = read(written("polecat", {visit(), meeting()}), Dataset::polecat);
    EXPECT_THAT(all.faults, IsEmpty());
    ASSERT_THAT(all.acts, SizeIs(7));
    const DatasetAct& act = all.acts[0];
    EXPECT_EQ(act.id, "e00112233445566aa-1");
    EXPECT_EQ(act.type + '/' + act.mode, "CONSULT/visit");
    EXPECT_EQ(act.quad, 1U);
    EXPECT_THAT(act.contexts, ElementsAre("diplomatic", "economic"));
    EXPECT_EQ(who(act.actors), "Zoë Ruritan/other/DEU/GOV");
    EXPECT_EQ(act.actors[0].office, "Chancellor of Germany; Leader");
    EXPECT_EQ(act.publisher, "The Daily Strelsau");
    EXPECT_EQ(act.published, "2026-01-21");
    EXPECT_EQ(act.language, "en");
    EXPECT_EQ(who(all.acts[1].recipients), "United Nations/igo//IGO");
}

/// A file with these columns and rows.
std::string table(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += line + '\n';
    }
    return out;
}

const std::string icews_head =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent "
    "Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country";

TEST(Datasets, IcewsAsItIsMet) {
    const Read all = read(
        "\xEF\xBB\xBF" +
            table({icews_head + "\r",
                   std::string(
                       "1\t2014-01-02\t\"Police (India)\"\tPolice,Government\tIndia\t"
                       "Arrest\t173\t-5.0\tMan \"the cat\" (India)\t\"Social,Elite\"\t"
                       "India\r"),
                   "",
                   std::string("2\t2014-01-02\tRussia\tNULL\tRussian Federation\tMake "
                               "statement\t10\t0.0\tUnited States\t\tUnited States"),
                   "3\t2014-01-02\tVietnam\t\tVietnam\tMake a visit\t42\t1.9\tNULL\t\t"}),
        Dataset::icews);
    EXPECT_THAT(all.faults, IsEmpty());
    ASSERT_THAT(all.acts, SizeIs(3));
    EXPECT_EQ(who(all.acts[0].actors), "Police (India)/other/IND/COP");
    EXPECT_EQ(who(all.acts[0].recipients), "Man \"the cat\" (India)/other/IND/");
    EXPECT_EQ(all.acts[0].type + '/' + all.acts[0].mode, "COERCE/arrest");
    EXPECT_EQ(who(all.acts[1].actors), "Russia/state/RUS/");
    EXPECT_EQ(all.acts[2].cameo, "042") << "a program took the code for a number";
    EXPECT_THAT(all.acts[2].recipients, IsEmpty());
    EXPECT_EQ(all.acts[2].line, 5U);
}

TEST(Datasets, NamesOfColumnsInAnyOrderAsRWritesThem) {
    const Read all = read(table({"cameo_code\tevent_id\tevent_date\ttarget_name\tsource_"
                                 "name\tyear",
                                 "190\t7\t2014-05-06\tB\tA\t2014"}),
                          Dataset::icews);
    ASSERT_THAT(all.acts, SizeIs(1));
    EXPECT_EQ(all.acts[0].type, "ASSAULT");
    EXPECT_EQ(who(all.acts[0].actors), "A/other//");
}

TEST(Datasets, ABadRowIsRefusedAndTheRestRead) {
    const Read all = read(table({icews_head,
                                 "1\t2014-13-02\tA\t\t\t\t042\t1\tB\t\t",
                                 "2\t2014-01-02\tA\t\t\t\t999\t1\tB\t\t",
                                 "3\t2014-01-02\tA\t\t\t\t042\tmuch\tB\t\t",
                                 "4\t2014-01-02\t\t\t\t\t042\t1\t\t\t",
                                 "5\t2014-01-02\tA\t\t\t\t042\t1\tB\t\t\tmore",
                                 "6\t2014-01-02\tA\t\t\t\t042",
                                 "7\t2014-01-02\tA\t\t\t\t042\t1\tB\t\t",
                                 std::string(200, 'x'),
                                 "8\t2014-01-02\tA\t\t\t\t042\t1\tB\t\t\t\t\t"}),
                          Dataset::icews,
                          {160, 256});
    EXPECT_THAT(all.faults,
                ElementsAre(HasSubstr("2: Event ID and Event Date"),
                            "3: '999' is not a CAMEO code",
                            "4: 'much' is not a number from -10 to 10",
                            "5: names nobody",
                            "6: has 12 columns where the header has 11",
                            "7: has 7 columns where the header has 11",
                            "9: is longer than 160 bytes"));
    ASSERT_THAT(all.acts, SizeIs(2));
    EXPECT_EQ(all.acts[0].id, "7");
    EXPECT_EQ(all.acts[1].id, "8") << "tabs at the end are nothing";
}

const std::string polecat_head =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tEvent Intensity\tQuad Code\t"
    "Contexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\t"
    "Recipient Name";

TEST(Datasets, PolecatAsItIsMet) {
    const Read all = read(
        table(
            {polecat_head,
             "a\t2023-01-02 00:00:00\tassault\tNone\t-9.0\tMATERIAL CONFLICT\t"
             "military|territory\tOrganizaci\xF3n \x93X\x94\tESP\t230\tREB\tNone",
             "b\t2023-01-02\tCONSULT\tthird-party\t1\t1\tNone\tMé\tNone\t816\tGOV\tEU"}),
        Dataset::polecat);
    EXPECT_THAT(all.faults, IsEmpty());
    ASSERT_THAT(all.acts, SizeIs(2));
    EXPECT_EQ(all.acts[0].type, "ASSAULT");
    EXPECT_EQ(all.acts[0].mode, "");
    EXPECT_EQ(all.acts[0].quad, 4U);
    EXPECT_EQ(all.acts[0].weight, -9.0);
    EXPECT_EQ(all.acts[0].date, "2023-01-02");
    EXPECT_THAT(all.acts[0].contexts, ElementsAre("military", "territory"));
    EXPECT_EQ(who(all.acts[0].actors), "Organización “X”/other/ESP/REB");
    EXPECT_THAT(all.acts[0].recipients, IsEmpty());
    EXPECT_EQ(who(all.acts[1].actors), "Mé/other/VNM/GOV");
    EXPECT_EQ(all.acts[1].event_words, "third-party");
    EXPECT_EQ(all.acts[1].mode, "");
}

TEST(Datasets, AHeaderThatNamesMoreThanRowsHave) {
    const std::string row = "a\t2023-01-02\tCONSULT\tvisit\t1\t1\t\tA\tESP\t230\tREB\tB";
    const std::string head =
        "Event ID\tEvent Date\tHeadline\tEvent Text\tEvent Type\tEvent Mode\tEvent "
        "Intensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary "
        "Actor Sector\tRecipient Name";
    const Read fewer = read(table({head, row}), Dataset::polecat);
    ASSERT_THAT(fewer.acts, SizeIs(1));
    EXPECT_EQ(who(fewer.acts[0].actors), "A/other/ESP/REB");
    const Read whole = read(
        table(
            {head,
             "a\t2023-01-02\tTitle\tText\tCONSULT\tvisit\t1\t1\t\tA\tESP\t230\tREB\tB"}),
        Dataset::polecat);
    ASSERT_THAT(whole.acts, SizeIs(1));
    EXPECT_EQ(who(whole.acts[0].recipients), "B/other//");
}

/// A row of GDELT 2.0 with these columns set.
std::string gdelt_row(const std::map<std::size_t, std::string>& set,
                      std::size_t columns) {
    std::string out;
    for (std::size_t i = 0; i < columns; ++i) {
        const auto it = set.find(i);
        out += (i == 0 ? "" : "\t") + (it == set.end() ? "" : it->second);
    }
    return out;
}

TEST(Datasets, GdeltOfEveryAge) {
    const std::map<std::size_t, std::string> first = {{0, "9"},
                                                      {1, "20150218"},
                                                      {6, "HANOI"},
                                                      {7, "VNM"},
                                                      {16, "GOVERNMENT"},
                                                      {22, "GOV"},
                                                      {26, "010"},
                                                      {30, "0"}};
    for (const std::size_t columns : {61U, 58U, 57U}) {
        auto set = first;
        const std::size_t place = columns == 61 ? 51 : 49;
        set[place] = "4";
        set[place + 1] = "Belgrade, Serbia (general), Serbia";
        set[place + 2] = "RB";
        set[place + (columns == 61 ? 5 : 4)] = "44.8186";
        set[place + (columns == 61 ? 6 : 5)] = "20.4681";
        const Read all = read(gdelt_row(set, columns) + '\n', Dataset::gdelt);
        EXPECT_THAT(all.faults, IsEmpty());
        ASSERT_THAT(all.acts, SizeIs(1));
        EXPECT_EQ(all.acts[0].type, "") << "a statement is no event of PLOVER";
        EXPECT_EQ(who(all.acts[0].actors), "HANOI/state/VNM/");
        EXPECT_EQ(who(all.acts[0].recipients), "GOVERNMENT/other//GOV");
        EXPECT_EQ(all.acts[0].place, "Belgrade");
        EXPECT_EQ(all.acts[0].place_country, "SRB");
        EXPECT_EQ(all.acts[0].place_at->longitude, 20.4681);
    }
    auto set = first;
    set[51] = "1";
    set[52] = "Vietnam";
    set[56] = "900";
    EXPECT_THAT(read(gdelt_row(set, 61), Dataset::gdelt).acts, SizeIs(1));
    set[51] = "4";
    set[57] = "1";
    EXPECT_THAT(read(gdelt_row(set, 61), Dataset::gdelt).faults,
                ElementsAre(HasSubstr("not degrees")));
}

TEST(Datasets, WhatIsNoSuchFile) {
    const auto fault = [](const std::string& bytes, Dataset dataset) {
        auto reader = DatasetReader::open(
            source_of(bytes), "file.tsv", dataset, testing::tables(), {});
        return reader ? "" : reader.error().text();
    };
    EXPECT_EQ(fault("", Dataset::icews), "file.tsv: is empty");
    EXPECT_THAT(fault("a\tb\n", Dataset::icews),
                HasSubstr("file.tsv:1: the first line must name the columns; missing: "
                          "Event ID, Event Date"));
    EXPECT_THAT(fault("a\tb\n", Dataset::gdelt), HasSubstr("has 2 columns"));
    EXPECT_EQ(dataset_from("icews"), Dataset::icews);
    EXPECT_FALSE(dataset_from("acled"));
}

}  // namespace

}  // namespace chancery
