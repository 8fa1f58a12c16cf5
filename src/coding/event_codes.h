// CAMEO code, quadrant, Goldstein score and PLOVER contexts of the acts of one article.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coding/draft.h"

namespace chancery {

/// Sets cameo, quad, goldstein and contexts of every draft, each with its reason:
/// - contexts by the words of its sentence, by its code, and, but for background acts, by
///   what the whole article is about;
/// - the code by its rule and the tables of CameoTable;
/// - the quadrant by its type, the Goldstein score by its code.
void set_event_codes(const CodingInput& input, std::vector<Draft>& drafts);

}  // namespace chancery
