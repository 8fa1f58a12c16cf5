// Numbers in text. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace chancery {

/// All of `text` as a number in decimal or scientific form ("-0.5", "1e-3"); nothing
/// where it is none, or not finite.
[[nodiscard]] inline std::optional<double> finite_number(std::string_view text) {
    double value = 0.0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace chancery
