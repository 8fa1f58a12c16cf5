// Configurations, features and decoding of the parser.
// SPDX-License-Identifier: Apache-2.0
#include "reading/parser.h"

#include <algorithm>
#include <utility>

namespace chancery::reading {

namespace {

/// Ways of the beam that are further than this behind the best are given up. Chosen on
/// EWT dev: 0.07 LAS less than a full beam of 4, at three quarters of its time.
constexpr std::int32_t beam_margin = 150;

}  // namespace

/// The parts of one token that features are made of.
struct ParserState::Node {
    std::uint32_t w = 0xfffffff1U;  ///< word
    std::uint32_t t = 0xf1U;        ///< tag pair
    std::uint32_t u = 0xf1U;        ///< universal tag
    std::uint32_t c = 0xfff1U;      ///< middle cluster
    std::uint32_t f = 0xfff1U;      ///< fine cluster
    std::uint32_t r = 0xf1U;        ///< relation to its head, if it has one yet
};

void ParserState::reset(std::size_t words) {
    size_ = static_cast<std::int32_t>(words);
    front_ = 0;
    stack_.clear();
    heads_.assign(words, -1);
    rels_.assign(words, Rel::dep);
    children_.assign(words + 1, Children{});
}

bool ParserState::allows(Move move) const {
    switch (move) {
        case Move::shift:
            return front_ < size_;
        case Move::left:
            return !stack_.empty() && (front_ < size_ || stack_.size() == 1);
        case Move::right:
            return stack_.size() >= 2;
    }
    return false;
}

void ParserState::attach(std::int32_t head, std::int32_t child, Rel rel) {
    const auto c = static_cast<std::size_t>(child);
    heads_[c] = head;
    rels_[c] = rel;
    Children& family = children_[static_cast<std::size_t>(head)];
    auto& side = child < head ? family.left : family.right;
    side[1] = side[0];
    side[0] = child;
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(rel);
    if (child < head) {
        ++family.left_count;
        family.left_rels |= bit;
    } else {
        ++family.right_count;
        family.right_rels |= bit;
    }
}

void ParserState::apply(Action action) {
    switch (action.move) {
        case Move::shift:
            stack_.push_back(front_++);
            break;
        case Move::left:
            attach(front_, stack_.back(), action.rel);
            stack_.pop_back();
            break;
        case Move::right:
            attach(stack_[stack_.size() - 2], stack_.back(), action.rel);
            stack_.pop_back();
            break;
    }
}

ParserState::Node ParserState::node(const ParserInput& input, std::int32_t token) const {
    Node n;
    if (token < 0) {
        return n;
    }
    if (token >= size_) {
        n.w = n.t = n.u = n.c = n.f = 0xf2U;
        return n;
    }
    const auto i = static_cast<std::size_t>(token);
    n.w = input.words[i].lower;
    n.t = input.tags[i];
    n.u = input.upos[i];
    n.c = input.words[i].classes.middle;
    n.f = input.words[i].classes.fine;
    n.r = heads_[i] < 0 ? 0xf3U : static_cast<std::uint32_t>(rels_[i]);
    return n;
}

void ParserState::features(const ParserInput& input, FeatureList& out) const {
    const auto depth = stack_.size();
    const std::int32_t i0 = depth >= 1 ? stack_[depth - 1] : -1;
    const std::int32_t i1 = depth >= 2 ? stack_[depth - 2] : -1;
    const std::int32_t i2 = depth >= 3 ? stack_[depth - 3] : -1;
    static const Children none;
    const Children& f0 = i0 < 0 ? none : children_[static_cast<std::size_t>(i0)];
    const Children& f1 = i1 < 0 ? none : children_[static_cast<std::size_t>(i1)];
    const Children& fb = children_[static_cast<std::size_t>(front_)];
    const Node s0 = node(input, i0);
    const Node s1 = node(input, i1);
    const Node s2 = node(input, i2);
    const Node b0 = node(input, front_);
    const Node b1 = node(input, std::min(front_ + 1, size_));
    const Node b2 = node(input, std::min(front_ + 2, size_));
    const Node b3 = node(input, std::min(front_ + 3, size_));
    const Node s0l = node(input, f0.left[0]);
    const Node s0l2 = node(input, f0.left[1]);
    const Node s0r = node(input, f0.right[0]);
    const Node s0r2 = node(input, f0.right[1]);
    const Node s1l = node(input, f1.left[0]);
    const Node s1r = node(input, f1.right[0]);
    const Node s1r2 = node(input, f1.right[1]);
    const Node b0l = node(input, fb.left[0]);
    const Node b0l2 = node(input, fb.left[1]);
    const auto d0 = static_cast<std::uint32_t>(i0 < 0 ? 0 : std::min(front_ - i0, 10));
    const auto d1 = static_cast<std::uint32_t>(i1 < 0 ? 0 : std::min(i0 - i1, 10));

    out.clear();
    out.add(0, 0U);
    // Single words.
    out.add(1, s0.w, s0.t);
    out.add(2, s0.w);
    out.add(3, s0.t);
    out.add(4, s1.w, s1.t);
    out.add(5, s1.w);
    out.add(6, s1.t);
    out.add(7, b0.w, b0.t);
    out.add(8, b0.w);
    out.add(9, b0.t);
    out.add(10, b1.w, b1.t);
    out.add(11, b1.t);
    out.add(12, b2.w, b2.t);
    out.add(13, b2.t);
    out.add(14, s2.t);
    out.add(15, s2.w);
    out.add(16, s0.c, s0.u);
    out.add(17, s1.c, s1.u);
    out.add(18, b0.c, b0.u);
    // Pairs.
    out.add(19, s0.w, b0.w);
    out.add(20, s0.w, s0.t, b0.w, b0.t);
    out.add(21, s0.w, b0.t);
    out.add(22, s0.t, b0.w);
    out.add(23, s0.t, b0.t);
    out.add(24, s1.w, s0.w);
    out.add(25, s1.w, s0.t);
    out.add(26, s1.t, s0.w);
    out.add(27, s1.t, s0.t);
    out.add(28, s1.w, s1.t, s0.w, s0.t);
    out.add(29, b0.t, b1.t);
    out.add(30, s0.c, b0.c);
    out.add(31, s1.c, s0.c);
    out.add(32, s0.c, b0.t);
    out.add(33, s0.t, b0.c);
    out.add(34, s1.c, s0.t);
    out.add(35, s1.t, s0.c);
    // Three and more tags.
    out.add(36, s0.t, b0.t, b1.t);
    out.add(37, s1.t, s0.t, b0.t);
    out.add(38, s2.t, s1.t, s0.t);
    out.add(39, b0.t, b1.t, b2.t);
    out.add(40, s1.t, b0.t, b1.t);
    out.add(41, s0.t, b0.t, b1.t, b2.t);
    out.add(42, s1.t, s0.t, b0.t, b1.t);
    out.add(43, s1.w, s0.t, b0.t);
    out.add(44, s1.t, s0.w, b0.t);
    out.add(45, s1.t, s0.t, b0.w);
    // Children.
    out.add(46, s0.t, s0l.t, b0.t);
    out.add(47, s0.t, s0r.t, b0.t);
    out.add(48, s0.t, b0.t, b0l.t);
    out.add(49, s1.t, s1r.t, s0.t);
    out.add(50, s1.t, s1l.t, s0.t);
    out.add(51, s1.t, s0.t, s0l.t);
    out.add(52, s1.t, s0.t, s0r.t);
    out.add(53, s0l.w, s0.t, s0l.r);
    out.add(54, s0r.w, s0.t, s0r.r);
    out.add(55, s1r.w, s1.t, s1r.r);
    out.add(56, b0l.w, b0.t, b0l.r);
    out.add(57, s0.t, s0l.r, s0l2.r);
    out.add(58, s0.t, s0r.r, s0r2.r);
    out.add(59, s1.t, s1r.r, s1r2.r);
    out.add(60, b0.t, b0l.r, b0l2.r);
    out.add(61, s0.w, s0l.w, s1.t);
    out.add(62, s0l.w, s1.w);
    out.add(63, b0l.w, s0.w);
    out.add(64, s0.t, s0l.t, s0l2.t);
    out.add(65, s0.t, s0r.t, s0r2.t);
    out.add(66, s1.t, s1r.t, s1r2.t);
    out.add(67, b0.t, b0l.t, b0l2.t);
    // Number and kinds of children.
    out.add(68, s0.w, f0.right_count);
    out.add(69, s0.w, f0.left_count);
    out.add(70, s0.t, f0.right_count, f0.left_count);
    out.add(71, s1.w, f1.right_count);
    out.add(72, s1.t, f1.right_count, f1.left_count);
    out.add(73, b0.w, fb.left_count);
    out.add(74, b0.t, fb.left_count);
    out.add(75, s0.t, f0.left_rels, f0.left_rels >> 32U);
    out.add(76, s0.t, f0.right_rels, f0.right_rels >> 32U);
    out.add(77, s1.t, f1.right_rels, f1.right_rels >> 32U, s0.u);
    out.add(78, s1.w, f1.right_rels, f1.right_rels >> 32U);
    out.add(79, b0.t, fb.left_rels, fb.left_rels >> 32U, s0.u);
    out.add(80, s1.t, f1.left_rels, f1.left_rels >> 32U, s0.u);
    out.add(81, s0.u, s0l.w, s1.u, s1.c);
    // Distance.
    out.add(82, s0.w, d0);
    out.add(83, s0.t, d0);
    out.add(84, b0.w, d0);
    out.add(85, b0.t, d0);
    out.add(86, s0.t, b0.t, d0);
    out.add(87, s1.t, s0.t, d1);
    out.add(88, s1.w, d1);
    out.add(89, s0.w, d1);
    // Word classes of three at a time, and what comes after.
    out.add(90, s0.f, b0.f);
    out.add(91, s1.f, s0.f);
    out.add(92, s0.c, b0.c, s1.c);
    out.add(93, s1.f, s0.w, b0.t);
    out.add(94, s0.f, b0.t, b1.t);
    out.add(95, b0.w, b1.w);
    out.add(96, s0.t, b0.t, b1.t, b3.t);
    out.add(97, s1.f, s1.t, s0l.w, s0.f);
}

Result<Parser> Parser::from(const ModelFile& file) {
    Parser parser;
    parser.actions_ = file.numbers<Action>("parser.actions");
    auto weights = weights_from(file, "parser");
    if (!weights) {
        return weights.error();
    }
    bool shift = false;
    bool left = false;
    bool right = false;
    bool sound = weights->labels == parser.actions_.size();
    for (const Action action : parser.actions_) {
        sound = sound && action.move <= Move::right && action.rel <= Rel::xcomp;
        shift = shift || action.move == Move::shift;
        left = left || action == Action{Move::left, Rel::root};
        right = right || (action.move == Move::right && action.rel != Rel::root);
    }
    if (!sound || !shift || !left || !right) {
        return Error{"the parser's actions in the reading model are not sound", "", 0};
    }
    const auto width = file.numbers<std::uint32_t>("parser.beam");
    if (width.size() != 1 || width[0] == 0 || width[0] > 64) {
        return Error{"the parser's beam in the reading model is not of 1 to 64", "", 0};
    }
    parser.width_ = width[0];
    parser.weights_ = *weights;
    return parser;
}

void BeamSelection::clear(std::size_t width) {
    width_ = width;
    steps_.clear();
}

void BeamSelection::insert(const BeamStep& step) {
    const auto place =
        std::find_if(steps_.begin(), steps_.end(), [&](const BeamStep& other) {
            return step.score > other.score;
        });
    steps_.insert(place, step);
    if (steps_.size() > width_) {
        steps_.pop_back();
    }
}

void Parser::extend(const ParserInput& input, std::uint32_t item, Work& work) const {
    const ParserState& state = work.beam[item];
    state.features(input, work.features);
    weights_.score(work.features.view(), work.scores);
    for (std::uint32_t a = 0; a < actions_.size(); ++a) {
        if (state.allows(actions_[a])) {
            work.selection.push({item, a, work.totals[item] + work.scores[a]});
        }
    }
}

const ParserState& Parser::parse(const ParserInput& input, Work& work) const {
    work.scores.resize(weights_.labels);
    work.beam.resize(width_);
    work.next.resize(width_);
    work.totals.assign(width_, 0);
    work.beam[0].reset(input.words.size());
    std::uint32_t items = 1;
    // Every way through a sentence of n words has 2n actions.
    for (std::size_t step = 0; step < 2 * input.words.size(); ++step) {
        work.selection.clear(width_);
        for (std::uint32_t item = 0; item < items; ++item) {
            extend(input, item, work);
        }
        const auto steps = work.selection.steps();
        items = 0;
        // Where one way is far ahead the others are not worth their time.
        while (items < steps.size() &&
               steps[0].score - steps[items].score <= beam_margin) {
            ++items;
        }
        for (std::uint32_t k = 0; k < items; ++k) {
            // The last step that goes on from a state takes it over, the others copy it.
            ParserState& parent = work.beam[steps[k].parent];
            const bool last = std::none_of(
                steps.begin() + k + 1, steps.begin() + items, [&](const BeamStep& later) {
                    return later.parent == steps[k].parent;
                });
            if (last) {
                std::swap(work.next[k], parent);
            } else {
                work.next[k] = parent;
            }
            work.next[k].apply(actions_[steps[k].action]);
            work.totals[k] = steps[k].score;
        }
        std::swap(work.beam, work.next);
    }
    return work.beam.front();
}

}  // namespace chancery::reading
