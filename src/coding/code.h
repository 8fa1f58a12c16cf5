// From resolved trees to acts: the coding room in one function.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "actors/actor.h"
#include "coding/act.h"
#include "coding/rules.h"
#include "coding/times.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery {

/// The acts of one article, in the order of the text, each field with its reason. Depends
/// on its arguments alone. Precondition: `reading` and `actors` were made from `article`.
[[nodiscard]] ArticleActs code_article(const Article& article,
                                       const Reading& reading,
                                       const ArticleActors& actors,
                                       const CodingTables& tables);

/// The same with the times of the article, as find_times() gives them for its tokens.
[[nodiscard]] ArticleActs code_article(const Article& article,
                                       const Reading& reading,
                                       const ArticleActors& actors,
                                       const CodingTables& tables,
                                       std::vector<TimeExpression> times);

}  // namespace chancery
