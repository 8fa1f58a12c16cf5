// Who has to do with whom in events; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "ledger/filter.h"
#include "ledger/impl.h"
#include "ledger/rows.h"

namespace chancery {

/// Adds an event to a count.
inline void count_event(EventCount& into, std::int64_t quad, std::int64_t articles) {
    ++into.events;
    into.articles += static_cast<std::uint32_t>(articles);
    if (quad >= 1 && quad <= 4) {
        ++into.quads[static_cast<std::size_t>(quad - 1)];
    }
}

/// The first day of the stretch that holds a day.
[[nodiscard]] Day stretch_of(Day day, CountBy by);

/// Adds an event to the stretch of its day, as a sort_day has it.
using Stretches = std::map<std::optional<Day>, EventCount>;
void count_in_stretch(Stretches& into,
                      std::int64_t sort_day,
                      CountBy by,
                      std::int64_t quad,
                      std::int64_t articles);
/// In order; events without any day come last.
[[nodiscard]] std::vector<EventCount> in_order(Stretches&& stretches);

/// One event and those who take part in it, by code or whatever they are told apart by.
struct PartiesOfEvent {
    std::int64_t day = 0, quad = 0, articles = 0;
    std::set<std::string> actors, recipients;
};

using Pair = std::pair<std::string, std::string>;

/// Who has to do with whom in it; one alone is a pair with nobody.
[[nodiscard]] std::set<Pair> pairs_of(const PartiesOfEvent& event);

/// Calls `each` with every event that the conditions find. `party` is a column of
/// event_parties q: what tells parties apart.
template <typename Each>
Result<void> for_parties(Database& db,
                         const std::string& events,
                         const std::vector<SqlValue>& values,
                         const std::string& party,
                         Each each) {
    std::int64_t current = 0;
    PartiesOfEvent event;
    auto done = for_rows(
        db,
        "SELECT e.id, e.quad, e.articles, e.sort_day, q.role = 'actor', " + party +
            events + " ORDER BY e.id",
        values,
        [&](const SqlStatement& row) {
            if (row.number(0) != current) {
                if (current != 0) {
                    each(event);
                }
                event = {row.number(3), row.number(1), row.number(2), {}, {}};
                current = row.number(0);
            }
            (row.number(4) != 0 ? event.actors : event.recipients).insert(row.text(5));
            return true;
        });
    if (done && current != 0) {
        each(event);
    }
    return done;
}

}  // namespace chancery
