// Sums, updates and averages of perceptron weights.
// SPDX-License-Identifier: Apache-2.0
#include "averaged.h"

#include <algorithm>
#include <cmath>

namespace chancery::train {

AveragedTable::AveragedTable(unsigned bits, std::uint32_t labels)
    : mask_((1U << bits) - 1),
      labels_(labels),
      weights_((std::size_t{1} << bits) + labels),
      sums_((std::size_t{1} << bits) + labels) {}

void AveragedTable::score(std::span<const Feature> features,
                          std::vector<float>& scores) const {
    scores.assign(labels_, 0.0F);
    for (const Feature feature : features) {
        const float* const row = weights_.data() + (feature & mask_);
        for (std::size_t l = 0; l < labels_; ++l) {
            scores[l] += row[l];
        }
    }
}

void AveragedTable::update(std::span<const Feature> features,
                           std::uint32_t label,
                           float by) {
    for (const Feature feature : features) {
        const std::size_t at = (feature & mask_) + std::size_t{label};
        weights_[at] += by;
        sums_[at] += step_ * static_cast<double>(by);
    }
}

void AveragedTable::average() {
    for (std::size_t i = 0; i < weights_.size(); ++i) {
        weights_[i] -= static_cast<float>(sums_[i] / step_);
        sums_[i] = 0;
    }
    step_ = 1;
}

void AveragedTable::store(const std::string& name, reading::ModelWriter& writer) const {
    // The largest weights belong to the commonest features: cutting them off costs more
    // accuracy than a coarser step.
    float largest = 1e-6F;
    for (const float w : weights_) {
        largest = std::max(largest, std::abs(w));
    }
    const float scale = 127.0F / largest;
    std::vector<std::int8_t> packed(weights_.size());
    for (std::size_t i = 0; i < weights_.size(); ++i) {
        const float value = std::clamp(weights_[i] * scale, -127.0F, 127.0F);
        packed[i] = static_cast<std::int8_t>(std::lround(value));
    }
    writer.add(name + ".weights", packed);
    writer.add(name + ".shape", std::vector<std::uint32_t>{mask_, labels_});
}

}  // namespace chancery::train
