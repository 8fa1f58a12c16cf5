// Bytes of unknown encoding become valid UTF-8, or it is said why they do not.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery {

struct Decoded {
    std::string text;           ///< valid UTF-8
    std::uint32_t repairs = 0;  ///< ill-formed sequences replaced by U+FFFD
};

/// UTF-16 where a byte-order mark says so; UTF-8 where it is well-formed; Windows-1252
/// where the bytes declare it (or Latin-1) in their first kilobyte; else UTF-8, repaired.
/// Errors: nothing but white space, NUL bytes or mostly control characters, more than a
/// tenth of the bytes ill-formed.
[[nodiscard]] Result<Decoded> decode_bytes(std::string_view bytes);

}  // namespace chancery
