// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include <array>
#include <cstdio>

namespace chancery {

namespace {

constexpr std::int32_t days_in_era = 146097;  // 400 Gregorian years
constexpr std::int32_t epoch_shift = 719468;  // days from 0000-03-01 to 1970-01-01

bool is_leap(std::int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::optional<std::int32_t> digits(std::string_view text) {
    std::int32_t n = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        n = n * 10 + (c - '0');
    }
    return n;
}

}  // namespace

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    constexpr std::array<std::int32_t, 12> days{
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

Day Day::from_civil(std::int32_t year, std::int32_t month, std::int32_t day) {
    const std::int32_t y = month <= 2 ? year - 1 : year;
    const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int32_t year_of_era = y - era * 400;
    const std::int32_t day_of_year =
        (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int32_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return Day{era * days_in_era + day_of_era - epoch_shift};
}

Day::Civil Day::civil() const {
    const std::int32_t z = number + epoch_shift;
    const std::int32_t era = (z >= 0 ? z : z - days_in_era + 1) / days_in_era;
    const std::int32_t day_of_era = z - era * days_in_era;
    const std::int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int32_t shifted = (5 * day_of_year + 2) / 153;
    const std::int32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    return Civil{year_of_era + era * 400 + (month <= 2 ? 1 : 0),
                 month,
                 day_of_year - (153 * shifted + 2) / 5 + 1};
}

std::int32_t Day::weekday() const {
    const std::int32_t w = (number + 3) % 7;  // 1970-01-01 was a Thursday
    return w < 0 ? w + 7 : w;
}

std::string Day::iso() const {
    const Civil c = civil();
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", c.year, c.month, c.day);
    return buffer.data();
}

std::optional<Day> Day::parse_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day || *year < 1000 || *year > 2999 || *month < 1 ||
        *month > 12 || *day < 1 || *day > days_in_month(*year, *month)) {
        return std::nullopt;
    }
    return from_civil(*year, *month, *day);
}

}  // namespace chancery
