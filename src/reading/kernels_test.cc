// The kernels against plain loops, and each instruction set against the others.
// SPDX-License-Identifier: Apache-2.0
#include "reading/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reading/aligned.h"

namespace chancery::reading {
namespace {

using FloatVector = AlignedVector<float>;
using ByteVector = AlignedVector<std::uint8_t>;

constexpr std::size_t gap = 16;       // of each row after its columns, never to change
constexpr float untouched = -12345;   // what is there
constexpr std::uint8_t no_byte = 99;  // and there in bytes

std::vector<Isa> all_supported() {
    std::vector<Isa> found;
    for (const Isa isa : {Isa::plain, Isa::avx2, Isa::avx512}) {
        if (supported(isa)) {
            found.push_back(isa);
        }
    }
    return found;
}

/// Random rows, the last of them special: zeros, one large number, tiny numbers.
FloatVector random_rows(std::size_t rows, std::size_t columns, float size) {
    std::mt19937 random(static_cast<std::uint32_t>(17 * rows + columns));
    std::uniform_real_distribution<float> uniform(-size, size);
    FloatVector x(rows * (columns + gap), untouched);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t j = 0; j < columns; ++j) {
            float& value = x[r * (columns + gap) + j];
            value = uniform(random);
            if (rows > 3 && r >= rows - 3) {
                value = r == rows - 3 ? 0 : r == rows - 2 ? value * 1e-35F : 0.5F;
            }
        }
    }
    return x;
}

template <typename T>
Matrix<T> matrix(T* data, std::size_t rows, std::size_t columns) {
    return {data, rows, columns, columns + gap};
}

/// Calls check(row, column, index) for every number of the matrix.
template <typename Check>
void for_each(std::size_t rows, std::size_t columns, Check check) {
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t j = 0; j < columns; ++j) {
            check(r, j, r * (columns + gap) + j);
        }
    }
}

template <typename Vector>
bool same_bits(const Vector& a, const Vector& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0);
}

/// What every instruction set makes, the same bits from each; `work` takes the kernels
/// and returns a vector.
template <typename Work>
auto from_all(Work work) {
    auto expected = work(kernels(Isa::plain));
    for (const Isa isa : all_supported()) {
        EXPECT_EQ(kernels(isa).isa, isa);
        EXPECT_TRUE(same_bits(work(kernels(isa)), expected)) << name(isa);
    }
    return expected;
}

const std::vector<std::size_t> row_counts = {0, 1, 2, 5, 6, 7, 13, 40};
const std::vector<std::size_t> column_counts = {16, 32, 48, 64, 80, 256};

TEST(Kernels, PlainIsAlwaysThere) {
    EXPECT_TRUE(supported(Isa::plain));
    EXPECT_TRUE(supported(best_isa()));
    EXPECT_EQ(name(Isa::avx512), "avx512");
}

TEST(Kernels, PackPutsFourInputsOfSixteenOutputsTogether) {
    constexpr std::uint32_t inputs = 8;
    constexpr std::uint32_t outputs = 32;
    std::vector<std::int8_t> weights(std::size_t{inputs} * outputs);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = static_cast<std::int8_t>(static_cast<int>(i % 127) - 63);
    }
    const auto packed = pack(weights, inputs, outputs);
    for (std::size_t n = 0; n < outputs; ++n) {
        for (std::size_t k = 0; k < inputs; ++k) {
            EXPECT_EQ(packed[n / 16 * 16 * inputs + k / 4 * 64 + n % 16 * 4 + k % 4],
                      weights[n * inputs + k]);
        }
    }
}

struct Layer {
    std::uint32_t inputs;
    std::uint32_t outputs;
    std::vector<std::int8_t> rows;  // row-major
    AlignedVector<std::int8_t> weights;
    std::vector<std::int32_t> sums;
    FloatVector scales;
    FloatVector biases;

