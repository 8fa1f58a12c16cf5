// Base forms of regular verbs that the reader's lemma misses ("freed": "fre").
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "coding/rules.h"

namespace chancery {

/// The lemma of a verb: `lemma` where the tables know it, else the base from which `form`
/// is regularly made, if the tables know that ("expelled": expel), else `lemma`.
/// The result is `lemma` itself or lies in the tables.
[[nodiscard]] std::string_view verb_lemma(std::string_view form,
                                          std::string_view lemma,
                                          const CodingTables& tables);

}  // namespace chancery
