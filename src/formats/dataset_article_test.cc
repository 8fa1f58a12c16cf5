// Rows of other datasets as documents with one act, and in a ledger.
// SPDX-License-Identifier: Apache-2.0
#include "formats/dataset_article.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "formats/testing.h"
#include "ledger/ledger.h"

namespace chancery {

namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::must;
using ::testing::SizeIs;

const DatasetKnowledge& knowledge() {
    static const std::string data = std::string(CHANCERY_SOURCE_DIR) + "/data";
    static const Directory directory = must(Directory::open(data + "/actors"));
    static const CodingTables coding = must(CodingTables::open(data + "/coding"));
    static const DatasetKnowledge all{directory, coding};
    return all;
}

DatasetAct visit_row() {
    DatasetAct out;
    out.line = 7;
    out.id = "4711";
    out.date = "2026-01-20";
    out.type = "CONSULT";
    out.mode = "visit";
    out.cameo = "042";
    out.event_words = "Make a visit";
    out.quad = 1;
    out.weight = 1.9;
    out.contexts = {"diplomatic"};
    out.actors = {{"ZOE RURITAN", "other", "DEU", "GOV", ""}};
    out.recipients = {{"VIETNAM", "state", "VNM", "", ""}};
    out.place = "Hanoi";
    out.place_country = "VNM";
    out.place_at = Coordinates{21.0245, 105.8412};
    out.publisher = "strelsau.example";
    out.url = out.story = "https://strelsau.example/1";
    out.published = "2026-01-21";
    out.mentions = 12;
    return out;
}

DatasetArticle made(const DatasetAct& row, Dataset dataset = Dataset::gdelt) {
    return dataset_article(row, dataset, "in/a.tsv", knowledge());
}

/// "field rule “words”" of each reason.
std::vector<std::string> reasons_of(const DatasetArticle& made) {
    std::vector<std::string> out;
    for (const Reason& reason : made.acts.acts.at(0).reasons) {
        out.push_back(reason.field + ' ' + reason.rule + ' ' +
                      std::string(quote(made.article.text, reason.span)));
    }
    return out;
}

TEST(DatasetArticle, ARowIsADocumentWithWordsForEveryField) {
    const DatasetArticle one = made(visit_row());
    EXPECT_EQ(one.article.doc, "gdelt-4711");
    EXPECT_EQ(one.article.outlet, "GDELT dataset");
    EXPECT_EQ(one.article.title, "GDELT event 4711");
    EXPECT_EQ(one.article.published->iso(), "2026-01-21");
    EXPECT_EQ(one.article.url, "https://strelsau.example/1");
    EXPECT_EQ(one.article.text,
              "ZOE RURITAN (DEU, GOV): Make a visit, CAMEO 042, to VIETNAM (VNM), in "
              "Hanoi (VNM), on 2026-01-20\n"
              "GDELT event 4711, told by strelsau.example, published 2026-01-21, "
              "mentions: 12, https://strelsau.example/1");
    ASSERT_THAT(one.acts.acts, SizeIs(1));
    const Act& act = one.acts.acts[0];
    EXPECT_EQ(quote(one.article.text, act.evidence),
              one.article.text.substr(0, one.article.text.find('\n')));
    EXPECT_EQ(quote(one.article.text, act.trigger), "Make a visit");
    EXPECT_THAT(reasons_of(one),
                ElementsAre("type dataset:by-code 042",
                            "mode dataset:by-code 042",
                            "cameo dataset 042",
                            "contexts dataset:by-code 042",
                            "actors dataset ZOE RURITAN (DEU, GOV)",
                            "recipients dataset VIETNAM (VNM)",
                            "date dataset 2026-01-20",
                            "place dataset Hanoi (VNM)"));
    EXPECT_EQ(name(act.type), "CONSULT");
    EXPECT_EQ(act.mode, "visit");
    EXPECT_EQ(act.status, Status::happened);
    EXPECT_FLOAT_EQ(act.goldstein, 1.9F);
    EXPECT_EQ(act.location.code, "VNM");
    EXPECT_TRUE(act.location.located);
    EXPECT_THAT(act.actors, ElementsAre(0U));
    EXPECT_THAT(act.recipients, ElementsAre(1U));
}

TEST(DatasetArticle, WhoIsKnownIsThatActor) {
    const DatasetArticle one = made(visit_row());
    const auto& actors = one.actors.actors;
    ASSERT_THAT(actors, SizeIs(2));
    EXPECT_EQ(actors[0].kind, ActorKind::other) << "nobody knows her";
    EXPECT_EQ(actors[0].key, "zoe_ruritan");
    EXPECT_EQ(actors[0].sector, Sector::gov);
    EXPECT_EQ(actors[1].kind, ActorKind::state);
    EXPECT_EQ(actors[1].table_name, "Vietnam");
    EXPECT_EQ(actors[1].name, "VIETNAM");
}

TEST(DatasetArticle, ANameIsNotEnough) {
    struct Case {
        DatasetParty party;
        const char* kind;
        const char* table_name;
        const char* code;
    };

    const std::vector<Case> cases = {
        {{"VLADIMIR PUTIN", "other", "RUS", "GOV", ""},
         "person",
         "Vladimir Putin",
         "RUS"},
        {{"VLADIMIR PUTIN", "other", "", "", ""}, "person", "Vladimir Putin", "RUS"},
        {{"VLADIMIR PUTIN", "other", "UKR", "CVL", ""}, "other", "", "UKR"},
        {{"CHINA", "state", "CHN", "", ""}, "state", "China", "CHN"},
        {{"CHINA", "other", "CHN", "MIL", ""}, "other", "", "CHN"},
        {{"POLICE", "state", "CHN", "", ""}, "other", "", "CHN"},
        {{"UNITED NATIONS", "igo", "UN", "IGO", ""}, "igo", "United Nations", "UN"},
    };
    for (const Case& one : cases) {
        DatasetAct row = visit_row();
        row.actors = {one.party};
        const Actor actor = made(row).actors.actors.at(0);
        EXPECT_EQ(name(actor.kind), one.kind) << one.party.name << one.party.code;
        EXPECT_EQ(actor.table_name, one.table_name) << one.party.name << one.party.code;
        EXPECT_EQ(actor.code, one.code) << one.party.name;
    }
}

TEST(DatasetArticle, WhatBothDoHasBothAsActors) {
    DatasetAct row = visit_row();
    row.mode = "meeting";
    const DatasetArticle one = made(row);
    EXPECT_THAT(one.acts.acts[0].actors, ElementsAre(0U, 1U));
    EXPECT_THAT(one.acts.acts[0].recipients, IsEmpty());
    EXPECT_THAT(reasons_of(one), ::testing::Contains("actors dataset VIETNAM (VNM)"));
    row.actors = row.recipients = {{"VIETNAM", "state", "VNM", "", ""}};
    EXPECT_THAT(made(row).actors.actors, SizeIs(2));
    EXPECT_EQ(made(row).actors.actors[1].key, "vietnam_2");
}

TEST(DatasetArticle, ARowOfPolecat) {
    DatasetAct row = visit_row();
    row.id = "NGEC|1 a";
    row.cameo.clear();
    row.type = "AGREE";
    row.mode = "meet";
    row.event_words = "meet";
    row.weight.reset();
    row.contexts = {"diplomatic", "economic"};
    row.actors[0].office = "Chancellor; Leader";
    row.recipients.clear();
    row.place_at.reset();
    row.language = "vi";
    const DatasetArticle one = made(row, Dataset::polecat);
    EXPECT_EQ(one.article.doc, "polecat-NGEC|1 a");
    EXPECT_EQ(one.article.language, "vi");
    EXPECT_THAT(one.article.text,
                HasSubstr("ZOE RURITAN (DEU, GOV, Chancellor; Leader): AGREE meet, in "
                          "Hanoi (VNM), on 2026-01-20, on the subject of diplomatic, "
                          "economic\n"));
    const Act& act = one.acts.acts[0];
    EXPECT_EQ(act.status, Status::planned);
    EXPECT_TRUE(std::isnan(act.goldstein));
    EXPECT_TRUE(act.location.is_country);
    const auto& offices = one.actors.actors[0].offices;
    ASSERT_THAT(offices, SizeIs(2));
    EXPECT_EQ(offices[1].title, "Leader");
    EXPECT_THAT(reasons_of(one),
                ::testing::Contains("contexts dataset diplomatic, economic"));
}

TEST(DatasetArticle, IdentifiersOfIcewsAreThoseOfADay) {
    DatasetAct row = visit_row();
    row.published.clear();
    row.story = "123";
    row.url.clear();
    row.sentence = 3;
    row.actors.clear();
    const DatasetArticle one = made(row, Dataset::icews);
    EXPECT_EQ(one.article.doc, "icews-4711-2026-01-20");
    EXPECT_FALSE(one.article.published);
    EXPECT_THAT(one.article.text, HasSubstr("Unnamed: Make a visit"));
    EXPECT_THAT(one.article.text, HasSubstr("ICEWS event 4711, story 123, sentence 3"));
}

TEST(DatasetArticle, WordsOfARowStayOnTheirLine) {
    DatasetAct row = visit_row();
    row.actors[0].name = "ZOE\nRURITAN";
    row.publisher = "a\r\nb";
    const DatasetArticle one = made(row);
    EXPECT_EQ(std::count(one.article.text.begin(), one.article.text.end(), '\n'), 1);
    EXPECT_EQ(one.actors.actors[0].name, "ZOE RURITAN");
}

/// A ledger of rows alone.
class RowLedger {
  public:
    RowLedger() {
        std::remove(path_.c_str());
        ledger_.emplace(must(Ledger::open(path_, OpenMode::create)));
        ledger_->merge_by(
            must(MergeRules::open(std::string(CHANCERY_SOURCE_DIR) + "/data/ledger")));
        ledger_->begin_run({"test", "rows", "", "import"});
    }

