// Eight bytes of a token at a time: their ASCII letters, and the same in small letters.
// Private to this room. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace chancery::actors {

/// The first eight bytes of a word, fewer with zeros after them; the first one lowest.
[[nodiscard]] inline std::uint64_t load_head(std::string_view word) {
    std::uint64_t head = 0;
    const std::size_t size = word.size();
    if constexpr (std::endian::native == std::endian::little) {
        if (size >= 8) {
            std::memcpy(&head, word.data(), 8);
        } else if (size >= 4) {
            // Two halves that overlap cost less than a loop.
            std::uint32_t low = 0;
            std::uint32_t high = 0;
            std::memcpy(&low, word.data(), 4);
            std::memcpy(&high, word.data() + size - 4, 4);
            head = low | (std::uint64_t{high} << (8 * (size - 4)));
        } else {
            for (std::size_t i = 0; i < size; ++i) {
                head |= std::uint64_t{static_cast<unsigned char>(word[i])} << (8 * i);
            }
        }
    } else {
        for (std::size_t i = std::min(word.size(), sizeof head); i > 0; --i) {
            head = (head << 8U) | static_cast<unsigned char>(word[i - 1]);
        }
    }
    return head;
}

/// Eight bytes taken apart. A set of bytes has the top bit of each of its bytes.
struct HeadLetters {
    std::uint64_t lowered = 0;  ///< with A-Z as a-z, all else as it was
    std::uint64_t upper = 0;    ///< set of A-Z
    std::uint64_t lower = 0;    ///< set of a-z

    explicit HeadLetters(std::uint64_t head) {
        const std::uint64_t ascii = ~head & tops;
        const std::uint64_t low = head & ~tops;
        // No sum carries over: each byte of `low` is below 0x80.
        const auto from = [low](unsigned char c) { return low + (0x80U - c) * ones; };
        upper = from('A') & ~from('Z' + 1) & ascii;
        lower = from('a') & ~from('z' + 1) & ascii;
        lowered = head | (upper >> 2U);
    }

    [[nodiscard]] std::uint32_t count_upper() const {
        return static_cast<std::uint32_t>(std::popcount(upper));
    }

    [[nodiscard]] std::uint32_t count_lower() const {
        return static_cast<std::uint32_t>(std::popcount(lower));
    }

  private:
    static constexpr std::uint64_t ones = 0x0101010101010101ULL;
    static constexpr std::uint64_t tops = 0x8080808080808080ULL;
};

}  // namespace chancery::actors
