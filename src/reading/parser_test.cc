// Trees made by any allowed actions are trees; the beam keeps the best.
// SPDX-License-Identifier: Apache-2.0
#include "reading/parser.h"

#include <vector>

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

/// True where exactly one word hangs on the root and every word leads there.
bool is_tree(const ParserState& state) {
    int roots = 0;
    for (std::int32_t i = 0; i < state.size(); ++i) {
        std::int32_t at = i;
        for (std::int32_t steps = 0; at != state.size(); ++steps) {
            if (steps > state.size() || at < 0) {
                return false;
            }
            at = state.heads()[static_cast<std::size_t>(at)];
        }
        roots += state.heads()[static_cast<std::size_t>(i)] == state.size() ? 1 : 0;
    }
    return roots == 1;
}

TEST(ParserState, AnyAllowedActionsMakeATreeInTwiceTheWords) {
    std::uint32_t random = 99;
    for (std::size_t words = 1; words < 40; ++words) {
        for (int round = 0; round < 20; ++round) {
            ParserState state;
            state.reset(words);
            std::size_t steps = 0;
            while (!state.done()) {
                random = random * 1664525U + 1013904223U;
                const auto move = static_cast<Move>((random >> 16U) % 3);
                if (state.allows(move)) {
                    const bool last = move == Move::left && state.front() == state.size();
                    state.apply({move, last ? Rel::root : Rel::dep});
                    ++steps;
                }
            }
            ASSERT_EQ(steps, 2 * words);
            ASSERT_TRUE(is_tree(state));
        }
    }
}

TEST(ParserState, OnlyTheLastArcIsTheRoots) {
    ParserState state;
    state.reset(2);
    state.apply({Move::shift, Rel::dep});
    EXPECT_FALSE(state.allows(Move::right));
    state.apply({Move::left, Rel::nsubj});
    state.apply({Move::shift, Rel::dep});
    EXPECT_FALSE(state.allows(Move::shift));
    EXPECT_FALSE(state.allows(Action{Move::left, Rel::obj}));
    EXPECT_TRUE(state.allows(Action{Move::left, Rel::root}));
    state.apply({Move::left, Rel::root});
    EXPECT_TRUE(state.done());
    EXPECT_EQ(state.heads()[0], 1);
    EXPECT_EQ(state.rels()[0], Rel::nsubj);
    EXPECT_EQ(state.heads()[1], 2);
    EXPECT_EQ(state.rels()[1], Rel::root);
}

TEST(BeamSelection, KeepsTheBestInOrderAndTheFirstOfEquals) {
    BeamSelection selection;
    selection.clear(2);
    for (const auto& [action, score] : {std::pair{0U, 5}, {1U, 9}, {2U, 9}, {3U, 1}}) {
        selection.push({0, action, score});
    }
    ASSERT_EQ(selection.steps().size(), 2U);
    EXPECT_EQ(selection.steps()[0].action, 1U);
    EXPECT_EQ(selection.steps()[1].action, 2U);
}

}  // namespace
}  // namespace chancery::reading
