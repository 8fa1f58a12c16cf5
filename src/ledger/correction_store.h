// Corrections found again in the acts that are there now; for the files of this room
// only. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/corrections.h"
#include "ledger/event_store.h"
#include "ledger/sqlite.h"

namespace chancery {

/// All corrections of the ledger in order, with in_force; placed is not looked at.
Result<std::vector<Correction>> load_corrections(Database& db);

/// The current act that was read from these words: of the same document, its evidence
/// overlapping, of the same type before others, the most overlapping before others.
Result<std::optional<std::int64_t>> act_at(Database& db, const ActAnchor& anchor);

/// What the corrections in force say to the merge. Those whose words are not in the
/// ledger say nothing, and are marked.
Result<Guidance> guidance_of(Database& db, std::vector<Correction>& corrections);

/// The same for all corrections of the ledger.
Result<Guidance> guidance_of(Database& db);

/// The anchor of an act.
Result<ActAnchor> anchor_of(Database& db, std::int64_t act);

/// The actor's row by which a party is shown where no act of the event names it.
Result<SqlNumber> actor_of_party(Database& db, const PartyName& party);

}  // namespace chancery
