// Weights of an averaged perceptron while they are learnt.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reading/features.h"
#include "reading/model_file.h"

namespace chancery::train {

using reading::Feature;

/// Numbers that depend on the seed alone (splitmix64, S. Vigna).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }

    /// In [0, n). Precondition: n > 0.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

    /// In [0, 1).
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    template <typename T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i) {
            std::swap(values[i - 1], values[below(i)]);
        }
    }

  private:
    std::uint64_t state_;
};

/// Float weights laid out as reading::Weights, with the running sums for the average
/// (H. Daumé, 2006: w - u / t).
class AveragedTable {
  public:
    /// 2^bits row starts for rows of `labels` weights.
    AveragedTable(unsigned bits, std::uint32_t labels);

    [[nodiscard]] std::uint32_t labels() const { return labels_; }

    void score(std::span<const Feature> features, std::vector<float>& scores) const;
    void update(std::span<const Feature> features, std::uint32_t label, float by);

    /// To be called once for each decision.
    void tick() { step_ += 1; }

    /// Replaces the weights by their averages; learning may go on from there.
    void average();

    /// Writes sections "NAME.weights" and "NAME.shape", scaled to 8 bits.
    void store(const std::string& name, reading::ModelWriter& writer) const;

  private:
    std::uint32_t mask_;
    std::uint32_t labels_;
    double step_ = 1;
    std::vector<float> weights_;
    std::vector<double> sums_;
};

}  // namespace chancery::train
