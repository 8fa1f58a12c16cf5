// The one connection that writes: corrections, decisions and ingested articles take
// turns. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.h"
#include "ledger/ledger.h"
#include "shared/folders.h"

namespace chancery::server {

/// Safe for several threads; each waits for its turn.
class Writer {
  public:
    /// Brings the ledger up to date, and merges what was stored unmerged.
    static Result<std::unique_ptr<Writer>> open(const std::string& path,
                                                const FolderOptions& folders);

    /// Calls `write` with the ledger to itself. What it leaves uncommitted is dropped.
    template <typename Write>
    auto with(Write write) {
        const std::lock_guard lock(mutex_);
        auto out = write(ledger_);
        ledger_.roll_back();
        return out;
    }

  private:
    explicit Writer(Ledger ledger) : ledger_(std::move(ledger)) {}

    std::mutex mutex_;
    Ledger ledger_;
};

}  // namespace chancery::server
