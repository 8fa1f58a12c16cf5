// Structured training of the parser: a beam, and updates where the violation is largest.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "learners.h"

namespace chancery::train {
namespace {

using reading::Action;
using reading::FeatureList;
using reading::Move;
using reading::ParserInput;
using reading::ParserState;

/// One item of a float beam.
struct Step {
    std::uint32_t parent = 0;
    std::uint32_t action = 0;
    float score = 0;
};

class BeamLearner {
  public:
    BeamLearner(ParserModel& model, std::size_t width) : model_(model), width_(width) {
        for (std::uint32_t a = 0; a < model.actions.size(); ++a) {
            index_[{model.actions[a].move, model.actions[a].rel}] = a;
        }
    }

    void learn(const Example& example);

  private:
    [[nodiscard]] bool find_gold(const Example& example);
    [[nodiscard]] Move gold_move(const Example& example) const;
    void search(const ParserInput& input);
    void extend(const ParserInput& input, std::uint32_t item, std::vector<Step>& steps);
    [[nodiscard]] std::size_t worst_step(const ParserInput& input);
    [[nodiscard]] std::vector<std::uint32_t> way(std::size_t steps) const;
    void update(const ParserInput& input,
                const std::vector<std::uint32_t>& actions,
                std::size_t from,
                float by);

    ParserModel& model_;
    std::size_t width_;
    std::map<std::pair<Move, Rel>, std::uint32_t> index_;
    std::vector<std::uint32_t> gold_;
    std::vector<std::vector<Step>> history_;
    std::vector<ParserState> beam_, next_;
    ParserState state_;
    FeatureList features_;
    std::vector<float> scores_;
};

/// The first of left, right, shift that loses no arc. The tree is projective, so there is
/// one.
Move BeamLearner::gold_move(const Example& example) const {
    const auto& stack = state_.stack();
    const auto& heads = example.heads;
    if (stack.empty()) {
        return Move::shift;
    }
    const auto s0 = stack.back();
    const auto waits =
        std::any_of(heads.begin() + std::min(state_.front(), state_.size()),
                    heads.end(),
                    [&](std::int32_t h) { return h == s0; });
    if (waits) {
        return Move::shift;
    }
    const auto head = heads[static_cast<std::size_t>(s0)];
    if (head == state_.front()) {
        return Move::left;
    }
    return stack.size() > 1 && head == stack[stack.size() - 2] ? Move::right
                                                               : Move::shift;
}

/// Fills gold_; false where the tree cannot be made by the actions.
bool BeamLearner::find_gold(const Example& example) {
    gold_.clear();
    state_.reset(example.words.size());
    while (!state_.done()) {
        const Move move = gold_move(example);
        Rel rel = Rel::dep;
        if (move != Move::shift && !state_.stack().empty()) {
            rel = example.rels[static_cast<std::size_t>(state_.stack().back())];
        }
        if (move == Move::left && state_.front() == state_.size()) {
            rel = Rel::root;
        }
        const auto found = index_.find({move, rel});
        if (!state_.allows(move) || found == index_.end()) {
            return false;
        }
        gold_.push_back(found->second);
        state_.apply(model_.actions[found->second]);
    }
    return true;
}

void BeamLearner::extend(const ParserInput& input,
                         std::uint32_t item,
                         std::vector<Step>& steps) {
    const ParserState& state = beam_[item];
    const float before = history_.empty() ? 0.0F : history_.back()[item].score;
    state.features(input, features_);
    model_.table.score(features_.view(), scores_);
    for (std::uint32_t a = 0; a < model_.actions.size(); ++a) {
        const float score = before + scores_[a];
        const bool full = steps.size() == width_;
        if (!state.allows(model_.actions[a]) || (full && score <= steps.back().score)) {
            continue;
        }
        const auto place =
            std::find_if(steps.begin(), steps.end(), [&](const Step& other) {
                return score > other.score;
            });
        steps.insert(place, Step{item, a, score});
        if (steps.size() > width_) {
            steps.pop_back();
        }
    }
}

void BeamLearner::search(const ParserInput& input) {
    history_.clear();
    beam_.resize(width_);
    next_.resize(width_);
    beam_[0].reset(input.words.size());
    std::uint32_t items = 1;
    for (std::size_t step = 0; step < gold_.size(); ++step) {
        std::vector<Step> steps;
        steps.reserve(width_ + 1);
        for (std::uint32_t item = 0; item < items; ++item) {
            extend(input, item, steps);
        }
        items = static_cast<std::uint32_t>(steps.size());
        for (std::uint32_t k = 0; k < items; ++k) {
            next_[k] = beam_[steps[k].parent];
            next_[k].apply(model_.actions[steps[k].action]);
        }
        std::swap(beam_, next_);
        history_.push_back(std::move(steps));
    }
}

/// Number of steps after which the beam's best is furthest above the gold way; 0 if
/// never.
std::size_t BeamLearner::worst_step(const ParserInput& input) {
    std::size_t worst = 0;
    float most = 0;
    float gold_score = 0;
    state_.reset(input.words.size());
    for (std::size_t step = 0; step < gold_.size(); ++step) {
        state_.features(input, features_);
        model_.table.score(features_.view(), scores_);
        gold_score += scores_[gold_[step]];
        state_.apply(model_.actions[gold_[step]]);
        const float violation = history_[step].front().score - gold_score;
        if (violation > most + 1e-4F) {
            most = violation;
            worst = step + 1;
        }
    }
    return worst;
}

/// The actions of the beam's best way of `steps` steps.
std::vector<std::uint32_t> BeamLearner::way(std::size_t steps) const {
    std::vector<std::uint32_t> actions(steps);
    std::uint32_t item = 0;
    for (std::size_t step = steps; step > 0; --step) {
        const Step& made = history_[step - 1][item];
        actions[step - 1] = made.action;
        item = made.parent;
    }
    return actions;
}

void BeamLearner::update(const ParserInput& input,
                         const std::vector<std::uint32_t>& actions,
                         std::size_t from,
                         float by) {
    state_.reset(input.words.size());
    for (std::size_t step = 0; step < actions.size(); ++step) {
        if (step >= from) {
            state_.features(input, features_);
            model_.table.update(features_.view(), actions[step], by);
        }
        state_.apply(model_.actions[actions[step]]);
    }
}

void BeamLearner::learn(const Example& example) {
    if (!find_gold(example)) {
        return;
    }
    const ParserInput input{example.words, example.tags, example.upos};
    search(input);
    model_.table.tick();
    const auto worst = worst_step(input);
    if (worst == 0) {
        return;
    }
    const auto guess = way(worst);
    const std::vector<std::uint32_t> gold(
        gold_.begin(), gold_.begin() + static_cast<std::ptrdiff_t>(worst));
    const auto from = static_cast<std::size_t>(
        std::mismatch(guess.begin(), guess.end(), gold.begin()).first - guess.begin());
    update(input, gold, from, 1.0F);
    update(input, guess, from, -1.0F);
}

}  // namespace

void learn_beam(ParserModel& model,
                const std::vector<Example>& examples,
                Selection selection,
                const BeamOptions& options) {
    Random random(options.seed);
    BeamLearner learner(model, options.width);
    for (int round = 0; round < options.rounds; ++round) {
        random.shuffle(selection);
        for (const auto number : selection) {
            learner.learn(examples[number]);
        }
    }
    model.table.average();
}

}  // namespace chancery::train
