// Conditions on acts and articles as SQL with values; shared by the files of this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/query.h"

namespace chancery {

/// A value for a question mark.
using SqlValue = std::variant<std::string, std::int64_t, double>;

/// "?,?,?": question marks for so many values.
[[nodiscard]] inline std::string marks(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += i == 0 ? "?" : ",?";
    }
    return out;
}

/// Confidences are stored as doubles of floats: 0.9 is kept as 0.89999998.
inline constexpr double confidence_slack = 1e-6;

/// Conditions joined by AND, with the values for their question marks.
struct Where {
    std::string sql;
    std::vector<SqlValue> values;

    void add(std::string_view condition) {
        sql += sql.empty() ? " WHERE " : " AND ";
        sql += condition;
    }

    template <typename... Values>
    void add(std::string_view condition, const Values&... given) {
        add(condition);
        (values.emplace_back(given), ...);
    }

    /// `column` IN (one of `given`); nothing where none is given.
    void add_any(std::string_view column, const std::vector<std::string>& given) {
        if (given.empty()) {
            return;
        }
        add(std::string(column) + " IN (" + marks(given.size()) + ")");
        values.insert(values.end(), given.begin(), given.end());
    }
};

/// An FTS5 query that holds where `words` stand in this order, or (`any_order`) at all;
/// "" where there are no letters or digits in them.
[[nodiscard]] std::string match(std::string_view words, bool any_order);

/// Parties of which one spelling holds the words of match(); one value.
extern const std::string_view parties_by_words;

/// A query for the rows of `parties` that a filter may mean by words and codes; "" where
/// it names none.
struct PartyList {
    std::string sql;
    std::vector<SqlValue> values;
};

[[nodiscard]] PartyList parties_of(const ActorFilter& filter);

/// Of actors x: those who are of this political party or serve it.
[[nodiscard]] Where of_party(const PartyFilter& party);

/// Acts are named a, codings c, articles r in the query. Who takes part is not looked at:
/// see act_plan.h.
[[nodiscard]] Where where_of(const ActFilter& filter);
[[nodiscard]] Where where_of(const ArticleFilter& filter);
/// Events are named e in the query. Who takes part and who tells of it in
/// which words is not looked at: see event_plan.h.
[[nodiscard]] Where where_of(const EventFilter& asked);
/// Statements are named s, codings c, articles r.
[[nodiscard]] Where where_of(const StatementFilter& filter);

}  // namespace chancery
