// Stepping through the rows of a statement; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "ledger/filter.h"
#include "ledger/sqlite.h"

namespace chancery {

/// Steps through all rows; `each` returns false to stop.
template <typename Each>
Result<void> for_rows(Database& db, SqlStatement& stmt, Each each) {
    int rc = stmt.step();
    while (rc == SQLITE_ROW && each(stmt)) {
        rc = stmt.step();
    }
    Result<void> out;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        out = db.error(rc);
    }
    stmt.reset();
    return out;
}

template <typename Each>
Result<void> for_rows(Database& db,
                      std::string_view sql,
                      const std::vector<SqlValue>& values,
                      Each each) {
    auto stmt = db.prepare(sql);
    if (!stmt) {
        return stmt.error();
    }
    int index = 0;
    for (const SqlValue& value : values) {
        ++index;
        std::visit([&](const auto& held) { stmt->bind(index, held); }, value);
    }
    return for_rows(db, *stmt, each);
}

template <typename Each>
Result<void> for_kept(Database& db, std::string_view sql, std::int64_t value, Each each) {
    auto stmt = db.statement(sql);
    if (!stmt) {
        return stmt.error();
    }
    (*stmt)->bind(1, value);
    return for_rows(db, **stmt, each);
}

}  // namespace chancery
