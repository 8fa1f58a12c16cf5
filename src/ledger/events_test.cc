// Events in the ledger: merged as articles arrive, asked for, corrected, as they were.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "ledger/told_example.h"

namespace chancery {
namespace {

using example::must;
using example::put;
using example::run_info;
using example::Story;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using example::story;
using example::Told;

class EventsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        dir_ = std::filesystem::temp_directory_path() /
               ("chancery_" + std::string(info->name()) + std::to_string(::getpid()));
        std::filesystem::create_directories(dir_);
    }

    void TearDown() override { std::filesystem::remove_all(dir_); }

    [[nodiscard]] Ledger open(const std::string& name = "l") const {
        Ledger ledger = must(Ledger::open((dir_ / name).string(), OpenMode::create));
        ledger.merge_by(must(MergeRules::open(CHANCERY_SOURCE_DIR "/data/ledger")));
        ledger.begin_run(run_info());
        return ledger;
    }

    static std::vector<EventDetail> all(Ledger& ledger, const EventFilter& filter = {}) {
        std::vector<EventDetail> out;
        must(ledger.events(filter, [&](const EventDetail& event) {
            out.push_back(event);
            return true;
        }));
        return out;
    }

    /// What events there are, without what depends on when they were made.
    static std::string shown(Ledger& ledger) {
        std::string out;
        for (const EventDetail& one : all(ledger)) {
            const EventRow& e = one.event;
            out += e.id + ' ' + e.type + ' ' + e.mode + ' ' + e.date + ' ' + e.place +
                   ' ' + std::to_string(e.acts) + ' ' + std::to_string(e.sources) + ' ' +
                   e.lead;
            for (const ActRow& act : one.acts) {
                out += ' ' + act.doc;
            }
            for (const ClaimRow& claim : one.claims) {
                out += '\n' + claim.field + '=' + claim.value + (claim.shown ? "*" : "");
            }
            for (const EventLink& link : one.links) {
                out += "\n-> " + link.event + ' ' + link.kind;
            }
            out += '\n';
        }
        return out;
    }

    std::filesystem::path dir_;
};

const Told first{"a", "Post", "2026-01-22", "2026-01-20", "Strelsau"};
const Told same{"b", "Times", "2026-01-22", "2026-01-20", "Strelsau"};
const Told again{"c", "Globe", "2026-01-26", "2026-01-25", "Zenda"};

TEST_F(EventsTest, ActsOfDifferentArticlesAreOneEvent) {
    Ledger ledger = open();
    for (const Told& told : {first, same, again}) {
        must(put(ledger, story(told)));
    }
    const auto events = all(ledger);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].event.acts, 2U);
    EXPECT_EQ(events[0].event.articles, 2U);
    // The sentence is the same word for word: one source.
    EXPECT_EQ(events[0].event.sources, 1U);
    EXPECT_EQ(events[0].event.date, "2026-01-20");
    EXPECT_EQ(events[0].event.first_published, "2026-01-22");
    ASSERT_EQ(events[0].event.actors.size(), 2U);
    EXPECT_EQ(events[0].event.actors[0].name, "José Ñandú");
    EXPECT_EQ(events[1].event.acts, 1U);
    must(ledger.check());
}

TEST_F(EventsTest, AnyOrderAndAnyBatchesGiveTheSameEvents) {
    std::vector<Told> stories;
    for (int i = 0; i < 24; ++i) {
        Told one = i % 3 == 0 ? first : i % 3 == 1 ? again : same;
        one.doc = "d" + std::to_string(i);
        one.outlet = "Outlet " + std::to_string(i % 5);
        one.date = i % 4 == 0 ? "" : one.date;
        one.mode = i % 7 == 0 ? "meeting" : one.mode;
        one.words = i % 2 == 0 ? "spoke by telephone" : one.words;
        stories.push_back(one);
    }
    std::string expected;
    for (unsigned seed = 0; seed < 6; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::shuffle(stories.begin(), stories.end(), random);
        Ledger ledger = open("l" + std::to_string(seed));
        for (const Told& told : stories) {
            const Story one = story(told);
            must(ledger.store(one.parts(), content_hash(one.article)));
            if (random() % (seed + 1) == 0) {
                must(ledger.commit());
            }
        }
        must(ledger.commit());
        const std::string got = shown(ledger);
        expected = expected.empty() ? got : expected;
        EXPECT_EQ(got, expected);
        must(ledger.check());
    }
}

