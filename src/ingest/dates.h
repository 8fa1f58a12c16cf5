// The written dates that news pages carry.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "base/span.h"

namespace chancery {

struct WrittenDate {
    Day day;
    Span span;  ///< of the date itself in the text that was searched
};

/// The first full date in `text`: "2026-01-24", "2026/1/24", "25/01/2026", "17 Oct 2023",
/// "23rd of January, 2019", "Oct. 20, 2024", "Oct 20 2024". Where both numbers of
/// "03/04/2020" could be the month, the day is taken to come first.
[[nodiscard]] std::optional<WrittenDate> find_date(std::string_view text);

/// 1-12 for an English month's name or usual abbreviation in any case, with or without a
/// full stop; else 0.
[[nodiscard]] std::int32_t month_number(std::string_view word);

/// A day that exists, years 1900-2099.
[[nodiscard]] std::optional<Day> checked_day(std::int32_t year,
                                             std::int32_t month,
                                             std::int32_t day);

}  // namespace chancery
