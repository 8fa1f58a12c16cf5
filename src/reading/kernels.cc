// Choice of the kernels, and packing of weights. SPDX-License-Identifier: Apache-2.0
#include "reading/kernels.h"

#include <cassert>
#include <numeric>

#include "reading/kernels_tables.h"

namespace chancery::reading {

namespace {

constexpr std::uint32_t lane_outputs = 16;  // outputs of one block of packed weights
constexpr std::uint32_t lane_inputs = 4;    // inputs that lie side by side in it

Isa find_best() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") != 0 &&
        __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0 &&
        __builtin_cpu_supports("avx512vnni") != 0) {
        return Isa::avx512;
    }
    if (__builtin_cpu_supports("avx2") != 0) {
        return Isa::avx2;
    }
#endif
    return Isa::plain;
}

}  // namespace

std::vector<std::int8_t> pack(std::span<const std::int8_t> weights,
                              std::uint32_t inputs,
                              std::uint32_t outputs) {
    assert(inputs % lane_inputs == 0 && outputs % lane_outputs == 0);
    assert(weights.size() == std::size_t{inputs} * outputs);
    std::vector<std::int8_t> packed(weights.size());
    auto at = packed.begin();
    for (std::size_t block = 0; block < outputs; block += lane_outputs) {
        for (std::size_t k = 0; k < inputs; k += lane_inputs) {
            for (std::size_t n = block; n < block + lane_outputs; ++n) {
                for (std::size_t i = k; i < k + lane_inputs; ++i) {
                    const std::int8_t weight = weights[n * inputs + i];
                    assert(weight >= -largest_weight && weight <= largest_weight);
                    *at++ = weight;
                }
            }
        }
    }
    return packed;
}

std::vector<std::int32_t> sums_of_rows(std::span<const std::int8_t> weights,
                                       std::uint32_t inputs,
                                       std::uint32_t outputs) {
    assert(weights.size() == std::size_t{inputs} * outputs);
    std::vector<std::int32_t> sums;
    for (std::size_t n = 0; n < outputs; ++n) {
        const auto row = weights.subspan(n * inputs, inputs);
        sums.push_back(std::accumulate(row.begin(), row.end(), 0));
    }
    return sums;
}

Isa best_isa() {
    static const Isa best = find_best();
    return best;
}

bool supported(Isa isa) {
    return isa <= best_isa();
}

const Kernels& kernels(Isa isa) {
    assert(supported(isa));
    switch (isa) {
#if defined(__x86_64__)
        case Isa::avx512:
            return avx512_kernels;
        case Isa::avx2:
            return avx2_kernels;
#endif
        default:
            return plain_kernels;
    }
}

std::string_view name(Isa isa) {
    constexpr std::string_view names[] = {"plain", "avx2", "avx512"};
    return names[static_cast<std::size_t>(isa)];
}

}  // namespace chancery::reading
