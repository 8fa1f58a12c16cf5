// What is needed to write to a ledger: rules of merging, and who writes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/ledger.h"
#include "shared/folders.h"

namespace chancery {

/// The rules of merging, from the folder of tables.
Result<MergeRules> merge_rules(const FolderOptions& folders);

/// Gives a ledger that is open for writing the rules of merging; merges what was stored
/// without them, or under others, and says so on standard error.
Result<void> merge_by_rules(Ledger& ledger, const FolderOptions& folders);

/// What was given, else the user's name.
[[nodiscard]] std::string author_of(const std::string& given);

}  // namespace chancery
