// The ledger as a store: versions, runs, filters, identifiers.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/ledger.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/example.h"
#include "ledger/schema.h"
#include "ledger/sha256.h"
#include "ledger/sqlite.h"

namespace chancery {
namespace {

using example::letter_and_call;
using example::must;
using example::put;
using example::run_info;
using example::Story;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class LedgerTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        dir_ = std::filesystem::temp_directory_path() /
               ("chancery_" + std::string(info->name()) + std::to_string(::getpid()));
        std::filesystem::create_directories(dir_);
        path_ = (dir_ / "l.ledger").string();
    }

    void TearDown() override { std::filesystem::remove_all(dir_); }

    [[nodiscard]] Ledger open(OpenMode mode = OpenMode::create) const {
        auto ledger = Ledger::open(path_, mode);
        EXPECT_TRUE(ledger) << ledger.error().text();
        ledger->begin_run(run_info());
        return std::move(*ledger);
    }

    /// "doc:number" of every act that the filter finds.
    static std::vector<std::string> found(Ledger& ledger, const ActFilter& filter) {
        std::vector<std::string> out;
        auto done = ledger.acts(filter, [&](const ActRow& act) {
            out.push_back(act.doc + ':' + std::to_string(act.number));
            return true;
        });
        EXPECT_TRUE(done) << done.error().text();
        return out;
    }

    std::filesystem::path dir_;
    std::string path_;
};

TEST(Sha256Test, KnownAnswers) {
    // FIPS 180-4 examples, and lengths around the padding's edges.
    const std::vector<std::pair<std::string, std::string>> table = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {std::string(55, 'a'),
         "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {std::string(64, 'a'),
         "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
    };
    for (const auto& [input, expected] : table) {
        Sha256 whole;
        whole.add(input);
        EXPECT_EQ(whole.hex(), expected);
        Sha256 pieces;
        for (const char c : input) {
            pieces.add({&c, 1});
        }
        EXPECT_EQ(pieces.hex(), expected);
    }
}

TEST(DayRangeTest, Table) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"2026-01-24", "2026-01-24 2026-01-24 exact"},
        {"2026-01-24/2026-02-02", "2026-01-24 2026-02-02 exact"},
        {"2024-02", "2024-02-01 2024-02-29 loose"},
        {"2025", "2025-01-01 2025-12-31 loose"},
        {"", "-"},
        {"2026-02-30", "-"},
        {"2026-13", "-"},
        {"2026-02-02/2026-01-01", "-"},
        {"26-01-24", "-"},
        {"20x6", "-"},
        {"2026-1", "-"},
    };
    for (const auto& [text, expected] : table) {
        const auto range = parse_day_range(text);
        EXPECT_EQ(range ? range->first.iso() + ' ' + range->last.iso() +
                              (range->exact ? " exact" : " loose")
                        : "-",
                  expected)
            << text;
    }
}

TEST_F(LedgerTest, KeepsEveryFieldOfAnAct) {
    Ledger ledger = open();
    const auto outcome = put(ledger, letter_and_call("d1"));
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_EQ(outcome->stored, Stored::added);
    EXPECT_EQ(outcome->acts, 2U);
    const auto detail = ledger.act("d1:1");
    ASSERT_TRUE(detail) << detail.error().text();
    const ActRow& act = detail->act;
    EXPECT_EQ(act.type + '/' + act.mode + '/' + act.channel,
              "SUPPORT/congratulate/letter");
    ASSERT_EQ(act.actors.size(), 1U);
    EXPECT_EQ(act.actors[0].name, "José Ñandú");
    EXPECT_THAT(act.actors[0].offices, ElementsAre("president of Ruritania"));
    ASSERT_EQ(act.recipients.size(), 1U);
    EXPECT_EQ(act.recipients[0].table_name, "Van Lo");
    EXPECT_EQ(act.trigger, "congratulatory letter");
    EXPECT_NEAR(act.confidence, 0.9, 1e-6);
    ASSERT_EQ(detail->reasons.size(), 2U);
    EXPECT_EQ(detail->reasons[1].words, "José Ñandú");
    EXPECT_EQ(quote(detail->context, detail->context_trigger), act.trigger);
    EXPECT_EQ(quote(detail->context, detail->context_evidence), act.evidence);
    EXPECT_TRUE(detail->context.starts_with("The president")) << detail->context;
    EXPECT_TRUE(detail->context.ends_with("Lô Văn.")) << detail->context;
    EXPECT_TRUE(ledger.check());
}

