// Sketches as the column acts.sketch holds them: little-endian, 8 bytes of the sentence,
// 4 of each word. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "ledger/merge.h"

namespace chancery {

/// Empty where the sketch is.
[[nodiscard]] inline std::string packed(const Sketch& sketch) {
    std::string out;
    if (sketch.sentence == 0 && sketch.words.empty()) {
        return out;
    }
    const auto add = [&](std::uint64_t value, unsigned bytes) {
        for (unsigned i = 0; i < bytes; ++i) {
            out += static_cast<char>((value >> (8 * i)) & 0xffU);
        }
    };
    out.reserve(8 + 4 * sketch.words.size());
    add(sketch.sentence, 8);
    for (const std::uint32_t word : sketch.words) {
        add(word, 4);
    }
    return out;
}

/// Bytes that are no whole number of words are left out.
[[nodiscard]] inline Sketch unpacked(std::string_view bytes) {
    const auto at = [&](std::size_t from, unsigned count) {
        std::uint64_t out = 0;
        for (unsigned i = 0; i < count; ++i) {
            out |= std::uint64_t{static_cast<unsigned char>(bytes[from + i])} << (8 * i);
        }
        return out;
    };
    Sketch out;
    if (bytes.size() < 8) {
        return out;
    }
    out.sentence = at(0, 8);
    out.words.reserve((bytes.size() - 8) / 4);
    for (std::size_t i = 8; i + 4 <= bytes.size(); i += 4) {
        out.words.push_back(static_cast<std::uint32_t>(at(i, 4)));
    }
    return out;
}

}  // namespace chancery
