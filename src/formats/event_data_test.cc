// GDELT, ICEWS and POLECAT: what is written, read back by column.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "formats/fields.h"
#include "formats/testing.h"

namespace chancery {

namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using testing::hostile;
using testing::meeting;
using testing::named_rows_of;
using testing::planned;
using testing::rows_of;
using ::testing::SizeIs;
using ::testing::StartsWith;
using testing::visit;
using testing::written;

using Row = std::vector<std::string>;

Row part(const Row& row, std::size_t first, std::size_t last) {
    return {row.begin() + static_cast<std::ptrdiff_t>(first),
            row.begin() + static_cast<std::ptrdiff_t>(last)};
}

TEST(Gdelt, EventOfTwoPeople) {
    const auto rows = rows_of(written("gdelt", {visit()}));
    ASSERT_THAT(rows, SizeIs(1));
    const Row& row = rows[0];
    ASSERT_THAT(row, SizeIs(61));
    EXPECT_LT(std::stoull(row[0]), 1ULL << 53U);
    EXPECT_THAT(part(row, 1, 5), ElementsAre("20260120", "202601", "2026", "2026.0548"));
    EXPECT_THAT(
        part(row, 5, 15),
        ElementsAre("DEUGOV", "ZOË RURITAN", "DEU", "", "", "", "", "GOV", "", ""));
    EXPECT_THAT(part(row, 15, 25),
                ElementsAre("VNM", "VAN LO", "VNM", "", "", "", "", "", "", ""));
    EXPECT_THAT(part(row, 25, 35),
                ElementsAre("1", "042", "042", "04", "1", "1.9", "2", "2", "2", ""));
    EXPECT_THAT(part(row, 35, 43), ElementsAre("0", "", "", "", "", "", "", ""));
    EXPECT_THAT(part(row, 43, 51), ElementsAre("0", "", "", "", "", "", "", ""));
    EXPECT_THAT(
        part(row, 51, 59),
        ElementsAre("4", "Hanoi, Vietnam", "VM", "VM", "", "21.0245", "105.8412", ""));
    EXPECT_EQ(row[59], "20260121000000");
    EXPECT_EQ(row[60], "https://www.strelsau.example/a?b=1&c=2");
}

TEST(Gdelt, WhatAllDoTogetherEachDoesWithEach) {
    const auto rows = rows_of(written("gdelt", {meeting()}));
    ASSERT_THAT(rows, SizeIs(6));
    EXPECT_THAT(rows, Each(SizeIs(61)));
    EXPECT_EQ(rows[0][5], "ROM");
    EXPECT_EQ(rows[0][15], "IGOUNO");
    EXPECT_EQ(rows[0][18], "UNO");
    EXPECT_EQ(rows[0][22], "IGO");
    EXPECT_EQ(rows[5][5], "XKX");
    EXPECT_NE(rows[0][0], rows[1][0]);
    EXPECT_EQ(rows[0][1], "20260121") << "no day: that of the article";
    EXPECT_THAT(part(rows[0], 51, 59),
                ElementsAre("1", "Switzerland", "SZ", "SZ", "", "", "", "SZ"));
}

TEST(Gdelt, OfManyEachIsPairedWithTheFirst) {
    EventDetail event = meeting();
    for (int i = 0; i < 497; ++i) {
        event.event.actors.push_back(testing::state("S" + std::to_string(i), ""));
    }
    EXPECT_THAT(dyads_of(event.event), SizeIs(2 * 499));
    event.event.recipients = event.event.actors;
    EXPECT_THAT(dyads_of(event.event), SizeIs(2 * 500 - 1));
}

TEST(Gdelt, NothingOfTheWordsBreaksALine) {
    for (const char* format : {"gdelt", "gdelt-mentions"}) {
        const auto rows = rows_of(written(format, {hostile(), visit()}));
        EXPECT_THAT(rows, Each(SizeIs(rows[0].size()))) << format;
    }
    const auto rows = rows_of(written("gdelt", {hostile()}));
    EXPECT_EQ(rows[0][16], "LINE BREAK, & <B>ÜNÏ</B> 😀");
}

TEST(Gdelt, MonthsAndYearsAreNoDays) {
    for (const char* format : {"gdelt", "gdelt-mentions", "icews", "polecat"}) {
        testing::MemoryFiles files;
        const auto writer = testing::must(open_export(format, files, testing::options()));
        for (const char* date : {"2026-01", "2025"}) {
            EventDetail event = visit();
            event.event.date = date;
            testing::must(writer->add(event));
        }
        EXPECT_EQ(writer->left_out(), 2U) << format;
    }
}

TEST(Dyads, ThoseOfOneStateAreOnOneSide) {
    EventDetail event = meeting();
    auto& actors = event.event.actors;
    actors = {testing::person("a", "A", "DEU"),
              testing::person("b", "B", "DEU"),
              testing::person("c", "C", "VNM")};
    EXPECT_THAT(dyads_of(event.event), SizeIs(4));
    actors[2].code = "DEU";
    EXPECT_THAT(dyads_of(event.event), SizeIs(6)) << "among themselves";
    for (Participant& one : actors) {
        one.code.clear();
    }
    EXPECT_THAT(dyads_of(event.event), SizeIs(6));
}

TEST(Gdelt, DeniedIsLeftOut) {
    testing::MemoryFiles files;
    const auto writer = testing::must(open_export("gdelt", files, testing::options()));
    EventDetail event = visit();
    event.event.status = "denied";
    testing::must(writer->add(event));
    EXPECT_EQ(writer->left_out(), 1U);
    EXPECT_EQ(files.text(), "");
}

TEST(GdeltMentions, OffsetsAreCharactersWhereTheTextIsKept) {
    ExportOptions options = testing::options();
    options.text_of = [](const std::string& doc) {
        return Result<std::string>(doc == "d1" ? testing::story_text : "");
    };
    const auto rows = rows_of(written("gdelt-mentions", {visit()}, options));
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_THAT(rows, Each(SizeIs(16)));
    const auto event = rows_of(written("gdelt", {visit()}));
    EXPECT_EQ(rows[0][0], event[0][0]);
    EXPECT_THAT(part(rows[0], 1, 16),
                ElementsAre("20260121000000",
                            "20260121000000",
                            "1",
                            "strelsau.example",
                            "https://www.strelsau.example/a?b=1&c=2",
                            "2",
                            "12",
                            "61",
                            "24",
                            "1",
                            "80",
                            "69",
                            "",
                            "",
                            ""));
    EXPECT_THAT(part(rows[1], 3, 12),
                ElementsAre("2",
                            "Radio Borduria",
                            "Radio Borduria, Café talks, 2026-01-22, d2",
                            "",
                            "-1",
                            "-1",
                            "-1",
                            "1",
                            "80"));
    EXPECT_EQ(rows[1][14], "srclc:vi");
}

TEST(Icews, EventOfTwoPeople) {
    const auto rows = named_rows_of(written("icews", {visit(), planned(), hostile()}));
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_THAT(rows[0], SizeIs(20));
    auto row = rows[0];
    EXPECT_EQ(row["Event Date"], "2026-01-20");
    EXPECT_EQ(row["Source Name"], "Zoë Ruritan");
    EXPECT_EQ(row["Source Sectors"], "Executive,Government");
    EXPECT_EQ(row["Source Country"], "Germany");
    EXPECT_EQ(row["Event Text"], "Make a visit");
    EXPECT_EQ(row["CAMEO Code"], "042");
    EXPECT_EQ(row["Intensity"], "1.9");
    EXPECT_EQ(row["Target Name"], "Van Lo");
    EXPECT_EQ(row["Target Sectors"], "Parties");
    EXPECT_EQ(row["Target Country"], "Vietnam");
    EXPECT_EQ(row["Story ID"], "d1");
    EXPECT_EQ(row["Sentence Number"], "2");
    EXPECT_EQ(row["Publisher"], "The Daily Strelsau");
    EXPECT_EQ(row["City"], "Hanoi");
    EXPECT_EQ(row["Country"], "Vietnam");
    EXPECT_EQ(row["Latitude"], "21.0245");
    EXPECT_EQ(row["Longitude"], "105.8412");
    EXPECT_EQ(rows[1].at("Event Date"), "2026-03-01");
}

TEST(Polecat, EventOfTwoPeople) {
    const auto rows = named_rows_of(written("polecat", {visit(), meeting(), hostile()}));
    ASSERT_THAT(rows, SizeIs(8));
    EXPECT_THAT(rows[0], SizeIs(40));
    auto row = rows[0];
    EXPECT_EQ(row["Event ID"], "e00112233445566aa-1");
    EXPECT_EQ(row["Event Type"], "CONSULT");
    EXPECT_EQ(row["Event Mode"], "visit");
    EXPECT_EQ(row["Quad Code"], "V-COOP");
    EXPECT_EQ(row["Contexts"], "diplomatic;economic");
    EXPECT_EQ(row["Actor Name"], "Zoë Ruritan");
    EXPECT_EQ(row["Actor Country"], "DEU");
    EXPECT_EQ(row["Actor COW"], "255");
    EXPECT_EQ(row["Primary Actor Sector"], "GOV");
    EXPECT_EQ(row["Actor Title"], "Chancellor of Germany; Leader");
    EXPECT_EQ(row["Recipient Name"], "Van Lo");
    EXPECT_EQ(row["Recipient Name Raw"], "Lô Văn");
    EXPECT_EQ(row["Placename"], "Hanoi");
    EXPECT_EQ(row["Country"], "VNM");
    EXPECT_EQ(row["Publication Date"], "2026-01-21");
    EXPECT_EQ(row["Story People"], "Zoë Ruritan;Lô Văn");
    EXPECT_EQ(row["Version"], "chancery test");
    EXPECT_EQ(rows[1].at("Recipient Country"), "IGO");
    EXPECT_EQ(rows[1].at("Story Organizations"), "United Nations");
}

TEST(EventData, TheSameValuesGiveTheSameBytes) {
    for (const ExportFormat& format : export_formats()) {
        if (format.unit == ExportUnit::event && format.shape == ExportShape::file) {
            const std::vector<EventDetail> events{
                visit(), meeting(), planned(), hostile()};
            EXPECT_EQ(written(format.name, events), written(format.name, events))
                << format.name;
        }
    }
}

TEST(EventData, AFullDiskIsAnError) {
    for (const ExportFormat& format : export_formats()) {
        class Full : public testing::MemoryFiles {
          public:
            Result<OutFile*> open(const std::string& name) override {
                auto file = MemoryFiles::open(name);
                static_cast<testing::MemoryFile*>(*file)->set_room(10);
                return file;
            }
        };

        if (format.unit != ExportUnit::event) {
            continue;
        }
        Full files;
        auto writer = open_export(format.name, files, testing::options());
        bool failed = !writer;
        for (const EventDetail& event : {visit(), planned()}) {
            failed = failed || !(*writer)->add(event);
        }
        EXPECT_TRUE(failed || !(*writer)->finish()) << format.name;
    }
}

TEST(EventData, NoSuchFormat) {
    testing::MemoryFiles files;
    const auto writer = open_export("excel", files, testing::options());
    ASSERT_FALSE(writer);
    EXPECT_THAT(writer.error().message, StartsWith("'excel' is not a format; there are"));
}

}  // namespace

}  // namespace chancery
