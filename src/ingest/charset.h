// Names of character encodings: as pages and headers declare them, as ICU knows them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chancery {

/// An encoding of the web.
struct Charset {
    std::string_view name;  ///< of the Encoding Standard, lower case: "shift_jis"
    std::string_view icu;   ///< under which ICU converts it; empty for UTF-8
    /// One byte makes one letter, so that conversion itself never fails.
    bool single_byte = false;
};

/// The encoding that a label means (Encoding Standard, section 4.2: "latin1" and
/// "iso-8859-1" are windows-1252, "gb2312" is gb18030), in any case, with white space
/// around it. Nothing where the label is none.
[[nodiscard]] const Charset* find_charset(std::string_view label);

/// What the bytes declare of themselves in their first kilobytes: an XML declaration,
/// <meta charset>, <meta http-equiv content="…charset=…">. Empty where they do not. Not
/// to be trusted.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

/// `bytes` as UTF-8.
struct Converted {
    std::string text;
    std::uint32_t faults = 0;  ///< sequences that the encoding does not have: U+FFFD
};

/// Nothing where ICU lacks the converter. NUL becomes a space. A pure function.
[[nodiscard]] std::optional<Converted> convert(std::string_view bytes,
                                               const Charset& charset);

}  // namespace chancery
