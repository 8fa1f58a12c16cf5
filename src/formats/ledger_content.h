// What writers of formats need of a ledger beside its events.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/export.h"
#include "ledger/ledger.h"

namespace chancery {

/// An article with those of its acts that the filter finds, by number, and its
/// statements.
Result<ArticleContent> content_of(Ledger& ledger,
                                  const ArticleRow& article,
                                  ActFilter filter);

/// The clean texts of articles, the last one remembered: acts of one often come in a row.
/// `ledger` outlives it.
[[nodiscard]] TextOf texts_of(Ledger& ledger);

}  // namespace chancery
