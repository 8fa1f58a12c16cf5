// Order, back-pressure and endings of ordered_map.
// SPDX-License-Identifier: Apache-2.0
#include "engine/parallel.h"

#include <atomic>
#include <chrono>
#include <numeric>
#include <stdexcept>

#include <gtest/gtest.h>

namespace chancery {
namespace {

/// Numbers from 0 to `count` - 1.
auto count_to(int count) {
    return [count, next = 0]() mutable -> std::optional<int> {
        return next < count ? std::optional(next++) : std::nullopt;
    };
}

void dawdle(int item) {
    // Later things are often done first.
    std::this_thread::sleep_for(std::chrono::microseconds((item * 37) % 11 * 40));
}

TEST(OrderedMapTest, TheOrderIsThatOfTheThings) {
    std::vector<int> expected(300);
    std::iota(expected.begin(), expected.end(), 0);
    for (const std::size_t threads : {0U, 1U, 2U, 4U, 9U}) {
        for (const std::size_t window : {0U, 1U, 3U}) {
            std::vector<int> out;
            ordered_map(
                count_to(300),
                [](int item) {
                    dawdle(item);
                    return item;
                },
                [&](int item) {
                    out.push_back(item);
                    return true;
                },
                {threads, window});
            EXPECT_EQ(out, expected) << threads << " threads, window " << window;
        }
    }
}

TEST(OrderedMapTest, NeverMoreInFlightThanTheWindow) {
    std::atomic<int> in_flight = 0;
    std::atomic<int> most = 0;
    ordered_map(
        [&, next = 0]() mutable -> std::optional<int> {
            const int now = ++in_flight;
            most = std::max(most.load(), now);
            if (next < 200) {
                return next++;
            }
            --in_flight;
            return std::nullopt;
        },
        [](int item) { return item; },
        [&](int item) {
            dawdle(item);
            --in_flight;
            return true;
        },
        {4, 6});
    // One more: a result is out of the window when its emitting begins.
    EXPECT_LE(most, 7);
    EXPECT_GT(most, 1);
}

TEST(OrderedMapTest, NothingAtAll) {
    int calls = 0;
    ordered_map(
        count_to(0),
        [](int item) { return item; },
        [&](int) {
            ++calls;
            return true;
        },
        {3, 0});
    EXPECT_EQ(calls, 0);
}

TEST(OrderedMapTest, EmitEndsIt) {
    for (const std::size_t threads : {1U, 4U}) {
        std::vector<int> out;
        ordered_map(
            count_to(100000),
            [](int item) { return item; },
            [&](int item) {
                out.push_back(item);
                return item < 5;
            },
            {threads, 0});
        EXPECT_EQ(out, (std::vector<int>{0, 1, 2, 3, 4, 5}));
    }
}

int work_or_throw(int item, int bad) {
    if (item == bad) {
        throw std::runtime_error("as asked");
    }
    return item;
}

/// Counts to 1000; working on or emitting one of the numbers throws. Whether that comes
/// out.
bool throws(std::size_t threads, int bad_work, int bad_emit) {
    try {
        ordered_map(
            count_to(1000),
            [&](int item) { return work_or_throw(item, bad_work); },
            [&](int item) { return work_or_throw(item, bad_emit) == item; },
            {threads, 0});
    } catch (const std::runtime_error&) {
        return true;
    }
    return false;
}

TEST(OrderedMapTest, AnExceptionComesOut) {
    for (const std::size_t threads : {1U, 4U}) {
        EXPECT_TRUE(throws(threads, 500, -1));
        EXPECT_TRUE(throws(threads, -1, 500));
        EXPECT_FALSE(throws(threads, -1, -1));
    }
}

}  // namespace
}  // namespace chancery
