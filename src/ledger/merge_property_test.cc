// Events do not depend on the order in which acts come, or on how they are divided among
// runs. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "ledger/merge_example.h"

namespace chancery {
namespace {

using testing::merge_act;

const MergeRules& rules() {
    static const MergeRules shipped =
        MergeRules::open(std::string(CHANCERY_SOURCE_DIR) + "/data/ledger").value();
    return shipped;
}

using Events = std::set<std::set<std::string>>;

Events by_id(std::span<const MergeAct> acts,
             const std::vector<std::vector<std::uint32_t>>& events) {
    Events out;
    for (const auto& event : events) {
        std::set<std::string> ids;
        for (const std::uint32_t act : event) {
            ids.insert(acts[act].id);
        }
        out.insert(std::move(ids));
    }
    return out;
}

/// Numbers that depend on the seed alone, on any machine.
struct Dice {
    std::mt19937_64 engine;

    std::size_t below(std::size_t end) { return engine() % end; }

    bool one_in(std::size_t n) { return below(n) == 0; }

    template <typename T>
    const T& of(const std::vector<T>& items) {
        return items[below(items.size())];
    }
};

/// Acts of few parties in few days, so that much of it is nearly the same.
MergeAct any_act(Dice& dice, std::size_t number, std::size_t docs) {
    static const std::vector<std::string> kinds{"CONSULT/meeting",
                                                "CONSULT/visit",
                                                "CONSULT/phone",
                                                "AGREE/agree",
                                                "SUPPORT/sign",
                                                "ASSAULT/kill",
                                                "ASSAULT/aerial",
                                                "SUPPORT/thank",
                                                "ACCUSE/allege",
                                                "AGREE/meet",
                                                "COERCE/arrest",
                                                "CONSULT"};
    static const std::vector<std::string> parties{"Ana Ruiz/person/ESP",
                                                  "Ruiz/person/ESP",
                                                  "Luis Gil/person/ESP",
                                                  "Spain/state/ESP",
                                                  "foreign ministry/body/ESP",
                                                  "Jan Kos/person/POL",
                                                  "Poland/state/POL",
                                                  "Poles/people/POL",
                                                  "Malta/state/MLT",
                                                  "strikers/people"};
    static const std::vector<std::string> statuses{
        "happened", "happened", "happened", "background", "planned", "denied"};
    static const std::vector<std::string> dates{"-",
                                                "-",
                                                "2020-05-03",
                                                "2020-05-04",
                                                "2020-05-05",
                                                "2020-05-03/2020-05-05",
                                                "2020-05",
                                                "2020"};
    static const std::vector<std::string> places{"", "", "Madrid", "Warsaw"};
    static const std::vector<std::string> words{"",
                                                "they met in the old town hall",
                                                "they met at the town hall on Sunday",
                                                "two men were held by police",
                                                "nothing was said of fish"};
    std::string sides = dice.of(parties);
    if (dice.one_in(3)) {
        sides += "; " + dice.of(parties);
    }
    if (!dice.one_in(3)) {
        sides += " > " + dice.of(parties);
    }
    return merge_act(
        "d" + std::to_string(dice.below(docs)) + ":" + std::to_string(number),
        Day::from_civil(2020, 5, 3 + static_cast<int>(dice.below(4))).iso(),
        dice.of(kinds) + ' ' + dice.of(statuses) + ' ' + dice.of(dates) + " | " + sides +
            " | " + dice.of(places) + " | " + dice.of(words));
}

std::vector<MergeAct> any_acts(Dice& dice, std::size_t count, std::size_t docs) {
    std::vector<MergeAct> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(any_act(dice, i, docs));
    }
    return out;
}

std::vector<MergeDecision> any_decisions(Dice& dice, const std::vector<MergeAct>& acts) {
    std::vector<MergeDecision> out;
    for (std::size_t i = dice.below(6); i > 0; --i) {
        out.push_back({dice.of(acts).id, dice.of(acts).id, dice.one_in(2)});
    }
    return out;
}

/// What the ledger does: acts come in batches; what they meet is loaded with its bundle,
/// and divided anew.
class Steps {
  public:
    explicit Steps(std::vector<MergeDecision> decisions)
        : decisions_(std::move(decisions)) {}

