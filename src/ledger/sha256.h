// SHA-256 (FIPS 180-4): the checksum under which articles and acts are known.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chancery {

/// Takes bytes in any number of pieces; hex() may be asked once, at the end.
class Sha256 {
  public:
    void add(std::string_view bytes);
    /// Adds the length of `field` (8 bytes, little-endian) and then its bytes, so that
    /// ("ab", "c") and ("a", "bc") differ.
    void add_field(std::string_view field);
    /// 64 lower-case hexadecimal digits.
    [[nodiscard]] std::string hex();

  private:
    void block(const unsigned char* bytes);

    std::array<std::uint32_t, 8> state_ = {0x6a09e667U,
                                           0xbb67ae85U,
                                           0x3c6ef372U,
                                           0xa54ff53aU,
                                           0x510e527fU,
                                           0x9b05688cU,
                                           0x1f83d9abU,
                                           0x5be0cd19U};
    std::array<unsigned char, 64> pending_{};
    std::size_t pending_size_ = 0;
    std::uint64_t total_ = 0;
};

}  // namespace chancery
