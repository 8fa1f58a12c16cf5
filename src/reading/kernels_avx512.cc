// The kernels for AVX-512 with VNNI. SPDX-License-Identifier: Apache-2.0
#if defined(__x86_64__)

#include <immintrin.h>

#include "reading/kernels_rows.h"
#include "reading/kernels_tables.h"

namespace chancery::reading {
namespace {

constexpr std::size_t tile_rows = 6;    // with 4 blocks 24 sums: more than the products
constexpr std::size_t tile_blocks = 4;  // under way, fewer than the 32 registers
constexpr std::size_t group = 4;        // inputs that one instruction takes

/// Where a tile of the product lies.
struct Tile {
    const std::uint8_t* bytes;
    std::size_t bytes_stride;
    const float* row_scales;
    std::size_t output;  // the first
    float* out;
    std::size_t out_stride;
};

/// sums + the products of each four bytes and weights. Sums are Ints, not __m512i: GCC
/// keeps sums of two vector types twice.
CHANCERY_INLINE Ints add_products(Ints sums, __m512i bytes, __m512i weights) {
    return __builtin_bit_cast(
        Ints, _mm512_dpbusd_epi32(__builtin_bit_cast(__m512i, sums), bytes, weights));
}

template <std::size_t rows, std::size_t blocks>
void multiply_tile(const Linear& linear, const Tile& tile) {
    const std::size_t block_bytes = std::size_t{linear.inputs} * lanes;
    const std::int8_t* weights = linear.weights + tile.output * linear.inputs;
    const std::uint8_t* bytes = tile.bytes;
    const std::int8_t* const end = weights + block_bytes;
    Ints sums[rows][blocks] = {};
    do {
        __m512i block[blocks];
        CHANCERY_UNROLL for (std::size_t b = 0; b < blocks; ++b) {
            block[b] = _mm512_loadu_si512(weights + b * block_bytes);
        }
        CHANCERY_UNROLL for (std::size_t r = 0; r < rows; ++r) {
            std::int32_t four;
            __builtin_memcpy(&four, bytes + r * tile.bytes_stride, sizeof four);
            const __m512i input = _mm512_set1_epi32(four);
            CHANCERY_UNROLL for (std::size_t b = 0; b < blocks; ++b) {
                sums[r][b] = add_products(sums[r][b], input, block[b]);
            }
        }
        weights += group * lanes;
        bytes += group;
    } while (weights != end);
    CHANCERY_UNROLL for (std::size_t r = 0; r < rows; ++r) {
        CHANCERY_UNROLL for (std::size_t b = 0; b < blocks; ++b) {
            store_outputs(sums[r][b],
                          tile.row_scales[r],
                          linear,
                          tile.output + b * lanes,
                          tile.out + r * tile.out_stride + b * lanes);
        }
    }
}

using TileFunction = void (*)(const Linear&, const Tile&);

/// By number of rows less one and of blocks less one.
constexpr TileFunction tile_functions[tile_rows][tile_blocks] = {
    {multiply_tile<1, 1>, multiply_tile<1, 2>, multiply_tile<1, 3>, multiply_tile<1, 4>},
    {multiply_tile<2, 1>, multiply_tile<2, 2>, multiply_tile<2, 3>, multiply_tile<2, 4>},
    {multiply_tile<3, 1>, multiply_tile<3, 2>, multiply_tile<3, 3>, multiply_tile<3, 4>},
    {multiply_tile<4, 1>, multiply_tile<4, 2>, multiply_tile<4, 3>, multiply_tile<4, 4>},
    {multiply_tile<5, 1>, multiply_tile<5, 2>, multiply_tile<5, 3>, multiply_tile<5, 4>},
    {multiply_tile<6, 1>, multiply_tile<6, 2>, multiply_tile<6, 3>, multiply_tile<6, 4>},
};

/// The weights of a column of tiles stay in the nearest cache while all rows pass. The
/// rows are shared out evenly: a tile of one row has too few sums under way.
void multiply(const Linear& linear, const ConstQuantised& q, const Matrix<float>& out) {
    assert(q.columns == linear.inputs && out.columns == linear.outputs);
    assert(q.rows == out.rows);
    const std::size_t tiles = (q.rows + tile_rows - 1) / tile_rows;
    for (std::size_t n = 0; n < linear.outputs; n += tile_blocks * lanes) {
        const std::size_t left = (linear.outputs - n) / lanes;
        const std::size_t blocks = left < tile_blocks ? left : tile_blocks;
        std::size_t r = 0;
        for (std::size_t t = tiles; t > 0; --t) {
            const std::size_t rows = (q.rows - r) / t;
            const Tile tile{q.bytes + r * q.stride,
                            q.stride,
                            q.scales + r,
                            n,
                            out.data + r * out.stride + n,
                            out.stride};
            tile_functions[rows - 1][blocks - 1](linear, tile);
            r += rows;
        }
    }
}

}  // namespace

constinit const Kernels avx512_kernels = table(Isa::avx512, multiply);

}  // namespace chancery::reading

#endif
