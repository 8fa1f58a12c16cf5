// Calendar days and the ISO 8601 values that fields of the ledger hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chancery {

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0).
/// Conversions follow H. Hinnant, "chrono-compatible low-level date algorithms".
struct Day {
    std::int32_t number = 0;

    struct Civil {
        std::int32_t year = 1970;
        std::int32_t month = 1;  ///< 1-12
        std::int32_t day = 1;    ///< 1-31
    };

    [[nodiscard]] static Day from_civil(std::int32_t year,
                                        std::int32_t month,
                                        std::int32_t day);
    [[nodiscard]] Civil civil() const;
    /// 0 = Monday … 6 = Sunday (ISO 8601 order).
    [[nodiscard]] std::int32_t weekday() const;
    /// "YYYY-MM-DD".
    [[nodiscard]] std::string iso() const;
    /// Reads exactly "YYYY-MM-DD" with a day that exists, years 1000-2999; else nothing.
    [[nodiscard]] static std::optional<Day> parse_iso(std::string_view text);

    friend constexpr bool operator==(Day, Day) = default;

    friend constexpr std::strong_ordering operator<=>(Day a, Day b) {
        return a.number <=> b.number;
    }

    friend constexpr Day operator+(Day d, std::int32_t days) {
        return Day{d.number + days};
    }

    friend constexpr Day operator-(Day d, std::int32_t days) {
        return Day{d.number - days};
    }

    friend constexpr std::int32_t operator-(Day a, Day b) { return a.number - b.number; }
};

/// Days in a month, 28-31.
[[nodiscard]] std::int32_t days_in_month(std::int32_t year, std::int32_t month);

}  // namespace chancery
