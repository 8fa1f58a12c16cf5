// Which element of a page holds the story, and which are the page's furniture.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "ingest/html_dom.h"

namespace chancery {

/// What is known of each node of a page before its text is read; indices are the Dom's.
struct PageShape {
    struct Weight {
        std::uint32_t text = 0;    ///< bytes of text below, without furniture
        std::uint32_t linked = 0;  ///< of these inside links
        std::uint32_t commas = 0;

        [[nodiscard]] std::uint32_t free() const { return text - linked; }
    };

    std::vector<std::uint8_t> silent;  ///< 1: no text of the page
    std::vector<std::uint8_t> dead;    ///< 1: furniture, or silent
    std::vector<Weight> weights;
    std::uint32_t main = 0;  ///< the element that holds the story
};

/// The main part is the element whose own paragraphs hold most text outside links,
/// widened to the elements around it as long as that adds much text and few links.
[[nodiscard]] PageShape find_main_part(const Dom& dom);

/// Paragraphs between the headline and the main part that lead into the story: decks,
/// summaries. In the order of the page; none holds another.
[[nodiscard]] std::vector<std::uint32_t> find_lead_parts(const Dom& dom,
                                                         const PageShape& shape,
                                                         std::uint32_t heading);

}  // namespace chancery
