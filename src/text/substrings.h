// Looks for many short strings in a text at once. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace chancery {

/// Strings of two bytes or more, any of which is looked for in one pass: most places of a
/// text are told by their two bytes to begin none of them.
template <std::size_t N>
class Substrings {
  public:
    /// The strings have to outlive this, and to be in lower case for in_any_case().
    constexpr explicit Substrings(const std::array<std::string_view, N>& strings)
        : strings_(strings) {
        for (const std::string_view one : strings) {
            const std::size_t pair = pair_of(one[0], one[1]);
            pairs_[pair / 64] |= std::uint64_t{1} << (pair % 64);
        }
    }

    /// One of the strings stands in `text`.
    [[nodiscard]] constexpr bool in(std::string_view text) const {
        return find(text, [](char c) { return c; });
    }

    /// The same, whatever the case of ASCII letters in `text`.
    [[nodiscard]] constexpr bool in_any_case(std::string_view text) const {
        return find(text, [](char c) {
            return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
        });
    }

  private:
    static constexpr std::size_t pairs = 4096;

    static constexpr std::size_t pair_of(char first, char second) {
        const auto a = static_cast<unsigned char>(first);
        const auto b = static_cast<unsigned char>(second);
        return (std::size_t{a} * 64U + b) % pairs;
    }

    template <typename Read>
    [[nodiscard]] constexpr bool find(std::string_view text, Read read) const {
        if (text.size() < 2) {
            return false;
        }
        char first = read(text[0]);
        for (std::size_t at = 0; at + 1 < text.size(); ++at) {
            const char second = read(text[at + 1]);
            const std::size_t pair = pair_of(first, second);
            if ((pairs_[pair / 64] >> (pair % 64) & 1U) != 0 &&
                stands_at(text.substr(at), read)) {
                return true;
            }
            first = second;
        }
        return false;
    }

    template <typename Read>
    [[nodiscard]] constexpr bool stands_at(std::string_view text, Read read) const {
        for (const std::string_view one : strings_) {
            if (one.size() > text.size()) {
                continue;
            }
            std::size_t same = 0;
            while (same < one.size() && read(text[same]) == one[same]) {
                ++same;
            }
            if (same == one.size()) {
                return true;
            }
        }
        return false;
    }

    std::array<std::string_view, N> strings_;
    std::array<std::uint64_t, pairs / 64> pairs_{};
};

}  // namespace chancery