    void add(std::vector<MergeAct> batch) {
        std::vector<std::string> fresh;
        for (MergeAct& act : batch) {
            for (const std::uint64_t key : merge_keys(act).own) {
                by_key_[key].push_back(act.id);
            }
            fresh.push_back(act.id);
            bundle_of_[act.id] = act.id;
            acts_[act.id] = std::move(act);
        }
        add_decided(fresh);
        std::set<std::string> bundles;
        for (const std::string& id : fresh) {
            const MergeAct& act = acts_[id];
            bundles.insert(bundle_of_[id]);
            for (const std::uint64_t key : merge_keys(act).meets) {
                for (const std::string& other : by_key_[key]) {
                    if (same_event(act, acts_[other], rules()) >= rules().link()) {
                        bundles.insert(bundle_of_[other]);
                    }
                }
            }
        }
        divide_anew(bundles);
    }

    [[nodiscard]] Events events() const {
        std::map<std::string, std::set<std::string>> of;
        for (const auto& [act, event] : event_of_) {
            of[event].insert(act);
        }
        Events out;
        for (auto& [event, members] : of) {
            out.insert(members);
        }
        return out;
    }

  private:
    /// Those that decisions name with acts that are there now: these decisions are new.
    void add_decided(std::vector<std::string>& fresh) const {
        std::set<std::string> seen(fresh.begin(), fresh.end());
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            for (const MergeDecision& decision : decisions_) {
                const bool first = decision.one == fresh[i];
                const auto& other = first ? decision.other : decision.one;
                if ((first || decision.other == fresh[i]) && acts_.contains(other) &&
                    seen.insert(other).second) {
                    fresh.push_back(other);
                }
            }
        }
    }

    void divide_anew(const std::set<std::string>& bundles) {
        std::vector<const MergeAct*> acts;
        for (const auto& [id, bundle] : bundle_of_) {
            if (bundles.contains(bundle)) {
                acts.push_back(&acts_[id]);
            }
        }
        const Division division = division_of(acts, rules(), decisions_);
        for (const auto& event : division.events) {
            for (const std::uint32_t act : event) {
                event_of_[acts[act]->id] = acts[event.front()]->id;
            }
        }
        for (std::size_t i = 0; i < acts.size(); ++i) {
            bundle_of_[acts[i]->id] = acts[division.bundle[i]]->id;
        }
    }

    std::vector<MergeDecision> decisions_;
    std::map<std::string, MergeAct> acts_;
    std::map<std::uint64_t, std::vector<std::string>> by_key_;
    std::map<std::string, std::string> event_of_;
    std::map<std::string, std::string> bundle_of_;
};

constexpr int rounds = 30;

bool finds(const MergeAct& one, const MergeAct& other) {
    const auto own = merge_keys(other).own;
    const auto meets = merge_keys(one).meets;
    return std::any_of(meets.begin(), meets.end(), [&](std::uint64_t key) {
        return std::binary_search(own.begin(), own.end(), key);
    });
}

TEST(MergeProperty, AnyOrder) {
    for (int round = 0; round < rounds; ++round) {
        Dice dice{std::mt19937_64(static_cast<std::uint64_t>(round))};
        std::vector<MergeAct> acts = any_acts(dice, 20 + dice.below(100), 40);
        const auto decisions = any_decisions(dice, acts);
        const Events expected = by_id(acts, merge(acts, rules(), decisions));
        for (int turn = 0; turn < 3; ++turn) {
            std::shuffle(acts.begin(), acts.end(), dice.engine);
            ASSERT_EQ(by_id(acts, merge(acts, rules(), decisions)), expected)
                << "round " << round;
        }
    }
}

