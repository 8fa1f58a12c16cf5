// Which units are the story and which are the page around it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"
#include "ingest/lines.h"
#include "ingest/rules.h"

namespace chancery {

/// A unit with its verdict.
struct JudgedUnit {
    Unit unit;
    BlockKind kind = BlockKind::furniture;
    const char* rule = "";  ///< a literal
};

/// The units in order, judged by what they say, what they look like and what stands near.
/// At most one is the title.
[[nodiscard]] std::vector<JudgedUnit> judge_units(std::vector<Unit> units,
                                                  std::string_view text,
                                                  const IngestRules& rules);

}  // namespace chancery