TEST_F(EventsTest, TheValueOfMostSourcesIsShownAndConflictsAreMarked) {
    Ledger ledger = open();
    Told other = first;
    for (const char* outlet : {"Post", "Times", "Globe"}) {
        other.doc = outlet;
        other.outlet = outlet;
        other.words = std::string("held telephone talks, the ") + outlet + " said,";
        other.place = outlet == std::string("Globe") ? "Zenda" : "Strelsau";
        Story one = story(other);
        one.acts.acts[0].location = {
            "RUR", outlet == std::string("Globe") ? 1.0 : 2.0, 3, true, false};
        must(put(ledger, one));
    }
    const auto events = all(ledger);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].event.sources, 3U);
    EXPECT_EQ(events[0].event.place, "Strelsau");
    EXPECT_THAT(events[0].event.conflicts, ElementsAre("place"));
    std::vector<std::string> places;
    for (const ClaimRow& claim : events[0].claims) {
        if (claim.field == "place") {
            places.push_back(claim.value + (claim.shown ? "*" : ""));
        }
    }
    EXPECT_THAT(places, ElementsAre("Zenda", "Strelsau*", "Strelsau*"));
    EventFilter filter;
    filter.conflicts = true;
    EXPECT_EQ(all(ledger, filter).size(), 1U);
}

TEST_F(EventsTest, AnEventFollowsItsArticles) {
    Ledger ledger = open();
    must(put(ledger, story(first)));
    must(put(ledger, story(same)));
    // The article is changed: what it told is another day's call now.
    Told changed = same;
    changed.date = "2026-01-10";
    changed.words = "spoke by telephone";
    must(put(ledger, story(changed)));
    EXPECT_EQ(all(ledger).size(), 2U);
    must(put(ledger, story(same)));
    EXPECT_EQ(all(ledger).size(), 1U);
    must(ledger.check());
}

TEST_F(EventsTest, EventsAreFoundByWhatTheyShow) {
    Ledger ledger = open();
    for (const Told& told : {first, same, again}) {
        must(put(ledger, story(told)));
    }
    EventFilter filter;
    filter.acts.actors = {{"jose nandu", {}}};
    EXPECT_EQ(all(ledger, filter).size(), 2U);
    filter.acts.actors = {{"", {"SYL"}}};
    EXPECT_EQ(all(ledger, filter).size(), 2U);
    filter.acts.actors = {{"nobody", {}}};
    EXPECT_THAT(all(ledger, filter), IsEmpty());
    filter = {};
    filter.acts.from = Day::parse_iso("2026-01-24");
    EXPECT_EQ(all(ledger, filter).size(), 1U);
    filter = {};
    filter.acts.outlet = "times";
    EXPECT_EQ(all(ledger, filter).size(), 1U);
    filter = {};
    filter.acts.words = must(WordsQuery::parse("telephone sylvania"));
    EXPECT_EQ(all(ledger, filter).size(), 2U);
    filter = {};
    filter.acts.types = {{"CONSULT", "phone"}};
    filter.min_sources = 2;
    EXPECT_THAT(all(ledger, filter), IsEmpty());
}

TEST_F(EventsTest, ActsThatWereStoredUnmergedAreMergedWhenAsked) {
    std::string expected;
    {
        Ledger ledger = open("merged");
        for (const Told& told : {first, same, again}) {
            must(put(ledger, story(told)));
        }
        EXPECT_EQ(must(ledger.unmerged()), 0U);
        expected = shown(ledger);
    }
    {
        Ledger ledger = must(Ledger::open((dir_ / "l").string(), OpenMode::create));
        ledger.begin_run(run_info());
        for (const Told& told : {first, same, again}) {
            must(put(ledger, story(told)));
        }
        EXPECT_THAT(all(ledger), IsEmpty());
    }
    Ledger ledger = open();
    EXPECT_EQ(must(ledger.unmerged()), 3U);
    must(ledger.merge_anew());
    EXPECT_EQ(must(ledger.unmerged()), 0U);
    EXPECT_EQ(shown(ledger), expected);
    // Merged anew under the same rules, nothing is another.
    must(ledger.merge_anew());
    EXPECT_EQ(shown(ledger), expected);
    must(ledger.check());
}

