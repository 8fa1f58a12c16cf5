// SPDX-License-Identifier: Apache-2.0
#include "coding/classifier.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace chancery {

namespace {

/// e to the x, made of sums and products alone: the library's differs between processors.
double exponential(double x) {
    x = std::clamp(x, -80.0, 80.0);
    const double halvings = 10;  // exp(x) = exp(x / 1024)^1024
    const double small = x / 1024;
    double term = 1;
    double sum = 1;
    for (int i = 1; i < 8; ++i) {
        term = term * small / i;
        sum += term;
    }
    for (int i = 0; i < static_cast<int>(halvings); ++i) {
        sum *= sum;
    }
    return sum;
}

/// The row of a hash, or the number of rows.
std::size_t row_of(std::span<const std::uint64_t> hashes, std::uint64_t hash) {
    const auto found = std::lower_bound(hashes.begin(), hashes.end(), hash);
    return found != hashes.end() && *found == hash
               ? static_cast<std::size_t>(found - hashes.begin())
               : hashes.size();
}

bool rises(std::span<const std::uint64_t> hashes) {
    return std::adjacent_find(hashes.begin(), hashes.end(), std::greater_equal<>()) ==
           hashes.end();
}

}  // namespace

ActType TypeScores::best() const {
    return static_cast<ActType>(std::max_element(share.begin(), share.end()) -
                                share.begin());
}

bool Classifier::fits() const {
    const std::size_t words = word_hashes_.size();
    const bool sizes = feature_rows_.size() == feature_hashes_.size() * outputs &&
                       dimensions_ <= max_dimensions &&
                       word_rows_.size() == words * dimensions_ &&
                       part_rows_.size() == word_part_count * dimensions_ * outputs &&
                       bias_.size() == outputs && scale_.size() == 2;
    return sizes && rises(feature_hashes_) && rises(word_hashes_) &&
           std::isfinite(scale_[0]) && std::isfinite(scale_[1]);
}

Result<Classifier> Classifier::open(const std::string& path) {
    auto file = reading::ModelFile::open(path, coding_model_form);
    if (!file) {
        return file.error();
    }
    Classifier made;
    made.file_ = std::move(*file);
    made.feature_hashes_ = made.file_.numbers<std::uint64_t>("feature.hash");
    made.feature_rows_ = made.file_.numbers<std::int16_t>("feature.rows");
    made.word_hashes_ = made.file_.numbers<std::uint64_t>("word.hash");
    made.word_rows_ = made.file_.numbers<std::int8_t>("word.rows");
    made.part_rows_ = made.file_.numbers<std::int16_t>("part.rows");
    made.bias_ = made.file_.numbers<std::int32_t>("bias");
    made.scale_ = made.file_.numbers<float>("scale");
    made.dimensions_ = made.part_rows_.size() / (word_part_count * outputs);
    if (!made.fits()) {
        return Error{
            "the coding model is damaged: its sections do not fit each other", path, 0};
    }
    return made;
}

void Classifier::add_features(const PairFeatures& features,
                              std::span<std::int64_t> sums) const {
    for (const std::uint64_t hash : features.hashes) {
        const std::size_t row = row_of(feature_hashes_, hash);
        if (row == feature_hashes_.size()) {
            continue;
        }
        const auto weights = feature_rows_.subspan(row * outputs, outputs);
        for (std::size_t k = 0; k < outputs; ++k) {
            sums[k] += weights[k];
        }
    }
}

void Classifier::add_words(const PairFeatures& features, std::span<double> sums) const {
    std::array<std::int32_t, max_dimensions> mean{};
    for (std::size_t part = 0; part < word_part_count; ++part) {
        std::int64_t count = 0;
        mean.fill(0);
        for (const PairFeatures::Word& word : features.words) {
            const std::size_t row = static_cast<std::size_t>(word.part) == part
                                        ? row_of(word_hashes_, word.hash)
                                        : word_hashes_.size();
            if (row == word_hashes_.size()) {
                continue;
            }
            ++count;
            const auto vector = word_rows_.subspan(row * dimensions_, dimensions_);
            for (std::size_t i = 0; i < dimensions_; ++i) {
                mean[i] += vector[i];
            }
        }
        if (count == 0) {
            continue;
        }
        std::array<std::int64_t, outputs> product{};
        const auto weights = part_rows_.subspan(part * dimensions_ * outputs);
        for (std::size_t i = 0; i < dimensions_; ++i) {
            for (std::size_t k = 0; k < outputs; ++k) {
                product[k] += std::int64_t{mean[i]} * weights[i * outputs + k];
            }
        }
        for (std::size_t k = 0; k < outputs; ++k) {
            sums[k] += static_cast<double>(product[k]) / static_cast<double>(count);
        }
    }
}

TypeScores Classifier::score(const PairFeatures& features) const {
    std::array<std::int64_t, outputs> whole{};
    std::array<double, outputs> words{};
    std::copy(bias_.begin(), bias_.end(), whole.begin());
    add_features(features, whole);
    add_words(features, words);
    std::array<double, outputs> score{};
    for (std::size_t k = 0; k < outputs; ++k) {
        score[k] = static_cast<double>(whole[k]) * double{scale_[0]} +
                   words[k] * double{scale_[1]};
    }
    const double largest = *std::max_element(score.begin(), score.end() - 1);
    double sum = 0;
    for (std::size_t k = 0; k < act_type_count; ++k) {
        score[k] = exponential(score[k] - largest);
        sum += score[k];
    }
    TypeScores out;
    for (std::size_t k = 0; k < act_type_count; ++k) {
        out.share[k] = static_cast<float>(score[k] / sum);
    }
    out.act = static_cast<float>(1 / (1 + exponential(-score[act_type_count])));
    return out;
}

}  // namespace chancery
