// Rows of acts become values; for the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/query.h"
#include "ledger/sqlite.h"

namespace chancery {

/// "SELECT … FROM …" of acts a, codings c and articles r, for act_from().
[[nodiscard]] std::string_view act_columns();
[[nodiscard]] ActRow act_from(const SqlStatement& row);
/// What an act has in tables of its own: participants and contexts.
Result<void> load_parts(Database& db, ActRow& act);
/// Offices, titles and numbers of those who take part in an act, or in an event.
Result<void> load_offices(Database& db, ActRow& act);
Result<void> load_offices(Database& db, EventRow& event);
/// The act with its parts.
Result<ActRow> load_act(Database& db, std::int64_t id);
/// The reasons of an act, appended.
Result<void> load_reasons(Database& db, std::int64_t act, std::vector<ReasonRow>& out);

/// x.key, name, table_name, kind, code, sector from this column on.
[[nodiscard]] Participant participant_from(const SqlStatement& row, int column);

}  // namespace chancery
