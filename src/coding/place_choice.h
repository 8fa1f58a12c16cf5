// How likely each of the places that a story names is the place of an act: weights that
// place_choice.tsv has learned of the signs that speak for and against it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "coding/act.h"
#include "coding/place_signs.h"

namespace chancery {

/// `journey`: told with a word of visiting.
[[nodiscard]] PlaceGroup place_group_of(const Act& act, bool journey);

/// The table place_choice.tsv, made by train/coding/train_places.py; immutable once
/// loaded.
class PlaceChoiceTable {
  public:
    /// Errors name file and line: an unknown group or sign, a number that cannot be read
    /// or beyond 100, the same twice.
    static Result<PlaceChoiceTable> open(const std::string& dir);

    /// The sum of the weights of the signs for acts of that group: of two places the one
    /// with e times the likelihood has one more.
    [[nodiscard]] double of(PlaceGroup group, PlaceSigns signs) const;

    /// What is taken off the weight of no place when one is chosen: of the places that
    /// are given about as many are right as are missed.
    [[nodiscard]] double lean(PlaceGroup group) const {
        return leans_[static_cast<std::size_t>(group)];
    }

    /// False for a table without rows, which chooses nothing.
    [[nodiscard]] bool knows() const { return knows_; }

  private:
    PlaceChoiceTable() = default;

    /// For all groups where there is none; a lean where there is no sign.
    void add(std::optional<PlaceGroup> group,
             std::optional<PlaceSign> sign,
             double weight);

    bool knows_ = false;
    std::array<std::array<double, place_sign_count>, place_group_count> weights_{};
    std::array<double, place_group_count> leans_{};
};

}  // namespace chancery