TEST_F(LedgerTest, TheSameAgainChangesNoByte) {
    {
        Ledger ledger = open();
        must(put(ledger, letter_and_call("d1")));
        ASSERT_TRUE(ledger.refuse({"d2", "in/d2", "empty file"}));
        ASSERT_TRUE(ledger.commit());
        ASSERT_TRUE(ledger.finish_run());
    }
    const std::string before = bytes_of(path_);
    {
        Ledger ledger = open();
        Story moved = letter_and_call("d1");
        moved.article.path = "elsewhere/d1.txt";
        const auto outcome = put(ledger, moved);
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome->stored, Stored::unchanged);
        EXPECT_EQ(outcome->acts, 2U);
        const auto refused = ledger.refuse({"d2", "elsewhere/d2", "empty file"});
        ASSERT_TRUE(refused);
        EXPECT_EQ(refused->stored, Stored::unchanged);
        ASSERT_TRUE(ledger.commit());
        ASSERT_TRUE(ledger.finish_run());
    }
    EXPECT_EQ(before, bytes_of(path_));
}

TEST_F(LedgerTest, NewContentIsANewVersion) {
    Ledger ledger = open();
    const Story first = letter_and_call("d1");
    Story second = first;
    second.article.title = "Ruritania writes again";
    second.acts.acts.pop_back();
    must(put(ledger, first));
    const auto outcome = put(ledger, second);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->stored, Stored::new_version);
    EXPECT_EQ(outcome->version, 2U);
    EXPECT_THAT(found(ledger, {}), ElementsAre("d1:1"));
    std::vector<std::string> versions;
    ArticleFilter all;
    all.all_versions = true;
    ASSERT_TRUE(ledger.articles(all, [&](const ArticleRow& row) {
        versions.push_back(row.title + (row.current ? " *" : ""));
        return true;
    }));
    EXPECT_THAT(versions, ElementsAre("Ruritania writes", "Ruritania writes again *"));
    // Back to what it was: the old version is shown again, with its acts.
    const auto back = put(ledger, first);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->stored, Stored::new_version);
    EXPECT_EQ(back->version, 1U);
    EXPECT_EQ(found(ledger, {}).size(), 2U);
    EXPECT_TRUE(ledger.check());
}

TEST_F(LedgerTest, AnotherEngineCodesAnew) {
    Ledger ledger = open();
    Story story = letter_and_call("d1");
    const auto ids = act_ids(story.parts());
    must(put(ledger, story));
    ledger.begin_run(run_info("engine 2"));
    const Act call = story.acts.acts[1];
    story.acts.acts = {call};
    EXPECT_EQ(must(put(ledger, story)).stored, Stored::recoded);
    EXPECT_THAT(found(ledger, {}), ElementsAre("d1:1"));
    // The act that both found has kept its name; the other can still be asked for.
    const ActDetail kept = must(ledger.act(ids[1]));
    EXPECT_TRUE(kept.current);
    EXPECT_EQ(kept.act.mode, "phone");
    EXPECT_FALSE(must(ledger.act(ids[0])).current);
    ledger.begin_run(run_info());
    must(put(ledger, letter_and_call("d1")));
    EXPECT_EQ(found(ledger, {}).size(), 2U);
}

/// "doc: reason" of every refusal that stands.
std::vector<std::string> refusals(Ledger& ledger) {
    ArticleFilter refused;
    refused.refused_only = true;
    std::vector<std::string> out;
    must(ledger.articles(refused, [&](const ArticleRow& row) {
        out.push_back(row.doc + ": " + row.refusal);
        return true;
    }));
    return out;
}

