// Offsets into a text: how every room points at words without holding them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace chancery {

/// A half-open range [begin, end) of UTF-8 bytes in a text that somebody else owns.
/// Invariant wherever a span is handed over: begin <= end <= size of that text, and both
/// ends lie on code-point boundaries.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }

    [[nodiscard]] constexpr bool empty() const { return begin == end; }

    [[nodiscard]] constexpr bool contains(Span o) const {
        return begin <= o.begin && o.end <= end;
    }

    [[nodiscard]] constexpr bool overlaps(Span o) const {
        return begin < o.end && o.begin < end;
    }

    friend constexpr bool operator==(Span, Span) = default;

    /// By where they begin, then by where they end.
    friend constexpr std::strong_ordering operator<=>(Span a, Span b) {
        return a.begin != b.begin ? a.begin <=> b.begin : a.end <=> b.end;
    }
};

/// The bytes of `text` under `span`; the view lives as long as `text` does.
[[nodiscard]] constexpr std::string_view quote(std::string_view text, Span span) {
    return text.substr(span.begin, span.size());
}

}  // namespace chancery
