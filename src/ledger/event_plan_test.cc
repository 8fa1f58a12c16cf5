// However a question is put to the file, the answer is the same.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/event_plan.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "ledger/example.h"
#include "ledger/rows.h"

namespace chancery {
namespace {

using example::must;
using example::Story;

using Random = std::mt19937_64;

constexpr std::array<const char*, 6> codes{"AAA", "BBB", "CCC", "DDD", "EEE", ""};
constexpr std::array<const char*, 8> words{
    "treaty", "river", "border", "grain", "summit", "fleet", "bridge", "loan"};
constexpr std::array<const char*, 3> outlets{"Morning Post", "Evening Post", "Gazette"};

template <typename List>
auto any(const List& list, Random& random) {
    return list.at(random() % list.size());
}

/// "" one time in four; else a day, a month, or an interval of up to sixty days.
std::string any_date(Random& random, Day day) {
    switch (random() % 8) {
        case 0:
        case 1:
            return {};
        case 2:
            return day.iso().substr(0, 7);
        case 3:
            return day.iso() + '/' +
                   (day + static_cast<std::int32_t>(random() % 60)).iso();
        default:
            return day.iso();
    }
}

/// One act of a person of one state with another, in three words.
Story any_story(int number, Random& random) {
    Story out;
    Article& article = out.article;
    article.doc = "doc" + std::to_string(number);
    article.path = article.doc;
    article.outlet = any(outlets, random);
    const Day day =
        Day::from_civil(2026, 1, 1) + static_cast<std::int32_t>(random() % 90);
    if (random() % 10 != 0) {
        article.published = day;
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string code = any(codes, random);
        const std::string name = "Person" + std::to_string(random() % 3) + " of " + code;
        out.actors.actors.push_back(
            example::actor("p" + std::to_string(i), name, ActorKind::person, code));
        out.actors.actors.back().sector = random() % 2 == 0 ? Sector::gov : Sector::mil;
    }
    article.text = std::string(any(words, random)) + ' ' + any(words, random) + ' ' +
                   any(words, random) + ".";
    article.source = article.text;
    out.reading = example::read(article.text);
    Act act;
    act.id = "a1";
    act.type = random() % 2 == 0 ? ActType::consult : ActType::assault;
    act.date = any_date(random, day);
    act.actors = {0};
    (random() % 3 == 0 ? act.actors : act.recipients).push_back(1);
    act.evidence = {0, static_cast<std::uint32_t>(article.text.size() - 1)};
    act.trigger = {0, 3};
    out.acts.acts = {act};
    return out;
}

ActorFilter any_actor(Random& random) {
    ActorFilter out;
    if (random() % 2 == 0) {
        out.words =
            random() % 4 == 0 ? "nobody" : "person" + std::to_string(random() % 3);
    }
    if (out.words.empty() || random() % 3 == 0) {
        out.codes = {codes.at(random() % 5)};
        if (random() % 4 == 0) {
            out.codes.emplace_back(codes.at(random() % 5));
        }
    }
    out.role = static_cast<ActorFilter::Role>(random() % 3);
    if (random() % 5 == 0) {
        out.sector = "MIL";
    }
    return out;
}

EventFilter any_filter(Random& random) {
    EventFilter out;
    for (auto i = random() % 3; i > 0; --i) {
        out.acts.actors.push_back(any_actor(random));
    }
    if (random() % 2 == 0) {
        const Day from =
            Day::from_civil(2026, 1, 1) + static_cast<std::int32_t>(random() % 100);
        if (random() % 4 != 0) {
            out.acts.from = from;
        }
        if (random() % 4 != 0) {
            out.acts.to = from + static_cast<std::int32_t>(random() % 30);
        }
        out.acts.or_published = random() % 2 == 0;
    }
    if (random() % 3 == 0) {
        out.acts.words = must(WordsQuery::parse(any(words, random)));
    }
    if (random() % 5 == 0) {
        out.acts.outlet = random() % 4 == 0 ? "nowhere" : "post";
    }
    if (random() % 8 == 0) {
        out.acts.docs = {"doc3", "doc5"};
    }
    return out;
}

std::set<std::int64_t> found(Database& db, const EventPlan& plan) {
    std::vector<std::int64_t> out;
    must(for_rows(db,
                  "SELECT e.id FROM events e" + plan.where.sql,
                  plan.where.values,
                  [&](const SqlStatement& row) {
                      out.push_back(row.number(0));
                      return true;
                  }));
    if (plan.words.empty()) {
        return {out.begin(), out.end()};
    }
    const auto with = must(events_with_words(db, out, plan.words));
    return {with.begin(), with.end()};
}

TEST(EventPlan, EveryWayFindsTheSame) {
    const auto path = (std::filesystem::temp_directory_path() /
                       ("chancery_plan" + std::to_string(::getpid())))
                          .string();
    Random random(7);
    {
        Ledger ledger = must(Ledger::open(path, OpenMode::create));
        ledger.merge_by(must(MergeRules::open(CHANCERY_SOURCE_DIR "/data/ledger")));
        ledger.begin_run(example::run_info());
        for (int i = 0; i < 400; ++i) {
            const Story story = any_story(i, random);
            must(ledger.store(story.parts(), content_hash(story.article)));
        }
        must(ledger.commit());
    }
    auto db = must(Database::open(path, SQLITE_OPEN_READWRITE, path));
    std::size_t some = 0;
    std::size_t by_words = 0;
    for (int i = 0; i < 400; ++i) {
        SCOPED_TRACE(i);
        const EventFilter filter = any_filter(random);
        const auto all = must(plan_events(db, filter, EventUse::all));
        const auto listed = must(plan_events(db, filter, EventUse::some, 1'000'000));
        const auto met = must(plan_events(db, filter, EventUse::some, 0));
        EXPECT_EQ(found(db, listed), found(db, all));
        EXPECT_EQ(found(db, met), found(db, all));
        some += found(db, all).empty() ? 0U : 1U;
        by_words += met.words.empty() ? 0U : 1U;
    }
    EXPECT_GT(some, 100U);
    EXPECT_GT(by_words, 20U);
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace chancery
