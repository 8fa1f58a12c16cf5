// Opening ledgers as commands need them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "ledger/ledger.h"
#include "shared/folders.h"

namespace chancery::cli {

/// Declares --as-of: a version of the ledger, or a day.
void add_as_of_option(CLI::App& command, std::string& as_of);

/// Opens a ledger to be read, as it was (`as_of`, where that is given); `what` of it is
/// asked for.
Result<Ledger> open_ledger(const std::string& path,
                           const std::string& as_of,
                           const FolderOptions& folders,
                           PastOf what = PastOf::events);

/// Ledger::look_back() with the rules by which events are linked.
Result<void> look_back(Ledger& ledger,
                       std::int64_t version,
                       PastOf what,
                       const FolderOptions& folders);

/// Declares --author: who writes; CHANCERY_AUTHOR, else the user's name.
void add_author_option(CLI::App& command, std::string& author);

}  // namespace chancery::cli
