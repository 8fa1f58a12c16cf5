// Hashed features and the weight tables that they point into.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reading/model_file.h"

namespace chancery::reading {

/// A hashed feature. Its weights, one for each label, begin at (feature & mask) in the
/// table; the rows of different features overlap, so that a row costs only the labels
/// that it uses (feature hashing of single weights, yet each row is read as one run of
/// bytes).
using Feature = std::uint32_t;

/// FNV-1a with a final mix: the same on every machine.
[[nodiscard]] constexpr std::uint32_t hash_bytes(std::string_view bytes,
                                                 std::uint32_t seed = 2166136261U) {
    std::uint32_t h = seed;
    for (const char c : bytes) {
        h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    h ^= h >> 15U;
    return h * 0x2c1b3c6dU;
}

/// Adds a value to a running hash.
[[nodiscard]] constexpr std::uint32_t mix(std::uint32_t h, std::uint32_t value) {
    h = (h ^ value) * 0x9e3779b1U;
    return h ^ (h >> 15U);
}

/// Collects the features of one decision; the first argument of add() is the number of
/// the template, which keeps equal values of different templates apart.
class FeatureList {
  public:
    void clear() { features_.clear(); }

    template <typename... Values>
    void add(std::uint32_t number, Values... values) {
        std::uint32_t h = mix(0x85ebca6bU, number);
        ((h = mix(h, static_cast<std::uint32_t>(values))), ...);
        features_.push_back(h);
    }

    [[nodiscard]] std::span<const Feature> view() const { return features_; }

  private:
    std::vector<Feature> features_;
};

/// A sum of weights; at most 250 features of 8 bits fit.
using Score = std::int16_t;

/// Weights of a linear classifier, in memory that the model file owns.
struct Weights {
    const std::int8_t* data =
        nullptr;             ///< (mask + 1 + labels) weights, so that no row wraps
    std::uint32_t mask = 0;  ///< number of row starts less one, a power of two less one
    std::uint32_t labels = 0;

    /// scores[l] = sum of the weights of label l. Preconditions: scores.size() == labels;
    /// at most 250 features.
    void score(std::span<const Feature> features, std::span<Score> scores) const;
    /// The same sums without vectors; what score() is tested against.
    void score_plainly(std::span<const Feature> features, std::span<Score> scores) const;
};

/// The table in sections "NAME.weights" and "NAME.shape" (mask, labels).
[[nodiscard]] Result<Weights> weights_from(const ModelFile& file,
                                           const std::string& name);

/// Index of the largest score, the first of equals.
[[nodiscard]] std::uint32_t best_label(std::span<const Score> scores);

}  // namespace chancery::reading
