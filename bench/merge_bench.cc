// Merging many made-up acts: time of the processor, memory, growth.
// SPDX-License-Identifier: Apache-2.0
//
// chancery-merge-bench ACTS [BATCH]
// chancery-merge-bench --hot ACTS
//
// Some 5,000 articles of five acts come in a day. Events are told by 1 to 40 articles
// (most by few) within three days, with noise: a leader for his state, no date, a date
// one off, a mode left out, other words. States are as frequent as Zipf's law says. Acts
// come in batches of BATCH (default 2000), as the ledger adds them: those that share a
// key are compared, what hangs together is divided anew. With --hot all acts are of the
// same two states, type and day, in as many words as there are acts.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/dice.h"
#include "bench/memory.h"
#include "ingest/copy_text.h"
#include "ledger/merge.h"

namespace {

using chancery::MergeAct;
using chancery::mix;
using chancery::bench::Dice;
using chancery::bench::megabytes;

constexpr std::uint64_t acts_a_day = 25000;
constexpr std::uint64_t states = 200;

struct Kind {
    chancery::ActType type;
    const char* mode;
};

constexpr std::array<Kind, 12> kinds{{{chancery::ActType::consult, "meeting"},
                                      {chancery::ActType::consult, "visit"},
                                      {chancery::ActType::consult, "phone"},
                                      {chancery::ActType::agree, "pledge"},
                                      {chancery::ActType::agree, "meet"},
                                      {chancery::ActType::support, "sign"},
                                      {chancery::ActType::support, "praise"},
                                      {chancery::ActType::request, "change"},
                                      {chancery::ActType::accuse, "disapprove"},
                                      {chancery::ActType::assault, "aerial"},
                                      {chancery::ActType::coerce, "arrest"},
                                      {chancery::ActType::aid, "economic"}}};

std::string code_of(std::uint64_t state) {
    return {
        static_cast<char>('A' + state / 26), static_cast<char>('A' + state % 26), 'Q'};
}

chancery::MergeParty party_of(std::uint64_t state, bool recipient, Dice& dice) {
    switch (dice.below(5)) {
        case 0:
            return {"state " + std::to_string(state),
                    code_of(state),
                    chancery::ActorKind::state,
                    recipient};
        case 1:
            return {"ministry of state " + std::to_string(state),
                    code_of(state),
                    chancery::ActorKind::body,
                    recipient};
        default: {
            // Of five persons of each state the first is its leader.
            const std::uint64_t who = dice.zipf(5);
            return {"given" + std::to_string(who) + " family" +
                        std::to_string(state * 5 + who),
                    code_of(state),
                    chancery::ActorKind::person,
                    recipient};
        }
    }
}

std::vector<std::uint32_t> words_of(std::uint64_t seed, std::size_t count) {
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(static_cast<std::uint32_t>(mix(seed * 64 + i)));
    }
    return out;
}

/// What happened, before anybody tells of it.
MergeAct event_of(std::uint64_t number, std::int32_t day) {
    Dice dice{mix(number * 7 + 1)};
    MergeAct out;
    const Kind& kind = kinds.at(dice.below(kinds.size()));
    out.type = kind.type;
    out.mode = kind.mode;
    out.status =
        out.mode == "meet" ? chancery::Status::planned : chancery::Status::happened;
    const std::uint64_t one = dice.zipf(states);
    const std::uint64_t other = (one + 1 + dice.zipf(states - 2)) % states;
    out.parties.push_back(party_of(one, false, dice));
    out.parties.push_back(party_of(other, true, dice));
    out.days = chancery::DayRange{chancery::Day{day}, chancery::Day{day}, true};
    out.place = dice.below(2) == 0 ? "" : "town" + std::to_string(dice.below(20));
    out.sketch.words = words_of(number, 16);
    return out;
}

