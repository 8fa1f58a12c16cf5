// Opening ledgers as commands need them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "folders.h"
#include "ledger/ledger.h"

namespace chancery::cli {

/// Declares --as-of: a version of the ledger, or a day.
void add_as_of_option(CLI::App& command, std::string& as_of);

/// Opens a ledger to be read, as it was (`as_of`, where that is given).
Result<Ledger> open_ledger(const std::string& path, const std::string& as_of);

/// The rules of merging, from the folder of tables.
Result<MergeRules> merge_rules(const FolderOptions& folders);

/// Gives a ledger that is open for writing the rules of merging; merges what was stored
/// without them, or under others, and says so on standard error.
Result<void> merge_by_rules(Ledger& ledger, const FolderOptions& folders);

/// Who writes: --author, CHANCERY_AUTHOR, or the user's name.
void add_author_option(CLI::App& command, std::string& author);
[[nodiscard]] std::string author_of(const std::string& given);

}  // namespace chancery::cli
