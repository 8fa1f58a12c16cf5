// What the terminal can show: colours, width, and text that is safe to print on it.
// SPDX-License-Identifier: Apache-2.0
#include "shared/terminal.h"

#include <array>
#include <charconv>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include "text/utf8.h"

namespace chancery {

namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t width_of(char32_t c) {
    const auto point = static_cast<UChar32>(c);
    switch (u_charType(point)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
            return 0;
        default:
            break;
    }
    const int wide = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

/// Whether a code point is left out of what is printed: controls, and the characters that
/// change the direction of writing (UAX #9).
bool is_unsafe(char32_t c) {
    const auto point = static_cast<UChar32>(c);
    return u_charType(point) == U_CONTROL_CHAR || u_charType(point) == U_FORMAT_CHAR ||
           u_charType(point) == U_LINE_SEPARATOR ||
           u_charType(point) == U_PARAGRAPH_SEPARATOR;
}

}  // namespace

bool is_terminal(int descriptor) {
    return ::isatty(descriptor) != 0;
}

std::size_t terminal_width() {
    const std::string_view columns = variable("COLUMNS");
    std::size_t width = 0;
    std::from_chars(columns.data(), columns.data() + columns.size(), width);
    if (width > 0) {
        return width;
    }
    winsize size{};
    if (!is_terminal(STDOUT_FILENO)) {
        return 0;
    }
    constexpr std::size_t usual = 80;
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                             : usual;
}

bool wants_colour(bool no_colour_option) {
    return !no_colour_option && is_terminal(STDOUT_FILENO) &&
           variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

std::string Paint::operator()(Style style, std::string_view text) const {
    constexpr std::array<std::string_view, 9> codes = {
        "", "1", "2", "31", "32", "33", "34", "35", "36"};
    const std::string_view code = codes[static_cast<std::size_t>(style)];
    if (!colours_ || code.empty() || text.empty()) {
        return std::string(text);
    }
    return "\033[" + std::string(code) + 'm' + std::string(text) + "\033[0m";
}

std::string printable(std::string_view text) {
    const std::string sound = is_utf8(text) ? std::string(text) : repair_utf8(text).text;
    std::string out;
    out.reserve(sound.size());
    bool space = false;
    for (std::size_t at = 0; at < sound.size();) {
        const CodePoint point = code_point_at(sound, at);
        if (u_isUWhiteSpace(static_cast<UChar32>(point.value)) != 0) {
            space = true;
        } else if (!is_unsafe(point.value)) {
            if (space && !out.empty()) {
                out += ' ';
            }
            space = false;
            out.append(sound, at, point.length);
        }
        at += point.length;
    }
    return out;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = code_point_at(text, at);
        width += width_of(point.value);
        at += point.length;
    }
    return width;
}

std::string cut(std::string_view text, std::size_t width) {
    std::size_t used = 0;
    std::size_t keep = 0;  // bytes that leave room for the mark
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = code_point_at(text, at);
        used += width_of(point.value);
        if (used > width) {
            return width == 0 ? "" : std::string(text.substr(0, keep)) + "…";
        }
        at += point.length;
        if (used < width) {
            keep = at;
        }
    }
    return std::string(text);
}

std::string fit(std::string_view text, std::size_t width) {
    std::string out = cut(text, width);
    const std::size_t used = display_width(out);
    return used < width ? out.append(width - used, ' ') : out;
}

}  // namespace chancery
