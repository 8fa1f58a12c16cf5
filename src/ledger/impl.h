// What an open ledger holds; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "ledger/ledger.h"
#include "ledger/sqlite.h"

namespace chancery {

struct Ledger::Impl {
    /// Opens a batch where there is none.
    Result<void> open_batch();
    /// The same, and records the run with its first article.
    Result<void> prepare_batch();

    /// SQLite ends a transaction by itself after some failures (disk full, I/O).
    [[nodiscard]] bool batch_lost() const {
        return batch_open && sqlite3_get_autocommit(db.handle()) != 0;
    }

    [[nodiscard]] Error batch_lost_error() const {
        return Error{"the last articles could not be stored; ingest them again", path, 0};
    }

    Database db;
    std::string path;
    std::optional<RunInfo> run;
    std::optional<std::int64_t> run_row;  ///< once the run is recorded
    bool run_in_batch = false;            ///< recorded, but not committed yet
    bool batch_open = false;              ///< as far as the caller knows
};

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

    [[nodiscard]] std::int64_t last_row() const { return db_.last_row(); }

    [[nodiscard]] bool failed() const { return failure_.has_value(); }

    [[nodiscard]] const Error& error() const { return *failure_; }

  private:
    template <typename T>
    void note(const Result<T>& result) {
        if (!result) {
            failure_ = result.error();
        }
    }

    Database& db_;
    std::optional<Error> failure_;
};

}  // namespace chancery