TEST(MergeProperty, AnyPartition) {
    for (int round = 0; round < rounds; ++round) {
        Dice dice{std::mt19937_64(static_cast<std::uint64_t>(1000 + round))};
        std::vector<MergeAct> acts = any_acts(dice, 20 + dice.below(100), 40);
        const auto decisions = any_decisions(dice, acts);
        const Events expected = by_id(acts, merge(acts, rules(), decisions));
        Steps steps(decisions);
        for (std::size_t at = 0; at < acts.size();) {
            const std::size_t end = std::min(acts.size(), at + 1 + dice.below(20));
            steps.add({acts.begin() + static_cast<std::ptrdiff_t>(at),
                       acts.begin() + static_cast<std::ptrdiff_t>(end)});
            at = end;
        }
        ASSERT_EQ(steps.events(), expected) << "round " << round;
    }
}

TEST(MergeProperty, Symmetric) {
    Dice dice{std::mt19937_64(7)};
    const std::vector<MergeAct> acts = any_acts(dice, 300, 300);
    std::size_t likely = 0;
    for (const MergeAct& one : acts) {
        for (const MergeAct& other : acts) {
            ASSERT_EQ(finds(one, other), finds(other, one)) << one.id << ' ' << other.id;
            const double there = same_event(one, other, rules());
            ASSERT_EQ(there, same_event(other, one, rules()))
                << one.id << ' ' << other.id;
            ASSERT_GE(there, 0);
            ASSERT_LE(there, 1);
            likely += there >= 0.5 ? 1 : 0;
        }
    }
    EXPECT_GT(likely, 100U) << "the acts are too unlike for a test";
}

TEST(MergeProperty, OneActOfAnArticle) {
    for (int round = 0; round < rounds; ++round) {
        Dice dice{std::mt19937_64(static_cast<std::uint64_t>(2000 + round))};
        const std::vector<MergeAct> acts = any_acts(dice, 100, 8);
        std::set<std::uint32_t> all;
        for (const auto& event : merge(acts, rules(), {})) {
            std::set<std::string> docs;
            for (const std::uint32_t act : event) {
                ASSERT_TRUE(docs.insert(acts[act].doc).second);
                ASSERT_TRUE(all.insert(act).second);
            }
        }
        ASSERT_EQ(all.size(), acts.size());
    }
}

/// An article printed again by others: each act meets its copies, and nothing else.
TEST(MergeProperty, CopiesMeet) {
    Dice dice{std::mt19937_64(11)};
    std::vector<MergeAct> acts;
    // Another event each: the parties are of other states.
    for (std::size_t i = 0; i < 40; ++i) {
        const std::string code(1, static_cast<char>('A' + i % 26));
        acts.push_back(merge_act("d0:" + std::to_string(i),
                                 "2020-05-04",
                                 "CONSULT/meeting happened " +
                                     std::string(dice.one_in(2) ? "-" : "2020-05-03") +
                                     " | P" + std::to_string(i) + " Qqq/person/X" + code +
                                     std::to_string(i / 26) +
                                     "; R Sss/person/ZZZ | | sentence number " +
                                     std::to_string(i) + " of the article"));
    }
    const std::size_t own = acts.size();
    for (std::size_t copy = 1; copy < 10; ++copy) {
        for (std::size_t i = 0; i < own; ++i) {
            MergeAct again = acts[i];
            again.doc = "d" + std::to_string(copy);
            again.id = again.doc + ":" + std::to_string(i);
            acts.push_back(std::move(again));
        }
    }
    std::shuffle(acts.begin(), acts.end(), dice.engine);
    const auto events = merge(acts, rules(), {});
    ASSERT_EQ(events.size(), own);
    for (const auto& event : events) {
        ASSERT_EQ(event.size(), 10U);
        for (const std::uint32_t act : event) {
            ASSERT_EQ(acts[act].id.substr(2), acts[event.front()].id.substr(2));
        }
    }
}

}  // namespace
}  // namespace chancery
