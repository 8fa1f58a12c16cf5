// The kernels over rows of floats, written once and compiled for each instruction set.
// SPDX-License-Identifier: Apache-2.0
//
// Included by the kernels_*.cc alone; see kernels_lanes.h for what follows from that.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "reading/kernels.h"
#include "reading/kernels_lanes.h"

namespace chancery::reading {
namespace {

inline constexpr float epsilon = 1e-5F;  // added to the variance
inline constexpr float smallest =
    1e-30F;  // largest value of a row that counts as all zero
inline constexpr float largest_byte = 127.0F;

/// Rows worked on at once, lest each wait for its own sums.
inline constexpr std::size_t rows_at_once = 4 / parts;

/// totals[r] = step(totals[r], x, r) for each vector x of row r of `count` rows.
template <std::size_t count, typename Step>
CHANCERY_INLINE void total(const Matrix<const float>& x,
                           Lanes (&totals)[count],
                           Step step) {
    for (std::size_t j = 0; j < x.columns; j += lanes) {
        CHANCERY_UNROLL for (std::size_t r = 0; r < count; ++r) {
            CHANCERY_UNROLL for (std::size_t p = 0; p < parts; ++p) {
                totals[r].part[p] = step(
                    totals[r].part[p], load(x.data + r * x.stride + j + p * width), r);
            }
        }
    }
}

/// What normalising does to a row; to leave it as it is takes mean 0 and factor 1.
struct Moments {
    float mean = 0;
    float factor = 1;
};

CHANCERY_INLINE Floats moved(Floats x, const Moments& moments) {
    return (x - moments.mean) * moments.factor;
}

/// Of the first `count` rows.
template <std::size_t count>
CHANCERY_INLINE void find_moments(const Matrix<const float>& x,
                                  Moments (&moments)[count]) {
    const auto columns = static_cast<float>(x.columns);
    Lanes sums[count] = {};
    total(x, sums, [](Floats sum, Floats v, std::size_t) { return sum + v; });
    for (std::size_t r = 0; r < count; ++r) {
        moments[r].mean = fold(sums[r], Plus{}) / columns;
    }
    Lanes squares[count] = {};
    total(x, squares, [&](Floats sum, Floats v, std::size_t r) {
        const Floats from_mean = v - moments[r].mean;
        return sum + from_mean * from_mean;
    });
    for (std::size_t r = 0; r < count; ++r) {
        const float variance = fold(squares[r], Plus{}) / columns;
        moments[r].factor = 1.0F / __builtin_sqrtf(variance + epsilon);
    }
}

/// Quantises a row whose largest absolute value is `most` and returns its scale.
CHANCERY_INLINE float quantise_row(const float* x,
                                   std::size_t columns,
                                   const Moments& moments,
                                   float most,
                                   std::uint8_t* out) {
    const bool empty = most < smallest;
    const float inverse = empty ? 0.0F : largest_byte / most;
    for (std::size_t j = 0; j < columns; j += lanes) {
        Words words[parts];
        for (std::size_t p = 0; p < parts; ++p) {
            const Floats y = moved(load(x + j + p * width), moments);
            const Floats shifted = y * inverse + (rounder + 128.0F);
            words[p] = __builtin_bit_cast(Words, shifted) & 0xffU;
        }
        store_bytes(out + j, words);
    }
    return empty ? 0.0F : most / largest_byte;
}

/// Quantises the first `count` rows.
template <std::size_t count>
CHANCERY_INLINE void quantise_rows(const Matrix<const float>& x,
                                   const Moments (&moments)[count],
                                   const Quantised& out) {
    Lanes most[count] = {};
    total(x, most, [&](Floats high, Floats v, std::size_t r) {
        return larger(high, absolute(moved(v, moments[r])));
    });
    for (std::size_t r = 0; r < count; ++r) {
        out.scales[r] = quantise_row(x.data + r * x.stride,
                                     x.columns,
                                     moments[r],
                                     fold(most[r], Larger{}),
                                     out.bytes + r * out.stride);
    }
}

template <std::size_t count>
struct Count {
    static constexpr std::size_t value = count;
};

/// work(r, Count<n>) for n rows from r on, all rows in turn.
template <typename Work>
CHANCERY_INLINE void for_rows(std::size_t rows, Work work) {
    std::size_t r = 0;
    for (; r + rows_at_once <= rows; r += rows_at_once) {
        work(r, Count<rows_at_once>{});
    }
    for (; r < rows; ++r) {
        work(r, Count<1>{});
    }
}

inline Matrix<const float> from_row(const Matrix<const float>& x, std::size_t r) {
    return {x.data + r * x.stride, x.rows - r, x.columns, x.stride};
}

inline Quantised from_row(const Quantised& x, std::size_t r) {
    return {x.bytes + r * x.stride, x.scales + r, x.rows - r, x.columns, x.stride};
}

inline void quantise(const Matrix<const float>& x, const Quantised& out) {
    assert(x.rows == out.rows && x.columns == out.columns && x.columns % lanes == 0);
    for_rows(x.rows, [&](std::size_t r, auto count) {
        constexpr Moments unmoved[count.value] = {};
        quantise_rows(from_row(x, r), unmoved, from_row(out, r));
    });
}

inline void normalise(const Matrix<const float>& x, const Matrix<float>& out) {
    assert(x.rows == out.rows && x.columns == out.columns && x.columns % lanes == 0);
    for_rows(x.rows, [&](std::size_t first, auto count) {
        Moments moments[count.value];
        find_moments(from_row(x, first), moments);
        for (std::size_t r = 0; r < count.value; ++r) {
            const float* const from = x.data + (first + r) * x.stride;
            float* const to = out.data + (first + r) * out.stride;
            for (std::size_t j = 0; j < x.columns; j += width) {
                store(to + j, moved(load(from + j), moments[r]));
            }
        }
    });
}

inline void normalise_and_quantise(const Matrix<const float>& x, const Quantised& out) {
    assert(x.rows == out.rows && x.columns == out.columns && x.columns % lanes == 0);
    for_rows(x.rows, [&](std::size_t r, auto count) {
        Moments moments[count.value];
        find_moments(from_row(x, r), moments);
        quantise_rows(from_row(x, r), moments, from_row(out, r));
    });
}

/// Adds the rows to `count` vectors from `out` on.
template <std::size_t count>
CHANCERY_INLINE void add_columns(const ScaledRow* rows,
                                 std::size_t row_count,
                                 std::size_t at,
                                 float* out) {
    Floats sums[count];
    for (std::size_t v = 0; v < count; ++v) {
        sums[v] = load(out + at + v * width);
    }
    for (std::size_t r = 0; r < row_count; ++r) {
        for (std::size_t v = 0; v < count; ++v) {
            sums[v] += rows[r].scale * load_bytes(rows[r].row + at + v * width);
        }
    }
    for (std::size_t v = 0; v < count; ++v) {
        store(out + at + v * width, sums[v]);
    }
}

inline void add_rows(const ScaledRow* rows,
                     std::size_t count,
                     float* out,
                     std::size_t columns) {
    assert(columns % lanes == 0);
    constexpr std::size_t block = 4 * lanes;  // a cache line of each row
    std::size_t at = 0;
    for (; at + block <= columns; at += block) {
        add_columns<4 * parts>(rows, count, at, out);
    }
    for (; at < columns; at += lanes) {
        add_columns<parts>(rows, count, at, out);
    }
}

/// x = function(x) for every vector of every row.
template <typename Function>
CHANCERY_INLINE void apply(const Matrix<float>& x, Function function) {
    assert(x.columns % lanes == 0);
    for (std::size_t r = 0; r < x.rows; ++r) {
        float* const row = x.data + r * x.stride;
        for (std::size_t j = 0; j < x.columns; j += width) {
            store(row + j, function(load(row + j)));
        }
    }
}

inline void relu_rows(const Matrix<float>& x) {
    apply(x, [](Floats v) { return larger(v, Floats{}); });
}

inline void exponential_rows(const Matrix<float>& x) {
    apply(x, [](Floats v) { return exponential(v); });
}

inline void sigmoid_rows(const Matrix<float>& x) {
    apply(x, [](Floats v) { return logistic(v); });
}

inline void tanh_rows(const Matrix<float>& x) {
    apply(x, [](Floats v) { return hyperbolic_tangent(v); });
}

/// `count` numbers, below 16, the lanes after them filled.
inline Lanes load_some(const float* from, std::size_t count, float filler) {
    float some[lanes];
    for (float& value : some) {
        value = filler;
    }
    __builtin_memcpy(some, from, count * sizeof(float));
    Lanes x;
    __builtin_memcpy(&x, some, sizeof x);
    return x;
}

inline float largest_of(const float* x, std::size_t columns) {
    Lanes high;
    for (Floats& part : high.part) {
        part = all(x[0]);
    }
    std::size_t j = 0;
    for (; j + lanes <= columns; j += lanes) {
        for (std::size_t p = 0; p < parts; ++p) {
            high.part[p] = larger(high.part[p], load(x + j + p * width));
        }
    }
    if (j < columns) {
        const Lanes rest = load_some(x + j, columns - j, x[0]);
        for (std::size_t p = 0; p < parts; ++p) {
            high.part[p] = larger(high.part[p], rest.part[p]);
        }
    }
    return fold(high, Larger{});
}

/// x = e^(x - high); returns the sum.
inline float exponentials_of(float* x, std::size_t columns, float high) {
    Lanes sum{};
    std::size_t j = 0;
    for (; j + lanes <= columns; j += lanes) {
        for (std::size_t p = 0; p < parts; ++p) {
            const Floats y = exponential(load(x + j + p * width) - high);
            store(x + j + p * width, y);
            sum.part[p] += y;
        }
    }
    if (j < columns) {
        Lanes rest = load_some(x + j, columns - j, high);
        for (std::size_t p = 0; p < parts; ++p) {
            rest.part[p] = exponential(rest.part[p] - high);
        }
        __builtin_memcpy(x + j, &rest, (columns - j) * sizeof(float));
        rest = load_some(x + j, columns - j, 0);
        for (std::size_t p = 0; p < parts; ++p) {
            sum.part[p] += rest.part[p];
        }
    }
    return fold(sum, Plus{});
}

inline void scale_row(float* x, std::size_t columns, float factor) {
    std::size_t j = 0;
    for (; j + lanes <= columns; j += width) {
        store(x + j, load(x + j) * factor);
    }
    for (; j < columns; ++j) {
        x[j] *= factor;
    }
}

inline void soft_max(const Matrix<float>& x) {
    for (std::size_t r = 0; r < x.rows && x.columns > 0; ++r) {
        float* const row = x.data + r * x.stride;
        const float sum = exponentials_of(row, x.columns, largest_of(row, x.columns));
        scale_row(row, x.columns, 1.0F / sum);
    }
}

/// The scan of `count` vectors of columns from `at` on. Takes the scan by value, that the
/// compiler may know that no store changes it.
template <std::size_t count>
inline void scan_columns(SruScan scan, std::size_t at) {
    Floats c[count] = {};
    for (std::size_t i = scan.first; i < scan.last; ++i) {
        const std::size_t row = scan.backward ? scan.last - 1 - (i - scan.first) : i;
        const float* const gates = scan.gates + row * scan.gates_stride + at;
        const float* const highway = scan.highway + row * scan.highway_stride + at;
        float* const out = scan.out + row * scan.out_stride + at;
        CHANCERY_UNROLL for (std::size_t v = 0; v < count; ++v) {
            const Floats fresh = load(gates + v * width);
            const Floats f = logistic(load(gates + scan.width + v * width));
            const Floats r = logistic(load(gates + 2 * scan.width + v * width));
            c[v] = f * c[v] + (1.0F - f) * fresh;
            store(out + v * width, r * c[v] + (1.0F - r) * load(highway + v * width));
        }
    }
}

inline void sru_scan(const SruScan& scan) {
    assert(scan.width % lanes == 0);
    constexpr std::size_t vectors = 4;  // as many c as there are registers for
    std::size_t at = 0;
    for (; at + vectors * width <= scan.width; at += vectors * width) {
        scan_columns<vectors>(scan, at);
    }
    for (; at < scan.width; at += lanes) {
        scan_columns<parts>(scan, at);
    }
}

/// Products of `rows` rows of a and `columns` rows of b.
template <std::size_t rows, std::size_t columns>
CHANCERY_INLINE void product_tile(const Matrix<const float>& a,
                                  const Matrix<const float>& b,
                                  float* out,
                                  std::size_t stride) {
    Lanes sums[rows][columns] = {};
    for (std::size_t k = 0; k < a.columns; k += lanes) {
        for (std::size_t p = 0; p < parts; ++p) {
            for (std::size_t i = 0; i < rows; ++i) {
                const Floats x = load(a.data + i * a.stride + k + p * width);
                for (std::size_t j = 0; j < columns; ++j) {
                    sums[i][j].part[p] += x * load(b.data + j * b.stride + k + p * width);
                }
            }
        }
    }
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) {
            out[i * stride + j] = fold(sums[i][j], Plus{});
        }
    }
}

