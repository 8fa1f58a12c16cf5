// What parties are called where only a number or a code is known; for the files of this
// room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "ledger/query.h"
#include "ledger/sqlite.h"

namespace chancery {

/// Somebody whom a party row means, as one of the first articles names them. The tables'
/// name, where it is known, is known from the first on: not all need be looked at.
[[nodiscard]] Result<Participant> party_named(Database& db, std::int64_t party);

/// The state or organisation of a code; named by the code where the ledger has no other
/// name for it.
[[nodiscard]] Result<Participant> code_named(Database& db, const std::string& code);

}  // namespace chancery