    Layer(std::uint32_t in, std::uint32_t out, bool extreme)
        : inputs(in),
          outputs(out),
          rows(std::size_t{in} * out),
          scales(out),
          biases(out) {
        std::mt19937 random(in + out);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const int weight = static_cast<int>(random() % 127) - 63;
            const int sign = i / inputs % 2 == 0 ? largest_weight : -largest_weight;
            rows[i] = static_cast<std::int8_t>(extreme ? sign : weight);
        }
        const auto packed = pack(rows, inputs, outputs);
        weights.assign(packed.begin(), packed.end());
        sums = sums_of_rows(rows, inputs, outputs);
        for (std::size_t n = 0; n < outputs; ++n) {
            scales[n] = 0.001F * static_cast<float>(n + 1);
            biases[n] = static_cast<float>(n) - 3.3F;
        }
    }

    [[nodiscard]] Linear view() const {
        return {
            inputs, outputs, weights.data(), scales.data(), biases.data(), sums.data()};
    }

    [[nodiscard]] float output(const std::uint8_t* bytes,
                               float scale,
                               std::size_t n) const {
        std::int32_t sum = 0;
        for (std::size_t k = 0; k < inputs; ++k) {
            sum += (int{bytes[k]} - 128) * rows[n * inputs + k];
        }
        volatile float product = scale * scales[n];  // no fused multiply-add
        product = static_cast<float>(sum) * product;
        return product + biases[n];
    }
};

void check_multiply(const Layer& layer, std::size_t rows, bool extreme) {
    std::mt19937 random(static_cast<std::uint32_t>(rows));
    const std::size_t stride = layer.inputs + gap;
    ByteVector bytes(rows * stride);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto end = static_cast<std::uint8_t>(i / stride % 2 == 0 ? 255 : 0);
        bytes[i] = extreme ? end : static_cast<std::uint8_t>(random());
    }
    FloatVector scales(rows);
    for (std::size_t r = 0; r < rows; ++r) {
        scales[r] = 0.01F * static_cast<float>(r);
    }
    const auto out = from_all([&](const Kernels& k) {
        FloatVector made(rows * (layer.outputs + gap), untouched);
        k.multiply(layer.view(),
                   {bytes.data(), scales.data(), rows, layer.inputs, stride},
                   matrix(made.data(), rows, layer.outputs));
        return made;
    });
    FloatVector expected(out.size(), untouched);
    for_each(rows, layer.outputs, [&](std::size_t r, std::size_t n, std::size_t at) {
        expected[at] = layer.output(bytes.data() + r * stride, scales[r], n);
    });
    EXPECT_TRUE(same_bits(out, expected))
        << rows << " rows, " << layer.inputs << " to " << layer.outputs;
}

TEST(Kernels, MultiplyIsExact) {
    for (const bool extreme : {false, true}) {
        for (const std::uint32_t inputs : {4U, 20U, 64U, 256U}) {
            for (const std::uint32_t outputs : {16U, 32U, 48U, 64U, 80U, 192U}) {
                const Layer layer(inputs, outputs, extreme);
                for (const std::size_t rows : row_counts) {
                    check_multiply(layer, rows, extreme);
                }
            }
        }
    }
    check_multiply(Layer(1024, 64, true), 9, true);
}

struct Bytes {
    ByteVector bytes;
    FloatVector scales;
};

template <typename Work>
Bytes quantised_by_all(std::size_t rows, std::size_t columns, Work work) {
    Bytes result;
    result.scales = from_all([&](const Kernels& k) {
        FloatVector scales(rows, untouched);
        ByteVector bytes(rows * (columns + gap), no_byte);
        work(k, Quantised{bytes.data(), scales.data(), rows, columns, columns + gap});
        if (k.isa == Isa::plain) {
            result.bytes = bytes;
        }
        EXPECT_TRUE(same_bits(bytes, result.bytes)) << name(k.isa);
        return scales;
    });
    return result;
}

TEST(Kernels, QuantiseRoundsToTheNearest) {
    for (const std::size_t rows : row_counts) {
        for (const std::size_t columns : column_counts) {
            const FloatVector x = random_rows(rows, columns, 3);
            const Bytes q = quantised_by_all(
                rows, columns, [&](const Kernels& k, const Quantised& out) {
                    k.quantise(matrix(x.data(), rows, columns), out);
                });
            for_each(rows, columns, [&](std::size_t r, std::size_t j, std::size_t at) {
                const float* const row = x.data() + r * (columns + gap);
                float most = 0;
                for (std::size_t i = 0; i < columns; ++i) {
                    most = std::max(most, std::abs(row[i]));
                }
                if (most < 1e-30F) {
                    ASSERT_EQ(q.scales[r], 0);
                    ASSERT_EQ(q.bytes[at], 128);
                    return;
                }
                ASSERT_EQ(q.scales[r], most / 127);
                ASSERT_NEAR(q.bytes[at], 128 + row[j] / q.scales[r], 0.5001);
                ASSERT_GE(q.bytes[at], 1);
            });
        }
    }
}