/// Products of `rows` rows of a and all of b.
template <std::size_t rows>
inline void product_rows(const Matrix<const float>& a,
                         Matrix<const float> b,
                         float* out,
                         std::size_t stride) {
    constexpr std::size_t block = parts == 1 ? 4 : 2;
    const float* const end = b.data + b.rows * b.stride;
    for (std::size_t left = b.rows; left >= block; left -= block) {
        product_tile<rows, block>(a, b, out, stride);
        b.data += block * b.stride;
        out += block;
    }
    for (; b.data != end; b.data += b.stride) {
        product_tile<rows, 1>(a, b, out++, stride);
    }
}

inline void products(const Matrix<const float>& a,
                     const Matrix<const float>& b,
                     const Matrix<float>& out) {
    assert(a.columns == b.columns && a.columns % lanes == 0);
    assert(out.rows == a.rows && out.columns == b.rows);
    constexpr std::size_t block = 4 / parts;  // as many sums as there are registers for
    Matrix<const float> some = a;
    std::size_t i = 0;
    for (; i + block <= a.rows; i += block) {
        some.data = a.data + i * a.stride;
        product_rows<block>(some, b, out.data + i * out.stride, out.stride);
    }
    for (; i < a.rows; ++i) {
        some.data = a.data + i * a.stride;
        product_rows<1>(some, b, out.data + i * out.stride, out.stride);
    }
}

