// SPDX-License-Identifier: Apache-2.0
#include "coding/classifier.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
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

bool rises(std::span<const std::uint64_t> hashes) {
    return std::adjacent_find(hashes.begin(), hashes.end(), std::greater_equal<>()) ==
           hashes.end();
}

}  // namespace

HashIndex::HashIndex(std::span<const std::uint64_t> hashes) : hashes_(hashes) {
    const auto bits = static_cast<unsigned>(std::bit_width(hashes.size() | 1U));
    shift_ = 64 - bits;
    first_.assign((std::size_t{1} << bits) + 1, 0);
    for (const std::uint64_t hash : hashes) {
        ++first_[(hash >> shift_) + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

std::size_t HashIndex::find(std::uint64_t hash) const {
    if (first_.empty()) {
        return hashes_.size();
    }
    const std::size_t bucket = hash >> shift_;
    const auto end = hashes_.begin() + first_[bucket + 1];
    const auto found = std::lower_bound(hashes_.begin() + first_[bucket], end, hash);
    return found != end && *found == hash
               ? static_cast<std::size_t>(found - hashes_.begin())
               : hashes_.size();
}

/// For each part of the sentence the sum of the vectors of its known words.
struct Classifier::WordSums {
    std::array<std::array<std::int32_t, max_dimensions>, word_part_count> vectors;
    std::array<std::int64_t, word_part_count> count{};
};

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
    made.features_ = HashIndex(made.feature_hashes_);
    made.words_ = HashIndex(made.word_hashes_);
    for (std::size_t i = act_type_count; i < made.part_rows_.size(); i += outputs) {
        made.part_acts_.push_back(made.part_rows_[i]);
    }
    return made;
}

void Classifier::add_features(const PairFeatures& features,
                              std::span<std::int64_t> sums) const {
    for (const std::uint64_t hash : features.hashes) {
        const std::size_t row = features_.find(hash);
        if (row == feature_hashes_.size()) {
            continue;
        }
        const auto weights = feature_rows_.subspan(row * outputs, outputs);
        for (std::size_t k = 0; k < outputs; ++k) {
            sums[k] += weights[k];
        }
    }
}

void Classifier::add_words(const PairFeatures& features, WordSums& out) const {
    for (const PairFeatures::Word& word : features.words) {
        const std::size_t row = words_.find(word.hash);
        if (row == word_hashes_.size()) {
            continue;
        }
        const auto part = static_cast<std::size_t>(word.part);
        const auto vector = word_rows_.subspan(row * dimensions_, dimensions_);
        auto& sum = out.vectors[part];
        if (out.count[part]++ == 0) {
            std::copy(vector.begin(), vector.end(), sum.begin());
            continue;
        }
        for (std::size_t i = 0; i < dimensions_; ++i) {
            sum[i] += vector[i];
        }
    }
}

double Classifier::act_of_words(const WordSums& words) const {
    double sum = 0;
    for (std::size_t part = 0; part < word_part_count; ++part) {
        if (words.count[part] == 0) {
            continue;
        }
        std::int64_t product = 0;
        const std::int16_t* const weights = part_acts_.data() + part * dimensions_;
        for (std::size_t i = 0; i < dimensions_; ++i) {
            product += std::int64_t{words.vectors[part][i]} * weights[i];
        }
        sum += static_cast<double>(product) / static_cast<double>(words.count[part]);
    }
    return sum;
}

void Classifier::add_types_of_words(const WordSums& words, std::span<double> sums) const {
    for (std::size_t part = 0; part < word_part_count; ++part) {
        if (words.count[part] == 0) {
            continue;
        }
        std::array<std::int64_t, act_type_count> product{};
        const auto weights = part_rows_.subspan(part * dimensions_ * outputs);
        for (std::size_t i = 0; i < dimensions_; ++i) {
            for (std::size_t k = 0; k < act_type_count; ++k) {
                product[k] +=
                    std::int64_t{words.vectors[part][i]} * weights[i * outputs + k];
            }
        }
        for (std::size_t k = 0; k < act_type_count; ++k) {
            sums[k] +=
                static_cast<double>(product[k]) / static_cast<double>(words.count[part]);
        }
    }
}

TypeScores Classifier::score(const PairFeatures& features, float least_act) const {
    std::array<std::int64_t, outputs> whole{};
    std::copy(bias_.begin(), bias_.end(), whole.begin());
    add_features(features, whole);
    WordSums words;
    add_words(features, words);
    const auto score_of = [&](std::size_t k, double of_words) {
        return static_cast<double>(whole[k]) * double{scale_[0]} +
               of_words * double{scale_[1]};
    };
    TypeScores out;
    const double act = score_of(act_type_count, act_of_words(words));
    out.act = static_cast<float>(1 / (1 + exponential(-act)));
    if (out.act < least_act) {
        return out;
    }
    std::array<double, act_type_count> score{};
    add_types_of_words(words, score);
    for (std::size_t k = 0; k < act_type_count; ++k) {
        score[k] = score_of(k, score[k]);
    }
    const double largest = *std::max_element(score.begin(), score.end());
    double sum = 0;
    for (double& one : score) {
        one = exponential(one - largest);
        sum += one;
    }
    for (std::size_t k = 0; k < act_type_count; ++k) {
        out.share[k] = static_cast<float>(score[k] / sum);
    }
    return out;
}

}  // namespace chancery
