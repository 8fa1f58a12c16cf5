// Sums of weight rows.
// SPDX-License-Identifier: Apache-2.0
#include "reading/features.h"

#include <algorithm>
#include <cstring>

namespace chancery::reading {

namespace {

constexpr std::size_t lane = 16;         // weights in one vector
constexpr std::size_t block = 2 * lane;  // labels summed in one pass over the rows
constexpr std::size_t ahead = 8;         // rows fetched before they are used
constexpr std::size_t line = 64;         // bytes of a cache line

using Bytes = std::int8_t __attribute__((vector_size(lane)));
using Sums = std::int16_t __attribute__((vector_size(2 * lane)));

/// The work of Weights::score(), in vectors that the compiler maps to what the target
/// has. Whole numbers: every target gives the same sums. The last block may overlap the
/// one before, so that no row is read past its end.
[[gnu::always_inline]] inline void sum_rows(const Weights& weights,
                                            std::span<const Feature> features,
                                            Score* out) {
    const std::int8_t* const data = weights.data;
    for (std::size_t base = 0; base < weights.labels; base += block) {
        const std::size_t at = std::min(base, weights.labels - block);
        Sums low{};
        Sums high{};
        for (std::size_t f = 0; f < features.size(); ++f) {
            if (base == 0 && f + ahead < features.size()) {
                const std::int8_t* const next =
                    data + (features[f + ahead] & weights.mask);
                __builtin_prefetch(next);
                __builtin_prefetch(next + line);
            }
            const std::int8_t* const row = data + (features[f] & weights.mask) + at;
            Bytes first;
            Bytes second;
            std::memcpy(&first, row, lane);
            std::memcpy(&second, row + lane, lane);
            low += __builtin_convertvector(first, Sums);
            high += __builtin_convertvector(second, Sums);
        }
        std::memcpy(out + at, &low, sizeof low);
        std::memcpy(out + at + lane, &high, sizeof high);
    }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void sum_rows_avx2(const Weights& weights,
                                           std::span<const Feature> features,
                                           Score* out) {
    sum_rows(weights, features, out);
}

bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
}
#endif

/// The plain way: for few labels, and what the fast way is tested against.
void sum_rows_plainly(const Weights& weights,
                      std::span<const Feature> features,
                      std::span<Score> scores) {
    std::fill(scores.begin(), scores.end(), Score{0});
    for (const Feature feature : features) {
        const std::int8_t* const row = weights.data + (feature & weights.mask);
        for (std::size_t l = 0; l < weights.labels; ++l) {
            scores[l] = static_cast<Score>(scores[l] + row[l]);
        }
    }
}

}  // namespace

void Weights::score(std::span<const Feature> features, std::span<Score> scores) const {
    if (labels < block) {
        sum_rows_plainly(*this, features, scores);
        return;
    }
#if defined(__x86_64__)
    if (has_avx2()) {
        sum_rows_avx2(*this, features, scores.data());
        return;
    }
#endif
    sum_rows(*this, features, scores.data());
}

void Weights::score_plainly(std::span<const Feature> features,
                            std::span<Score> scores) const {
    sum_rows_plainly(*this, features, scores);
}

std::uint32_t best_label(std::span<const Score> scores) {
    return static_cast<std::uint32_t>(std::max_element(scores.begin(), scores.end()) -
                                      scores.begin());
}

Result<Weights> weights_from(const ModelFile& file, const std::string& name) {
    const auto shape = file.numbers<std::uint32_t>(name + ".shape");
    const auto data = file.numbers<std::int8_t>(name + ".weights");
    if (shape.size() != 2 || shape[1] == 0 ||
        data.size() != std::size_t{shape[0]} + 1 + shape[1] ||
        (shape[0] & (shape[0] + 1U)) != 0) {
        return Error{"the reading model lacks a sound table \"" + name + "\"", "", 0};
    }
    return Weights{data.data(), shape[0], shape[1]};
}

}  // namespace chancery::reading
