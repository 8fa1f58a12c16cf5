// Enumerations and the words that files use for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace chancery {

/// The enumerator whose word is `text`, in a table of words ordered as the enumeration.
template <typename Enum, std::size_t N>
[[nodiscard]] constexpr std::optional<Enum> find_name(
    const std::array<std::string_view, N>& names, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

/// The word of `value` in such a table.
template <typename Enum, std::size_t N>
[[nodiscard]] constexpr std::string_view name_of(
    const std::array<std::string_view, N>& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

}  // namespace chancery
