// The forms of numbers.
// SPDX-License-Identifier: Apache-2.0
#include "reading/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "reading/chars.h"

namespace chancery::reading {
namespace {

/// True in "[5,6]": the numbers of a citation, which commas join only before three
/// digits.
bool inside_citation(std::string_view chunk, std::size_t i) {
    const auto open = chunk.substr(0, i).rfind('[');
    return open != std::string_view::npos &&
           chunk.substr(open + 1, i - open - 1).find_first_not_of("0123456789,") ==
               std::string_view::npos;
}

/// End of digits with inner full stops, colons and commas.
std::size_t plain_end(std::string_view chunk, std::size_t i) {
    const bool citation = inside_citation(chunk, i);
    std::size_t end = digits_end(chunk, i);
    constexpr std::string_view inner = ".:,";
    while (end < chunk.size() && inner.find(chunk[end]) != std::string_view::npos &&
           is_digit_at(chunk, end + 1)) {
        const std::size_t next = digits_end(chunk, end + 1);
        if (citation && chunk[end] == ',' && next != end + 4) {
            break;
        }
        end = next;
    }
    return end;
}

int value_of(std::string_view digits) {
    int value = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// True for a month and a day or year: "9/11", "10/2024"; not for "24/7" and fractions.
bool is_date(std::string_view first, std::string_view second) {
    const int a = value_of(first);
    const int b = value_of(second);
    constexpr std::array<int, 5> denominators = {2, 3, 4, 5, 8};
    const bool fraction =
        a < b &&
        std::find(denominators.begin(), denominators.end(), b) != denominators.end();
    return a >= 1 && a <= 12 && !fraction && ((b >= 1 && b <= 31) || second.size() == 4);
}

/// End of a number with slashes ("9/11", "24/10/2025", "713/345-7942"), `end` where the
/// slash at `end` is a token.
std::size_t slashed_end(std::string_view chunk, std::size_t i, std::size_t end) {
    if (end >= chunk.size() || chunk[end] != '/' || !is_digit_at(chunk, end + 1)) {
        return end;
    }
    std::size_t last = plain_end(chunk, end + 1);
    const auto second = chunk.substr(end + 1, last - end - 1);
    const bool hyphen = last < chunk.size() && chunk[last] == '-';
    if (hyphen && second.size() == 3 && digits_end(chunk, last + 1) == last + 5) {
        return last + 5;
    }
    const bool third =
        last < chunk.size() && chunk[last] == '/' && is_digit_at(chunk, last + 1);
    if (!third && !is_date(chunk.substr(i, end - i), second)) {
        return end;
    }
    while (last < chunk.size() && chunk[last] == '/' && is_digit_at(chunk, last + 1)) {
        last = plain_end(chunk, last + 1);
    }
    return last;
}

/// End of a date, telephone number or postal code with hyphens; `end` where there is
/// none.
std::size_t hyphened_end(std::string_view chunk, std::size_t i, std::size_t end) {
    std::size_t last = end;
    int hyphens = 0;
    while (last < chunk.size() && chunk[last] == '-' && is_digit_at(chunk, last + 1)) {
        last = digits_end(chunk, last + 1);
        ++hyphens;
    }
    const auto first = end - i;
    const auto second = last - end - 1;
    const bool joined =
        hyphens >= 2 ||
        (hyphens == 1 && ((first == 3 && second >= 4) ||
                          ((first == 1 || first == 5 || first >= 7) && second == 4)));
    return joined ? last : end;
}

/// True for "70's" and "1930's", where the ending makes a plural; "2020's" is a year's.
bool is_decade(std::string_view digits) {
    return digits.size() == 2 ||
           (digits.size() == 4 && digits.starts_with('1') && digits.ends_with('0'));
}

bool follows_currency(std::string_view chunk, std::size_t i) {
    constexpr std::array<std::string_view, 4> signs = {"$", "€", "£", "¥"};
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
        return chunk.substr(0, i).ends_with(sign);
    });
}

/// End of the letters after a number that belong to it: `end` before a unit.
std::size_t tail_end(std::string_view chunk,
                     std::size_t i,
                     std::size_t end,
                     const WordLists& lists) {
    const auto letters_end = word_run_end(chunk, end);
    const auto tail = chunk.substr(end, letters_end - end);
    if (tail.empty()) {
        return end;
    }
    constexpr std::array<std::string_view, 5> endings = {"th", "st", "nd", "rd", "s"};
    if (std::find(endings.begin(), endings.end(), ascii_lower(tail)) != endings.end()) {
        return letters_end;
    }
    if (const auto* kind = lists.unit(tail); kind != nullptr) {
        const auto number = chunk.substr(i, end - i);
        const bool amount =
            follows_currency(chunk, i) || number.find('.') != std::string_view::npos;
        return *kind == UnitKind::any || amount ? end : letters_end;
    }
    // "35mm" and "61persons", but "4chan".
    const bool word = tail.size() > 1 && (end > i + 1 || tail.size() < 4) &&
                      std::all_of(tail.begin(), tail.end(), is_lower);
    return word ? end : letters_end;
}

}  // namespace

std::size_t number_end(std::string_view chunk, std::size_t i, const WordLists& lists) {
    const std::size_t end = plain_end(chunk, i);
    if (const auto slashed = slashed_end(chunk, i, end); slashed > end) {
        return slashed;
    }
    if (const auto hyphened = hyphened_end(chunk, i, end); hyphened > end) {
        return hyphened;
    }
    if (const auto mark = apostrophe_at(chunk, end);
        mark > 0 && is_decade(chunk.substr(i, end - i)) &&
        chunk.substr(end + mark, 1) == "s" && !is_word_char(chunk, end + mark + 1)) {
        return end + mark + 1;
    }
    return tail_end(chunk, i, end, lists);
}

}  // namespace chancery::reading
