// Classes of characters that the tokeniser tells apart.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace chancery::reading {

enum class CharClass : std::uint8_t {
    space,
    letter,  ///< also marks that join a letter, and "_"
    digit,
    punctuation,  ///< punctuation and symbols
};

/// Class of a code point; characters beyond ASCII that are no known space, punctuation or
/// symbol count as letters (any script).
[[nodiscard]] CharClass char_class(char32_t c);

[[nodiscard]] constexpr bool is_ascii_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

[[nodiscard]] constexpr bool is_ascii_lower(char c) {
    return c >= 'a' && c <= 'z';
}

[[nodiscard]] constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

/// True for a letter or digit at `at`, a boundary; false past the end.
[[nodiscard]] bool is_word_char(std::string_view text, std::size_t at);

/// True for an ASCII digit at `at`; false past the end.
[[nodiscard]] constexpr bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_ascii_digit(text[at]);
}

/// Length in bytes of an apostrophe at `at`, or of a mark typed for one (U+2019, "`",
/// U+00B4, U+02BC, U+FF07); 0 if there is none.
[[nodiscard]] std::size_t apostrophe_at(std::string_view text, std::size_t at);

/// End of the run of letters and digits that begins at `at`.
[[nodiscard]] std::size_t word_run_end(std::string_view text, std::size_t at);

/// End of the run of ASCII digits that begins at `at`.
[[nodiscard]] std::size_t digits_end(std::string_view text, std::size_t at);

/// True where the text begins with an upper-case letter (ASCII, Latin-1, Latin Extended).
[[nodiscard]] bool begins_upper(std::string_view text);

/// True where the text begins with a letter that is not upper case.
[[nodiscard]] bool begins_lower(std::string_view text);

}  // namespace chancery::reading
