// Pages: what their markup says, and the text of their main part.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "ingest/article.h"
#include "ingest/rules.h"

namespace chancery {

/// True where `text` is a page: it opens with a doctype, <html>, <head>, <body> or a
/// comment before them; a name that ends in .html or .htm needs one tag only.
[[nodiscard]] bool looks_like_html(std::string_view text, std::string_view path);

/// Fills `article` (source is set) from a page; verbatim becomes false.
/// Errors: elements nested deeper than `max_depth`.
[[nodiscard]] Result<void> fill_from_html(Article& article,
                                          const IngestRules& rules,
                                          std::uint32_t max_depth);

}  // namespace chancery
