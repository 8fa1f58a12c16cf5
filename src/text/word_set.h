// A fixed set of words that is looked up often. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace chancery {

/// Mixes all bytes of a short text; the same in every run and on every machine of one
/// byte order.
[[nodiscard]] inline std::size_t short_hash(std::string_view text) {
    std::uint64_t head = text.size();
    std::uint64_t mixed = 0;
    while (text.size() > 8) {
        std::uint64_t part = 0;
        std::memcpy(&part, text.data(), 8);
        mixed = (mixed ^ part) * 0x9E3779B97F4A7C15U;
        mixed ^= mixed >> 32U;
        text.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    head = (head * 0xC2B2AE3D27D4EB4FU ^ mixed ^ rest) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(head ^ head >> 32U);
}

/// Words, none empty, that have to outlive the set.
template <std::size_t N>
class WordSet {
  public:
    constexpr explicit WordSet(const std::array<std::string_view, N>& words) {
        for (const std::string_view word : words) {
            std::size_t slot = slot_of(word);
            while (!slots_[slot].empty()) {
                slot = (slot + 1) % slots;
            }
            slots_[slot] = word;
        }
    }

    [[nodiscard]] constexpr bool has(std::string_view word) const {
        if (word.empty()) {
            return false;
        }
        for (std::size_t slot = slot_of(word); !slots_[slot].empty();
             slot = (slot + 1) % slots) {
            if (slots_[slot] == word) {
                return true;
            }
        }
        return false;
    }

  private:
    static constexpr std::size_t slots = std::bit_ceil(4 * N);

    /// Most words of a language differ in these.
    static constexpr std::size_t slot_of(std::string_view word) {
        const auto at = [word](std::size_t i) {
            return std::size_t{static_cast<unsigned char>(word[i])};
        };
        return (at(0) * 5 + at(word.size() / 2) * 37 + at(word.size() - 1) * 3 +
                word.size() * 101) %
               slots;
    }

    std::array<std::string_view, slots> slots_{};
};

}  // namespace chancery
