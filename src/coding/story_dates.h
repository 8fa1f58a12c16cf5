// When the acts of a story were done that their own sentences do not date: on which of
// the days that it names, or on none that it tells. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coding/story_acts.h"
#include "coding/story_days.h"
#include "ingest/article.h"

namespace chancery::coding {

/// Sets dates that are still open, each with its reason.
void complete_dates(const CodingInput& input,
                    const Article& article,
                    const Dates& dates,
                    const StoryDays& days,
                    StoryActs& acts);

}  // namespace chancery::coding
