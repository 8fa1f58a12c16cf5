// The stories of a page that holds several: a day's posts, or pages that scroll on into
// the next story.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "ingest/html_dom.h"
#include "ingest/html_main.h"

namespace chancery {

struct StoryPart {
    std::uint32_t node = 0;     ///< the element that holds the story
    std::uint32_t heading = 0;  ///< the node of its headline
};

/// Elements marked as articles, each with a headline of its own and much text outside
/// links, none in another; empty where there are less than two of them, or where the
/// page's own headline, `heading`, stands above them: then they are parts of one story.
/// At most 32. `heading`: Dom's size where the page shows none.
[[nodiscard]] std::vector<StoryPart> find_stories(const Dom& dom,
                                                  const PageShape& shape,
                                                  std::uint32_t heading);

}  // namespace chancery