    RowLedger(const RowLedger&) = delete;
    RowLedger& operator=(const RowLedger&) = delete;
    RowLedger(RowLedger&&) = delete;
    RowLedger& operator=(RowLedger&&) = delete;

    ~RowLedger() {
        ledger_.reset();
        for (const char* more : {"", "-wal", "-shm"}) {
            std::remove((path_ + more).c_str());
        }
    }

    Stored store(const DatasetAct& row, Dataset dataset = Dataset::gdelt) {
        const DatasetArticle one = made(row, dataset);
        const auto out =
            must(ledger_->store({one.article, one.reading(), one.actors, one.acts},
                                content_hash(one.article)));
        must(ledger_->commit());
        return out.stored;
    }

    std::vector<EventRow> events(const EventFilter& filter = {}) {
        std::vector<EventRow> out;
        must(ledger_->event_rows(filter, [&](const EventRow& row) {
            out.push_back(row);
            return true;
        }));
        return out;
    }

    std::string first_version() { return must(ledger_->versions(0)).at(0).what; }

  private:
    // Tests run side by side, each in a process of its own.
    std::string path_ =
        ::testing::TempDir() + "rows" + std::to_string(::getpid()) + ".ledger";
    std::optional<Ledger> ledger_;
};

TEST(DatasetRows, ARowIsAnEvent) {
    RowLedger ledger;
    EXPECT_EQ(ledger.store(visit_row()), Stored::added);
    EXPECT_EQ(ledger.store(visit_row()), Stored::unchanged);
    ASSERT_THAT(ledger.events(), SizeIs(1));
    const EventRow event = ledger.events()[0];
    EXPECT_EQ(event.type + '/' + event.mode, "CONSULT/visit");
    EXPECT_EQ(event.date, "2026-01-20");
    EXPECT_EQ(event.cameo, "042");
    EXPECT_NEAR(event.goldstein.value_or(0), 1.9, 1e-6);
    EXPECT_EQ(event.recipients.at(0).table_name, "Vietnam");
    EXPECT_EQ(ledger.first_version(), "import");
    EventFilter filter;
    filter.acts.outlet = "gdelt";
    EXPECT_THAT(ledger.events(filter), SizeIs(1));
    filter.acts.outlet = "icews";
    EXPECT_THAT(ledger.events(filter), IsEmpty());
}

TEST(DatasetRows, DatasetsAreSourcesOfTheirOwn) {
    RowLedger ledger;
    ledger.store(visit_row());
    DatasetAct again = visit_row();
    again.id = "4712";
    ledger.store(again);
    ledger.store(visit_row(), Dataset::icews);
    ASSERT_THAT(ledger.events(), SizeIs(1));
    EXPECT_EQ(ledger.events()[0].articles, 3U);
    EXPECT_EQ(ledger.events()[0].sources, 2U) << "all of GDELT is one source";
}

TEST(DatasetRows, BothDirectionsOfAMeetingAreOneEvent) {
    RowLedger ledger;
    DatasetAct row = visit_row();
    row.mode = "meeting";
    ledger.store(row);
    std::swap(row.actors, row.recipients);
    row.id = "4712";
    ledger.store(row);
    ASSERT_THAT(ledger.events(), SizeIs(1));
    EXPECT_THAT(ledger.events()[0].actors, SizeIs(2));
    EXPECT_THAT(ledger.events()[0].recipients, IsEmpty());
}

TEST(DatasetRows, AWeightThatIsNotKnownIsNotZero) {
    RowLedger ledger;
    DatasetAct row = visit_row();
    row.weight.reset();
    ledger.store(row);
    EXPECT_FALSE(ledger.events().at(0).goldstein);
}

}  // namespace

}  // namespace chancery
