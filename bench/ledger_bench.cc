// A ledger of millions of made-up acts: how fast it takes them in and answers.
// SPDX-License-Identifier: Apache-2.0
//
// chancery-ledger-bench LEDGER ACTS [BATCH]
// chancery-ledger-bench --war LEDGER ACTS [BATCH]
// chancery-ledger-bench --queries LEDGER [RUNS]
//
// The first stores ready acts (bench/made_up_news.h) in commits of BATCH acts (default
// 50000), merged into events, and prints a line whenever their number has doubled: time
// of the ledger alone (the articles of a batch are made before the clock runs), as the
// clock on the wall and the processor have it, memory, bytes of the file. What has been
// loaded can be gone on with: the same command with more acts.
//
// The second does the same with twenty articles a day about the attacks of one state on
// another: the most that acts can have to do with each other.
//
// The third asks ten questions as analysts do, each RUNS times (default 200) with other
// states, persons, days and words, and prints the median and the 99th percentile.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bench/made_up_news.h"
#include "bench/memory.h"
#include "ledger/ledger.h"

namespace {

using chancery::bench::Dice;
using chancery::bench::MadeUpArticle;
using chancery::bench::MadeUpNews;
using chancery::bench::megabytes;

constexpr std::uint32_t articles_a_day = 1000;

double file_megabytes(const std::string& path) {
    double out = 0;
    for (const char* end : {"", "-wal"}) {
        std::error_code none;
        const auto size = std::filesystem::file_size(path + end, none);
        out += none ? 0 : static_cast<double>(size) / 1e6;
    }
    return out;
}

struct Clock {
    double wall = 0, processor = 0;

    /// Runs `work` and adds its time.
    template <typename Work>
    void time(Work work) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t used = std::clock();
        work();
        processor += static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
        wall += std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
                    .count();
    }
};

[[noreturn]] void stop(const chancery::Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    std::exit(1);
}

template <typename T>
T must(chancery::Result<T> result) {
    if (!result) {
        stop(result.error());
    }
    return std::move(*result);
}

void must(const chancery::Result<void>& result) {
    if (!result) {
        stop(result.error());
    }
}

chancery::MergeRules rules() {
    return must(
        chancery::MergeRules::open(std::string(CHANCERY_SOURCE_DIR) + "/data/ledger"));
}

void load(const std::string& path,
          std::uint64_t acts,
          std::uint64_t batch,
          MadeUpNews news) {
    auto ledger = must(chancery::Ledger::open(path, chancery::OpenMode::create));
    ledger.merge_by(rules());
    ledger.begin_run({"chancery-ledger-bench", "made up", ""});
    Clock clock;
    std::uint64_t stored = 0, seen = 0, next = std::min<std::uint64_t>(50000, acts / 16);
    std::printf("%10s %9s %9s %9s %9s %9s %9s\n",
                "acts",
                "wall s",
                "cpu s",
                "acts/s",
                "last/s",
                "peak MB",
                "file B/act");
    double before = 0;
    std::uint64_t stored_before = 0;
    while (seen < acts) {
        std::vector<MadeUpArticle> made;
        for (std::uint64_t n = 0; n < batch && seen < acts;
             n += MadeUpNews::acts_an_article) {
            made.push_back(news.next());
            seen += MadeUpNews::acts_an_article;
        }
        clock.time([&] {
            for (const MadeUpArticle& one : made) {
                const auto outcome = must(ledger.store(one.parts(), one.hash));
                stored +=
                    outcome.stored == chancery::Stored::unchanged ? 0 : outcome.acts;
            }
            must(ledger.commit());
        });
        if (seen >= next || seen >= acts) {
            std::printf(
                "%10llu %9.2f %9.2f %9.0f %9.0f %9.0f %9.0f\n",
                static_cast<unsigned long long>(seen),
                clock.wall,
                clock.processor,
                static_cast<double>(stored) / clock.wall,
                static_cast<double>(stored - stored_before) / (clock.wall - before),
                megabytes("VmHWM:"),
                file_megabytes(path) * 1e6 / static_cast<double>(seen));
            (void)std::fflush(stdout);
            before = clock.wall;
            stored_before = stored;
            next *= 2;
        }
    }
    clock.time([&] { must(ledger.finish_run()); });
}

/// One of the ten: what is asked, given chance.
struct Question {
    const char* words;
    std::function<std::size_t(chancery::Ledger&, Dice&)> ask;
};

struct World {
    std::int32_t last_day = 0;
    std::vector<std::string> events;  ///< identifiers of some
};

chancery::ActorFilter state(Dice& dice, std::uint64_t among = 40) {
    chancery::ActorFilter out;
    const std::uint64_t which = dice.below(among);
    out.words = MadeUpNews::state_name(which);
    out.codes = {MadeUpNews::state_code(which)};
    return out;
}

chancery::EventFilter newest(std::uint32_t limit) {
    chancery::EventFilter out;
    out.acts.newest_first = true;
    out.acts.limit = limit;
    return out;
}

void during(chancery::ActFilter& filter,
            const World& world,
            Dice& dice,
            std::int32_t days) {
    const std::int32_t span = std::max(1, world.last_day - MadeUpNews::first_day - days);
    const std::int32_t first =
        MadeUpNews::first_day +
        static_cast<std::int32_t>(dice.below(static_cast<std::uint64_t>(span)));
    filter.from = chancery::Day{first};
    filter.to = chancery::Day{first + days - 1};
    filter.or_published = true;
}

std::size_t rows(chancery::Ledger& ledger, const chancery::EventFilter& filter) {
    std::size_t out = 0;
    must(ledger.event_rows(filter, [&](const chancery::EventRow&) { return ++out > 0; }));
    return out;
}

