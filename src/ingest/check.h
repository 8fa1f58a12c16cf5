// What holds of every article; for tests, fuzzing and debug builds.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ingest/article.h"

namespace chancery {

/// Says in words which promise of article.h is broken, or is empty: text and source are
/// valid UTF-8; blocks lie in order, on code-point boundaries, with white space alone
/// between them; at most one title; anchors are in order and inside; spans of provenance
/// lie in the text.
[[nodiscard]] std::string broken_promise(const Article& article);

}  // namespace chancery
