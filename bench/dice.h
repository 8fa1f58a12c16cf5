// Numbers that look like chance and are the same in every run; for programs of bench/.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>

#include "ingest/copy_text.h"

namespace chancery::bench {

struct Dice {
    std::uint64_t state;

    std::uint64_t next() { return mix(state += 0x9e3779b97f4a7c15U); }

    /// 0 to end - 1.
    std::uint64_t below(std::uint64_t end) { return next() % end; }

    /// True once in `of` times.
    bool once_in(std::uint64_t of) { return below(of) == 0; }

    /// 0 to end - 1 as frequent as Zipf's law says, 0 the most.
    std::uint64_t zipf(std::uint64_t end) {
        const double share = static_cast<double>(below(1U << 20U)) / (1U << 20U);
        return static_cast<std::uint64_t>(
                   std::exp(share * std::log(static_cast<double>(end) + 1))) -
               1;
    }
};

}  // namespace chancery::bench