/// out = float(sums - 128 * linear.sums) * (row_scale * scales) + biases of one vector of
/// outputs from n on.
CHANCERY_INLINE void store_outputs(
    Ints sums, float row_scale, const Linear& linear, std::size_t n, float* out) {
    Ints of_weights;
    __builtin_memcpy(&of_weights, linear.sums + n, sizeof of_weights);
    const Floats exact = __builtin_convertvector(sums - (of_weights << 7), Floats);
    const Floats scale = row_scale * load(linear.scales + n);
    store(out, exact * scale + load(linear.biases + n));
}

using Multiply = void (*)(const Linear&, const ConstQuantised&, const Matrix<float>&);

constexpr Kernels table(Isa isa, Multiply multiply) {
    Kernels made;
    made.isa = isa;
    made.quantise = quantise;
    made.normalise = normalise;
    made.normalise_and_quantise = normalise_and_quantise;
    made.multiply = multiply;
    made.add_rows = add_rows;
    made.relu = relu_rows;
    made.exponential = exponential_rows;
    made.sigmoid = sigmoid_rows;
    made.tanh = tanh_rows;
    made.soft_max = soft_max;
    made.sru_scan = sru_scan;
    made.products = products;
    return made;
}

}  // namespace
}  // namespace chancery::reading