/// How an article tells it.
MergeAct told(const MergeAct& event, std::uint64_t act, std::int32_t day) {
    Dice dice{mix(act * 11 + 3)};
    MergeAct out = event;
    out.id = std::to_string(mix(act));
    out.doc = "doc" + std::to_string(act);
    out.published = chancery::Day{day + static_cast<std::int32_t>(dice.below(3))};
    if (dice.below(3) == 0) {
        out.days.reset();
    } else if (dice.below(20) == 0) {
        out.days = chancery::DayRange{event.days->first + 1, event.days->first + 1, true};
    }
    if (dice.below(6) == 0) {
        auto& party = out.parties.front();
        party.key = "state of " + party.code;
        party.kind = chancery::ActorKind::state;
    }
    if (dice.below(10) == 0) {
        out.mode.clear();
    }
    if (dice.below(3) == 0) {
        // A sentence that many copy.
        out.sketch.sentence = mix(out.sketch.words.front()) | 1U;
    } else {
        for (auto& word : out.sketch.words) {
            if (dice.below(2) == 0) {
                word = static_cast<std::uint32_t>(dice.next());
            }
        }
        out.sketch.sentence = dice.next() | 1U;
    }
    std::sort(out.sketch.words.begin(), out.sketch.words.end());
    return out;
}

std::vector<MergeAct> made_up(std::uint64_t acts) {
    std::vector<MergeAct> out;
    out.reserve(acts);
    Dice dice{5};
    for (std::uint64_t event = 0; out.size() < acts; ++event) {
        const auto day = static_cast<std::int32_t>(18000 + out.size() / acts_a_day);
        const MergeAct what = event_of(event, day);
        const std::uint64_t copies = 1 + dice.zipf(40);
        for (std::uint64_t i = 0; i < copies && out.size() < acts; ++i) {
            out.push_back(told(what, out.size(), day));
        }
    }
    return out;
}

/// Many attacks in one war on one day.
std::vector<MergeAct> hot(std::uint64_t acts) {
    std::vector<MergeAct> out;
    for (std::uint64_t i = 0; i < acts; ++i) {
        Dice dice{mix(i + 99)};
        MergeAct act = event_of(1, 18000);
        act.id = std::to_string(mix(i));
        act.doc = "doc" + std::to_string(i);
        act.type = chancery::ActType::assault;
        act.mode = "aerial";
        act.status = chancery::Status::happened;
        act.published = chancery::Day{18000};
        act.place = dice.below(2) == 0 ? "" : "town" + std::to_string(i % 30);
        act.parties = {{"avaria", "AVA", chancery::ActorKind::state, false},
                       {"borunia", "BOR", chancery::ActorKind::state, true}};
        act.sketch.words = words_of(i % 30, 16);
        for (auto& word : act.sketch.words) {
            if (dice.below(2) == 0) {
                word = static_cast<std::uint32_t>(dice.next());
            }
        }
        std::sort(act.sketch.words.begin(), act.sketch.words.end());
        act.sketch.sentence = dice.next() | 1U;
        out.push_back(std::move(act));
    }
    return out;
}

double since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// What the ledger does, in memory.
class Steps {
  public:
    Steps(const std::vector<MergeAct>& acts, const chancery::MergeRules& rules)
        : acts_(acts), rules_(rules), seen_(acts.size(), 0), event_(acts.size(), 0) {}

    void add(std::size_t begin, std::size_t end) {
        ++turn_;
        auto start = std::clock();
        std::vector<std::uint32_t> reached;
        for (std::size_t i = begin; i < end; ++i) {
            keys_.push_back(chancery::merge_keys(acts_[i]));
            for (const std::uint64_t key : keys_.back().own) {
                by_key_[key].push_back(static_cast<std::uint32_t>(i));
                ++key_count;
            }
        }
        key_seconds += since(start);
        start = std::clock();
        for (std::size_t i = begin; i < end; ++i) {
            const auto act = static_cast<std::uint32_t>(i);
            members_.push_back({act});
            bundle_.push_back(act);
        }
        for (const std::uint32_t bundle : met(begin, end)) {
            reached.insert(
                reached.end(), members_[bundle].begin(), members_[bundle].end());
            members_[bundle].clear();
        }
        link_seconds += since(start);
        start = std::clock();
        std::vector<const MergeAct*> together;
        together.reserve(reached.size());
        for (const std::uint32_t act : reached) {
            together.push_back(&acts_[act]);
        }
        divided += together.size();
        const chancery::Division division = chancery::division_of(together, rules_, {});
        for (const auto& event : division.events) {
            for (const std::uint32_t act : event) {
                event_[reached[act]] = reached[event.front()];
            }
        }
        for (std::size_t i = 0; i < reached.size(); ++i) {
            const std::uint32_t bundle = reached[division.bundle[i]];
            bundle_[reached[i]] = bundle;
            members_[bundle].push_back(reached[i]);
        }
        divide_seconds += since(start);
    }

