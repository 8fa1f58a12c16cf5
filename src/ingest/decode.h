// Bytes of unknown encoding become valid UTF-8, or it is said why they do not.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery {

/// Why the bytes were read as they were.
enum class CharsetFrom : std::uint8_t {
    mark,      ///< a byte-order mark
    form,      ///< well-formed as it stands: UTF-8, UTF-16 and UTF-32 without a mark
    declared,  ///< by the bytes themselves or by what carried them, and it fits
    detected,  ///< by the frequencies of bytes; nothing, or something wrong, is declared
    assumed,   ///< UTF-8, repaired, as nothing else fits
};

struct Decoded {
    std::string text;           ///< valid UTF-8, without a byte-order mark
    std::uint32_t repairs = 0;  ///< ill-formed sequences replaced by U+FFFD
    /// Single bytes of windows-1252 in what is UTF-8 else, read as what they were.
    std::uint32_t strays = 0;
    std::string charset = "utf-8";  ///< name in the Encoding Standard, or utf-32le/be
    CharsetFrom from = CharsetFrom::form;
    std::string declared;  ///< the label that was declared, as it was; may be wrong
};

/// In this order: a byte-order mark; UTF-16 and UTF-32 by where their zero bytes stand;
/// well-formed UTF-8; mostly well-formed UTF-8; what is declared (`charset` from outside,
/// such as HTTP, before what the bytes say), unless the bytes speak against it; what is
/// detected; UTF-8, repaired.
/// Errors: nothing but white space, NUL bytes or mostly control characters, more than a
/// tenth of the bytes ill-formed.
[[nodiscard]] Result<Decoded> decode_bytes(std::string_view bytes,
                                           std::string_view charset = {});

/// Whether the declaration was not followed, in words for a remark; empty where there is
/// nothing to say.
[[nodiscard]] std::string charset_remark(const Decoded& decoded);

}  // namespace chancery
