// What a wire story wears at its ends: slug, byline and dateline before, signs after.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"
#include "ingest/rules.h"

namespace chancery {

/// Where the story begins in its first paragraph. All offsets are in the paragraph.
struct WireLead {
    std::uint32_t slug_end = 0;  ///< [0, slug_end): slug, repeated headline, byline
    std::uint32_t story = 0;     ///< [slug_end, story): the dateline; 0: none
    Span place;                  ///< the words of the place; empty: none
    Span agency;                 ///< the agency's sign; empty: none
};

/// Reads "SEOUL, Jan. 2 (Yonhap) -- …" (also after a slug on the same line), "Hanoi (VNA)
/// – …", "MANILA, Philippines — …", "BEIJING - …", "SINGAPORE: …", "(CNN) …".
/// `first` says that it is the story's first paragraph: only then are the forms read that
/// could be something else ("Beijing – …", "HANOI: …").
[[nodiscard]] WireLead read_wire_lead(std::string_view paragraph,
                                      bool first,
                                      const IngestRules& rules);

/// Where the story ends in a paragraph: before "(END)", an address for letters to the
/// editor, "— VNS", "./.". `agency` is the sign of an agency among them, or empty.
struct WireTail {
    std::uint32_t story_end = 0;
    Span agency;
};

[[nodiscard]] WireTail read_wire_tail(std::string_view paragraph,
                                      const IngestRules& rules);

/// A place as it is written inside a sentence: "SEOUL" → "Seoul", "HÀ NỘI" → "Hà Nội".
[[nodiscard]] std::string place_name(std::string_view words);

}  // namespace chancery
