// The ledger as it was is the ledger that was.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "ledger/told_example.h"

namespace chancery {
namespace {

using example::must;
using example::put;
using example::run_info;
using example::story;
using example::Told;
using ::testing::HasSubstr;

class PastTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        dir_ = std::filesystem::temp_directory_path() /
               ("chancery_" + std::string(info->name()) + std::to_string(::getpid()));
        std::filesystem::create_directories(dir_);
    }

    void TearDown() override { std::filesystem::remove_all(dir_); }

    [[nodiscard]] Ledger open(OpenMode mode) const {
        Ledger ledger = must(Ledger::open((dir_ / "l").string(), mode));
        ledger.merge_by(must(MergeRules::open(CHANCERY_SOURCE_DIR "/data/ledger")));
        if (mode == OpenMode::create) {
            ledger.begin_run(run_info());
        }
        return ledger;
    }

    static std::string words_of(const EventDetail& one) {
        const EventRow& e = one.event;
        std::string out = e.id + ' ' + e.type + ' ' + e.date + ' ' + e.place + ' ' +
                          e.status + ' ' + std::to_string(e.acts) + ' ' +
                          std::to_string(e.sources) + ' ' + e.lead;
        for (const std::string& field : e.corrected) {
            out += " !" + field;
        }
        for (const ActRow& act : one.acts) {
            out += ' ' + act.id + act.doc + act.event;
        }
        for (const EventLink& link : one.links) {
            out += " -> " + link.event + ' ' + link.kind;
        }
        return out + '\n';
    }

    /// All that is asked for in tests, as text.
    static std::string shown(Ledger& ledger) {
        std::string out;
        EventFilter filters[4];
        filters[1].acts.actors = {{"nandu", {}}, {"", {"SYL"}}};
        filters[1].acts.newest_first = true;
        filters[1].acts.limit = 5;
        filters[2].acts.outlet = "post";
        filters[3].acts.words = must(WordsQuery::parse("talks OR visit*"));
        filters[3].acts.limit = 4;
        for (const EventFilter& filter : filters) {
            must(ledger.events(filter, [&](const EventDetail& event) {
                out += words_of(event);
                return true;
            }));
            out += "--\n";
        }
        for (const EventCount& one : must(ledger.timeline({}, CountBy::month))) {
            out += one.day + ' ' + std::to_string(one.events) + '\n';
        }
        for (const EventCount& one : must(ledger.dyads({}))) {
            out += one.one + one.other + ' ' + std::to_string(one.events) + '\n';
        }
        return out + pictures(ledger);
    }

    /// What the pictures of the desk are drawn from.
    static std::string pictures(Ledger& ledger) {
        std::string out;
        const auto facets = must(ledger.facets({},
                                               {Facet::type,
                                                Facet::status,
                                                Facet::country,
                                                Facet::outlet,
                                                Facet::place,
                                                Facet::corrected},
                                               9));
        out += std::to_string(facets.total) + '\n';
        for (const auto& values : facets.of) {
            for (const ValueCount& one : values) {
                out += one.value + ' ' + std::to_string(one.events) + '\n';
            }
        }
        for (const PlaceCount& one : must(ledger.places({})).places) {
            out += one.place + ' ' + std::to_string(one.count.events) + '\n';
        }
        const Network network = must(ledger.network({}, true, 9));
        for (const EventCount& one : network.edges) {
            out += one.one + one.other + ' ' + std::to_string(one.events) + '\n';
        }
        for (const LaneCount& one :
             must(ledger.lanes({}, LaneBy::dyad, CountBy::day, 5))) {
            out += one.key + ' ' + std::to_string(one.stretches.size()) + '\n';
        }
        const LedgerTotals totals = must(ledger.totals());
        return out + totals.first_day + totals.last_day + ' ' +
               std::to_string(totals.events) + ' ' + std::to_string(totals.articles) +
               '\n';
    }

    /// The same of what needs no events.
    static std::string rows(Ledger& ledger) {
        std::string out;
        must(ledger.acts({}, [&](const ActRow& act) {
            out += act.id + ' ' + act.doc + ' ' + act.event + '\n';
            return true;
        }));
        must(ledger.articles({}, [&](const ArticleRow& article) {
            out += article.doc + ' ' + std::to_string(article.version) + '\n';
            return true;
        }));
        must(ledger.actors({}, [&](const ActorRow& actor) {
            out += actor.key + ' ' + std::to_string(actor.acts) + '\n';
            return true;
        }));
        return out;
    }

    std::filesystem::path dir_;
};

/// Made up by chance, from few values, so that much is merged, changed and linked.
class Chance {
  public:
    explicit Chance(unsigned seed) : dice_(seed) {}

    std::size_t below(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(dice_);
    }

    Told told() {
        Told out;
        out.doc = "d" + std::to_string(below(12));
        out.outlet = below(2) == 0 ? "Post" : "Times";
        out.day = "2026-01-2" + std::to_string(below(4));
        const std::size_t kind = below(4);
        out.date = below(5) == 0 ? "" : "2026-01-2" + std::to_string(below(3));
        if (kind != 0) {
            out.mode = kind == 1 ? "meet" : "visit";
            out.type = kind == 1 ? ActType::agree : ActType::consult;
            out.status = kind == 1   ? Status::planned
                         : kind == 2 ? Status::happened
                                     : Status::denied;
            out.words = kind == 1 ? "plans a visit" : "held talks on a visit";
        }
        out.place = below(2) == 0 ? "Strelsau" : "";
        return out;
    }

