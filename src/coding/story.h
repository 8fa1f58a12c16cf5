// What the acts of one story lend each other once all are known: the day, the place and
// the channel of the meeting in which something was said, the day on which a speaker
// spoke, the day of which the story tells.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coding/dates.h"
#include "coding/draft.h"
#include "ingest/article.h"

namespace chancery {

/// Completes the acts of one article; holds references only.
class Story {
  public:
    Story(const CodingInput& input, const Article& article)
        : input_(input), article_(article) {}

    /// Sets dates, places and channels that are still open, each with its reason. Never
    /// changes what the words of the act's own sentence say, but names the city where
    /// only its country was known. `drafts` in the order of the text.
    void complete(std::vector<Draft>& drafts, const Dates& dates) const;

  private:
    CodingInput input_;
    const Article& article_;
};

}  // namespace chancery
