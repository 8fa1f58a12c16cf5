// How often analysts changed an event; for the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "ledger/query.h"
#include "ledger/sqlite.h"

namespace chancery {

/// Which corrections were ever about which acts, whether they hold or not.
class Revisions {
  public:
    static Result<Revisions> open(Database& db);

    /// Corrections about any of these acts; each counts once.
    [[nodiscard]] std::uint32_t count(const std::vector<ActRow>& acts) const;

  private:
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> by_act_;
};

}  // namespace chancery
