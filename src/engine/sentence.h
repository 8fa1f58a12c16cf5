// A sentence as an article of its own, and the words in it that name somebody.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/engine.h"

namespace chancery {

/// An article of one paragraph that holds the sentence as it is.
[[nodiscard]] Article article_of_sentence(std::string_view sentence);

/// The token by which the tree holds the first `phrase` of the article's text; no_token
/// where the text does not have it.
[[nodiscard]] TokenIndex head_of_phrase(const Coded& coded, std::string_view phrase);

}  // namespace chancery
