// SPDX-License-Identifier: Apache-2.0
#include "coding/confidence.h"

#include <cmath>
#include <optional>

#include "base/numbers.h"
#include "base/tsv.h"

namespace chancery {

namespace {

constexpr double largest_weight = 100.0;

}  // namespace

Result<ConfidenceTable> ConfidenceTable::open(const std::string& dir) {
    const auto table = TsvTable::open(dir + "/confidence.tsv",
                                      {"what", "feature", "value", "n", "note"});
    if (!table) {
        return table.error();
    }
    ConfidenceTable out;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto value = finite_number(row[2]);
        if (row[0].empty() || row[1].empty() || !value) {
            return table->fault(row, "a field, a feature and a number are needed");
        }
        const bool weight = row[0] == "act";
        if (weight ? std::abs(*value) > largest_weight : *value < 0.0 || *value > 1.0) {
            return table->fault(row,
                                weight ? "a weight beyond 100 is a fault"
                                       : "a share must lie between 0 and 1");
        }
        bool fresh = true;
        if (weight) {
            fresh = out.weights_.emplace(row[1], *value).second;
        } else if (row[0] == "least") {
            fresh = out.least_ == 0.0F;
            out.least_ = static_cast<float>(*value);
        } else {
            fresh = out.shares_[std::string(row[0])]
                        .emplace(row[1], static_cast<float>(*value))
                        .second;
        }
        if (!fresh) {
            return table->fault(row, "'" + std::string(row[1]) + "' stands there twice");
        }
    }
    return out;
}

float ConfidenceTable::of_act(const std::vector<std::string>& features) const {
    double sum = 0.0;
    for (const std::string& feature : features) {
        const auto it = weights_.find(feature);
        sum += it == weights_.end() ? 0.0 : it->second;
    }
    // Two digits are all that was measured, and all that is shown and asked for.
    return static_cast<float>(std::round(100.0 / (1.0 + std::exp(-sum))) / 100.0);
}

float ConfidenceTable::of_field(std::string_view field,
                                std::initializer_list<std::string_view> keys) const {
    const auto shares = shares_.find(field);
    if (shares == shares_.end()) {
        return 1.0F;
    }
    for (const std::string_view key : keys) {
        if (const auto it = shares->second.find(key); it != shares->second.end()) {
            return it->second;
        }
    }
    const auto it = shares->second.find(std::string_view("*"));
    return it == shares->second.end() ? 1.0F : it->second;
}

}  // namespace chancery
