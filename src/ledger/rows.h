// Stepping through the rows of a statement; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ledger/filter.h"
#include "ledger/sqlite.h"

namespace chancery {

/// A date as the columns first_day, last_day and exact_day hold it; NULL where there is
/// none.
struct DayColumns {
    SqlNumber first, last, exact;

    explicit DayColumns(std::string_view date) {
        if (const auto days = parse_day_range(date)) {
            first = days->first.number;
            last = days->last.number;
            exact = days->exact ? 1 : 0;
        }
    }

    /// The day by which it is sorted: its own, or else that of the article.
    [[nodiscard]] SqlNumber sort(std::optional<Day> published) const {
        return first || !published ? first : SqlNumber(published->number);
    }
};

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
    auto stmt = db.lend(sql);
    if (!stmt) {
        return stmt.error();
    }
    int index = 0;
    for (const SqlValue& value : values) {
        ++index;
        std::visit([&](const auto& held) { (*stmt)->bind(index, held); }, value);
    }
    return for_rows(db, **stmt, each);
}

/// The same for what may fail itself: `each` gives false to stop, or why it could not go
/// on, which then is the answer.
template <typename Each>
Result<void> try_rows(Database& db,
                      std::string_view sql,
                      const std::vector<SqlValue>& values,
                      Each each) {
    std::optional<Error> failure;
    auto done = for_rows(db, sql, values, [&](const SqlStatement& row) {
        Result<bool> more = each(row);
        if (!more) {
            failure = more.error();
        }
        return more && *more;
    });
    return failure ? Result<void>(*std::move(failure)) : done;
}

/// The first column of all rows.
inline Result<std::vector<std::string>> text_column(
    Database& db, std::string_view sql, const std::vector<SqlValue>& values = {}) {
    std::vector<std::string> out;
    auto done = for_rows(db, sql, values, [&](const SqlStatement& row) {
        out.push_back(row.text(0));
        return true;
    });
    return done ? Result<std::vector<std::string>>(std::move(out)) : done.error();
}

/// Whether a query has no more rows than `most`; looks at no more.
inline Result<bool> has_at_most(Database& db,
                                std::int64_t most,
                                const std::string& sql,
                                const std::vector<SqlValue>& values) {
    std::int64_t count = 0;
    auto done = for_rows(
        db,
        "SELECT count(*) FROM (" + sql + " LIMIT " + std::to_string(most + 1) + ")",
        values,
        [&](const SqlStatement& row) {
            count = row.number(0);
            return true;
        });
    return done ? Result<bool>(count <= most) : done.error();
}

/// A question whose rows come by day, those without a day last.
struct DatedQuery {
    std::string select;  ///< up to the conditions
    std::string day;     ///< the column
    std::string order;   ///< " ORDER BY " the day, r.doc, `number` and `row`
    std::optional<std::uint32_t> limit;
    std::string number{};  ///< the column
    std::string row{};     ///< the column
    bool newest_first = false;
    std::optional<RowPlace> after{};  ///< only what follows this row
};

/// What of a pass (rows with a day, or without) follows the row from which a query goes
/// on; false where nothing does.
inline bool add_place(Where& where, const DatedQuery& query, bool dated) {
    if (!query.after) {
        return true;
    }
    const RowPlace& after = *query.after;
    const std::string behind =
        "(r.doc, " + query.number + ", " + query.row + ") > (?, ?, ?)";
    if (dated && after.day) {
        const char* than = query.newest_first ? "<" : ">";
        where.add(query.day + than + "= ?", *after.day);
        where.add("(" + query.day + ' ' + than + " ? OR " + behind + ")",
                  *after.day,
                  after.doc,
                  after.number,
                  after.row);
    } else if (!dated && !after.day) {
        where.add(behind, after.doc, after.number, after.row);
    }
    return !dated || after.day.has_value();
}

/// Steps through rows with a day, then through those without: so each pass is a span of
/// an index. `each` as in try_rows().
template <typename Each>
Result<void> dated_rows(Database& db,
                        const DatedQuery& query,
                        const Where& where,
                        Each each) {
    std::uint32_t seen = 0;
    bool more = true;
    for (const std::string_view pass : {" IS NOT NULL", " IS NULL"}) {
        if (!more || (query.limit && seen >= *query.limit)) {
            break;
        }
        Where asked = where;
        asked.add(query.day + std::string(pass));
        if (!add_place(asked, query, pass == " IS NOT NULL")) {
            continue;
        }
        const std::string end =
            query.limit ? " LIMIT " + std::to_string(*query.limit - seen) : "";
        auto done = try_rows(db,
                             query.select + asked.sql + query.order + end,
                             asked.values,
                             [&](const SqlStatement& row) -> Result<bool> {
                                 ++seen;
                                 Result<bool> wanted = each(row);
                                 more = wanted && *wanted;
                                 return wanted;
                             });
        if (!done) {
            return done;
        }
    }
    return {};
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
