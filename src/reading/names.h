// Names of a text, from the labels of its tokens, and names inside names.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "reading/labels.h"
#include "reading/reading.h"
#include "reading/tokenizer.h"
#include "reading/words.h"

namespace chancery::reading {

/// Appends the places and groups that stand inside names of organisations, and the groups
/// inside those of places: runs of capitalised words that the lists know. `words` are
/// those of `tokens`.
void find_inner_names(std::string_view text,
                      const Reading& reading,
                      std::span<const Word> words,
                      const WordLists& lists,
                      std::vector<Name>& out);

/// Appends the names of the labels; `first` is the token of the first label.
void collect_names(std::span<const NameLabel> labels,
                   TokenIndex first,
                   std::vector<Name>& out);

/// Those of `names`, which are in order, that begin at the tokens from `first` to before
/// `last`.
[[nodiscard]] std::span<const Name> names_from(std::span<const Name> names,
                                               TokenIndex first,
                                               TokenIndex last);

}  // namespace chancery::reading