TEST(Kernels, QuantiseMeetsTheEnds) {
    FloatVector x(64, 0);
    x[3] = 3.4e38F;
    x[17] = -3.4e38F;
    x[32 + 5] = -1e-30F;
    const Bytes q = quantised_by_all(2, 32, [&](const Kernels& k, const Quantised& out) {
        k.quantise({x.data(), 2, 32, 32}, out);
    });
    EXPECT_EQ(q.bytes[3], 255);
    EXPECT_EQ(q.bytes[17], 1);
    EXPECT_EQ(q.bytes[0], 128);
    EXPECT_EQ(q.bytes[32 + gap + 5], 1);
    EXPECT_EQ(q.bytes[32], no_byte);
}

TEST(Kernels, NormaliseGivesMeanZeroAndVarianceOne) {
    for (const std::size_t rows : row_counts) {
        for (const std::size_t columns : column_counts) {
            const FloatVector x = random_rows(rows, columns, 3);
            const auto out = from_all([&](const Kernels& k) {
                FloatVector made(x.size(), untouched);
                k.normalise(matrix(x.data(), rows, columns),
                            matrix(made.data(), rows, columns));
                return made;
            });
            for_each(rows, columns, [&](std::size_t r, std::size_t j, std::size_t at) {
                const float* const row = x.data() + r * (columns + gap);
                double mean = 0;
                double variance = 0;
                for (std::size_t i = 0; i < columns; ++i) {
                    mean += row[i] / static_cast<double>(columns);
                }
                for (std::size_t i = 0; i < columns; ++i) {
                    variance += (row[i] - mean) * (row[i] - mean);
                }
                variance /= static_cast<double>(columns);
                ASSERT_NEAR(out[at], (row[j] - mean) / std::sqrt(variance + 1e-5), 1e-5);
            });
            const Bytes q = quantised_by_all(
                rows, columns, [&](const Kernels& k, const Quantised& to) {
                    k.quantise(matrix(out.data(), rows, columns), to);
                });
            const Bytes both = quantised_by_all(
                rows, columns, [&](const Kernels& k, const Quantised& to) {
                    k.normalise_and_quantise(matrix(x.data(), rows, columns), to);
                });
            EXPECT_TRUE(same_bits(q.bytes, both.bytes));
            EXPECT_TRUE(same_bits(q.scales, both.scales));
        }
    }
}

TEST(Kernels, AddRowsAddsInOrder) {
    std::mt19937 random(3);
    for (const std::size_t columns : column_counts) {
        for (const std::size_t count : {0U, 1U, 2U, 9U}) {
            AlignedVector<std::int8_t> table(columns * count);
            for (std::int8_t& value : table) {
                value = static_cast<std::int8_t>(static_cast<int>(random() % 256) - 128);
            }
            std::vector<ScaledRow> rows;
            for (std::size_t r = 0; r < count; ++r) {
                rows.push_back(
                    {table.data() + r * columns, 0.013F * static_cast<float>(r + 1)});
            }
            const FloatVector start = random_rows(1, columns, 2);
            FloatVector expected = start;
            for (const ScaledRow& row : rows) {
                for (std::size_t j = 0; j < columns; ++j) {
                    const volatile float product =
                        row.scale * static_cast<float>(row.row[j]);
                    expected[j] += product;
                }
            }
            EXPECT_TRUE(same_bits(from_all([&](const Kernels& k) {
                                      FloatVector out = start;
                                      k.add_rows(rows.data(), count, out.data(), columns);
                                      return out;
                                  }),
                                  expected));
        }
    }
}

using InPlace = void (*Kernels::*)(const Matrix<float>&);

/// The function over random rows and over the ends of its range; `check` takes x and
/// what became of it.
template <typename Check>
void check_in_place(InPlace function, Check check) {
    for (const float size : {1e-4F, 1.0F, 20.0F, 86.0F, 1e30F}) {
        for (const std::size_t rows : row_counts) {
            const std::size_t columns = 48;
            const FloatVector x = random_rows(rows, columns, size);
            const auto out = from_all([&](const Kernels& k) {
                FloatVector made = x;
                (k.*function)(matrix(made.data(), rows, columns));
                return made;
            });
            for_each(rows, columns, [&](std::size_t, std::size_t, std::size_t at) {
                ASSERT_NO_FATAL_FAILURE(check(x[at], out[at]));
            });
            for_each(rows, gap, [&](std::size_t r, std::size_t j, std::size_t) {
                ASSERT_EQ(out[r * (columns + gap) + columns + j], untouched);
            });
        }
    }
}

