// How events are looked for: which index narrows a question down.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "ledger/filter.h"
#include "ledger/sqlite.h"

namespace chancery {

/// What will be done with the events that are found.
enum class EventUse : std::uint8_t {
    some,  ///< the first so many in the order of days
    all,   ///< each is looked at
};

/// A question about events, ready to be asked.
struct EventPlan {
    Where where;  ///< conditions on events e
    /// An expression for MATCH of act_text that one act of each event must hold besides,
    /// to be looked at while events are gone through: so many acts hold it that they are
    /// not listed. Empty for none.
    std::string words;
};

/// Rows that are listed rather than met on the way.
inline constexpr std::int64_t few_rows = 4000;

/// Puts a filter so that the fewest rows are looked at. Asks the ledger how often
/// parties, outlets and words occur, but not for more than `few` rows. The events that
/// the plan finds are the same for either use and any number.
[[nodiscard]] Result<EventPlan> plan_events(Database& db,
                                            const EventFilter& filter,
                                            EventUse use,
                                            std::int64_t few = few_rows);

/// Those of `events` (rows) that have an act in which the words are.
[[nodiscard]] Result<std::unordered_set<std::int64_t>> events_with_words(
    Database& db, const std::vector<std::int64_t>& events, const std::string& words);

}  // namespace chancery