TEST_F(LedgerTest, ARefusalIsARecordAndHidesNothing) {
    Ledger ledger = open();
    must(put(ledger, letter_and_call("d1")));
    must(ledger.refuse({"d1", "in/d1.txt", "empty file"}));
    must(ledger.commit());
    EXPECT_EQ(found(ledger, {}).size(), 2U);
    EXPECT_THAT(refusals(ledger), ElementsAre("d1: empty file"));
    // Read again, the same as before the refusal: the refusal is over.
    must(put(ledger, letter_and_call("d1")));
    EXPECT_THAT(refusals(ledger), ElementsAre());
    EXPECT_EQ(found(ledger, {}).size(), 2U);
}

TEST_F(LedgerTest, ActorsAreFoundInAnySpelling) {
    Ledger ledger = open();
    must(put(ledger, letter_and_call("d1")));
    using Role = ActorFilter::Role;

    struct Row {
        ActorFilter filter;
        std::vector<std::string> expected;
    };

    const std::vector<Row> table = {
        {{"José Ñandú", {}, Role::any}, {"d1:2", "d1:1"}},
        {{"NANDU", {}, Role::any}, {"d1:2", "d1:1"}},
        {{"jose_nandu", {}, Role::any}, {"d1:2", "d1:1"}},
        {{"nand", {}, Role::any}, {}},
        {{"nandu jose", {}, Role::any}, {}},
        {{"lo van", {}, Role::any}, {"d1:1"}},
        {{"Van Lo", {}, Role::any}, {"d1:1"}},
        {{"lo van", {}, Role::actor}, {}},
        {{"lo van", {}, Role::recipient}, {"d1:1"}},
        {{"", {"BOR"}, Role::any}, {"d1:2"}},
        {{"", {"BOR", "SYL"}, Role::any}, {"d1:2", "d1:1"}},
        {{"\"; DROP TABLE acts", {}, Role::any}, {}},
        {{"?", {}, Role::any}, {}},
    };
    for (const Row& row : table) {
        ActFilter filter;
        filter.actors = {row.filter};
        EXPECT_EQ(found(ledger, filter), row.expected) << row.filter.words;
    }
    ActFilter both;
    both.actors = {{"nandu", {}, Role::any}, {"", {"SYL"}, Role::any}};
    EXPECT_THAT(found(ledger, both), ElementsAre("d1:1"));
}

TEST_F(LedgerTest, FiltersHoldTogether) {
    Ledger ledger = open();
    must(put(ledger, letter_and_call("d1")));
    must(put(ledger, letter_and_call("d2")));
    ActFilter filter;
    EXPECT_THAT(found(ledger, filter), ElementsAre("d1:2", "d2:2", "d1:1", "d2:1"));
    filter.newest_first = true;
    EXPECT_THAT(found(ledger, filter), ElementsAre("d1:1", "d2:1", "d1:2", "d2:2"));
    filter.limit = 1;
    EXPECT_THAT(found(ledger, filter), ElementsAre("d1:1"));
    filter = {};
    filter.docs = {"d2"};
    filter.types = {{"CONSULT", ""}, {"SUPPORT", "thank"}};
    EXPECT_THAT(found(ledger, filter), ElementsAre("d2:2"));
    filter = {};
    filter.outlet = "daily STRELSAU";
    filter.words = must(WordsQuery::parse("lo congratulatory"));
    filter.min_confidence = 0.9;
    EXPECT_THAT(found(ledger, filter), ElementsAre("d1:1", "d2:1"));
    filter.statuses = {"denied"};
    EXPECT_TRUE(found(ledger, filter).empty());
}

