// Acts as the ledger has them, for merging and for what their event shows; for the files
// of this room only. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "ledger/corrections.h"
#include "ledger/event.h"
#include "ledger/merge.h"
#include "ledger/steps.h"

namespace chancery {

struct StoredAct {
    MergeAct merge;
    EventAct shown;
    std::int64_t event = 0;  ///< row of the act that its event is named after; 0 for none
    bool current = true;     ///< its coding is shown
};

/// Reads one act; nothing where there is none.
[[nodiscard]] std::optional<StoredAct> load_stored_act(Steps& steps, std::int64_t act);

/// Says once more what `shown` says, as the merge looks at it; all but the parties and
/// the sketch.
void fill_merge(StoredAct& act);

/// Adds one who takes part; actors before recipients.
void add_party(StoredAct& act,
               bool recipient,
               const PartyName& name,
               std::int64_t party,
               std::int64_t actor);

/// Agencies, else outlets: what is one source where it is the same.
[[nodiscard]] std::string source_name(std::string_view agency, std::string_view outlet);

}  // namespace chancery
