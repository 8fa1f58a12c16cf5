// A fast checksum of bytes: finds damage and tells versions of files apart.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace chancery {

/// Eight bytes at a time, multiply and rotate; is no defence against forgery. The bytes
/// of a file with this sum as its checksum depend on it: change it with their version.
[[nodiscard]] std::uint64_t checksum64(std::span<const std::byte> bytes);
[[nodiscard]] std::uint64_t checksum64(std::string_view bytes);

/// The sum of a sequence of parts: `sum` of those before (0 for none) and one more.
[[nodiscard]] std::uint64_t checksum64(std::uint64_t sum, std::string_view part);

/// Sixteen hexadecimal digits.
[[nodiscard]] std::string checksum_text(std::uint64_t sum);

}  // namespace chancery
