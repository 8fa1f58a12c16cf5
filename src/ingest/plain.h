// The parts of an article that its clean text gives: blocks, title, date, outlet, agency.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ingest/article.h"
#include "ingest/clean.h"
#include "ingest/lines.h"
#include "ingest/rules.h"

namespace chancery {

/// Fills in text, anchors, blocks and what they say. Precondition: article.source is set
/// and `clean` was made from it.
void fill_from_text(Article& article, CleanText clean, const IngestRules& rules);

/// The same from units that are known already; article.text and anchors are set.
void fill_from_units(Article& article,
                     const std::vector<Unit>& units,
                     const IngestRules& rules);

/// The site after the story's name in a browser's title ("… | Reuters", "… - The Star"):
/// where the headline ends, and the site's words. The span is empty where there is none.
struct SiteSuffix {
    std::uint32_t headline_end = 0;
    Span site;
};

[[nodiscard]] SiteSuffix site_suffix(std::string_view title, const IngestRules& rules);

}  // namespace chancery