TEST_F(LedgerTest, DaysOverlapMonthsMustLieWithin) {
    Ledger ledger = open();
    Story story = letter_and_call("d1");
    const Act model = story.acts.acts[1];
    story.acts.acts.clear();
    for (const char* date :
         {"2026-01-20", "2026-01-18/2026-01-21", "2026-01", "2025", ""}) {
        Act act = model;
        act.date = date;
        story.acts.acts.push_back(act);
    }
    must(put(ledger, story));

    struct Row {
        std::string from, to;
        bool or_published;
        std::vector<std::string> expected;
    };

    const std::vector<Row> table = {
        {"2026-01-20", "2026-01-20", false, {"d1:2", "d1:1"}},
        {"2026-01-21", "2026-01-21", false, {"d1:2"}},
        {"2026-01-22", "2026-01-22", false, {}},
        {"2026-01-22", "2026-01-22", true, {"d1:5"}},
        {"2026-01-01", "2026-01-31", false, {"d1:3", "d1:2", "d1:1"}},
        {"2026-01-01", "", false, {"d1:3", "d1:2", "d1:1"}},
        {"", "2025-12-31", true, {"d1:4"}},
    };
    for (const Row& row : table) {
        ActFilter filter;
        filter.from = Day::parse_iso(row.from);
        filter.to = Day::parse_iso(row.to);
        filter.or_published = row.or_published;
        EXPECT_EQ(found(ledger, filter), row.expected) << row.from << ' ' << row.to;
    }
}

/// One article with many acts alike, so that identifiers share digits.
Story crowd() {
    Story out = letter_and_call("d1");
    const Act model = out.acts.acts[1];
    out.acts.acts.assign(600, model);
    return out;
}

TEST_F(LedgerTest, PrefixesNameActsWhereUnique) {
    Ledger ledger = open();
    const Story story = crowd();
    must(put(ledger, story));
    auto ids = act_ids(story.parts());
    for (const std::string& id : {ids[0], ids[599]}) {
        EXPECT_EQ(id.size(), 16U);
        const std::size_t fewest = must(ledger.shortest(id));
        EXPECT_EQ(must(ledger.act(id.substr(0, fewest))).act.id, id);
    }
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST_F(LedgerTest, AmbiguousPrefixesListWhatTheyMayMean) {
    Ledger ledger = open();
    const Story story = crowd();
    must(put(ledger, story));
    auto ids = act_ids(story.parts());
    std::sort(ids.begin(), ids.end());
    const auto pair =
        std::adjacent_find(ids.begin(), ids.end(), [](const auto& a, const auto& b) {
            return a.compare(0, 4, b, 0, 4) == 0;
        });
    ASSERT_NE(pair, ids.end()) << "no two of 600 identifiers share four digits";
    const auto several = ledger.act(pair->substr(0, 4));
    ASSERT_FALSE(several);
    EXPECT_THAT(several.error().message, HasSubstr(*pair));
    EXPECT_THAT(several.error().message, HasSubstr(*std::next(pair)));
}

TEST_F(LedgerTest, WhatIsNoPrefixSaysSo) {
    Ledger ledger = open();
    must(put(ledger, letter_and_call("d1")));
    for (const auto& [prefix, words] : {std::pair("zz", "identifier"),
                                        std::pair("abc", "identifier"),
                                        std::pair("0000000000000000", "no act"),
                                        std::pair("d1:9", "no act"),
                                        std::pair("d1:", "no act")}) {
        const auto act = ledger.act(prefix);
        EXPECT_FALSE(act) << prefix;
        EXPECT_THAT(act.error().message, HasSubstr(words)) << prefix;
    }
}

TEST_F(LedgerTest, NamesAreThoseOfTheSourceNotTheText) {
    Story story = letter_and_call("d1");
    const auto plain = act_ids(story.parts());
    Story shifted = story;
    // The same source with one more character of furniture dropped before the text.
    shifted.article.source = "#" + story.article.source;
    shifted.article.anchors = {{0, 1}};
    EXPECT_NE(act_ids(shifted.parts()), plain);
    shifted.article.source = story.article.source;
    shifted.article.anchors = {{0, 0}};
    EXPECT_EQ(act_ids(shifted.parts()), plain);
}

TEST_F(LedgerTest, OpeningWhatIsNoLedgerSaysSo) {
    EXPECT_THAT(Ledger::open(path_, OpenMode::read).error().text(), HasSubstr("no such"));
    std::ofstream(path_) << "not a database, but long enough to be looked at as one "
                         << std::string(4096, 'x');
    for (const OpenMode mode : {OpenMode::read, OpenMode::create}) {
        EXPECT_THAT(Ledger::open(path_, mode).error().text(),
                    HasSubstr("not a database"));
    }
    std::filesystem::remove(path_);
    std::ofstream(path_).flush();
    EXPECT_THAT(Ledger::open(path_, OpenMode::read).error().text(),
                HasSubstr("not a Chancery ledger"));
    EXPECT_THAT(
        Ledger::open((dir_ / "no" / "l").string(), OpenMode::create).error().text(),
        HasSubstr("folder"));
}

TEST_F(LedgerTest, ManyCanReadWhileOneWrites) {
    Ledger writer = open();
    ASSERT_TRUE(put(writer, letter_and_call("d1")));
    ASSERT_TRUE(writer.store(letter_and_call("d2").parts(), "x"));
    Ledger reader = open(OpenMode::read);
    EXPECT_EQ(found(reader, {}).size(), 2U);
    ASSERT_TRUE(writer.commit());
    EXPECT_EQ(found(reader, {}).size(), 4U);
}

TEST_F(LedgerTest, ActorsOverAllArticles) {
    Ledger ledger = open();
    must(put(ledger, letter_and_call("a")));
    must(put(ledger, letter_and_call("b")));
    std::vector<ActorRow> rows;
    must(ledger.actors({}, [&](const ActorRow& row) {
        rows.push_back(row);
        return true;
    }));
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].name, "José Ñandú");
    EXPECT_EQ(rows[0].key, "jose nandu");
    EXPECT_EQ(rows[0].acts, 4U);
    EXPECT_EQ(rows[0].articles, 2U);
    EXPECT_EQ(rows[0].first, "2026-01-22");
    const auto record = must(ledger.actor_record("jose nandu", "person", "RUR"));
    ASSERT_TRUE(record);
    ASSERT_EQ(record->offices.size(), 1U);
    EXPECT_EQ(record->offices[0].text, "president of Ruritania");
    EXPECT_EQ(record->offices[0].articles, 2U);
    EXPECT_EQ(record->outlets[0].text, "The Daily Strelsau");
    EXPECT_FALSE(must(ledger.actor_record("nobody", "person", "")));
    ActorQuery query;
    query.words = "nandu";
    query.code = "SYL";
    must(ledger.actors(query, [&](const ActorRow& row) {
        ADD_FAILURE() << row.name << " is of another state";
        return true;
    }));
}