    std::size_t compared = 0, divided = 0, key_count = 0;
    double key_seconds = 0, link_seconds = 0, divide_seconds = 0;

  private:
    /// Bundles of the new acts and of those that they meet.
    std::vector<std::uint32_t> met(std::size_t begin, std::size_t end) {
        std::vector<std::uint32_t> out;
        const auto load = [&](std::uint32_t bundle) {
            if (seen_[bundle] != turn_) {
                seen_[bundle] = turn_;
                out.push_back(bundle);
            }
        };
        for (std::size_t i = begin; i < end; ++i) {
            load(bundle_[i]);
            for (const std::uint64_t key : keys_[i].meets) {
                for (const std::uint32_t other : by_key_[key]) {
                    if (other >= begin || seen_[bundle_[other]] == turn_) {
                        continue;
                    }
                    ++compared;
                    if (chancery::same_event(acts_[i], acts_[other], rules_) > 0) {
                        load(bundle_[other]);
                    }
                }
            }
        }
        return out;
    }

    const std::vector<MergeAct>& acts_;
    const chancery::MergeRules& rules_;
    std::vector<std::uint32_t> bundle_;
    std::vector<std::vector<std::uint32_t>> members_;  // of bundles
    std::vector<chancery::MergeKeys> keys_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_key_;
    std::vector<std::uint32_t> seen_, event_;
    std::uint32_t turn_ = 0;
};

void in_batches(const std::vector<MergeAct>& acts,
                std::size_t batch,
                const chancery::MergeRules& rules) {
    const auto start = std::clock();
    Steps steps(acts, rules);
    std::size_t next = 50000;
    for (std::size_t at = 0; at < acts.size(); at += batch) {
        const std::size_t end = std::min(acts.size(), at + batch);
        steps.add(at, end);
        if (end >= next || end == acts.size()) {
            const double spent = since(start);
            std::printf(
                "%9zu acts %7.2f s %9.0f acts/s; keys %.2f s (%.2f each), links %.2f s "
                "(%.1f compared), divide %.2f s (%.1f acts); memory %.0f MB\n",
                end,
                spent,
                static_cast<double>(end) / spent,
                steps.key_seconds,
                static_cast<double>(steps.key_count) / static_cast<double>(end),
                steps.link_seconds,
                static_cast<double>(steps.compared) / static_cast<double>(end),
                steps.divide_seconds,
                static_cast<double>(steps.divided) / static_cast<double>(end),
                megabytes("VmRSS:"));
            next *= 2;
        }
    }
}

void at_once(const std::vector<MergeAct>& acts, const chancery::MergeRules& rules) {
    const auto start = std::clock();
    const auto events = chancery::merge(acts, rules, {});
    std::printf("%9zu acts at once: %zu events, %.2f s, most memory %.0f MB\n",
                acts.size(),
                events.size(),
                since(start),
                megabytes("VmHWM:"));
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool is_hot = !arguments.empty() && arguments[0] == "--hot";
    const std::size_t at = is_hot ? 1 : 0;
    const auto number = [&](std::size_t i, std::uint64_t usual) {
        return i < arguments.size() ? std::strtoull(arguments[i].c_str(), nullptr, 10)
                                    : usual;
    };
    const auto rules =
        chancery::MergeRules::open(std::string(CHANCERY_SOURCE_DIR) + "/data/ledger");
    if (!rules) {
        std::printf("%s\n", rules.error().text().c_str());
        return 1;
    }
    const std::uint64_t count = number(at, 100000);
    const std::vector<MergeAct> acts = is_hot ? hot(count) : made_up(count);
    std::printf("%zu acts made, memory %.0f MB\n", acts.size(), megabytes("VmRSS:"));
    in_batches(acts, number(at + 1, 2000), *rules);
    at_once(acts, *rules);
    return 0;
}
