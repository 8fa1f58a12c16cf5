// The words that prove an act: a short run of one line that holds the trigger.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coding/draft.h"
#include "ingest/article.h"

namespace chancery {

/// 5 to 30 words of the draft's sentence (fewer where the sentence is shorter) that hold
/// the trigger and, where they fit, the words that name the participants. No line feed
/// inside. Grown, up to 40 words, until the words occur once in the article's text where
/// that is possible.
[[nodiscard]] Span evidence_of(const Draft& draft, const Syntax& syntax);

}  // namespace chancery