TEST_F(LedgerTest, OfficesSaidAreKeptWithTheirWords) {
    Ledger ledger = open();
    Story story = letter_and_call("a");
    Mention mention;
    mention.span =
        example::find(story.article.text, "The president of Ruritania, José Ñandú");
    mention.actors = {0};
    story.actors.mentions = {mention};
    // A former office is kept, but teaches nobody who holds it.
    story.actors.actors[0].offices.push_back(
        {"president of Borduria", "BOR", false, Tenure::past});
    must(put(ledger, story));
    const auto said = must(ledger.office_observations());
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0].name, "José Ñandú");
    EXPECT_EQ(said[0].title, "president of Ruritania");
    EXPECT_EQ(said[0].code, "RUR");
    EXPECT_EQ(said[0].words, "The president of Ruritania, José Ñandú");
    EXPECT_THAT(said[0].context, HasSubstr("congratulatory letter"));
}

TEST_F(LedgerTest, DecisionsAreOnlyAddedTo) {
    Ledger ledger = open();
    OfficeDecision decision;
    decision.fact = "0123abcd";
    decision.decision = Decision::accepted;
    decision.person = "José Ñandú";
    decision.office = "head_of_state";
    decision.title = "President";
    must(ledger.decide(decision));
    decision.decision = Decision::open;
    must(ledger.decide(decision));
    const auto kept = must(ledger.decisions());
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].decision, Decision::accepted);
    EXPECT_EQ(kept[1].decision, Decision::open);
    EXPECT_FALSE(kept[0].at.empty());
    auto db = must(Database::open(path_, SQLITE_OPEN_READWRITE, path_));
    EXPECT_FALSE(db.script("DELETE FROM office_decisions"));
    EXPECT_FALSE(db.script("UPDATE office_decisions SET decision = 'refused'"));
}

