// A page for a desk officer: what happened in a period, by theme, with words and sources.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ledger/query.h"
#include "shared/question.h"

namespace chancery {

struct BriefSource {
    std::string name, url, doc;
};

/// One event in a line, with words and who tells of it.
struct BriefItem {
    std::string event, what, words;
    std::vector<BriefSource> sources;
};

struct BriefTheme {
    std::string name;
    std::vector<BriefItem> items;  ///< by day
    std::size_t more = 0;          ///< events that are not shown
};

struct Brief {
    std::string title, summary;
    std::vector<BriefTheme> themes;
};

struct BriefOrder {
    std::string about;      ///< a country, code or name; may be empty
    std::string title;      ///< made up where empty
    std::string period;     ///< see period_of()
    std::size_t most = 12;  ///< events of each theme
};

/// "2026-01", "2026-01 to 2026-03", "all days".
[[nodiscard]] std::string period_of(const Question& asked);

/// Each theme shows the events that are most worth telling.
[[nodiscard]] Brief make_brief(const std::vector<EventDetail>& events,
                               const BriefOrder& order);

/// Text of articles is text in both, whatever it holds.
[[nodiscard]] std::string brief_html(const Brief& brief);
[[nodiscard]] std::string brief_markdown(const Brief& brief);

}  // namespace chancery
