// The kernels for AVX2. SPDX-License-Identifier: Apache-2.0
#if defined(__x86_64__)

#include <immintrin.h>

#include "reading/kernels_rows.h"
#include "reading/kernels_tables.h"

namespace chancery::reading {
namespace {

constexpr std::size_t tile_rows = 4;  // 8 sums, with what they need in 16 registers
constexpr std::size_t group = 4;      // inputs that one instruction adds up
constexpr std::size_t half = 32;      // bytes of a vector

CHANCERY_INLINE __m256i load_half(const std::int8_t* from) {
    __m256i v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}

/// sums + the products of each four bytes and weights. The pairs fit 16 bits since
/// 2 * 255 * largest_weight does.
CHANCERY_INLINE Ints add_products(Ints sums, __m256i bytes, __m256i weights) {
    const __m256i pairs = _mm256_maddubs_epi16(bytes, weights);
    return sums +
           __builtin_bit_cast(Ints, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

/// 16 outputs from n on of `rows` rows from r on.
template <std::size_t rows>
void multiply_tile(const Linear& linear,
                   const ConstQuantised& q,
                   const Matrix<float>& out,
                   std::size_t n,
                   std::size_t r) {
    const std::int8_t* weights = linear.weights + n * linear.inputs;
    const std::uint8_t* bytes = q.bytes + r * q.stride;
    const std::int8_t* const end = weights + linear.inputs * lanes;
    Ints sums[rows][parts] = {};
    do {
        const __m256i low = load_half(weights);
        const __m256i high = load_half(weights + half);
        CHANCERY_UNROLL for (std::size_t i = 0; i < rows; ++i) {
            std::int32_t four;
            __builtin_memcpy(&four, bytes + i * q.stride, sizeof four);
            const __m256i input = _mm256_set1_epi32(four);
            sums[i][0] = add_products(sums[i][0], input, low);
            sums[i][1] = add_products(sums[i][1], input, high);
        }
        weights += group * lanes;
        bytes += group;
    } while (weights != end);
    CHANCERY_UNROLL for (std::size_t i = 0; i < rows; ++i) {
        CHANCERY_UNROLL for (std::size_t p = 0; p < parts; ++p) {
            store_outputs(sums[i][p],
                          q.scales[r + i],
                          linear,
                          n + p * width,
                          out.data + (r + i) * out.stride + n + p * width);
        }
    }
}

void multiply(const Linear& linear, const ConstQuantised& q, const Matrix<float>& out) {
    assert(q.columns == linear.inputs && out.columns == linear.outputs);
    assert(q.rows == out.rows);
    for (std::size_t n = 0; n < linear.outputs; n += lanes) {
        std::size_t r = 0;
        for (; r + tile_rows <= q.rows; r += tile_rows) {
            multiply_tile<tile_rows>(linear, q, out, n, r);
        }
        for (; r < q.rows; ++r) {
            multiply_tile<1>(linear, q, out, n, r);
        }
    }
}

}  // namespace

constinit const Kernels avx2_kernels = table(Isa::avx2, multiply);

}  // namespace chancery::reading

#endif