TEST_F(LedgerTest, IndicesOfWordsHoldEachRowOnce) {
    for (const char* doc : {"a", "b", "c"}) {
        Ledger ledger = open();
        must(put(ledger, letter_and_call(doc)));
        must(ledger.commit());
    }
    auto db = must(Database::open(path_, SQLITE_OPEN_READWRITE, path_));
    for (const char* table :
         {"article_text", "act_text", "statement_text", "actor_names"}) {
        SCOPED_TRACE(table);
        std::string check = "INSERT INTO ";
        check.append(table).append(" (").append(table);
        check.append(", rank) VALUES ('integrity-check', 1)");
        must(db.script(check.c_str()));
    }
    EXPECT_EQ(must(db.number("SELECT count(*) FROM actor_names_docsize")),
              must(db.number("SELECT count(*) FROM spellings")));
}

/// A ledger as a program of an older version left it: one article with two acts.
void make_old_ledger(const std::string& path, std::int64_t version) {
    auto db =
        must(Database::open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, path));
    // Version 7 keeps names elsewhere: what is there then was brought up by itself.
    must(make_schema(db, std::min<std::int64_t>(version, 6)));
    must(db.script(
        "INSERT INTO runs VALUES (1, 'chancery 0.0', 'e', '', '2026-01-22T00:00:00Z', "
        "NULL);"
        "INSERT INTO articles (id, doc, version, content_hash, path, text, published, "
        "published_day, outlet, outlet_key, status, current, run) VALUES (1, 'a', 1, "
        "'h', "
        "'a.txt', 'President Ñandú wrote to Lo Van and called him.', '2026-01-22', "
        "20475, "
        "'Post', 'post', 'coded', 1, 1);"
        "INSERT INTO codings (id, article, run, current, acts) VALUES (1, 1, 1, 1, 2);"
        "INSERT INTO actors (id, coding, ordinal, key, name, kind, code, name_key, "
        "table_key, key_words) VALUES (1, 1, 0, 'nandu', 'Ñandú', 'person', 'RUR', "
        "'nandu', "
        "'jose nandu', 'nandu'), (2, 1, 1, 'lo_van', 'Lo Van', 'person', 'SYL', 'lo "
        "van', "
        "NULL, 'lo van');"
        "UPDATE actors SET table_name = 'José Ñandú' WHERE id = 1;"
        "INSERT INTO offices (actor, ordinal, title, code, from_table) "
        "VALUES (1, 0, 'President', 'RUR', 0);"
        "INSERT INTO acts (id, coding, ordinal, act_id, type, mode, status, background, "
        "trigger_words, trigger_begin, trigger_end, evidence, evidence_begin, "
        "evidence_end, "
        "source_begin, source_end, context_begin, context_end, confidence, sort_day) "
        "VALUES "
        "(1, 1, 0, '00aa', 'SUPPORT', NULL, 'happened', 0, 'wrote', 18, 23, 'wrote', 18, "
        "23, 18, 23, 0, 40, 0.9, 20475), (2, 1, 1, '00bb', 'THREATEN', NULL, 'happened', "
        "0, "
        "'called', 38, 44, 'called', 38, 44, 38, 44, 0, 40, 0.9, 20475);"
        "INSERT INTO participants VALUES (1, 'actor', 0, 1), (1, 'recipient', 0, 2), "
        "(2, 'actor', 0, 1), (2, 'recipient', 0, 2);"
        "INSERT INTO reasons VALUES (1, 1, 'mode', 'r2', NULL, 0, 0, 0.5), "
        "(1, 0, 'type', 'r1', 'wrote', 18, 23, 0.75);"
        "INSERT INTO actor_names (actor_names) VALUES ('rebuild');"
        "INSERT INTO act_text (act_text) VALUES ('rebuild');"
        "INSERT INTO article_text (article_text) VALUES ('rebuild');"));
    must(make_schema(db, version));
}

