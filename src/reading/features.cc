// Sums of weight rows.
// SPDX-License-Identifier: Apache-2.0
#include "reading/features.h"

#include <algorithm>

namespace chancery::reading {

void Weights::score(std::span<const Feature> features, std::span<Score> scores) const {
    std::fill(scores.begin(), scores.end(), Score{0});
    Score* const out = scores.data();
    const std::size_t count = labels;
    constexpr std::size_t ahead = 8;
    for (std::size_t f = 0; f < features.size(); ++f) {
        if (f + ahead < features.size()) {
            __builtin_prefetch(data + (features[f + ahead] & mask));
        }
        const std::int8_t* const row = data + (features[f] & mask);
        for (std::size_t l = 0; l < count; ++l) {
            out[l] = static_cast<Score>(out[l] + row[l]);
        }
    }
}

std::uint32_t best_label(std::span<const Score> scores) {
    return static_cast<std::uint32_t>(std::max_element(scores.begin(), scores.end()) -
                                      scores.begin());
}

}  // namespace chancery::reading