void expect_close(double found, double expected, double relative) {
    ASSERT_NEAR(found, expected, relative * expected);
}

TEST(Kernels, ReluLeavesWhatIsAboveZero) {
    check_in_place(&Kernels::relu,
                   [](float x, float y) { ASSERT_EQ(y, std::max(x, 0.0F)); });
}

TEST(Kernels, ExponentialIsClose) {
    check_in_place(&Kernels::exponential, [](float x, float y) {
        expect_close(y, std::exp(std::clamp(double{x}, -87.0, 88.0)), 3e-7);
    });
}

TEST(Kernels, SigmoidIsClose) {
    check_in_place(&Kernels::sigmoid, [](float x, float y) {
        expect_close(y, 1 / (1 + std::exp(-std::clamp(double{x}, -88.0, 87.0))), 5e-7);
    });
}

TEST(Kernels, TanhIsClose) {
    check_in_place(&Kernels::tanh,
                   [](float x, float y) { ASSERT_NEAR(y, std::tanh(double{x}), 5e-7); });
}

TEST(Kernels, SoftMaxSumsToOne) {
    for (const std::size_t rows : row_counts) {
        for (const std::size_t columns : {0U, 1U, 2U, 15U, 16U, 17U, 33U, 64U, 100U}) {
            const FloatVector x = random_rows(rows, columns, 30);
            const auto out = from_all([&](const Kernels& k) {
                FloatVector made = x;
                k.soft_max(matrix(made.data(), rows, columns));
                return made;
            });
            FloatVector expected = x;
            for (std::size_t r = 0; r < rows; ++r) {
                const auto row =
                    expected.begin() + static_cast<std::ptrdiff_t>(r * (columns + gap));
                const auto end = row + static_cast<std::ptrdiff_t>(columns);
                double sum = 0;
                std::for_each(row, end, [&](float value) { sum += std::exp(value); });
                std::transform(row, end, row, [&](float value) {
                    return static_cast<float>(std::exp(double{value}) / sum);
                });
            }
            for (std::size_t i = 0; i < out.size(); ++i) {
                ASSERT_NEAR(out[i], expected[i], 1e-6) << i;
            }
        }
    }
}

/// sru_scan in double, one number at a time.
FloatVector scanned_plainly(const SruScan& scan, FloatVector out) {
    const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
    for (std::size_t j = 0; j < scan.width; ++j) {
        double c = 0;
        for (std::size_t i = scan.first; i < scan.last; ++i) {
            const std::size_t row = scan.backward ? scan.first + scan.last - 1 - i : i;
            const float* const gates = scan.gates + row * scan.gates_stride + j;
            const double f = logistic(gates[scan.width]);
            const double r = logistic(gates[2 * scan.width]);
            c = f * c + (1 - f) * gates[0];
            const double x = scan.highway[row * scan.highway_stride + j];
            out[row * scan.out_stride + j] = static_cast<float>(r * c + (1 - r) * x);
        }
    }
    return out;
}

TEST(Kernels, SruScanGoesBothWays) {
    constexpr std::size_t rows = 23;
    for (const std::size_t width : column_counts) {
        const FloatVector gates = random_rows(rows, 3 * width, 6);
        const FloatVector x = random_rows(rows, width, 2);
        for (const auto& [first, last] :
             {std::pair<std::size_t, std::size_t>{0, rows}, {4, 4}, {7, 8}, {3, 20}}) {
            for (const bool backward : {false, true}) {
                SruScan scan{gates.data(),
                             3 * width + gap,
                             x.data(),
                             width + gap,
                             nullptr,
                             width + gap,
                             width,
                             first,
                             last,
                             backward};
                const auto out = from_all([&](const Kernels& k) {
                    FloatVector made(x.size(), untouched);
                    scan.out = made.data();
                    k.sru_scan(scan);
                    return made;
                });
                const FloatVector expected =
                    scanned_plainly(scan, FloatVector(x.size(), untouched));
                for (std::size_t i = 0; i < out.size(); ++i) {
                    ASSERT_NEAR(out[i], expected[i], 3e-6) << i;
                }
            }
        }
    }
}

