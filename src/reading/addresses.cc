// The forms of addresses and file names.
// SPDX-License-Identifier: Apache-2.0
#include "reading/addresses.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "reading/chars.h"
#include "text/utf8.h"

namespace chancery::reading {
namespace {

constexpr std::array<std::string_view, 5> schemes = {
    "http://", "https://", "ftp://", "www.", "mailto:"};

bool opens_url(std::string_view text) {
    constexpr std::string_view first = "HhFfWwMm";
    return first.find(text.front()) != std::string_view::npos &&
           std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) {
               return ascii_lower(text.substr(0, scheme.size())) == scheme;
           });
}

/// End of the letters, digits and `marks` that begin at `i`.
std::size_t run_with(std::string_view chunk, std::size_t i, std::string_view marks) {
    while (i < chunk.size() &&
           (is_word_char(chunk, i) || marks.find(chunk[i]) != std::string_view::npos)) {
        i += code_point_at(chunk, i).length;
    }
    return i;
}

/// True for an ending written as names have it: "com", "COM", but not "In".
bool is_ending(std::string_view word, const WordLists& lists) {
    return lists.domain(word) ||
           (is_upper(word.back()) && lists.domain(ascii_lower(word)));
}

/// End of "alt.animals.cat": a first part of the list, small letters after each full
/// stop.
std::size_t newsgroup_end(std::string_view chunk, std::size_t i, const WordLists& lists) {
    std::size_t end = word_run_end(chunk, i);
    if (end + 1 >= chunk.size() || chunk[end] != '.' || !is_lower(chunk[end + 1]) ||
        !lists.newsgroup(chunk.substr(i, end - i))) {
        return i;
    }
    while (end + 1 < chunk.size() && (chunk[end] == '.' || chunk[end] == '-') &&
           is_lower(chunk[end + 1])) {
        end = word_run_end(chunk, end + 1);
    }
    return end;
}

/// End of a document symbol of the United Nations ("A/73/PV.6", "S/2024/123").
std::size_t symbol_end(std::string_view chunk, std::size_t i) {
    constexpr std::string_view organs = "ASE";
    if (i + 1 >= chunk.size() || chunk[i + 1] != '/' ||
        organs.find(chunk[i]) == std::string_view::npos) {
        return i;
    }
    std::size_t end = i + 1;
    while (end + 1 < chunk.size() &&
           (chunk[end] == '/' || chunk[end] == '.' || chunk[end] == '-') &&
           (is_upper(chunk[end + 1]) || is_digit(chunk[end + 1]))) {
        end = word_run_end(chunk, end + 1);
    }
    const auto symbol = chunk.substr(i, end - i);
    return symbol.find_first_of("0123456789") != std::string_view::npos ? end : i;
}

}  // namespace

std::size_t address_end(std::string_view chunk, std::size_t i) {
    const auto rest = chunk.substr(i);
    std::size_t end = i;
    if (opens_url(rest)) {
        end = std::min(rest.find_first_of("<>\"|"), rest.size()) + i;
    } else {
        const std::size_t at = run_with(chunk, i, ".-+%");
        if (at >= chunk.size() || chunk[at] != '@' || !is_word_char(chunk, at + 1) ||
            (at == i && is_digit_at(chunk, at + 1))) {
            return i;
        }
        end = run_with(chunk, at + 1, ".-");
    }
    constexpr std::string_view closing = ".,;:!?)'\"]>*";
    while (end > i && closing.find(chunk[end - 1]) != std::string_view::npos) {
        --end;
    }
    return end;
}

std::size_t host_end(std::string_view chunk, std::size_t i, const WordLists& lists) {
    if (const auto group = newsgroup_end(chunk, i, lists); group > i) {
        return group;
    }
    if (const auto symbol = symbol_end(chunk, i); symbol > i) {
        return symbol;
    }
    std::size_t at = word_run_end(chunk, i);
    std::size_t found = i;
    const bool named = at > i && !is_digit_at(chunk, i);
    constexpr std::string_view joins = ".-#~";
    while (at < chunk.size() && joins.find(chunk[at]) != std::string_view::npos) {
        std::size_t begin = at + 1;
        begin += begin < chunk.size() && chunk[begin] == '#' ? 1U : 0U;
        const std::size_t next = word_run_end(chunk, begin);
        if (next == begin) {
            break;
        }
        if (chunk[at] == '.' && is_ending(chunk.substr(begin, next - begin), lists) &&
            (named || next - begin > 2)) {
            found = next;
        }
        at = next;
    }
    if (found > i && found < chunk.size() && chunk[found] == '/' &&
        is_word_char(chunk, found + 1)) {
        return std::min(chunk.find_first_of("<>\"|,)", found), chunk.size());
    }
    return found;
}

}  // namespace chancery::reading