TEST_F(EventsTest, RemarksOnArticlesAreKept) {
    Ledger ledger = open();
    Story one = story(first);
    one.article.remarks = {{"future-date", {0, 4}, "the day lies in the future"}};
    must(put(ledger, one));
    std::size_t articles = 0;
    must(ledger.articles({}, [&](const ArticleRow& article) {
        ++articles;
        EXPECT_THAT(article.remarks, ElementsAre("the day lies in the future"));
        return true;
    }));
    EXPECT_EQ(articles, 1U);
}

TEST_F(EventsTest, TheLedgerAsItWasIsAskedLikeTheLedger) {
    const std::string path = (dir_ / "l").string();
    std::vector<std::string> then;
    {
        Ledger ledger = open();
        for (const Told& told : {first, again, same}) {
            must(put(ledger, story(told)));
            then.push_back(shown(ledger));
        }
        Correction drop;
        drop.kind = CorrectionKind::drop;
        drop.author = "analyst";
        drop.acts = must(ledger.anchors_of(all(ledger)[0].event.id));
        must(ledger.correct(drop));
        then.push_back(shown(ledger));
    }
    const auto versions = must(open().versions(0));
    ASSERT_EQ(versions.size(), then.size());
    EXPECT_EQ(versions.back().what, "correction");
    EXPECT_EQ(versions.back().detail, "drop");
    for (std::size_t i = 0; i < then.size(); ++i) {
        SCOPED_TRACE(i);
        Ledger past = must(Ledger::open(path, OpenMode::read));
        must(past.look_back(must(past.version_at(std::to_string(versions[i].id)))));
        EXPECT_EQ(shown(past), then[i]);
        EventFilter filter;
        filter.acts.actors = {{"nandu", {}}};
        filter.acts.outlet = "post";
        EXPECT_EQ(all(past, filter).size(), i == 3 ? 0U : 1U);
    }
    Ledger past = must(Ledger::open(path, OpenMode::read));
    EXPECT_FALSE(past.version_at("99"));
    EXPECT_FALSE(past.version_at("yesterday"));
    EXPECT_FALSE(past.version_at("1999-01-01"));
}

TEST_F(EventsTest, PagesNeitherLoseNorRepeat) {
    Ledger ledger = open();
    for (int i = 0; i < 9; ++i) {
        Told one = first;
        one.doc = "d" + std::to_string(i);
        one.date = i == 4 ? "" : "2025-0" + std::to_string(i + 1) + "-15";
        must(put(ledger, story(one)));
    }
    for (const bool newest : {false, true}) {
        EventFilter filter;
        filter.acts.newest_first = newest;
        std::vector<std::string> whole;
        for (const EventDetail& one : all(ledger, filter)) {
            whole.push_back(one.event.id);
        }
        filter.acts.limit = 2;
        std::vector<std::string> pages;
        for (auto page = all(ledger, filter); !page.empty(); page = all(ledger, filter)) {
            for (const EventDetail& one : page) {
                pages.push_back(one.event.id);
            }
            filter.after = {page.back().event.sort_day, page.back().event.id};
        }
        EXPECT_EQ(pages, whole);
        EXPECT_EQ(whole.size(), 9U);
    }
}

TEST_F(EventsTest, CountsByTimeAndByPair) {
    Ledger ledger = open();
    for (const Told& told : {first, same, again}) {
        must(put(ledger, story(told)));
    }
    const auto days = must(ledger.timeline({}, CountBy::day));
    ASSERT_EQ(days.size(), 2U);
    EXPECT_EQ(days[0].day, "2026-01-20");
    EXPECT_EQ(days[0].events, 1U);
    EXPECT_EQ(days[0].articles, 2U);
    EXPECT_EQ(days[0].quads[0], 1U);
    EXPECT_EQ(must(ledger.timeline({}, CountBy::year)).size(), 1U);
    EXPECT_EQ(must(ledger.timeline({}, CountBy::week))[0].day, "2026-01-19");
    const auto pairs = must(ledger.dyads({}));
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0].one, "RUR");
    EXPECT_EQ(pairs[0].other, "SYL");
    EXPECT_EQ(pairs[0].events, 2U);
}

class CorrectionsTest : public EventsTest {
  protected:
    static Correction by(CorrectionKind kind) {
        Correction out;
        out.kind = kind;
        out.author = "analyst";
        out.reason = "read it";
        return out;
    }

    static Correction undo(const Correction& what) {
        Correction out = by(CorrectionKind::undo);
        out.undoes = what.uid;
        return out;
    }
};

