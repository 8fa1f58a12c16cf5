// The tables of a ledger file and the steps from each version to the next.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "ledger/sqlite.h"

namespace chancery {

inline constexpr std::int64_t ledger_application_id = 0x43484e43;  // "CHNC"
inline constexpr std::int64_t ledger_schema_version = 9;

/// Says whether the open file is a ledger that this program can read.
Result<void> check_schema(Database& db, const std::string& path);

/// Makes the tables in an empty file, or brings an older ledger up to date; in one
/// transaction.
Result<void> upgrade_schema(Database& db, const std::string& path);

/// Makes the tables of an older version in an empty file, or brings those of a still
/// older one up to it; for tests.
Result<void> make_schema(Database& db, std::int64_t version);

}  // namespace chancery
