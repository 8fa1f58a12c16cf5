// The kernels for any processor, in vectors that the compiler maps to what there is.
// SPDX-License-Identifier: Apache-2.0
#include <bit>

#include "reading/kernels_rows.h"
#include "reading/kernels_tables.h"

namespace chancery::reading {
namespace {

static_assert(std::endian::native == std::endian::little, "so are the model files");

constexpr std::size_t tile_rows = 2;
constexpr std::size_t group = 4;  // inputs of an output that lie side by side
constexpr std::size_t bytes_of_vector = width * group;

using Shorts = std::int16_t __attribute__((vector_size(4 * width)));

/// Two signed bytes of each 16 bits: the first and the second.
struct Split {
    Shorts first;
    Shorts second;
};

CHANCERY_INLINE Split split(const std::int8_t* from) {
    Shorts pairs;
    __builtin_memcpy(&pairs, from, sizeof pairs);
    return {(pairs << 8) >> 8, pairs >> 8};
}

/// The bytes 0 and 2, and 1 and 3, of four unsigned ones, for every output of a vector.
CHANCERY_INLINE Split repeat(const std::uint8_t* from) {
    std::uint32_t four;
    __builtin_memcpy(&four, from, sizeof four);
    const Words zero{};
    return {__builtin_bit_cast(Shorts, zero + (four & 0xff00ffU)),
            __builtin_bit_cast(Shorts, zero + ((four >> 8U) & 0xff00ffU))};
}

/// sums + the products of four bytes and weights; the sums of two fit 16 bits since
/// 2 * 255 * largest_weight does.
CHANCERY_INLINE Ints add_products(Ints sums, const Split& bytes, const Split& weights) {
    const Shorts pairs = bytes.first * weights.first + bytes.second * weights.second;
    const Ints both = __builtin_bit_cast(Ints, pairs);
    return sums + ((both << 16) >> 16) + (both >> 16);
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
        Split inputs[rows];
        CHANCERY_UNROLL for (std::size_t i = 0; i < rows; ++i) {
            inputs[i] = repeat(bytes + i * q.stride);
        }
        CHANCERY_UNROLL for (std::size_t p = 0; p < parts; ++p) {
            const Split part = split(weights + p * bytes_of_vector);
            CHANCERY_UNROLL for (std::size_t i = 0; i < rows; ++i) {
                sums[i][p] = add_products(sums[i][p], inputs[i], part);
            }
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

constinit const Kernels plain_kernels = table(Isa::plain, multiply);

}  // namespace chancery::reading
