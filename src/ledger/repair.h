// What can be saved of a damaged ledger. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/merge.h"

namespace chancery {

/// What was saved of one table.
struct SavedTable {
    std::string name;
    std::uint64_t rows = 0;
    bool damaged = false;  ///< not all of it could be read
};

struct RepairReport {
    std::vector<SavedTable> tables;
    bool head_mended = false;           ///< what it says of its tables was damaged
    std::uint64_t dropped = 0;          ///< rows whose own rows are lost
    std::vector<std::string> articles;  ///< docs to be ingested again: parts are lost
};

/// Writes what can be read of the ledger `path` into the new ledger `out`, and merges its
/// acts anew; `path` is not touched. Articles of which a part is lost are there without
/// their acts. Where not even its tables can be told, they are in a copy beside `out`,
/// which needs as much room again. Errors: `out` exists; `path` is no ledger of this
/// version; I/O.
Result<RepairReport> repair_ledger(const std::string& path,
                                   const std::string& out,
                                   MergeRules rules);

}  // namespace chancery
