// SPDX-License-Identifier: Apache-2.0
// Tokens are runs of letters or of digits; a date is three of them with little between.
#include "ingest/dates.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/fold.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 12> months{"january",
                                                  "february",
                                                  "march",
                                                  "april",
                                                  "may",
                                                  "june",
                                                  "july",
                                                  "august",
                                                  "september",
                                                  "october",
                                                  "november",
                                                  "december"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A number, a month or something else, and what stands before it.
struct Token {
    std::int32_t number = -1;
    std::int32_t month = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    char before = 0;  ///< the single character between it and the last token; 0: more
};

std::int32_t small_number(std::string_view digits) {
    std::int32_t value = 0;
    for (const char c : digits.substr(0, std::min<std::size_t>(digits.size(), 9))) {
        value = value * 10 + (c - '0');
    }
    return value;
}

Token next_token(std::string_view text, std::size_t at) {
    Token token;
    const std::size_t from = at;
    while (at < text.size() && !is_digit(text[at]) && !is_letter(text[at])) {
        ++at;
    }
    token.before = at == from + 1 ? text[from] : '\0';
    token.begin = static_cast<std::uint32_t>(at);
    const bool number = at < text.size() && is_digit(text[at]);
    while (at < text.size() && (number ? is_digit(text[at]) : is_letter(text[at]))) {
        ++at;
    }
    token.end = static_cast<std::uint32_t>(at);
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    if (number) {
        token.number = small_number(word);
    } else {
        token.month = month_number(word);
    }
    return token;
}

bool is_ordinal_ending(std::string_view word) {
    return word == "st" || word == "nd" || word == "rd" || word == "th" || word == "of";
}

bool is_year(const Token& t) {
    return t.number >= 1900 && t.number < 2100 && t.end - t.begin == 4;
}

bool is_day_or_month(const Token& t) {
    return t.number >= 1 && t.number <= 31 && t.end - t.begin <= 2;
}

bool joined(const Token& t) {
    return t.before == '-' || t.before == '/' || t.before == '.';
}

std::optional<Day> numeric_date(const Token& a, const Token& b, const Token& c) {
    if (!joined(b) || !joined(c) || b.before != c.before || !is_day_or_month(b)) {
        return std::nullopt;
    }
    if (is_year(a) && is_day_or_month(c)) {
        return checked_day(a.number, b.number, c.number);
    }
    if (!is_year(c) || !is_day_or_month(a)) {
        return std::nullopt;
    }
    return b.number > 12 ? checked_day(c.number, a.number, b.number)
                         : checked_day(c.number, b.number, a.number);
}

std::optional<Day> date_of(const Token& a, const Token& b, const Token& c) {
    if (is_day_or_month(a) && b.month != 0 && is_year(c)) {
        return checked_day(c.number, b.month, a.number);
    }
    if (a.month != 0 && is_day_or_month(b) && is_year(c)) {
        return checked_day(c.number, a.month, b.number);
    }
    if (is_year(a) && b.month != 0 && is_day_or_month(c)) {
        return checked_day(a.number, b.month, c.number);
    }
    return numeric_date(a, b, c);
}

}  // namespace

std::int32_t month_number(std::string_view word) {
    if (word.ends_with('.')) {
        word.remove_suffix(1);
    }
    if (word.size() < 3 || word.size() > 9) {
        return 0;
    }
    std::array<char, 9> buffer{};
    std::transform(word.begin(), word.end(), buffer.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const std::string_view lower(buffer.data(), word.size());
    if (lower == "sept") {
        return 9;
    }
    for (std::size_t i = 0; i < months.size(); ++i) {
        const std::string_view month = months.at(i);
        if (lower == month || lower == month.substr(0, 3)) {
            return static_cast<std::int32_t>(i) + 1;
        }
    }
    return 0;
}

std::optional<Day> checked_day(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return std::nullopt;
    }
    return Day::from_civil(year, month, day);
}

std::optional<WrittenDate> find_date(std::string_view text) {
    Token a;
    Token b;
    for (std::size_t at = 0; at < text.size();) {
        const Token c = next_token(text, at);
        if (c.begin == c.end) {
            break;
        }
        at = c.end;
        if (is_ordinal_ending(text.substr(c.begin, c.end - c.begin)) && b.number >= 0) {
            continue;
        }
        if (const auto day = date_of(a, b, c); day && c.end - a.begin <= 28) {
            return WrittenDate{*day, Span{a.begin, c.end}};
        }
        a = b;
        b = c;
    }
    return std::nullopt;
}

}  // namespace chancery
