// The arithmetic of the network, for the instruction set at hand, with the same bits on
// all. SPDX-License-Identifier: Apache-2.0
//
// Every function gives the same bits under every instruction set: whole numbers are
// exact; floats are worked on in 16 fixed lanes, each lane by the same IEEE operations
// without fused multiply-add, and sums over lanes are taken in one fixed order (lane i
// and lane i + 8, then 4, 2, 1).
//
// Nothing here allocates. Counts of columns are multiples of 16 unless it says otherwise;
// any alignment is right, 64 bytes for the start of each row is fast. Floats are finite.
// Zero rows are fine everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chancery::reading {

/// What a processor can do. avx512 stands for F, BW, DQ, VL and VNNI together.
enum class Isa : std::uint8_t { plain, avx2, avx512 };

/// Rows of numbers in memory that somebody else owns.
template <typename T>
struct Matrix {
    T* data = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::size_t stride = 0;  ///< elements from one row to the next, at least columns
};

/// Rows of quantised floats: x = (bytes - 128) * scale of the row.
template <typename Byte, typename Scale>
struct QuantisedRows {
    Byte* bytes = nullptr;
    Scale* scales = nullptr;  ///< one for each row
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::size_t stride = 0;  ///< bytes from one row to the next, at least columns
};

using Quantised = QuantisedRows<std::uint8_t, float>;
using ConstQuantised = QuantisedRows<const std::uint8_t, const float>;

/// A linear layer of 7-bit weights, in memory that the model file owns.
struct Linear {
    std::uint32_t inputs = 0;   ///< a multiple of 4, not 0
    std::uint32_t outputs = 0;  ///< a multiple of 16
    /// In -63..63, so that the sum of two products with a byte fits 16 bits; packed as
    /// [outputs / 16][inputs / 4][16][4], see pack().
    const std::int8_t* weights = nullptr;
    const float* scales = nullptr;  ///< one for each output, as are the next two
    const float* biases = nullptr;
    const std::int32_t* sums = nullptr;  ///< of the weights of an output
};

/// Largest absolute weight of a Linear.
inline constexpr int largest_weight = 63;

/// Weights of a Linear from row-major [outputs][inputs]. Preconditions: weights.size() ==
/// inputs * outputs, a multiple of 4 and of 16; every weight in -63..63.
[[nodiscard]] std::vector<std::int8_t> pack(std::span<const std::int8_t> weights,
                                            std::uint32_t inputs,
                                            std::uint32_t outputs);

/// Sum of each row of row-major [outputs][inputs]: the sums of a Linear.
[[nodiscard]] std::vector<std::int32_t> sums_of_rows(std::span<const std::int8_t> weights,
                                                     std::uint32_t inputs,
                                                     std::uint32_t outputs);

/// A row of an embedding table and what its bytes are multiplied by.
struct ScaledRow {
    const std::int8_t* row = nullptr;
    float scale = 0;
};

/// One direction of a simple recurrent unit (Lei et al. 2018) over some rows.
struct SruScan {
    const float* gates = nullptr;  ///< rows of x~ (width), f (width), r (width); f and r
                                   ///< before their sigmoid
    std::size_t gates_stride = 0;  ///< at least 3 * width
    const float* highway = nullptr;  ///< rows of the layer's input x (width)
    std::size_t highway_stride = 0;
    float* out = nullptr;  ///< rows of width, apart from gates; may be highway itself
    std::size_t out_stride = 0;
    std::size_t width = 0;  ///< a multiple of 16
    std::size_t first = 0;  ///< row where the sequence begins
    std::size_t last = 0;   ///< row after its end
    bool backward = false;  ///< from last - 1 down to first
};

/// The functions of one instruction set.
struct Kernels {
    Isa isa = Isa::plain;

    /// scale = max|x| / 127; byte = 128 + x * (127 / max|x|), rounded to the nearest, of
    /// two the even: 1..255. A row whose largest value is below 1e-30 has scale 0 and
    /// bytes 128. Precondition: x and out have the same rows and columns (so everywhere).
    void (*quantise)(const Matrix<const float>& x, const Quantised& out) = nullptr;

    /// out = (x - mean) * (1 / sqrt(variance + 1e-5)) of each row. out may be x.
    void (*normalise)(const Matrix<const float>& x, const Matrix<float>& out) = nullptr;

    /// The bits of normalise() and then quantise(), without the floats between.
    void (*normalise_and_quantise)(const Matrix<const float>& x,
                                   const Quantised& out) = nullptr;

    /// out[r][n] = float(sum - 128 * sums[n]) * (scale of row r * scales[n]) + biases[n],
    /// where sum is of byte * weight, exact. Preconditions: q.columns == linear.inputs,
    /// out.columns == linear.outputs.
    void (*multiply)(const Linear& linear,
                     const ConstQuantised& q,
                     const Matrix<float>& out) = nullptr;

    /// out[j] += scale * row[j] of each of `count` rows, in their order.
    void (*add_rows)(const ScaledRow* rows,
                     std::size_t count,
                     float* out,
                     std::size_t columns) = nullptr;

    /// x = max(x, 0), in place.
    void (*relu)(const Matrix<float>& x) = nullptr;
    /// x = e^x, in place, relative error below 3e-7; below -87 and above 88 as there.
    void (*exponential)(const Matrix<float>& x) = nullptr;
    /// x = 1 / (1 + e^-x), in place, relative error below 5e-7 where |x| < 87.
    void (*sigmoid)(const Matrix<float>& x) = nullptr;
    /// x = tanh(x), in place, absolute error below 5e-7.
    void (*tanh)(const Matrix<float>& x) = nullptr;
    /// Each row becomes e^x / sum of e^x, in place. Any number of columns.
    void (*soft_max)(const Matrix<float>& x) = nullptr;

    /// Over the rows of the sequence in its direction, from c = 0:
    /// c = f * c + (1 - f) * x~; out = r * c + (1 - r) * x; f and r through a sigmoid.
    void (*sru_scan)(const SruScan& scan) = nullptr;

    /// out[i][j] = sum over k of a[i][k] * b[j][k]. Preconditions: a.columns ==
    /// b.columns; out is a.rows by b.rows, which may be any numbers.
    void (*products)(const Matrix<const float>& a,
                     const Matrix<const float>& b,
                     const Matrix<float>& out) = nullptr;
};

/// Whether this build and this processor have it. Plain is always there.
[[nodiscard]] bool supported(Isa isa);
/// The largest that is supported.
[[nodiscard]] Isa best_isa();
/// Precondition: supported(isa).
[[nodiscard]] const Kernels& kernels(Isa isa);
/// "plain", "avx2", "avx512".
[[nodiscard]] std::string_view name(Isa isa);

}  // namespace chancery::reading
