// Ranges of Unicode that matter to news text.
// SPDX-License-Identifier: Apache-2.0
#include "reading/chars.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace chancery::reading {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

constexpr std::array<Range, 9> spaces = {{{0x09, 0x0d},
                                          {0x20, 0x20},
                                          {0x85, 0x85},
                                          {0xa0, 0xa0},
                                          {0x1680, 0x1680},
                                          {0x2000, 0x200b},
                                          {0x2028, 0x2029},
                                          {0x202f, 0x202f},
                                          {0x3000, 0x3000}}};

constexpr std::array<Range, 15> marks = {{{0xa1, 0xa9},
                                          {0xab, 0xac},
                                          {0xae, 0xb4},
                                          {0xb6, 0xb9},
                                          {0xbb, 0xbf},
                                          {0xd7, 0xd7},
                                          {0xf7, 0xf7},
                                          {0x2010, 0x2027},
                                          {0x2030, 0x205e},
                                          {0x20a0, 0x20cf},
                                          {0x2100, 0x2bff},
                                          {0x3001, 0x303f},
                                          {0xfe30, 0xfe6f},
                                          {0xff00, 0xff0f},
                                          {0x1f000, 0x1faff}}};

template <std::size_t N>
constexpr bool within(const std::array<Range, N>& ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [c](Range r) {
        return c >= r.first && c <= r.last;
    });
}

CharClass ascii_class(char c) {
    if (is_ascii_upper(c) || is_ascii_lower(c) || c == '_') {
        return CharClass::letter;
    }
    if (is_ascii_digit(c)) {
        return CharClass::digit;
    }
    return c == ' ' || (c >= '\t' && c <= '\r') ? CharClass::space
                                                : CharClass::punctuation;
}

/// Latin capitals beyond ASCII: Latin-1, the even/odd pairs of Latin Extended-A and
/// Latin Extended Additional (Vietnamese), Ơ and Ư; Greek and Cyrillic capitals.
bool is_wide_upper(char32_t c) {
    if ((c >= 0xc0 && c <= 0xde && c != 0xd7) || c == 0x1a0 || c == 0x1af) {
        return true;
    }
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e)) {
        return c % 2 == 1;
    }
    if ((c >= 0x100 && c <= 0x177) || (c >= 0x1e00 && c <= 0x1eff)) {
        return c % 2 == 0;
    }
    return (c >= 0x391 && c <= 0x3a9) || (c >= 0x400 && c <= 0x42f);
}

}  // namespace

CharClass char_class(char32_t c) {
    if (c < 0x80) {
        return ascii_class(static_cast<char>(c));
    }
    if (within(spaces, c)) {
        return CharClass::space;
    }
    return within(marks, c) ? CharClass::punctuation : CharClass::letter;
}

bool is_word_char(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return false;
    }
    const auto c = char_class(code_point_at(text, at).value);
    return c == CharClass::letter || c == CharClass::digit;
}

std::size_t apostrophe_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return 0;
    }
    if (text[at] == '\'' || text[at] == '`') {
        return 1;
    }
    constexpr std::array<std::string_view, 4> wide = {"’", "´", "ʼ", "＇"};
    for (const auto mark : wide) {
        if (text.substr(at, mark.size()) == mark) {
            return mark.size();
        }
    }
    return 0;
}

std::size_t word_run_end(std::string_view text, std::size_t at) {
    while (is_word_char(text, at)) {
        at += code_point_at(text, at).length;
    }
    return at;
}

std::size_t digits_end(std::string_view text, std::size_t at) {
    while (is_digit_at(text, at)) {
        ++at;
    }
    return at;
}

bool begins_upper(std::string_view text) {
    if (text.empty()) {
        return false;
    }
    if (static_cast<unsigned char>(text.front()) < 0x80) {
        return is_ascii_upper(text.front());
    }
    return is_wide_upper(code_point_at(text, 0).value);
}

bool begins_lower(std::string_view text) {
    if (text.empty()) {
        return false;
    }
    if (static_cast<unsigned char>(text.front()) < 0x80) {
        return is_ascii_lower(text.front());
    }
    const char32_t c = code_point_at(text, 0).value;
    return char_class(c) == CharClass::letter && !is_wide_upper(c);
}

}  // namespace chancery::reading
