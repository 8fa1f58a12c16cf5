// SQLite for this room alone: a connection, its statements, and errors in plain words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <sqlite3.h>

#include "base/result.h"

namespace chancery {

/// A value bound to a statement.
using SqlText = std::optional<std::string_view>;
using SqlNumber = std::optional<std::int64_t>;
using SqlReal = std::optional<double>;

/// Bytes as they are; none is NULL.
struct SqlBlob {
    std::string bytes;
};

/// Empty text is stored as NULL: "not known".
[[nodiscard]] inline SqlText or_null(std::string_view text) {
    return text.empty() ? SqlText() : SqlText(text);
}

/// A prepared statement. Bound text must live until the statement is reset.
class SqlStatement {
  public:
    explicit SqlStatement(sqlite3_stmt* stmt) : stmt_(stmt) {}

    void bind(int index, SqlText value);
    void bind(int index, SqlNumber value);
    void bind(int index, double value);
    void bind(int index, SqlReal value);

    void bind(int index, const SqlBlob& value);

    /// A value of another statement's row, of whatever type it is.
    void bind_from(int index, const SqlStatement& row, int column);

    void bind(int index, std::string_view value) { bind(index, SqlText(value)); }

    void bind(int index, const std::string& value) { bind(index, SqlText{value}); }

    void bind(int index, std::int64_t value) { bind(index, SqlNumber(value)); }

    void bind(int index, bool value) { bind(index, SqlNumber(value ? 1 : 0)); }

    /// SQLITE_ROW, SQLITE_DONE or what went wrong (in binding, or in the step).
    [[nodiscard]] int step();
    /// Makes it ready for new values; none is kept.
    void reset();

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;  ///< "" for NULL
    /// The bytes of a text or blob, good until the next step; "" for NULL.
    [[nodiscard]] std::string_view bytes(int column) const;

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* stmt) const { sqlite3_finalize(stmt); }
    };

    std::unique_ptr<sqlite3_stmt, Finalize> stmt_;
    int bind_rc_ = SQLITE_OK;
};

class LentStatement;

/// One connection. Not for use by two threads at once.
class Database {
  public:
    /// `uri` is a file name or a file: URI; flags are SQLITE_OPEN_*.
    static Result<Database> open(const std::string& uri,
                                 int flags,
                                 const std::string& shown);

    /// Runs SQL without values, of any number of statements.
    Result<void> script(const char* sql);

    /// The statement of `sql`, prepared once and kept; reset and without values.
    Result<SqlStatement*> statement(std::string_view sql);

    /// A statement of the caller's own, for SQL that is made up at run time.
    Result<SqlStatement> prepare(std::string_view sql);

    /// The same for SQL that is asked for again and again: the last few dozen are kept
    /// when they come back.
    Result<LentStatement> lend(std::string_view sql);

    /// Runs one statement with values in order; rows are not looked at.
    template <typename... Values>
    Result<void> run(std::string_view sql, const Values&... values) {
        auto found = statement(sql);
        if (!found) {
            return found.error();
        }
        SqlStatement& stmt = **found;
        int index = 0;
        (stmt.bind(++index, values), ...);
        const int rc = stmt.step();
        std::optional<Error> failure;
        if (rc != SQLITE_DONE && rc != SQLITE_ROW) {
            failure = error(rc);
        }
        stmt.reset();
        if (failure) {
            return *std::move(failure);
        }
        return {};
    }

    /// The first column of the first row as a number; nothing where there is no row.
    template <typename... Values>
    Result<SqlNumber> number(std::string_view sql, const Values&... values) {
        auto found = statement(sql);
        if (!found) {
            return found.error();
        }
        SqlStatement& stmt = **found;
        int index = 0;
        (stmt.bind(++index, values), ...);
        const int rc = stmt.step();
        if (rc != SQLITE_DONE && rc != SQLITE_ROW) {
            Error failure = error(rc);
            stmt.reset();
            return failure;
        }
        SqlNumber out;
        if (rc == SQLITE_ROW && !stmt.is_null(0)) {
            out = stmt.number(0);
        }
        stmt.reset();
        return out;
    }

    [[nodiscard]] std::int64_t last_row() const {
        return sqlite3_last_insert_rowid(db_.get());
    }

    /// What SQLite says of the last failure, with what to do about it.
    [[nodiscard]] Error error(int rc) const;

    [[nodiscard]] sqlite3* handle() const { return db_.get(); }

  private:
    friend class LentStatement;

    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };

    struct Spare {
        std::string sql;
        SqlStatement stmt;
    };

    /// A statement found before under SQL at the same address.
    struct Recent {
        const char* at = nullptr;
        const std::string* sql = nullptr;  ///< key of `kept_`
        SqlStatement* stmt = nullptr;
    };

    std::unique_ptr<sqlite3, Close> db_;
    std::string shown_;
    std::unordered_map<std::string, std::unique_ptr<SqlStatement>> kept_;
    std::array<Recent, 128> recent_{};
    /// Lent before and back; the latest first. Not moved with the connection, since
    /// those that are lent know it.
    std::unique_ptr<std::list<Spare>> spare_ = std::make_unique<std::list<Spare>>();
};

/// A statement in use; goes back to its connection, which must outlive it.
class LentStatement {
  public:
    LentStatement(std::list<Database::Spare>& home, std::list<Database::Spare> one)
        : home_(&home), one_(std::move(one)) {}

    LentStatement(LentStatement&&) noexcept = default;
    LentStatement& operator=(LentStatement&&) = delete;
    LentStatement(const LentStatement&) = delete;
    LentStatement& operator=(const LentStatement&) = delete;
    ~LentStatement();

    SqlStatement& operator*() { return one_.front().stmt; }

    SqlStatement* operator->() { return &one_.front().stmt; }

  private:
    std::list<Database::Spare>* home_;
    std::list<Database::Spare> one_;  ///< one, or none once it is moved from
};

}  // namespace chancery
