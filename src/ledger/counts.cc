// How many events there are, by time and by pairs of parties.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "ledger/event_pairs.h"
#include "ledger/event_plan.h"
#include "ledger/event_store.h"

namespace chancery {

Day stretch_of(Day day, CountBy by) {
    const Day::Civil civil = day.civil();
    switch (by) {
        case CountBy::day:
            return day;
        case CountBy::week:
            return day - day.weekday();
        case CountBy::month:
            return Day::from_civil(civil.year, civil.month, 1);
        case CountBy::year:
            return Day::from_civil(civil.year, 1, 1);
    }
    return day;
}

void count_in_stretch(Stretches& into,
                      std::int64_t sort_day,
                      CountBy by,
                      std::int64_t quad,
                      std::int64_t articles) {
    std::optional<Day> day;
    if (sort_day != no_day) {
        day = stretch_of(Day{static_cast<std::int32_t>(sort_day)}, by);
    }
    EventCount& stretch = into[day];
    if (stretch.events == 0 && day) {
        stretch.day = day->iso();
    }
    count_event(stretch, quad, articles);
}

std::vector<EventCount> in_order(Stretches&& stretches) {
    std::vector<EventCount> out;
    out.reserve(stretches.size());
    for (auto& [day, stretch] : stretches) {
        out.push_back(std::move(stretch));
    }
    if (!out.empty() && out.front().day.empty()) {
        std::rotate(out.begin(), out.begin() + 1, out.end());
    }
    return out;
}

std::vector<EventCount> PairCounts::in_order(const Names& names) && {
    std::vector<EventCount> out;
    out.reserve(pairs_.size());
    for (auto& [key, pair] : pairs_) {
        pair.one = names.text(static_cast<std::uint32_t>(key >> 32U));
        pair.other = names.text(static_cast<std::uint32_t>(key & 0xffffffffU));
        out.push_back(std::move(pair));
    }
    std::sort(out.begin(), out.end(), [](const EventCount& a, const EventCount& b) {
        return std::tie(b.events, a.one, a.other) < std::tie(a.events, b.one, b.other);
    });
    return out;
}

Result<std::vector<EventCount>> Ledger::timeline(const EventFilter& filter, CountBy by) {
    const auto planned = plan_events(impl_->db, filter, EventUse::all);
    if (!planned) {
        return planned.error();
    }
    const Where& where = planned->where;
    Stretches stretches;
    auto done = for_rows(
        impl_->db,
        "SELECT e.sort_day, e.quad, e.articles FROM events e" + where.sql,
        where.values,
        [&](const SqlStatement& row) {
            count_in_stretch(stretches, row.number(0), by, row.number(1), row.number(2));
            return true;
        });
    if (!done) {
        return done.error();
    }
    return in_order(std::move(stretches));
}

Result<std::vector<EventCount>> Ledger::dyads(const EventFilter& filter) {
    const auto planned = plan_events(impl_->db, filter, EventUse::all);
    if (!planned) {
        return planned.error();
    }
    Names codes;
    PairCounts pairs;
    auto done = for_parties(
        impl_->db,
        " FROM events e CROSS JOIN event_parties q ON q.event = e.id" +
            planned->where.sql,
        planned->where.values,
        "q.code",
        codes,
        [&](const PartiesOfEvent& event) {
            for_pairs(event, codes, [&](std::uint32_t one, std::uint32_t other) {
                if (one != Names::nobody || other != Names::nobody) {
                    pairs.add(one, other, event);
                }
            });
        });
    if (!done) {
        return done.error();
    }
    return std::move(pairs).in_order(codes);
}

}  // namespace chancery
