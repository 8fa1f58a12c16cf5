// Training of the parser with a dynamic oracle.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "learners.h"

namespace chancery::train {
namespace {

using reading::Action;
using reading::FeatureList;
using reading::Move;
using reading::ParserState;

/// Gold arcs that each move makes unreachable (Goldberg and Nivre, 2013, section 4.2).
class Oracle {
  public:
    Oracle(const Example& example, const ParserState& state)
        : heads_(example.heads), state_(state) {}

    [[nodiscard]] std::array<int, 3> costs() const {
        return {state_.allows(Move::shift) ? shift_cost() : 1000,
                state_.allows(Move::left) ? left_cost() : 1000,
                state_.allows(Move::right) ? right_cost() : 1000};
    }

  private:
    [[nodiscard]] std::int32_t head(std::int32_t token) const {
        return heads_[static_cast<std::size_t>(token)];
    }

    /// Gold dependents of `token` that are still in the buffer.
    [[nodiscard]] int waiting(std::int32_t token) const {
        int count = 0;
        for (auto i = state_.front(); i < state_.size(); ++i) {
            count += head(i) == token ? 1 : 0;
        }
        return count;
    }

    [[nodiscard]] int shift_cost() const {
        const auto& stack = state_.stack();
        const auto b = state_.front();
        int cost = 0;
        for (std::size_t i = 0; i < stack.size(); ++i) {
            cost += head(stack[i]) == b ? 1 : 0;
            cost += i + 1 < stack.size() && head(b) == stack[i] ? 1 : 0;
        }
        return cost;
    }

    [[nodiscard]] int left_cost() const {
        const auto& stack = state_.stack();
        const auto s0 = stack.back();
        const auto h = head(s0);
        const bool lost =
            h > state_.front() || (stack.size() > 1 && h == stack[stack.size() - 2]);
        return waiting(s0) + (lost ? 1 : 0);
    }

    [[nodiscard]] int right_cost() const {
        const auto s0 = state_.stack().back();
        return waiting(s0) + (head(s0) >= state_.front() ? 1 : 0);
    }

    const std::vector<std::int32_t>& heads_;
    const ParserState& state_;
};

using ActionIndex = std::map<std::pair<Move, Rel>, std::uint32_t>;

/// Relations seen at least five times in each direction.
std::vector<Action> collect_actions(const std::vector<Example>& examples,
                                    const Selection& selection) {
    std::map<std::pair<Move, Rel>, int> counts;
    for (const auto number : selection) {
        const Example& example = examples[number];
        for (std::size_t i = 0; i < example.heads.size(); ++i) {
            const bool left = example.heads[i] > static_cast<std::int32_t>(i);
            ++counts[{left ? Move::left : Move::right, example.rels[i]}];
        }
    }
    std::vector<Action> actions = {{Move::shift, Rel::dep}};
    for (const auto& [action, count] : counts) {
        if (count >= 5) {
            actions.push_back({action.first, action.second});
        }
    }
    return actions;
}

class ParserLearner {
  public:
    ParserLearner(const std::vector<Action>& actions,
                  AveragedTable& table,
                  Random& random)
        : actions_(actions), table_(table), random_(random) {
        for (std::uint32_t a = 0; a < actions.size(); ++a) {
            index_[{actions[a].move, actions[a].rel}] = a;
        }
    }

    void learn(const Example& example, bool explore);

  private:
    /// Index of the action that is right for this move, or nothing if its relation is
    /// rare.
    [[nodiscard]] std::uint32_t right_action(const Example& example, Move move) const;
    [[nodiscard]] std::uint32_t best_allowed() const;

    const std::vector<Action>& actions_;
    AveragedTable& table_;
    Random& random_;
    ActionIndex index_;
    ParserState state_;
    FeatureList features_;
    std::vector<float> scores_;
};

std::uint32_t ParserLearner::right_action(const Example& example, Move move) const {
    Rel rel = Rel::dep;
    if (move != Move::shift) {
        rel = example.rels[static_cast<std::size_t>(state_.stack().back())];
    }
    if (move == Move::left && state_.front() == state_.size()) {
        rel = Rel::root;
    }
    const auto found = index_.find({move, rel});
    if (found != index_.end()) {
        return found->second;
    }
    const auto other = index_.find({move, Rel::dep});
    return other == index_.end() ? 0 : other->second;
}

std::uint32_t ParserLearner::best_allowed() const {
    std::uint32_t best = static_cast<std::uint32_t>(actions_.size());
    for (std::uint32_t a = 0; a < actions_.size(); ++a) {
        if (state_.allows(actions_[a]) &&
            (best == actions_.size() || scores_[a] > scores_[best])) {
            best = a;
        }
    }
    return best;
}

void ParserLearner::learn(const Example& example, bool explore) {
    state_.reset(example.words.size());
    while (!state_.done()) {
        state_.features({example.words, example.tags, example.upos}, features_);
        table_.score(features_.view(), scores_);
        const auto guess = best_allowed();
        const auto costs = Oracle(example, state_).costs();
        const int least = *std::min_element(costs.begin(), costs.end());
        std::uint32_t right = static_cast<std::uint32_t>(actions_.size());
        bool fine = false;
        for (std::size_t m = 0; m < costs.size(); ++m) {
            if (costs[m] == least) {
                const auto candidate = right_action(example, static_cast<Move>(m));
                fine = fine || candidate == guess;
                if (right == actions_.size() || scores_[candidate] > scores_[right]) {
                    right = candidate;
                }
            }
        }
        table_.tick();
        if (!fine) {
            table_.update(features_.view(), right, 1.0F);
            table_.update(features_.view(), guess, -1.0F);
        }
        const bool follow = fine || (explore && random_.unit() < 0.9);
        state_.apply(actions_[follow ? guess : right]);
    }
}

}  // namespace

ParserModel learn_parser(const std::vector<Example>& examples,
                         Selection selection,
                         const LearnerOptions& options) {
    auto actions = collect_actions(examples, selection);
    ParserModel model{
        actions, AveragedTable(options.bits, static_cast<std::uint32_t>(actions.size()))};
    Random random(options.seed);
    ParserLearner learner(model.actions, model.table, random);
    for (int round = 0; round < options.rounds; ++round) {
        random.shuffle(selection);
        for (const auto number : selection) {
            learner.learn(examples[number], round > 0);
        }
    }
    model.table.average();
    return model;
}

}  // namespace chancery::train
