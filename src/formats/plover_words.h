// Words of PLOVER for values of ours.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace chancery {

inline constexpr std::array<std::string_view, 4> quad_words = {
    "V-COOP", "M-COOP", "V-CONF", "M-CONF"};

/// PLOVER's quadrant for 1-4: verbal and material cooperation, verbal and material
/// conflict; "" for any other number.
[[nodiscard]] constexpr std::string_view quad_word(std::uint32_t quad) {
    return quad >= 1 && quad <= quad_words.size() ? quad_words[quad - 1]
                                                  : std::string_view();
}

}  // namespace chancery
