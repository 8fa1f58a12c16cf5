// What a page shows around its headline: bylines, dates of publication and of change.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/bylines.h"
#include "ingest/html_dom.h"
#include "ingest/moments.h"
#include "ingest/rules.h"

namespace chancery {

struct AroundHeadline {
    std::optional<Moment> published;       ///< of a <time> that says nothing else
    std::optional<Moment> published_line;  ///< of a line of text
    bool line_is_marked = false;  ///< the line, or its element, says that it is the date
    std::optional<Moment> updated;
    Byline marked;  ///< of elements that are marked as bylines (rel, class)
    Byline line;    ///< of a line "By …"
};

/// Looks from a little before node `heading` to the first long paragraphs after it; from
/// the start of the page where there is no heading. `within`: an element that it does not
/// look beyond; 0, the root: the page.
[[nodiscard]] AroundHeadline read_around(const Dom& dom,
                                         std::optional<std::uint32_t> heading,
                                         const IngestRules& rules,
                                         std::uint32_t within = 0);

/// An element in which a page keeps comments, other stories or its own furniture.
[[nodiscard]] bool is_aside(const Dom& dom, std::uint32_t node_index);

}  // namespace chancery
