// What the confidence of an act is worked out from.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coding/draft.h"
#include "ingest/article.h"

namespace chancery {

/// Fills Act::features of every draft, sets Act::confidence by them and the confidence of
/// each reason by its field and rule, as confidence.tsv has it. Every act then has a
/// reason for its mode. To be called once all other fields stand.
void set_confidence(const CodingInput& input,
                    const Article& article,
                    std::vector<Draft>& drafts);

}  // namespace chancery
