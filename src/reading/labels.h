// What the reader's parts call the tags and name labels of a word.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "reading/ud.h"

namespace chancery::reading {

/// A pair of tags.
struct TagPair {
    Upos upos = Upos::x;
    Xpos xpos = Xpos::none;

    friend constexpr bool operator==(TagPair, TagPair) = default;
};

/// 0 is outside; 1 + 2k begins a name of NameKind k, 2 + 2k goes on with it.
using NameLabel = std::uint8_t;

/// Labels that the network tells apart: outside, persons, organisations, places.
inline constexpr NameLabel network_labels = 7;

/// True where `label` may follow `before` (an inside label needs a name of its kind).
[[nodiscard]] constexpr bool may_follow(NameLabel before, NameLabel label) {
    return label == 0 || label % 2 == 1 || before == label || before + 1 == label;
}

}  // namespace chancery::reading