TEST_F(LedgerTest, LedgersOfAllVersionsAreBroughtUpToDate) {
    for (std::int64_t version = 1; version < ledger_schema_version; ++version) {
        SCOPED_TRACE(version);
        std::filesystem::remove(path_);
        make_old_ledger(path_, version);
        const auto old = Ledger::open(path_, OpenMode::read);
        ASSERT_FALSE(old);
        EXPECT_THAT(old.error().text(), HasSubstr("brings it up to date"));
        Ledger ledger = open();
        must(ledger.check());
        const auto said = must(ledger.office_observations());
        ASSERT_EQ(said.size(), 1U);
        EXPECT_EQ(said[0].words, "");
        EXPECT_TRUE(must(ledger.decisions()).empty());
        EXPECT_EQ(found(ledger, {}).size(), 2U);
        ActFilter filter;
        filter.actors = {{"Jose Nandu", {}}, {"lô văn", {}}};
        EXPECT_EQ(found(ledger, filter).size(), 2U);
        const auto reasons = must(ledger.act("00aa")).reasons;
        ASSERT_EQ(reasons.size(), 2U);
        EXPECT_EQ(reasons[0].rule + reasons[0].words, "r1wrote");
        EXPECT_EQ(reasons[1].field + reasons[1].words, "mode");
        EXPECT_EQ(reasons[1].confidence, 0.5);
        std::vector<std::uint32_t> quads;
        must(ledger.acts({}, [&](const ActRow& act) {
            if (version < 3) {
                quads.push_back(act.quad);
            }
            EXPECT_FALSE(act.goldstein);
            EXPECT_TRUE(act.contexts.empty());
            EXPECT_FALSE(act.place_at);
            return true;
        }));
        std::sort(quads.begin(), quads.end());
        EXPECT_EQ(quads,
                  version < 3 ? (std::vector<std::uint32_t>{1, 3})
                              : std::vector<std::uint32_t>());
    }
}

/// A story of eight paragraphs, other words for each seed, that all end alike.
Story long_story(const std::string& doc, int seed, const std::string& outlet) {
    Story out;
    Article& article = out.article;
    article.doc = doc;
    article.outlet = outlet;
    article.published = Day::from_civil(2026, 1, 22);
    for (int i = 0; i < 9; ++i) {
        const auto begin = static_cast<std::uint32_t>(article.text.size());
        for (int word = 0; word < 30; ++word) {
            const int number = i == 8 ? word : seed * 1000 + i * 100 + word;
            article.text += (word == 0 ? "w" : " w") + std::to_string(number);
        }
        article.blocks.push_back(
            {i == 8 ? BlockKind::furniture : BlockKind::paragraph,
             {begin, static_cast<std::uint32_t>(article.text.size())},
             ""});
        article.text += '\n';
    }
    article.source = article.text;
    return out;
}

TEST_F(LedgerTest, CopiesAreFoundWithTheirParagraphsAndAgency) {
    Ledger ledger = open();
    Story wire = long_story("wire", 1, "Ruritania News Agency");
    wire.article.agency = "RNA";
    Story copy = long_story("copy", 1, "The Daily Strelsau");
    copy.article.title = "Another title";
    Story carrier = long_story("carrier", 2, "Zenda Post");
    const auto part = static_cast<std::uint32_t>(wire.article.blocks[4].span.begin);
    carrier.article.text += wire.article.text.substr(0, part);
    for (std::size_t i = 0; i < 4; ++i) {
        Block block = wire.article.blocks[i];
        const auto shift = static_cast<std::uint32_t>(carrier.article.source.size());
        block.span = {block.span.begin + shift, block.span.end + shift};
        carrier.article.blocks.push_back(block);
    }
    carrier.article.source = carrier.article.text;
    for (const Story& story :
         {wire, copy, carrier, long_story("other", 3, "The Daily Strelsau")}) {
        must(put(ledger, story));
    }
    std::vector<CopyRow> rows;
    const auto take = [&](const CopyRow& row) {
        rows.push_back(row);
        return true;
    };
    must(ledger.copies({}, take));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].copy.doc, "carrier");
    EXPECT_EQ(rows[0].kind, "partial");
    EXPECT_NEAR(rows[0].share, 4.0 / 12, 0.01);
    ASSERT_EQ(rows[0].paragraphs.size(), 4U);
    EXPECT_EQ(rows[0].paragraphs[0].copy, 9U);
    EXPECT_EQ(rows[0].paragraphs[0].origin, 1U);
    EXPECT_EQ(rows[0].paragraphs[0].words.substr(0, 5), "w1000");
    EXPECT_EQ(rows[1].copy.doc, "copy");
    EXPECT_EQ(rows[1].origin.doc, "wire");
    EXPECT_EQ(rows[1].kind, "exact");
    EXPECT_EQ(rows[1].agency, "RNA");
    EXPECT_FALSE(rows[1].credited);
    rows.clear();
    must(ledger.copies({"copy"}, take));
    EXPECT_EQ(rows.size(), 1U);
    // A ledger of older codings has no blocks: lines are paragraphs.
    auto db = must(Database::open(path_, SQLITE_OPEN_READWRITE, path_));
    must(db.script("UPDATE codings SET blocks = NULL"));
    rows.clear();
    must(ledger.copies({}, take));
    EXPECT_EQ(rows.size(), 2U);
}

