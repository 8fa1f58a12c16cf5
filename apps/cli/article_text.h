// A story as JSON or Markdown.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ingest/article.h"

namespace chancery::cli {

/// One object and a line feed. Blocks of the story, with `furniture` all, each with its
/// bytes in the source: those of the file, where it is UTF-8 without faults.
[[nodiscard]] std::string to_json_line(const Article& article, bool furniture);

/// Fields as YAML between lines of "---", then headline, bylines and the story.
[[nodiscard]] std::string to_markdown(const Article& article);

}  // namespace chancery::cli
