// Finds who is who in one article: actors, their offices, and every mention of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "actors/actor.h"
#include "actors/choice.h"
#include "actors/groups.h"
#include "actors/tables.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery {

/// The actors of `article`, read as `reading` (made from article.text), with the facts of
/// `tables` as of article.published. Time grows with the tokens, and for pronouns with
/// the mentions of the last few sentences. The same input gives the same result. Where
/// `choices` is not null, what "he" and "she" were chosen from is added to it.
[[nodiscard]] ArticleActors resolve_actors(const Article& article,
                                           const Reading& reading,
                                           const ActorTables& tables,
                                           std::vector<PronounChoice>* choices = nullptr);

/// The same with names that have been found already.
[[nodiscard]] ArticleActors resolve_actors(ArticleNames names,
                                           std::vector<PronounChoice>* choices = nullptr);

}  // namespace chancery
