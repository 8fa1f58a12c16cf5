// Dependency trees: an arc-hybrid transition parser with a beam.
// SPDX-License-Identifier: Apache-2.0
//
// Method: arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta, 2011) with the root at
// the end of the buffer; weights learnt first with a dynamic oracle (Goldberg and Nivre,
// 2013), then for whole sequences with a beam (Zhang and Nivre, 2011; updates where the
// violation is largest, Huang, Fayong and Guo, 2012); features after Zhang and Nivre
// (2011). The root may be attached only when one word is left on the stack, so every tree
// has exactly one root.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "reading/features.h"
#include "reading/model_file.h"
#include "reading/tagger.h"
#include "reading/ud.h"
#include "reading/words.h"

namespace chancery::reading {

enum class Move : std::uint8_t {
    shift,
    left,   ///< the first word of the buffer governs the top of the stack
    right,  ///< the second word of the stack governs its top
};

/// A move with the relation that it makes.
struct Action {
    Move move = Move::shift;
    Rel rel = Rel::dep;

    friend constexpr bool operator==(Action, Action) = default;
};

/// What the parser sees of a sentence.
struct ParserInput {
    std::span<const Word> words;
    std::span<const std::uint8_t> tags;  ///< tag pairs, by index
    std::span<const std::uint8_t> upos;  ///< universal tags
};

/// A configuration: stack, buffer and the arcs made so far. Token n (one past the last)
/// stands for the root; -1 for nothing.
class ParserState {
  public:
    void reset(std::size_t words);

    [[nodiscard]] bool done() const { return stack_.empty() && front_ == size_; }

    [[nodiscard]] bool allows(Move move) const;

    /// As for its move; the relation root is for the arc from the root, and no other.
    [[nodiscard]] bool allows(Action action) const {
        const bool from_root = action.move == Move::left && front_ == size_;
        return (action.rel == Rel::root) == from_root && allows(action.move);
    }

    void apply(Action action);
    void features(const ParserInput& input, FeatureList& out) const;

    [[nodiscard]] std::int32_t front() const { return front_; }

    [[nodiscard]] const std::vector<std::int32_t>& stack() const { return stack_; }

    [[nodiscard]] std::int32_t size() const { return size_; }

    [[nodiscard]] std::span<const std::int32_t> heads() const { return heads_; }

    [[nodiscard]] std::span<const Rel> rels() const { return rels_; }

  private:
    struct Children {
        std::array<std::int32_t, 2> left = {-1, -1};   ///< outermost first
        std::array<std::int32_t, 2> right = {-1, -1};  ///< outermost first
        std::uint32_t left_count = 0;
        std::uint32_t right_count = 0;
        std::uint64_t left_rels = 0;  ///< bit r: a child with relation r
        std::uint64_t right_rels = 0;
    };

    struct Node;
    [[nodiscard]] Node node(const ParserInput& input, std::int32_t token) const;
    void attach(std::int32_t head, std::int32_t child, Rel rel);

    std::int32_t size_ = 0;
    std::int32_t front_ = 0;
    std::vector<std::int32_t> stack_;
    std::vector<std::int32_t> heads_;
    std::vector<Rel> rels_;
    std::vector<Children> children_;
};

/// A way of a beam: which item of the step before it goes on from, and by which action.
struct BeamStep {
    std::uint32_t parent = 0;
    std::uint32_t action = 0;
    std::int32_t score = 0;  ///< of the whole way
};

/// The best few among the candidates pushed, best first; of equals the first pushed.
class BeamSelection {
  public:
    void clear(std::size_t width);

    void push(const BeamStep& step) {
        if (steps_.size() < width_ || step.score > steps_.back().score) {
            insert(step);
        }
    }

    [[nodiscard]] std::span<const BeamStep> steps() const { return steps_; }

  private:
    void insert(const BeamStep& step);

    std::size_t width_ = 1;
    std::vector<BeamStep> steps_;
};

class Parser {
  public:
    [[nodiscard]] static Result<Parser> from(const ModelFile& file);

    /// Buffers of one thread.
    struct Work {
        FeatureList features;
        std::vector<Score> scores;
        std::vector<ParserState> beam, next;
        std::vector<std::int32_t> totals;
        BeamSelection selection;
    };

    /// Parses one sentence; the tree is in the state returned (heads: size() for the
    /// root), which lives in `work` until the next call.
    const ParserState& parse(const ParserInput& input, Work& work) const;

  private:
    void extend(const ParserInput& input, std::uint32_t item, Work& work) const;

    std::span<const Action> actions_;
    std::size_t width_ = 1;
    Weights weights_;
};

}  // namespace chancery::reading
