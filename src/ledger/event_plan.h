// How events are looked for: which index narrows a question down.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "ledger/filter.h"
#include "ledger/sqlite.h"

namespace chancery {

/// What will be done with the events that are found.
enum class EventUse : std::uint8_t {
    some,  ///< the first so many in the order of days
    all,   ///< each is looked at
};

/// The conditions of a filter on events e, put so that the fewest rows are looked at.
/// Asks the ledger how often parties occur, but not for more than some thousand rows. The
/// answer is the same set of events for either use.
[[nodiscard]] Result<Where> plan_events(Database& db,
                                        const EventFilter& filter,
                                        EventUse use);

}  // namespace chancery
