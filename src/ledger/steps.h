// Several statements in a row; for the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "ledger/rows.h"
#include "ledger/sqlite.h"

namespace chancery {

/// Several statements in a row, the first failure of which ends the rest.
class Steps {
  public:
    explicit Steps(Database& db) : db_(db) {}

    template <typename... Values>
    void run(std::string_view sql, const Values&... values) {
        if (!failure_) {
            auto done = db_.run(sql, values...);
            note(done);
        }
    }

    template <typename... Values>
    SqlNumber number(std::string_view sql, const Values&... values) {
        if (failure_) {
            return {};
        }
        auto found = db_.number(sql, values...);
        note(found);
        return found ? *found : SqlNumber();
    }

    /// Calls `each` with every row of a statement with one value.
    template <typename Each>
    void rows(std::string_view sql, std::int64_t value, Each each) {
        rows_with(sql, each, value);
    }

    /// The same with any number of values. While it steps, `sql` is not to be run again.
    template <typename Each, typename... Values>
    void rows_with(std::string_view sql, Each each, const Values&... values) {
        if (failure_) {
            return;
        }
        auto found = db_.statement(sql);
        note(found);
        if (!found) {
            return;
        }
        int index = 0;
        ((*found)->bind(++index, values), ...);
        note(for_rows(db_, **found, [&](const SqlStatement& row) {
            each(row);
            return true;
        }));
    }

    void fail(Error error) {
        if (!failure_) {
            failure_ = std::move(error);
        }
    }

    [[nodiscard]] std::int64_t last_row() const { return db_.last_row(); }

    [[nodiscard]] bool failed() const { return failure_.has_value(); }

    [[nodiscard]] const Error& error() const { return *failure_; }

  private:
    template <typename T>
    void note(const Result<T>& result) {
        if (!result && !failure_) {
            failure_ = result.error();
        }
    }

    Database& db_;
    std::optional<Error> failure_;
};

}  // namespace chancery
