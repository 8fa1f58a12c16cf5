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

/// Asks for a page of seven, and for what rows of events themselves say.
void narrow(EventFilter& filter, Random& random) {
    ActFilter& acts = filter.acts;
    acts.limit = 7;
    acts.newest_first = random() % 2 == 0;
    if (random() % 4 == 0) {
        acts.types = {{"CONSULT", ""}};
    }
    if (random() % 6 == 0) {
        acts.statuses = {"happened", "planned"};
    }
    if (random() % 6 == 0) {
        acts.min_confidence = 0.5;
    }
    if (random() % 6 == 0) {
        acts.background = false;
    }
    if (random() % 6 == 0) {
        filter.min_sources = 2;
    }
    filter.conflicts = random() % 8 == 0;
    filter.corrected = random() % 20 == 0;
}

const std::vector<Facet> every_facet = {Facet::type,
                                        Facet::status,
                                        Facet::channel,
                                        Facet::context,
                                        Facet::country,
                                        Facet::actor,
                                        Facet::outlet,
                                        Facet::place,
                                        Facet::quad,
                                        Facet::year,
                                        Facet::conflicts,
                                        Facet::corrected};

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

/// A ledger of 400 such acts; removed with this.
class News {
  public:
    News(const char* name, Random& random)
        : path_((std::filesystem::temp_directory_path() /
                 (name + std::to_string(::getpid())))
                    .string()) {
        Ledger ledger = must(Ledger::open(path_, OpenMode::create));
        ledger.merge_by(must(MergeRules::open(CHANCERY_SOURCE_DIR "/data/ledger")));
        ledger.begin_run(example::run_info());
        for (int i = 0; i < 400; ++i) {
            const Story story = any_story(i, random);
            must(ledger.store(story.parts(), content_hash(story.article)));
        }
        must(ledger.commit());
    }

    News(const News&) = delete;
    News& operator=(const News&) = delete;
    News(News&&) = delete;
    News& operator=(News&&) = delete;

    ~News() { std::filesystem::remove(path_); }

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

TEST(EventPlan, EveryWayFindsTheSame) {
    Random random(7);
    const News news("chancery_plan", random);
    const std::string& path = news.path();
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
}

/// What a page of events, and each way of counting, tells of a filter.
std::string told(Ledger& ledger, const EventFilter& filter, CountBy by) {
    std::string out;
    const auto add = [&](const EventCount& one) {
        out += one.day + ' ' + one.one + ' ' + one.other + ' ' +
               std::to_string(one.events) + ' ' + std::to_string(one.articles) + ' ' +
               std::to_string(one.quads[0]) + '\n';
    };
    must(ledger.event_rows(filter, [&](const EventRow& row) {
        out += row.id + ' ' + row.date + '\n';
        return true;
    }));
    EventFilter all = filter;
    all.after.reset();
    all.acts.limit.reset();
    for (const EventCount& one : must(ledger.timeline(all, by))) {
        add(one);
    }
    for (const EventCount& one : must(ledger.dyads(all))) {
        add(one);
    }
    for (const LaneBy lanes : {LaneBy::actor, LaneBy::dyad, LaneBy::type}) {
        for (const LaneCount& one : must(ledger.lanes(all, lanes, by, 3))) {
            out += one.key + ' ' + std::to_string(one.events) + '\n';
            std::for_each(one.stretches.begin(), one.stretches.end(), add);
        }
    }
    const auto facets = must(ledger.facets(all, every_facet, 4));
    out += std::to_string(facets.total) + '\n';
    for (const auto& facet : facets.of) {
        for (const ValueCount& one : facet) {
            out += one.value + ' ' + one.name + ' ' + std::to_string(one.events) + '\n';
        }
    }
    for (const PlaceCount& one : must(ledger.places(all)).places) {
        out += one.place + ' ' + one.country + '\n';
        add(one.count);
    }
    for (const bool actors : {false, true}) {
        const auto network = must(ledger.network(all, actors, 5));
        std::for_each(network.edges.begin(), network.edges.end(), add);
        for (const NetworkNode& one : network.nodes) {
            out += one.id + ' ' + one.who.name + '\n';
            add(one.count);
        }
    }
    return out;
}

TEST(EventTable, TellsWhatTheFileTells) {
    Random random(11);
    const News news("chancery_table", random);
    Ledger file = must(Ledger::open(news.path(), OpenMode::read));
    Ledger memory = must(Ledger::open(news.path(), OpenMode::read));
    memory.count_in(must(memory.read_events()));
    std::size_t pages = 0;
    for (int i = 0; i < 120; ++i) {
        SCOPED_TRACE(i);
        EventFilter filter = any_filter(random);
        narrow(filter, random);
        const auto by = static_cast<CountBy>(random() % 4);
        EXPECT_EQ(told(memory, filter, by), told(file, filter, by));
        // The pages behind the first.
        while (true) {
            std::size_t count = 0;
            must(file.event_rows(filter, [&](const EventRow& row) {
                filter.after = {row.sort_day, row.id};
                ++count;
                return true;
            }));
            if (count < *filter.acts.limit) {
                break;
            }
            ++pages;
            EXPECT_EQ(told(memory, filter, by), told(file, filter, by));
        }
    }
    EXPECT_GT(pages, 50U);
}

}  // namespace
}  // namespace chancery
