// Pages: what their markup says, and the text of their main part.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/article.h"
#include "ingest/rules.h"

namespace chancery {

/// True where `text` is a page: it opens with a doctype, <html>, <head>, <body> or a
/// comment before them; a name that ends in .html or .htm needs one tag only.
[[nodiscard]] bool looks_like_html(std::string_view text, std::string_view path);

/// The stories of a page, most often one: `article` (source, doc and path are set),
/// filled; verbatim becomes false. Of several the first is the page's own where it has
/// one; what the head says is said of that one alone.
/// Errors: elements nested deeper than `max_depth`.
[[nodiscard]] Result<std::vector<Article>> read_page(Article article,
                                                     const IngestRules& rules,
                                                     std::uint32_t max_depth);

}  // namespace chancery
