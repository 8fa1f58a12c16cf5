// How sure the program may be: what confidence.tsv has learned of acts and of their
// fields. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace chancery {

/// The table confidence.tsv, made by train/coding/calibrate.py; immutable once loaded.
class ConfidenceTable {
  public:
    /// Errors name file and line: a number that cannot be read, a share outside 0-1, the
    /// same feature twice.
    static Result<ConfidenceTable> open(const std::string& dir);

    /// Of acts with these features the share that is right, 0-1 in hundredths: the
    /// logistic function of the sum of their weights; features that the table does not
    /// have weigh nothing.
    [[nodiscard]] float of_act(const std::vector<std::string>& features) const;

    /// Where the act is right, the share of its `field` that is: that of the first of
    /// `keys` which the table has, else that of "*", else 1.
    [[nodiscard]] float of_field(std::string_view field,
                                 std::initializer_list<std::string_view> keys) const;

    /// Acts below this are not given; 0 where all are.
    [[nodiscard]] float least() const { return least_; }

  private:
    ConfidenceTable() = default;

    /// By the second part of the key, looked for without making a string.
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    using Shares = std::unordered_map<std::string, float, Hash, std::equal_to<>>;

    std::unordered_map<std::string, double> weights_;    ///< of acts, by feature
    std::map<std::string, Shares, std::less<>> shares_;  ///< of fields
    float least_ = 0.0F;
};

}  // namespace chancery
