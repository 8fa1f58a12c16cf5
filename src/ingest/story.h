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

/// Judges a unit by itself, the `index`-th of its text, whose words are `text`: sets kind
/// and rule, or leaves the rule empty where what stands around the unit decides.
void judge_alone(JudgedUnit& judged,
                 std::string_view text,
                 std::size_t index,
                 const IngestRules& rules);

/// True where `text` holds a double quotation mark.
[[nodiscard]] bool has_quotes(std::string_view text);

/// The units in order, judged by what they say, what they look like and what stands near.
/// At most one is the title.
[[nodiscard]] std::vector<JudgedUnit> judge_units(const std::vector<Unit>& units,
                                                  std::string_view text,
                                                  const IngestRules& rules);

}  // namespace chancery