std::vector<Question> questions(const World& world) {
    using chancery::Ledger;
    return {
        {"events of a state in a month, newest 50",
         [&](Ledger& ledger, Dice& dice) {
             auto asked = newest(50);
             asked.acts.actors = {state(dice)};
             during(asked.acts, world, dice, 30);
             return rows(ledger, asked);
         }},
        {"events between two states, newest 50",
         [&](Ledger& ledger, Dice& dice) {
             auto asked = newest(50);
             asked.acts.actors = {state(dice), state(dice)};
             return rows(ledger, asked);
         }},
        {"events of a person by name, newest 50",
         [&](Ledger& ledger, Dice& dice) {
             auto asked = newest(50);
             chancery::ActorFilter person;
             person.words = MadeUpNews::person_name(dice.below(40), dice.below(10));
             asked.acts.actors = {person};
             return rows(ledger, asked);
         }},
        {"visits of a week",
         [&](Ledger& ledger, Dice& dice) {
             auto asked = newest(200);
             asked.acts.types = {{"CONSULT", "visit"}};
             during(asked.acts, world, dice, 7);
             return rows(ledger, asked);
         }},
        {"events with two words in the evidence, newest 50",
         [&](Ledger& ledger, Dice& dice) {
             auto asked = newest(50);
             auto words =
                 chancery::WordsQuery::parse(MadeUpNews::word(dice.zipf(30000)) + ' ' +
                                             MadeUpNews::word(dice.zipf(30000)));
             if (words) {  // letters alone are never at fault
                 asked.acts.words = *std::move(words);
             }
             return rows(ledger, asked);
         }},
        {"a day's events of three sources or more",
         [&](Ledger& ledger, Dice& dice) {
             chancery::EventFilter asked;
             asked.min_sources = 3;
             asked.acts.limit = 200;
             during(asked.acts, world, dice, 1);
             return rows(ledger, asked);
         }},
        {"one event with its claims",
         [&](Ledger& ledger, Dice& dice) {
             return must(ledger.event(world.events[dice.below(world.events.size())]))
                 .claims.size();
         }},
        {"two states by month, all years",
         [&](Ledger& ledger, Dice& dice) {
             chancery::EventFilter asked;
             asked.acts.actors = {state(dice), state(dice)};
             return must(ledger.timeline(asked, chancery::CountBy::month)).size();
         }},
        {"who with whom in a week",
         [&](Ledger& ledger, Dice& dice) {
             chancery::EventFilter asked;
             during(asked.acts, world, dice, 7);
             return must(ledger.dyads(asked)).size();
         }},
        {"what a person said, newest 50",
         [&](Ledger& ledger, Dice& dice) {
             chancery::StatementFilter asked;
             chancery::ActorFilter person;
             person.words = MadeUpNews::person_name(dice.below(40), dice.below(10));
             asked.speakers = {person};
             asked.newest_first = true;
             asked.limit = 50;
             std::size_t out = 0;
             must(ledger.statements(
                 asked, [&](const chancery::StatementRow&) { return ++out > 0; }));
             return out;
         }},
    };
}

World world_of(chancery::Ledger& ledger) {
    World out;
    auto last = newest(1);
    must(ledger.event_rows(last, [&](const chancery::EventRow& event) {
        out.last_day = static_cast<std::int32_t>(event.sort_day);
        return true;
    }));
    Dice dice{77};
    for (int i = 0; i < 50; ++i) {
        chancery::EventFilter some;
        some.acts.limit = 20;
        during(some.acts, out, dice, 1);
        must(ledger.event_rows(some, [&](const chancery::EventRow& event) {
            out.events.push_back(event.id);
            return true;
        }));
    }
    return out;
}

void ask(const std::string& path, std::uint64_t runs) {
    auto ledger = must(chancery::Ledger::open(path, chancery::OpenMode::read));
    const World world = world_of(ledger);
    std::printf("%-50s %9s %9s %9s %9s\n", "", "p50 ms", "p99 ms", "most ms", "rows");
    for (const Question& question : questions(world)) {
        Dice dice{1234};
        std::vector<double> times;
        std::size_t found = 0;
        for (std::uint64_t i = 0; i < runs; ++i) {
            Clock clock;
            clock.time([&] { found += question.ask(ledger, dice); });
            times.push_back(clock.wall * 1000);
        }
        std::sort(times.begin(), times.end());
        std::printf("%-50s %9.2f %9.2f %9.2f %9.1f\n",
                    question.words,
                    times[times.size() / 2],
                    times[times.size() * 99 / 100],
                    times.back(),
                    static_cast<double>(found) / static_cast<double>(runs));
        (void)std::fflush(stdout);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto number = [&](std::size_t i, std::uint64_t usual) {
        return i < arguments.size() ? std::strtoull(arguments[i].c_str(), nullptr, 10)
                                    : usual;
    };
    if (arguments.size() < 2) {
        std::fprintf(stderr,
                     "usage: chancery-ledger-bench LEDGER ACTS [BATCH]\n"
                     "       chancery-ledger-bench --war LEDGER ACTS [BATCH]\n"
                     "       chancery-ledger-bench --queries LEDGER [RUNS]\n");
        return 2;
    }
    if (arguments[0] == "--queries") {
        ask(arguments[1], number(2, 200));
    } else if (arguments[0] == "--war") {
        load(arguments[1],
             number(2, 0),
             std::max<std::uint64_t>(1, number(3, 100)),
             MadeUpNews(20, MadeUpNews::Scope::war));
    } else {
        load(arguments[0],
             number(1, 0),
             std::max<std::uint64_t>(1, number(2, 50000)),
             MadeUpNews(articles_a_day));
    }
    return 0;
}
