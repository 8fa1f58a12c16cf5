// Lines of what was stored, each printed once it is safe.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/result.h"
#include "ledger/ledger.h"
#include "output.h"
#include "progress.h"

namespace chancery::cli {

/// "stored	doc	2 acts", with the line feed.
[[nodiscard]] std::string stored_line(const std::string& doc,
                                      const StoreOutcome& outcome);

/// Commits in batches and then prints what was committed.
class StoredLines {
  public:
    /// A batch is as many lines, or as long, at most.
    struct Batch {
        std::size_t lines = 64;
        std::chrono::milliseconds time{200};
    };

    StoredLines(Ledger& ledger, Progress& progress, Batch batch)
        : ledger_(ledger), progress_(progress), batch_(batch) {}

    /// A line about what is in the ledger's open batch.
    void add(const std::string& line) {
        pending_ += line;
        ++count_;
    }

    /// Whether it is time to commit.
    [[nodiscard]] bool due() const {
        return count_ >= batch_.lines || Clock::now() - last_ > batch_.time;
    }

    /// Commits and prints; after a failure the lines since the last time are dropped.
    Result<void> commit();

    /// What went wrong in printing, if anything.
    Result<void> finish() { return out_.finish(); }

  private:
    using Clock = std::chrono::steady_clock;

    Ledger& ledger_;
    Progress& progress_;
    Batch batch_;
    Output out_;
    std::string pending_;
    std::size_t count_ = 0;
    Clock::time_point last_ = Clock::now();
};

}  // namespace chancery::cli
