// SPDX-License-Identifier: Apache-2.0
#include "formats/named_at.h"

#include <algorithm>
#include <string>
#include <vector>

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace chancery {

namespace {

/// Longer ones are nobody's; so that looking takes time in proportion to the text.
constexpr std::size_t longest_name = 200;
constexpr std::size_t shortest_part = 3;

bool is_word_character(std::string_view text, std::size_t at) {
    return u_isalnum(static_cast<UChar32>(code_point_at(text, at).value)) != 0;
}

/// The beginning of the character that ends before `at`.
std::size_t before(std::string_view text, std::size_t at) {
    do {
        --at;
    } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
    return at;
}

bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
    return (begin == 0 || !is_word_character(text, before(text, begin))) &&
           (end == text.size() || !is_word_character(text, end));
}

std::size_t distance(Span one, Span other) {
    if (one.end <= other.begin) {
        return other.begin - one.end;
    }
    return other.end <= one.begin ? one.begin - other.end : 0;
}

/// Parts of a person's name: its ends, the longest first, then its beginnings.
std::vector<std::string_view> parts_of(std::string_view name) {
    std::vector<std::string_view> out;
    for (std::size_t at = name.find(' '); at != std::string_view::npos;
         at = name.find(' ', at + 1)) {
        out.push_back(name.substr(at + 1));
    }
    for (std::size_t at = name.rfind(' '); at != std::string_view::npos && at > 0;
         at = name.rfind(' ', at - 1)) {
        out.push_back(name.substr(0, at));
    }
    std::erase_if(out, [](std::string_view part) { return part.size() < shortest_part; });
    return out;
}

}  // namespace

std::optional<Span> words_at(std::string_view text, std::string_view words, Span near) {
    std::optional<Span> best;
    if (words.empty() || words.size() > longest_name) {
        return best;
    }
    for (std::size_t at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + words.size())) {
        const Span found{static_cast<std::uint32_t>(at),
                         static_cast<std::uint32_t>(at + words.size())};
        if (stands_alone(text, found.begin, found.end) &&
            (!best || distance(found, near) < distance(*best, near))) {
            best = found;
        }
    }
    return best;
}

std::optional<Span> named_at(std::string_view text, const Participant& who, Span near) {
    for (const std::string* name : {&who.name, &who.table_name}) {
        if (auto found = words_at(text, *name, near)) {
            return found;
        }
    }
    if (who.kind != "person") {
        return std::nullopt;
    }
    for (const std::string_view part : parts_of(who.name)) {
        if (auto found = words_at(text, part, near)) {
            return found;
        }
    }
    return std::nullopt;
}

Span lines_around(std::string_view text, Span span) {
    std::size_t begin = span.begin;
    while (begin > 0 && text[begin - 1] != '\n') {
        --begin;
    }
    const std::size_t end = std::min(text.find('\n', span.end), text.size());
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace chancery
