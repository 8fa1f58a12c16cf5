// Names with their offices as groups of tokens, for a second, better parse.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "actors/tables.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery {

/// Phrases of two and more tokens that name one actor ("General Secretary of the Lao
/// People's Revolutionary Party and President of Laos Thongloun Sisoulith"), in order,
/// without overlap, each in one sentence: what Reader::join() takes. Found from words,
/// tags and tables; trees are not needed.
[[nodiscard]] std::vector<TokenGroup> name_groups(const Article& article,
                                                  const Reading& reading,
                                                  const ActorTables& tables);

}  // namespace chancery
