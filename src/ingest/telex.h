// Left-overs of Vietnamese keyboard methods: "Vieejt Nam" (Telex), "Vie65t Nam" (VNI).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace chancery {

/// How sure it is that a word was typed for a keyboard program that was not running; 0:
/// it is not, 4 and more: no other word looks so. A word of English has less ("boost",
/// 1).
[[nodiscard]] int telex_score(std::string_view word);

/// Words of `text` that are left-overs: one that is sure, or two different likely ones.
/// What was meant is not guessed.
[[nodiscard]] std::vector<Span> find_telex(std::string_view text);

}  // namespace chancery
