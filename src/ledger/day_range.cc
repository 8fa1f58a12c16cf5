// Days, intervals, months and years as fields and filters write them.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/query.h"

namespace chancery {

namespace {

std::optional<std::int32_t> digits(std::string_view text) {
    std::int32_t out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        out = out * 10 + (c - '0');
    }
    return out;
}

}  // namespace

std::optional<DayRange> parse_day_range(std::string_view text) {
    if (text.size() == 21 && text[10] == '/') {
        const auto first = Day::parse_iso(text.substr(0, 10));
        const auto last = Day::parse_iso(text.substr(11));
        if (!first || !last || *last < *first) {
            return std::nullopt;
        }
        return DayRange{*first, *last, true};
    }
    if (text.size() == 10) {
        const auto day = Day::parse_iso(text);
        return day ? std::optional(DayRange{*day, *day, true}) : std::nullopt;
    }
    const bool is_month = text.size() == 7 && text[4] == '-';
    if (text.size() != 4 && !is_month) {
        return std::nullopt;
    }
    const auto year = digits(text.substr(0, 4));
    const auto month = is_month ? digits(text.substr(5)) : std::optional(1);
    if (!year || *year < 1000 || *year > 2999 || !month || *month < 1 || *month > 12) {
        return std::nullopt;
    }
    const std::int32_t end = is_month ? *month : 12;
    return DayRange{Day::from_civil(*year, *month, 1),
                    Day::from_civil(*year, end, days_in_month(*year, end)),
                    false};
}

}  // namespace chancery
