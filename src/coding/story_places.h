// Where acts of a story were done whose own sentences do not say it: at the meeting that
// they belong to, where the officials stay, on the ground of the state.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coding/story_acts.h"
#include "ingest/article.h"

namespace chancery::coding {

/// Sets places that are still open, each with its reason, and names the city where only a
/// country or a palace was known. The lead of the story ends before sentence `lead_end`.
void complete_places(const CodingInput& input,
                     const Article& article,
                     StoryActs& acts,
                     std::uint32_t lead_end);

}  // namespace chancery::coding
