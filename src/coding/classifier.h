// Which type of act a sentence tells of two participants, where no rule says it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "coding/act.h"
#include "coding/pair_features.h"
#include "reading/model_file.h"

namespace chancery {

/// The form of models/coding.model.
inline constexpr reading::ModelForm coding_model_form{
    {"CHCODE\r\n", 8}, 1, "coding model"};

/// How likely each type is, and that anything was done that a ledger would hold.
struct TypeScores {
    std::array<float, act_type_count> share{};  ///< 0-1, sum 1; by ActType
    float act = 0;  ///< 0-1: that the words tell of an act at all

    [[nodiscard]] ActType best() const;

    [[nodiscard]] float share_of(ActType type) const {
        return share[static_cast<std::size_t>(type)];
    }
};

/// Where each of a rising list of hashes stands. They are spread evenly, so that their
/// first bits say nearly where; the list must outlive it.
class HashIndex {
  public:
    HashIndex() = default;
    explicit HashIndex(std::span<const std::uint64_t> hashes);

    /// The place of `hash`, or the number of hashes where it is none of them.
    [[nodiscard]] std::size_t find(std::uint64_t hash) const;

  private:
    std::span<const std::uint64_t> hashes_;
    std::vector<std::uint32_t> first_;  ///< of the hashes that begin with these bits
    unsigned shift_ = 63;
};

/// A linear model over the features of a pair and the vectors of its words. Immutable
/// once opened, shared by all threads. The same bits on every processor: sums are of
/// integers.
class Classifier {
  public:
    /// Sections of the file, numbers little-endian; rows are of `outputs` columns (the
    /// types in the order of ActType, and that it is an act):
    ///   feature.hash   uint64[n], rising   feature_hash() of each known feature
    ///   feature.rows   int16[n][outputs]   its weights
    ///   word.hash      uint64[m], rising   feature_hash() of each known lemma
    ///   word.rows      int8[m][d]          its vector
    ///   part.rows      int16[word_part_count][d][outputs]  weights of each part's mean
    ///   vector bias           int32[outputs]      in steps of the scale of features
    ///   scale          float[2]            of features, and of words
    /// Errors: the file is missing, damaged, or its sections do not fit each other.
    [[nodiscard]] static Result<Classifier> open(const std::string& path);

    /// Of a pair as PairReader reads it. Costs some microseconds. Where `act` is less
    /// than `least_act`, which costs less to find, the shares stay 0.
    [[nodiscard]] TypeScores score(const PairFeatures& features,
                                   float least_act = 0.0F) const;

    [[nodiscard]] std::uint64_t checksum() const { return file_.checksum(); }

  private:
    static constexpr std::size_t outputs = act_type_count + 1;
    static constexpr std::size_t max_dimensions = 512;

    [[nodiscard]] bool fits() const;
    struct WordSums;
    void add_features(const PairFeatures& features, std::span<std::int64_t> sums) const;
    void add_words(const PairFeatures& features, WordSums& out) const;
    [[nodiscard]] double act_of_words(const WordSums& words) const;
    void add_types_of_words(const WordSums& words, std::span<double> sums) const;

    reading::ModelFile file_;
    std::span<const std::uint64_t> feature_hashes_;
    std::span<const std::int16_t> feature_rows_;
    std::span<const std::uint64_t> word_hashes_;
    std::span<const std::int8_t> word_rows_;
    std::span<const std::int16_t> part_rows_;
    std::span<const std::int32_t> bias_;
    std::span<const float> scale_;
    std::size_t dimensions_ = 0;
    HashIndex features_;
    HashIndex words_;
    /// Of part_rows_ the column that says whether it is an act, by part.
    std::vector<std::int16_t> part_acts_;
};

}  // namespace chancery
