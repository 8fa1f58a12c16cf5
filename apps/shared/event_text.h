// An event in words and records: what `events`, `event` and `brief` have in common.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "ledger/query.h"
#include "shared/act_text.h"

namespace chancery {

/// The event as an act, for what acts and events show alike.
[[nodiscard]] ActRow as_act(const EventRow& event);

/// "2 outlets", "3 articles, 1 source"; what is in conflict after it.
[[nodiscard]] std::string told_by(const EventRow& event);

[[nodiscard]] Json to_json(const EventRow& event);
/// With acts, claims and links.
[[nodiscard]] Json to_json(const EventDetail& detail);
[[nodiscard]] Json to_json(const StatementRow& statement);

[[nodiscard]] CsvRow csv_fields(const EventRow& event);

}  // namespace chancery
