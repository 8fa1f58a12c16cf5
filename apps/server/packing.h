// Answers packed as the caller takes them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chancery::server {

enum class Packing : std::uint8_t { plain, gzip, brotli };
/// "gzip", "br"; "" for plain.
[[nodiscard]] std::string_view name(Packing packing);

/// The best packing that an Accept-Encoding header takes (RFC 9110, 12.5.3).
[[nodiscard]] Packing packing_for(std::string_view accept_encoding);

/// `text` packed, quickly rather than tightly; empty where that fails.
[[nodiscard]] std::string packed(std::string_view text, Packing packing);

}  // namespace chancery::server