TEST_F(CorrectionsTest, AFieldIsSetAndUndone) {
    Ledger ledger = open();
    must(put(ledger, story(first)));
    const std::string before = shown(ledger);
    Correction set = by(CorrectionKind::set);
    set.acts = must(ledger.anchors_of(all(ledger)[0].event.id));
    set.field = "date";
    set.value = "2026-01-19";
    set = must(ledger.correct(set));
    EXPECT_EQ(set.id, 1);
    auto events = all(ledger);
    EXPECT_EQ(events[0].event.date, "2026-01-19");
    EXPECT_THAT(events[0].event.corrected, ElementsAre("date"));
    // It holds for whatever a new coding makes of the same words.
    ledger.begin_run(run_info("engine 2"));
    must(put(ledger, story(first)));
    EXPECT_EQ(all(ledger)[0].event.date, "2026-01-19");
    const Correction taken_back = must(ledger.correct(undo(set)));
    EXPECT_EQ(shown(ledger), before);
    // An undo is an entry that can be undone.
    must(ledger.correct(undo(taken_back)));
    EXPECT_EQ(all(ledger)[0].event.date, "2026-01-19");
    const auto entries = must(ledger.corrections());
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_TRUE(entries[0].in_force);
    EXPECT_FALSE(entries[1].in_force);
    const auto twice = ledger.correct(undo(taken_back));
    ASSERT_FALSE(twice);
    EXPECT_THAT(twice.error().text(), HasSubstr("undone already"));
    must(ledger.check());
}

TEST_F(CorrectionsTest, WrongValuesAreRefused) {
    Ledger ledger = open();
    must(put(ledger, story(first)));
    Correction set = by(CorrectionKind::set);
    set.acts = must(ledger.anchors_of(all(ledger)[0].event.id));
    for (const auto& [field, value] : {std::pair{"date", "Friday"},
                                       {"type", "TALK"},
                                       {"status", "maybe"},
                                       {"when", "x"}}) {
        set.field = field;
        set.value = value;
        EXPECT_FALSE(ledger.correct(set)) << field;
    }
    EXPECT_THAT(must(ledger.corrections()), IsEmpty());
    set.author.clear();
    EXPECT_FALSE(ledger.correct(set));
}

TEST_F(CorrectionsTest, EventsAreMergedAndSplit) {
    Ledger ledger = open();
    for (const Told& told : {first, same, again}) {
        must(put(ledger, story(told)));
    }
    const std::string before = shown(ledger);
    const auto events = all(ledger);
    Correction join = by(CorrectionKind::merge);
    join.acts = must(ledger.anchors_of(events[0].event.id));
    join.others = must(ledger.anchors_of(events[1].event.id));
    join = must(ledger.correct(join));
    ASSERT_EQ(all(ledger).size(), 1U);
    EXPECT_EQ(all(ledger)[0].event.acts, 3U);
    // What it was called before still leads to it.
    EXPECT_EQ(must(ledger.event(events[1].event.id)).event.id, all(ledger)[0].event.id);
    must(ledger.correct(undo(join)));
    EXPECT_EQ(shown(ledger), before);
    Correction split = by(CorrectionKind::split);
    split.acts = must(ledger.anchors_of(events[0].acts[1].id));
    split.others = must(ledger.anchors_of(events[0].acts[0].id));
    must(ledger.correct(split));
    EXPECT_EQ(all(ledger).size(), 3U);
    must(ledger.check());
}

TEST_F(CorrectionsTest, OfValuesSetByDifferentActsTheLastEnteredHolds) {
    // Each way round, so that no order of rows gives the right answer by chance.
    for (const std::size_t last : {0U, 1U}) {
        Ledger ledger = open("l" + std::to_string(last));
        for (const Told& told : {first, same, again}) {
            must(put(ledger, story(told)));
        }
        const auto events = all(ledger);
        ASSERT_EQ(events.size(), 2U);
        for (const auto& [which, value] :
             {std::pair(1 - last, "Zenda"), std::pair(last, "Strelsau")}) {
            Correction set = by(CorrectionKind::set);
            set.field = "place";
            set.value = value;
            set.acts = must(ledger.anchors_of(events[which].event.id));
            must(ledger.correct(set));
        }
        Correction join = by(CorrectionKind::merge);
        join.acts = must(ledger.anchors_of(events[0].event.id));
        join.others = must(ledger.anchors_of(events[1].event.id));
        must(ledger.correct(join));
        ASSERT_EQ(all(ledger).size(), 1U);
        EXPECT_EQ(all(ledger)[0].event.place, "Strelsau");
    }
}

