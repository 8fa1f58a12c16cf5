// How acts are looked for: which index narrows a question down.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "ledger/filter.h"
#include "ledger/sqlite.h"

namespace chancery {

/// The conditions of a filter on acts a, codings c and articles r, put so that the fewest
/// rows are looked at. Asks the ledger how often parties occur, but not for more than
/// some thousand rows.
[[nodiscard]] Result<Where> plan_acts(Database& db, const ActFilter& filter);

/// Whether acts of a filter are best gone through in the order of their days: only some
/// of them are asked for, and nothing else says which few can be meant.
[[nodiscard]] bool goes_by_day(const ActFilter& filter);

}  // namespace chancery
