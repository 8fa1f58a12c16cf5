// Base forms of verbs that the reader's lemma misses ("freed": "fre", "froze": "frite").
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "coding/rules.h"

namespace chancery {

/// The lemma of a verb: `lemma` where the tables know it, else the base that verbs.tsv
/// gives for `form`, else the one from which it is regularly made, if the tables know
/// that
/// ("expelled": expel), else `lemma`.
/// The result is `lemma` itself or lies in the tables.
[[nodiscard]] std::string_view verb_lemma(std::string_view form,
                                          std::string_view lemma,
                                          const CodingTables& tables);

}  // namespace chancery
