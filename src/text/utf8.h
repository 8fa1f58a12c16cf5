// Valid UTF-8 from any bytes, and steps over it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace chancery {

/// Valid UTF-8 and how much had to be mended.
struct RepairedText {
    std::string text;
    /// Ill-formed sequences, each replaced by one U+FFFD (Unicode 15, section 3.9,
    /// "maximal subpart" practice).
    std::uint32_t repairs = 0;
    std::uint32_t first_repair = 0;  ///< offset in the input of the first one
};

/// True where `bytes` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Copies `bytes`, replacing what is ill-formed; drops a leading byte-order mark.
[[nodiscard]] RepairedText repair_utf8(std::string_view bytes);

/// What an ill-formed sequence of `length` bytes at `at` stands for: 0xFFFD where that is
/// not known; only these count as repairs.
using MendUtf8 = std::function<char32_t(std::size_t at, std::uint32_t length)>;

/// The same, `mend` being asked for each ill-formed sequence.
[[nodiscard]] RepairedText repair_utf8(std::string_view bytes, const MendUtf8& mend);

/// The code point that starts at `at` and its length in bytes (1-4).
/// Preconditions: text is valid UTF-8, at < text.size() is a boundary.
struct CodePoint {
    char32_t value = 0;
    std::uint32_t length = 1;
};

[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t code_point);

/// The first `size` bytes of valid UTF-8, less a character that would be cut.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t size);

/// Length in UTF-16 code units, for browsers.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

}  // namespace chancery
