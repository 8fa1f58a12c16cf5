// What the reasons of a field are called in words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace chancery {

/// The table reasons.tsv; immutable once loaded.
class ReasonWords {
  public:
    /// Errors name file and line: no field, no rule, the same twice.
    static Result<ReasonWords> open(const std::string& dir);

    /// The words for a mechanism that set a field: "a day of the week, taken as before
    /// the article's day" for "time:weekday:past" of "date". Parts that the table does
    /// not have are said as they are; empty where it knows none of them.
    [[nodiscard]] std::string say(std::string_view field, std::string_view rule) const;

  private:
    ReasonWords() = default;
    [[nodiscard]] const std::string* find(std::string_view field,
                                          std::string_view part) const;

    std::unordered_map<std::string, std::string> words_;  ///< by "field rule"
};

}  // namespace chancery