TEST_F(CorrectionsTest, AnActIsDroppedAndTakenBack) {
    Ledger ledger = open();
    must(put(ledger, story(first)));
    must(put(ledger, story(again)));
    const std::string before = shown(ledger);
    Correction drop = by(CorrectionKind::drop);
    drop.acts = must(ledger.anchors_of(all(ledger)[0].event.id));
    drop = must(ledger.correct(drop));
    EXPECT_EQ(all(ledger).size(), 1U);
    must(put(ledger, story(same)));
    must(ledger.correct(undo(drop)));
    EXPECT_EQ(all(ledger).size(), 2U);
    must(ledger.check());
}

TEST_F(CorrectionsTest, AnActIsAddedByHand) {
    Ledger ledger = open();
    must(put(ledger, story(first)));
    const std::string before = shown(ledger);
    Correction add = by(CorrectionKind::add);
    add.act.doc = "a";
    add.act.type = "SUPPORT";
    add.act.mode = "thank";
    add.act.status = "happened";
    add.act.cameo = "051";
    add.act.evidence = "with Lô Văn of Sylvania";
    add.act.trigger = "with";
    add.act.actors = {must(ledger.parties_named("LO VAN"))[0].party};
    add.act.actor_names = {"Lô Văn"};
    add.act.recipients = {{"body", "RUR", "ruritanian senate"}};
    add.act.recipient_names = {"Ruritanian Senate"};
    const Correction kept = must(ledger.correct(add));
    const auto events = all(ledger);
    ASSERT_EQ(events.size(), 2U);
    const EventDetail& made = events[events[0].event.type == "SUPPORT" ? 0 : 1];
    EXPECT_EQ(made.event.recipients[0].name, "Ruritanian Senate");
    EXPECT_EQ(made.event.trigger, "with");
    // The article coded anew keeps it.
    ledger.begin_run(run_info("engine 2"));
    must(put(ledger, story(first)));
    EXPECT_EQ(all(ledger).size(), 2U);
    must(ledger.correct(undo(kept)));
    EXPECT_EQ(shown(ledger), before);
    add.act.evidence = "not in it";
    EXPECT_FALSE(ledger.correct(add));
    must(ledger.check());
}

TEST_F(CorrectionsTest, ANameIsSomebodyElses) {
    Ledger ledger = open();
    must(put(ledger, story(first)));
    Story other = story(same);
    other.actors.actors[0].name = "Don Pepe";
    other.actors.actors[0].key = "don_pepe";
    must(put(ledger, other));
    const std::string before = shown(ledger);
    Correction name = by(CorrectionKind::name);
    name.words = "Don Pepe";
    name.from = must(ledger.parties_named("Don Pepe"))[0].party;
    name.to = must(ledger.parties_named("Jose Nandu"))[0].party;
    name = must(ledger.correct(name));
    EventFilter filter;
    filter.acts.actors = {{"jose nandu", {}}};
    std::uint32_t acts = 0;
    for (const EventDetail& one : all(ledger, filter)) {
        acts += one.event.acts;
    }
    EXPECT_EQ(acts, 2U);
    // Articles that come later are read so too, and the undo takes them back.
    other.article.doc = "z";
    must(put(ledger, other));
    must(ledger.correct(undo(name)));
    filter.acts.actors = {{"don pepe", {}}};
    acts = 0;
    for (const EventDetail& one : all(ledger, filter)) {
        acts += one.event.acts;
    }
    EXPECT_GE(acts, 2U);
    must(ledger.check());
}

TEST_F(CorrectionsTest, EntriesAreCarriedToAnotherLedger) {
    Ledger ledger = open();
    must(put(ledger, story(first)));
    Correction set = by(CorrectionKind::set);
    set.acts = must(ledger.anchors_of(all(ledger)[0].event.id));
    set.field = "place";
    set.value = "Hentzau";
    set = must(ledger.correct(set));
    const std::string line = correction_line(set);
    Ledger other = open("other");
    must(put(other, story(first)));
    const Correction carried = must(correction_from_line(line));
    EXPECT_EQ(carried.uid, set.uid);
    must(other.correct(carried));
    EXPECT_EQ(shown(other), shown(ledger));
    EXPECT_FALSE(correction_from_line("{}"));
    EXPECT_FALSE(correction_from_line(R"({"kind":"set","author":"a","at":"t"})"));
}

}  // namespace
}  // namespace chancery