TEST(Kernels, SruScanMayWriteOverItsInput) {
    constexpr std::size_t width = 80;
    const FloatVector gates = random_rows(9, 3 * width, 6);
    const FloatVector x = random_rows(9, width, 2);
    for (const Isa isa : all_supported()) {
        FloatVector apart = x;
        FloatVector over = x;
        SruScan scan{gates.data(),
                     3 * width + gap,
                     x.data(),
                     width + gap,
                     apart.data(),
                     width + gap,
                     width,
                     0,
                     9,
                     true};
        kernels(isa).sru_scan(scan);
        scan.highway = scan.out = over.data();
        kernels(isa).sru_scan(scan);
        EXPECT_TRUE(same_bits(apart, over));
    }
}

TEST(Kernels, ProductsAreTheDotProducts) {
    for (const std::size_t inner : {16U, 48U, 128U}) {
        for (const std::size_t n : row_counts) {
            for (const std::size_t m : {0U, 1U, 3U, 4U, 21U}) {
                const FloatVector a = random_rows(n, inner, 2);
                const FloatVector b = random_rows(m, inner, 3);
                const auto out = from_all([&](const Kernels& k) {
                    FloatVector made(n * (m + gap), untouched);
                    k.products(matrix(a.data(), n, inner),
                               matrix(b.data(), m, inner),
                               matrix(made.data(), n, m));
                    return made;
                });
                FloatVector expected(out.size(), untouched);
                for_each(n, m, [&](std::size_t i, std::size_t j, std::size_t at) {
                    double sum = 0;
                    for (std::size_t l = 0; l < inner; ++l) {
                        sum +=
                            double{a[i * (inner + gap) + l]} * b[j * (inner + gap) + l];
                    }
                    expected[at] = static_cast<float>(sum);
                });
                for (std::size_t i = 0; i < out.size(); ++i) {
                    ASSERT_NEAR(out[i], expected[i], 2e-4) << i;
                }
            }
        }
    }
}

/// FNV-1a of the bits of the floats.
std::uint64_t hash_of(const FloatVector& x) {
    std::uint64_t h = 14695981039346656037U;
    for (const float value : x) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        h = (h ^ bits) * 1099511628211U;
    }
    return h;
}

/// Numbers in -4..4 that every machine and library makes alike.
FloatVector portable_floats(std::size_t count) {
    FloatVector x(count);
    std::uint32_t state = 1;
    for (float& value : x) {
        state = state * 1664525U + 1013904223U;
        value = static_cast<float>(static_cast<int>(state >> 12U) - 524288) / 131072.0F;
    }
    return x;
}

// What other compilers and processors made of the same numbers.
TEST(Kernels, BitsAreThoseOfOtherMachines) {
    constexpr std::size_t rows = 6;
    constexpr std::size_t columns = 48;
    const FloatVector x = portable_floats(3 * rows * columns);
    const Matrix<const float> from{x.data(), rows, columns, columns};
    const Kernels& k = kernels(best_isa());
    const auto in_place = [&](InPlace function, std::size_t width) {
        FloatVector out = x;
        (k.*function)({out.data(), rows, width, columns});
        return hash_of(out);
    };
    EXPECT_EQ(in_place(&Kernels::exponential, columns), 0xd138316f00640a35U);
    EXPECT_EQ(in_place(&Kernels::sigmoid, columns), 0x4ac6de3de0a4ee5bU);
    EXPECT_EQ(in_place(&Kernels::tanh, columns), 0x18163533a8f0b492U);
    EXPECT_EQ(in_place(&Kernels::soft_max, columns - 3), 0x9197b82206d183cbU);
    FloatVector out(rows * columns);
    k.normalise(from, {out.data(), rows, columns, columns});
    EXPECT_EQ(hash_of(out), 0x02693eb1d44a8e8fU);
    k.sru_scan({x.data(),
                3 * columns,
                x.data(),
                columns,
                out.data(),
                columns,
                columns,
                0,
                rows,
                true});
    EXPECT_EQ(hash_of(out), 0x735a25f8122fa168U);
    out.resize(rows * rows);
    k.products(from, from, {out.data(), rows, rows, rows});
    EXPECT_EQ(hash_of(out), 0xd2e11e37baae0cfbU);
}

}  // namespace
}  // namespace chancery::reading
