// SPDX-License-Identifier: Apache-2.0
#include "actors/origins.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace chancery {
namespace {

using Words = std::vector<std::string>;

const NameOrigins& small_origins() {
    static const OriginArrays arrays = [] {
        OriginCounter counter;
        for (const char* given : {"anna", "igor", "pavel", "oleg", "ivan", "olga"}) {
            counter.add(Words{given, "petrov"}, "RUS");
            counter.add(Words{given, "smith"}, "USA");
        }
        return counter.arrays();
    }();
    static const NameOrigins origins(
        arrays.states, arrays.words, arrays.begin, arrays.counts);
    return origins;
}

TEST(NameOrigins, WeighsBetweenStates) {
    const NameOrigins& origins = small_origins();
    EXPECT_GT(origins.ratio(Words{"boris", "petrov"}, "RUS"), 1);
    EXPECT_LT(origins.ratio(Words{"boris", "petrov"}, "USA"), 1);
    // Borne alike in both.
    EXPECT_DOUBLE_EQ(origins.ratio(Words{"anna"}, "RUS"),
                     origins.ratio(Words{"anna"}, "USA"));
}

TEST(NameOrigins, HearsOtherTranscriptions) {
    const NameOrigins& origins = small_origins();
    EXPECT_DOUBLE_EQ(origins.ratio(Words{"petrow"}, "RUS"),
                     origins.ratio(Words{"petrov"}, "RUS"));
}

TEST(NameOrigins, SaysNothingOfWhatItDoesNotKnow) {
    const NameOrigins& origins = small_origins();
    EXPECT_DOUBLE_EQ(origins.ratio(Words{"zzyzx"}, "RUS"), 1);
    EXPECT_DOUBLE_EQ(origins.ratio(Words{"petrov"}, "LAO"), 1);
    EXPECT_DOUBLE_EQ(origins.ratio(Words{}, "RUS"), 1);
    EXPECT_DOUBLE_EQ(NameOrigins().ratio(Words{"petrov"}, "RUS"), 1);
}

}  // namespace
}  // namespace chancery