TEST_F(LedgerTest, HowFarASourceWasReadIsKept) {
    {
        Ledger ledger = open();
        EXPECT_FALSE(must(ledger.source_progress("a.warc", "v1")));
        must(ledger.note_source({"a.warc", "v1", 4711, 2, false}));
        must(ledger.commit());
        must(ledger.note_source({"a.warc", "v1", 9000, 0, false}));
    }
    Ledger ledger = open();
    const auto kept = must(ledger.source_progress("a.warc", "v1"));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->place, 4711U);  // what was not committed is not there
    EXPECT_EQ(kept->inner_place, 2U);
    EXPECT_FALSE(kept->done);
    EXPECT_FALSE(must(ledger.source_progress("a.warc", "v2")));
    must(ledger.note_source({"a.warc", "v1", 9000, 0, true}));
    must(ledger.note_source({"a.warc", "v1", 1, 0, false}));  // it stays done
    EXPECT_TRUE(must(ledger.source_progress("a.warc", "v1"))->done);
    must(ledger.note_source({"a.warc", "v2", 1, 0, false}));
    EXPECT_FALSE(must(ledger.source_progress("a.warc", "v2"))->done);
}

TEST_F(LedgerTest, PlacesAreKeptWithCountryAndCoordinates) {
    Ledger ledger = open();
    must(put(ledger, letter_and_call("a")));
    ActFilter letters;
    letters.cameo = "051";
    std::size_t acts = 0;
    must(ledger.acts(letters, [&](const ActRow& act) {
        ++acts;
        EXPECT_EQ(act.place, "Strelsau");
        EXPECT_EQ(act.place_country, "RUR");
        const Coordinates at = act.place_at.value_or(Coordinates{});
        EXPECT_DOUBLE_EQ(at.latitude, 50.25);
        EXPECT_DOUBLE_EQ(at.longitude, -14.5);
        return true;
    }));
    EXPECT_EQ(acts, 1U);
}

TEST_F(LedgerTest, CodesAndContextsAreKeptAndFound) {
    Ledger ledger = open();
    must(put(ledger, letter_and_call("a")));
    ActFilter economic;
    economic.contexts = {"military", "economic"};
    economic.cameo = "05";
    std::size_t acts = 0;
    must(ledger.acts(economic, [&](const ActRow& act) {
        ++acts;
        EXPECT_EQ(act.cameo, "051");
        EXPECT_EQ(act.quad, 1U);
        EXPECT_NEAR(act.goldstein.value_or(0), 3.4, 1e-6);
        EXPECT_THAT(act.contexts, ElementsAre("diplomatic", "economic"));
        return true;
    }));
    EXPECT_EQ(acts, 1U);
    ActFilter other;
    other.contexts = {"military"};
    EXPECT_TRUE(found(ledger, other).empty());
    other = {};
    other.cameo = "04";
    EXPECT_TRUE(found(ledger, other).empty());
}

}  // namespace
}  // namespace chancery
