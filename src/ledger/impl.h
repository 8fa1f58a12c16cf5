// What an open ledger holds; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/merge.h"
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
        if (!failure_) {
            auto done = for_kept(db_, sql, value, [&](const SqlStatement& row) {
                each(row);
                return true;
            });
            note(done);
        }
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

/// The rows of `parties`: who is meant, over all articles. Those met are remembered;
/// forget() them where what was written is rolled back.
class PartyRows {
  public:
    struct Spelling {
        std::string name, table, key;  ///< name_key() of each
    };

    struct Row {
        std::int64_t party = 0;
        SqlNumber own{};  ///< the party of this name, where an analyst said who is meant
    };

    /// The party of an actor, made where it is new, with the actor's spelling of it.
    Row row_of(Steps& steps, const Actor& actor);
    static void add_spelling(Steps& steps, std::int64_t party, const Spelling& words);

    void forget() { rows_.clear(); }

  private:
    std::unordered_map<std::string, Row> rows_;
};

/// What a batch writes under.
struct Batch {
    std::int64_t run = 0;
    std::int64_t version = 0;
};

struct Ledger::Impl {
    /// Opens a batch where there is none.
    Result<void> open_batch();
    /// The same, and records the run with its first article.
    Result<Batch> prepare_batch();
    /// The version of the ledger that the open batch makes.
    Result<std::int64_t> version_of_batch(std::string_view what,
                                          SqlNumber made_by,
                                          std::string_view author);
    /// Runs `write` as one article of the batch: all of it or nothing.
    template <typename Write>
    Result<StoreOutcome> as_one(Write write);
    /// Merges the acts of the documents that the batch touched; part of the batch.
    Result<void> merge_touched();

    /// Makes the events of these acts anew, by the rules and the corrections in force.
    Result<void> merge_acts(const std::vector<std::int64_t>& acts);
    Result<void> fill_sketches();
    /// UTC, ISO 8601.
    [[nodiscard]] std::string now();

    /// Forgets the batch that was committed or dropped.
    void end_batch() {
        batch_open = false;
        run_in_batch = false;
        version.reset();
        touched.clear();
    }

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
    std::optional<std::int64_t> version;  ///< that the open batch makes
    std::vector<std::string> touched;     ///< documents that it changed
    std::optional<MergeRules> rules;      ///< without them nothing is merged
    std::string merged_under;             ///< names the rules
    PartyRows parties;
};

}  // namespace chancery
