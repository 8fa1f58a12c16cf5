// When, where and how: the date, place and channel of an act from the words around it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coding/channels.h"
#include "coding/dates.h"
#include "coding/draft.h"
#include "coding/places.h"
#include "coding/story.h"
#include "coding/times.h"
#include "ingest/article.h"

namespace chancery {

/// Finds the circumstances of drafts in one article; holds references only.
class Circumstances {
  public:
    Circumstances(const CodingInput& input,
                  const Article& article,
                  std::vector<TimeExpression> times);

    /// Sets date, place and channel of the draft, each with its reason, where the words
    /// of its sentence, or the communication that it stands in, give them.
    void settle(Draft& draft, const Discourse& discourse);

    /// Sets what is still open from the other acts of the story, once all are known.
    void complete(std::vector<Draft>& drafts) const;

  private:
    static const Communication* communication_of(const Draft& draft,
                                                 const Discourse& discourse);
    [[nodiscard]] bool addressed_in(const Act& act, const Communication& in) const;
    void inherit(Draft& draft, const Discourse& discourse) const;

    const Syntax& s_;
    const ArticleActors& a_;
    Attachment attachment_;
    Dates dates_;
    Places places_;
    Channels channels_;
    Story story_;
};

}  // namespace chancery
