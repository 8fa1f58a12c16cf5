// What writers of formats need of a ledger beside its events.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

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

/// Gives the writer whatever `format` is made from, of what the filter finds, as long as
/// `go_on` holds; the writer is not finished.
Result<void> write_content(
    Ledger& ledger,
    const ExportFormat& format,
    const ActFilter& filter,
    ExportWriter& writer,
    const std::function<bool()>& go_on = [] { return true; });

}  // namespace chancery
