// The fast sums of weights against the plain ones.
// SPDX-License-Identifier: Apache-2.0
#include "reading/features.h"

#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

TEST(Weights, FastSumsAreThePlainSums) {
    std::mt19937 random(7);
    for (const std::uint32_t labels :
         {1U, 9U, 31U, 32U, 33U, 63U, 64U, 90U, 128U, 131U}) {
        constexpr std::uint32_t mask = 1023;
        // Exactly as many bytes as there may be: a read past the last row is a fault.
        std::vector<std::int8_t> data(mask + 1 + labels);
        for (std::int8_t& weight : data) {
            weight = static_cast<std::int8_t>(static_cast<int>(random() % 256) - 128);
        }
        const Weights weights{data.data(), mask, labels};
        for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 98U, 250U}) {
            std::vector<Feature> features(count);
            for (Feature& feature : features) {
                feature = static_cast<Feature>(random());
            }
            if (count > 0) {
                features.back() = mask;  // the last row of the table
            }
            std::vector<Score> fast(labels, Score{99});
            std::vector<Score> plain(labels, Score{77});
            weights.score(features, fast);
            weights.score_plainly(features, plain);
            EXPECT_EQ(fast, plain) << labels << " labels, " << count << " features";
        }
    }
}

}  // namespace
}  // namespace chancery::reading
