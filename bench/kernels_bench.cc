// chancery-kernels-bench: how fast the arithmetic of the network is under each
// instruction set, on one thread. SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "reading/aligned.h"
#include "reading/kernels.h"

namespace chancery::reading {
namespace {

AlignedVector<float> random_floats(std::size_t count) {
    std::mt19937 random(11);
    std::uniform_real_distribution<float> uniform(-4, 4);
    AlignedVector<float> x(count);
    for (float& value : x) {
        value = uniform(random);
    }
    return x;
}

/// What a figure counts: so many a second, in billions.
void count(benchmark::State& state, const char* what, std::size_t each) {
    state.counters[what] = benchmark::Counter(
        static_cast<double>(state.iterations()) * static_cast<double>(each) * 1e-9,
        benchmark::Counter::kIsRate);
}

void multiply(benchmark::State& state, Isa isa) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    const auto inputs = static_cast<std::uint32_t>(state.range(1));
    const auto outputs = static_cast<std::uint32_t>(state.range(2));
    std::mt19937 random(5);
    AlignedVector<std::int8_t> weights(std::size_t{inputs} * outputs);
    for (std::int8_t& weight : weights) {
        weight = static_cast<std::int8_t>(static_cast<int>(random() % 127) - 63);
    }
    const AlignedVector<float> numbers = random_floats(outputs);
    const AlignedVector<std::int32_t> sums(outputs);
    const Linear linear{
        inputs, outputs, weights.data(), numbers.data(), numbers.data(), sums.data()};
    const AlignedVector<std::uint8_t> bytes(rows * inputs, 77);
    const AlignedVector<float> scales(rows, 0.5F);
    AlignedVector<float> out(rows * outputs);
    for ([[maybe_unused]] const auto turn : state) {
        kernels(isa).multiply(linear,
                              {bytes.data(), scales.data(), rows, inputs, inputs},
                              {out.data(), rows, outputs, outputs});
        benchmark::ClobberMemory();
    }
    count(state, "GMAC", rows * inputs * outputs);
}

using InPlace = void (*Kernels::*)(const Matrix<float>&);

void in_place(benchmark::State& state, Isa isa, InPlace function) {
    constexpr std::size_t rows = 32;
    constexpr std::size_t columns = 256;
    const AlignedVector<float> x = random_floats(rows * columns);
    AlignedVector<float> out = x;
    for ([[maybe_unused]] const auto turn : state) {
        out = x;
        (kernels(isa).*function)({out.data(), rows, columns, columns});
        benchmark::ClobberMemory();
    }
    count(state, "Gfloat", rows * columns);
}

void normalise_and_quantise(benchmark::State& state, Isa isa) {
    constexpr std::size_t rows = 32;
    constexpr std::size_t columns = 256;
    const AlignedVector<float> x = random_floats(rows * columns);
    AlignedVector<std::uint8_t> bytes(x.size());
    AlignedVector<float> scales(rows);
    for ([[maybe_unused]] const auto turn : state) {
        kernels(isa).normalise_and_quantise(
            {x.data(), rows, columns, columns},
            {bytes.data(), scales.data(), rows, columns, columns});
        benchmark::ClobberMemory();
    }
    count(state, "Gfloat", rows * columns);
}

void add_rows(benchmark::State& state, Isa isa) {
    constexpr std::size_t columns = 256;
    constexpr std::size_t count_of_rows = 12;
    const AlignedVector<std::int8_t> table(columns * count_of_rows, 3);
    std::vector<ScaledRow> rows;
    for (std::size_t r = 0; r < count_of_rows; ++r) {
        rows.push_back({table.data() + r * columns, 0.25F});
    }
    AlignedVector<float> out(columns);
    for ([[maybe_unused]] const auto turn : state) {
        kernels(isa).add_rows(rows.data(), rows.size(), out.data(), columns);
        benchmark::ClobberMemory();
    }
    count(state, "Gfloat", count_of_rows * columns);
}

void sru_scan(benchmark::State& state, Isa isa) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    constexpr std::size_t width = 256;
    const AlignedVector<float> gates = random_floats(rows * 3 * width);
    const AlignedVector<float> x = random_floats(rows * width);
    AlignedVector<float> out(x.size());
    for ([[maybe_unused]] const auto turn : state) {
        kernels(isa).sru_scan({gates.data(),
                               3 * width,
                               x.data(),
                               width,
                               out.data(),
                               width,
                               width,
                               0,
                               rows,
                               false});
        benchmark::ClobberMemory();
    }
    count(state, "Gfloat", rows * width);
}

void products(benchmark::State& state, Isa isa) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    constexpr std::size_t inner = 128;
    const AlignedVector<float> a = random_floats(rows * inner);
    AlignedVector<float> out(rows * rows);
    for ([[maybe_unused]] const auto turn : state) {
        const Matrix<const float> from{a.data(), rows, inner, inner};
        kernels(isa).products(from, from, {out.data(), rows, rows, rows});
        benchmark::ClobberMemory();
    }
    count(state, "GMAC", rows * rows * inner);
}

template <typename... Arguments>
benchmark::internal::Benchmark* add(Isa isa,
                                    const char* function,
                                    void (*work)(benchmark::State&, Isa, Arguments...),
                                    Arguments... arguments) {
    return benchmark::RegisterBenchmark(
        (std::string(function) + "/" + std::string(name(isa))).c_str(),
        work,
        isa,
        arguments...);
}

void add_all(Isa isa) {
    for (const int rows : {1, 7, 8, 13, 32, 512}) {
        add(isa, "multiply", multiply)->Args({rows, 256, 768});
    }
    add(isa, "multiply", multiply)->Args({32, 512, 1024})->Args({32, 128, 64});
    add(isa, "relu", in_place, &Kernels::relu);
    add(isa, "exponential", in_place, &Kernels::exponential);
    add(isa, "sigmoid", in_place, &Kernels::sigmoid);
    add(isa, "tanh", in_place, &Kernels::tanh);
    add(isa, "soft_max", in_place, &Kernels::soft_max);
    add(isa, "normalise_and_quantise", normalise_and_quantise);
    add(isa, "add_rows", add_rows);
    add(isa, "sru_scan", sru_scan)->Arg(32)->Arg(512);
    add(isa, "products", products)->Arg(32);
}

}  // namespace
}  // namespace chancery::reading

int main(int argc, char** argv) {
    using chancery::reading::Isa;
    for (const Isa isa : {Isa::plain, Isa::avx2, Isa::avx512}) {
        if (chancery::reading::supported(isa)) {
            chancery::reading::add_all(isa);
        }
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