  private:
    std::mt19937 dice_;
};

Correction change_of(Chance& chance, Ledger& ledger) {
    std::vector<EventRow> events;
    must(ledger.event_rows({}, [&](const EventRow& event) {
        events.push_back(event);
        return true;
    }));
    Correction out;
    out.author = "analyst";
    if (events.empty()) {
        return out;
    }
    out.acts = must(ledger.anchors_of(events[chance.below(events.size())].id));
    switch (chance.below(3)) {
        case 0:
            out.kind = CorrectionKind::drop;
            break;
        case 1:
            out.kind = CorrectionKind::set;
            out.field = "place";
            out.value = "Zenda" + std::to_string(chance.below(3));
            break;
        default: {
            const auto entries = must(ledger.corrections());
            if (!entries.empty()) {
                out.kind = CorrectionKind::undo;
                out.undoes = entries[chance.below(entries.size())].uid;
                out.acts.clear();
            }
        }
    }
    return out;
}

TEST_F(PastTest, EveryVersionIsFoundAgain) {
    std::size_t links = 0;
    for (const unsigned seed : {1U, 2U}) {
        std::filesystem::remove(dir_ / "l");
        Chance chance(seed);
        std::vector<std::pair<std::int64_t, std::pair<std::string, std::string>>> then;
        {
            Ledger ledger = open(OpenMode::create);
            for (int i = 0; i < 40; ++i) {
                if (chance.below(4) == 0) {
                    (void)ledger.correct(change_of(chance, ledger));
                } else {
                    must(put(ledger, story(chance.told())));
                }
                const auto versions = must(ledger.versions(1));
                then.emplace_back(versions.empty() ? 0 : versions[0].id,
                                  std::pair(shown(ledger), rows(ledger)));
            }
            must(ledger.check());
        }
        for (const auto& [version, expected] : then) {
            if (version == 0) {
                continue;
            }
            SCOPED_TRACE(version);
            Ledger past = open(OpenMode::read);
            must(past.look_back(version));
            ASSERT_EQ(shown(past), expected.first);
            links += expected.first.find("->") != std::string::npos ? 1U : 0U;
            Ledger alone = open(OpenMode::read);
            must(alone.look_back(version, PastOf::rows));
            ASSERT_EQ(rows(alone), expected.second);
        }
    }
    EXPECT_GT(links, 10U);
}

TEST_F(PastTest, WhatArrivesBetweenPagesIsNeitherLostNorRepeated) {
    Chance chance(7);
    std::vector<std::string> whole;
    std::int64_t version = 0;
    std::vector<std::string> acts;
    {
        Ledger ledger = open(OpenMode::create);
        for (int i = 0; i < 40; ++i) {
            must(put(ledger, story(chance.told())));
        }
    }
    {
        Ledger ledger = open(OpenMode::read);
        version = must(ledger.begin_reading());
        must(ledger.event_rows({}, [&](const EventRow& event) {
            whole.push_back(event.id);
            return true;
        }));
        must(ledger.acts({}, [&](const ActRow& act) {
            acts.push_back(act.id);
            return true;
        }));
    }
    std::vector<std::string> pages;
    std::vector<std::string> act_pages;
    EventFilter filter;
    filter.acts.limit = 1;
    ActFilter act_filter;
    act_filter.limit = 3;
    for (bool more = true; more;) {
        more = false;
        Ledger past = open(OpenMode::read);
        must(past.look_back(version));
        must(past.event_rows(filter, [&](const EventRow& event) {
            pages.push_back(event.id);
            filter.after = {event.sort_day, event.id};
            return more = true;
        }));
        Ledger rows = open(OpenMode::read);
        must(rows.look_back(version, PastOf::rows));
        must(rows.acts(act_filter, [&](const ActRow& act) {
            act_pages.push_back(act.id);
            act_filter.after = act.at;
            return more = true;
        }));
        Ledger ledger = open(OpenMode::create);
        for (int i = 0; i < 5; ++i) {
            must(put(ledger, story(chance.told())));
        }
    }
    EXPECT_EQ(pages, whole);
    EXPECT_EQ(act_pages, acts);
    EXPECT_GT(whole.size(), 2U);
}

TEST_F(PastTest, WhoeverHoldsAVersionSeesNoOther) {
    Chance chance(9);
    Ledger ledger = open(OpenMode::create);
    must(put(ledger, story(chance.told())));
    Ledger held = open(OpenMode::read);
    const std::int64_t version = must(held.begin_reading());
    const std::string before = rows(held);
    for (int i = 0; i < 5; ++i) {
        must(put(ledger, story(chance.told())));
    }
    EXPECT_EQ(rows(held), before);
    EXPECT_NE(rows(ledger), before);
    const std::string mark = must(held.mark(version));
    EXPECT_EQ(must(ledger.mark(version)), mark);
    EXPECT_NE(must(ledger.mark(version + 1)), mark);
}

}  // namespace
}  // namespace chancery
