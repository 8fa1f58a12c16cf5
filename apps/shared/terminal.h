// What the terminal can show: colours, width, and text that is safe to print on it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chancery {

[[nodiscard]] bool is_terminal(int descriptor);

/// Columns of the terminal on standard output (COLUMNS, if set, has the last word);
/// 0 where it is not a terminal and COLUMNS is not set: no limit.
[[nodiscard]] std::size_t terminal_width();

/// Colours on standard output: on a terminal, unless NO_COLOR is set and not empty
/// (https://no-color.org), TERM is "dumb" or --no-color was given.
[[nodiscard]] bool wants_colour(bool no_colour_option);

/// Select Graphic Rendition codes, ECMA-48; empty where colours are off.
enum class Style : unsigned char {
    plain,
    bold,
    dim,
    red,
    green,
    yellow,
    blue,
    magenta,
    cyan,
};

/// Wraps text in colours, or does not.
class Paint {
  public:
    explicit Paint(bool colours) : colours_(colours) {}

    [[nodiscard]] std::string operator()(Style style, std::string_view text) const;

    [[nodiscard]] bool colours() const { return colours_; }

  private:
    bool colours_;
};

/// One line without control characters: each run of white space is one space, and what
/// could move the cursor or turn the direction of writing is dropped. What an article
/// says must not work on the reader's terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// Columns that printable text takes: 2 for wide East Asian characters and emoji, 0 for
/// combining marks (UAX #11).
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` cut to at most `width` columns, the cut shown by "…".
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

/// `text` cut or filled with spaces to exactly `width` columns.
[[nodiscard]] std::string fit(std::string_view text, std::size_t width);

}  // namespace chancery
