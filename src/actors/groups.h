// The names of an article, found once for both parses of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "actors/actor.h"
#include "actors/tables.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery {

struct PronounChoice;

namespace actors {
struct Draft;
}  // namespace actors

/// Where names, offices and bodies stand in an article: what the groups for a second,
/// better parse and then resolve_actors() both need. Keeps references to the article, the
/// reading and the tables. Between the two the trees and tags of the reading may change,
/// its tokens, sentences and names may not.
class ArticleNames {
  public:
    ArticleNames(const Article& article,
                 const Reading& reading,
                 const ActorTables& tables);
    ~ArticleNames();
    ArticleNames(ArticleNames&&) noexcept;
    ArticleNames& operator=(ArticleNames&&) noexcept;

    /// Phrases of two and more tokens that name one actor ("General Secretary of the Lao
    /// People's Revolutionary Party and President of Laos Thongloun Sisoulith"), in
    /// order, without overlap, each in one sentence: what Reader::join() takes. Found
    /// from words, tags and tables; trees are not needed.
    [[nodiscard]] std::vector<TokenGroup> groups();

  private:
    friend ArticleActors resolve_actors(ArticleNames names,
                                        std::vector<PronounChoice>* choices);

    std::unique_ptr<actors::Draft> draft_;
    bool used_ = false;
};

}  // namespace chancery
