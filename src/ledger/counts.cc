// How many events there are, by time and by pairs of parties.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "ledger/event_counts.h"
#include "ledger/event_plan.h"
#include "ledger/event_store.h"
#include "ledger/impl.h"
#include "ledger/rows.h"

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

void Stretches::count(std::int64_t day, std::int64_t quad, std::int64_t articles) {
    if (last_ == nullptr || day != last_day_) {
        std::optional<Day> first;
        if (day != no_day) {
            first = stretch_of(Day{static_cast<std::int32_t>(day)}, by_);
        }
        last_ = &counts_[first];
        last_day_ = day;
        if (last_->events == 0 && first) {
            last_->day = first->iso();
        }
    }
    count_event(*last_, quad, articles);
}

std::vector<EventCount> Stretches::in_order() && {
    std::vector<EventCount> out;
    out.reserve(counts_.size());
    for (auto& [day, stretch] : counts_) {
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

Result<CountedEvents> CountedEvents::of(Database& db,
                                        const EventFilter& filter,
                                        const EventColumns& columns,
                                        const std::shared_ptr<const EventTable>& kept) {
    CountedEvents out;
    if (kept) {
        auto rows = kept->select(db, filter);
        if (!rows) {
            return rows.error();
        }
        if (*rows) {
            out.table = kept;
            out.rows = **std::move(rows);
            return out;
        }
    }
    const auto plan = plan_events(db, filter, EventUse::all);
    if (!plan) {
        return plan.error();
    }
    if (kept) {
        std::vector<std::int64_t> ids;
        auto done = for_rows(db,
                             "SELECT e.id FROM events e" + plan->where.sql,
                             plan->where.values,
                             [&](const SqlStatement& row) {
                                 ids.push_back(row.number(0));
                                 return true;
                             });
        if (!done) {
            return done.error();
        }
        std::sort(ids.begin(), ids.end());
        out.table = kept;
        out.rows = kept->rows_of(ids);
        return out;
    }
    auto table = EventTable::read(db, plan->where, columns);
    if (!table) {
        return table.error();
    }
    out.table = std::make_shared<const EventTable>(*std::move(table));
    out.rows = out.table->all_rows();
    return out;
}

Result<std::vector<EventCount>> Ledger::timeline(const EventFilter& filter, CountBy by) {
    const auto counted = CountedEvents::of(impl_->db, filter, {}, impl_->events);
    if (!counted) {
        return counted.error();
    }
    const EventTable& table = *counted->table;
    Stretches stretches(by);
    for (const std::uint32_t row : counted->rows) {
        stretches.count(table.day(row), table.quad(row), table.articles(row));
    }
    return std::move(stretches).in_order();
}

Result<std::vector<EventCount>> Ledger::dyads(const EventFilter& filter) {
    EventColumns columns;
    columns.parties = true;
    const auto counted = CountedEvents::of(impl_->db, filter, columns, impl_->events);
    if (!counted) {
        return counted.error();
    }
    const EventTable& table = *counted->table;
    PairCounts pairs;
    for_parties(table, counted->rows, false, [&](const PartiesOfEvent& event) {
        for_pairs(event, table.names(), [&](std::uint32_t one, std::uint32_t other) {
            if (one != Names::nobody || other != Names::nobody) {
                pairs.add(one, other, event);
            }
        });
    });
    return std::move(pairs).in_order(table.names());
}

Result<std::shared_ptr<const EventTable>> Ledger::read_events() {
    auto table = EventTable::read(impl_->db, {}, EventColumns::all());
    if (!table) {
        return table.error();
    }
    std::shared_ptr<const EventTable> out =
        std::make_shared<const EventTable>(*std::move(table));
    return out;
}

void Ledger::count_in(std::shared_ptr<const EventTable> events) {
    impl_->events = std::move(events);
}

}  // namespace chancery
