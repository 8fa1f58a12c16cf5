// From drafts, one for each telling, to acts, one for each real-world act of the article.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coding/draft.h"

namespace chancery {

/// Merges drafts that tell the same act: same type, agreeing participants and dates. The
/// first telling outside the title leads; others fill in what it lacks. Keeps the order.
void gather(const CodingInput& input, std::vector<Draft>& drafts);

}  // namespace chancery
