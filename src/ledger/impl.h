// What an open ledger holds; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/merge.h"
#include "ledger/merge_memory.h"
#include "ledger/rows.h"
#include "ledger/sqlite.h"
#include "ledger/steps.h"

namespace chancery {

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
        PartyName name;   ///< of `party`
    };

    /// The party of an actor, made where it is new, with the actor's spelling of it.
    const Row& row_of(Steps& steps, const Actor& actor);
    static void add_spelling(Steps& steps, std::int64_t party, const Spelling& words);

    void forget() { rows_.clear(); }

  private:
    std::unordered_map<std::string, Row> rows_;
    Row failed_;
};

/// What a batch writes under.
struct Batch {
    std::int64_t run = 0;
    std::int64_t version = 0;
};

/// Indices of words: of articles, acts, statements and names.
inline constexpr std::size_t word_index_count = 4;

struct Ledger::Impl {
    /// Opens a batch where there is none.
    Result<void> open_batch();
    /// Makes the words that the batch added findable. All at once: the index writes what
    /// it gathered whenever a savepoint is taken, as each article and some statements do.
    Result<void> index_words();
    /// Says that all that there is now is in the indices of words.
    Result<void> note_indexed();
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
    /// Acts of touched documents whose events must change: no longer shown, or not merged
    /// yet.
    Result<std::vector<std::int64_t>> changed_acts();

    /// Makes the events of these acts anew, by the rules and the corrections in force.
    Result<void> merge_acts(const std::vector<std::int64_t>& acts);
    Result<void> fill_sketches();
    /// UTC, ISO 8601.
    [[nodiscard]] std::string now();

    /// Forgets the batch that was committed or dropped.
    void end_batch() {
        memory.end_batch();
        batch_open = false;
        run_in_batch = false;
        version.reset();
        kept.reset();
        touched.clear();
        added.clear();
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
    /// The last rows that are in the indices of words.
    std::array<std::int64_t, word_index_count> indexed{};
    std::optional<std::int64_t> version;  ///< that the open batch makes
    std::optional<Keep> kept;             ///< what the settings say, once asked for
    std::vector<std::string> touched;     ///< documents that it changed, new ones aside
    std::vector<std::int64_t> added;      ///< acts of new documents
    std::optional<MergeRules> rules;      ///< without them nothing is merged
    std::string merged_under;             ///< names the rules

    /// Looked at while a question is asked; of its own, as SQLite keeps its address.
    struct Deadline {
        std::chrono::steady_clock::time_point at;
        bool passed = false;
    };

    std::unique_ptr<Deadline> deadline;
    PartyRows parties;
    MergeMemory memory;
    std::int64_t seen_by_others = 0;           ///< changes when another program writes
    std::shared_ptr<const EventTable> events;  ///< in which they are counted, where set
};

}  // namespace chancery
