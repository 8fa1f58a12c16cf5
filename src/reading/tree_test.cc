// The best tree against all trees, and what makes a tree.
// SPDX-License-Identifier: Apache-2.0
#include "reading/tree.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

using Heads = std::vector<std::uint32_t>;

bool is_tree_with_one_root(const Heads& heads) {
    if (std::count(heads.begin(), heads.end(), 0U) != 1) {
        return false;
    }
    for (std::size_t i = 0; i < heads.size(); ++i) {
        std::size_t steps = 0;
        for (auto at = static_cast<std::uint32_t>(i + 1); at != 0; at = heads[at - 1]) {
            if (++steps > heads.size()) {
                return false;
            }
        }
    }
    return true;
}

double score_of(const Matrix<const float>& scores, const Heads& heads) {
    double sum = 0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        sum += static_cast<double>(scores.data[i * scores.stride + heads[i]]);
    }
    return sum;
}

/// The best score among all trees, by counting through all heads.
double best_by_counting(const Matrix<const float>& scores) {
    const auto n = static_cast<std::uint32_t>(scores.rows);
    Heads heads(n, 0);
    double best = -1e30;
    while (true) {
        if (is_tree_with_one_root(heads)) {
            best = std::max(best, score_of(scores, heads));
        }
        std::size_t at = 0;
        while (at < n && heads[at] == n) {
            heads[at++] = 0;
        }
        if (at == n) {
            return best;
        }
        ++heads[at];
    }
}

class RandomScores {
  public:
    RandomScores(std::size_t words, std::uint32_t seed) : values_(words * (words + 1)) {
        std::mt19937 random(seed);
        for (auto& value : values_) {
            // Few distinct values, so that there are ties and cycles.
            value = static_cast<float>(random() % 7) - 3.0F;
        }
        matrix_ = {values_.data(), words, words + 1, words + 1};
    }

    [[nodiscard]] const Matrix<const float>& matrix() const { return matrix_; }

  private:
    std::vector<float> values_;
    Matrix<const float> matrix_;
};

TEST(Tree, BestOfAllTreesOfFewWords) {
    TreeWork work;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        for (std::size_t words = 1; words <= 5; ++words) {
            const RandomScores scores(words,
                                      seed * 10 + static_cast<std::uint32_t>(words));
            best_tree(scores.matrix(), work);
            ASSERT_TRUE(is_tree_with_one_root(work.heads)) << seed << ' ' << words;
            EXPECT_DOUBLE_EQ(score_of(scores.matrix(), work.heads),
                             best_by_counting(scores.matrix()))
                << seed << ' ' << words;
        }
    }
}

TEST(Tree, AnyScoresMakeATreeWithOneRoot) {
    TreeWork work;
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        for (const std::size_t words : {0U, 1U, 2U, 17U, 60U, 256U}) {
            const RandomScores scores(words, seed);
            best_tree(scores.matrix(), work);
            ASSERT_EQ(work.heads.size(), words);
            EXPECT_TRUE(words == 0 || is_tree_with_one_root(work.heads));
        }
    }
}

TEST(Tree, EqualScoresStillMakeATree) {
    const std::vector<float> values(std::size_t{30} * 31, 0.0F);
    TreeWork work;
    best_tree({values.data(), 30, 31, 31}, work);
    EXPECT_TRUE(is_tree_with_one_root(work.heads));
}

}  // namespace
}  // namespace chancery::reading
