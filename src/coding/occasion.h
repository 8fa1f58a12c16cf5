// What an article is about as a whole decides what some of its sentences leave open: for
// what a letter was written, and who "the leaders of many countries" were.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coding/draft.h"

namespace chancery {

/// Works on the drafts of one article, in the order of the text:
/// - "the leaders of Laos and China sent messages" becomes one draft for each leader that
/// the
///   article names (or his state); a group that nothing is known of goes where others
///   tell more;
/// - letters, messages and calls with several parties become one for each;
/// - a letter that does not say what for is one of congratulations where the article's
/// first
///   congratulations go to the same, and takes their recipient where it has none.
/// Drafts that still lack a recipient are dropped.
void apply_occasion(const CodingInput& input, std::vector<Draft>& drafts);

}  // namespace chancery
