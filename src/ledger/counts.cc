// How many events there are, by time and by pairs of parties.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "ledger/event_store.h"
#include "ledger/filter.h"
#include "ledger/impl.h"
#include "ledger/rows.h"

namespace chancery {

namespace {

/// The first day of the stretch that holds a day.
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

void count(EventCount& into, std::int64_t quad, std::int64_t articles) {
    ++into.events;
    into.articles += static_cast<std::uint32_t>(articles);
    if (quad >= 1 && quad <= 4) {
        ++into.quads[static_cast<std::size_t>(quad - 1)];
    }
}

}  // namespace

Result<std::vector<EventCount>> Ledger::timeline(const EventFilter& filter, CountBy by) {
    const Where where = where_of(filter);
    std::map<std::optional<Day>, EventCount> stretches;
    auto done = for_rows(
        impl_->db,
        "SELECT e.sort_day, e.quad, e.articles FROM events e" + where.sql,
        where.values,
        [&](const SqlStatement& row) {
            std::optional<Day> day;
            if (row.number(0) != no_day) {
                day = stretch_of(Day{static_cast<std::int32_t>(row.number(0))}, by);
            }
            EventCount& stretch = stretches[day];
            stretch.day = day ? day->iso() : "";
            count(stretch, row.number(1), row.number(2));
            return true;
        });
    if (!done) {
        return done.error();
    }
    std::vector<EventCount> out;
    out.reserve(stretches.size());
    for (auto& [day, stretch] : stretches) {
        out.push_back(std::move(stretch));
    }
    // Events without any day come last.
    if (!out.empty() && out.front().day.empty()) {
        std::rotate(out.begin(), out.begin() + 1, out.end());
    }
    return out;
}

namespace {

/// The codes of one event's parties.
struct Parties {
    std::int64_t quad = 0, articles = 0;
    std::set<std::string> actors, recipients;
};

using Pair = std::pair<std::string, std::string>;

/// Who has to do with whom in it; one alone is a pair with nobody.
std::set<Pair> pairs_of(const Parties& event) {
    std::set<Pair> out;
    for (const std::string& one : event.actors) {
        for (const std::string& other : event.recipients) {
            out.emplace(one, other);
        }
    }
    if (!event.recipients.empty()) {
        return out;
    }
    for (auto one = event.actors.begin(); one != event.actors.end(); ++one) {
        for (auto other = std::next(one); other != event.actors.end(); ++other) {
            out.emplace(*one, *other);
        }
    }
    if (event.actors.size() == 1) {
        out.emplace(*event.actors.begin(), "");
    }
    return out;
}

}  // namespace

Result<std::vector<EventCount>> Ledger::dyads(const EventFilter& filter) {
    const Where where = where_of(filter);
    std::map<Pair, EventCount> pairs;
    const auto close = [&](const Parties& event) {
        for (const auto& [one, other] : pairs_of(event)) {
            EventCount& pair = pairs[{one, other}];
            pair.one = one;
            pair.other = other;
            count(pair, event.quad, event.articles);
        }
    };
    std::int64_t current = 0;
    Parties event;
    auto done = for_rows(
        impl_->db,
        "SELECT e.id, e.quad, e.articles, q.role = 'actor', q.code FROM events e "
        "JOIN event_parties q ON q.event = e.id" +
            where.sql + " ORDER BY e.id",
        where.values,
        [&](const SqlStatement& row) {
            if (row.number(0) != current) {
                close(event);
                event = {row.number(1), row.number(2), {}, {}};
                current = row.number(0);
            }
            (row.number(3) != 0 ? event.actors : event.recipients).insert(row.text(4));
            return true;
        });
    if (!done) {
        return done.error();
    }
    close(event);
    std::vector<EventCount> out;
    for (auto& [key, pair] : pairs) {
        if (!pair.one.empty() || !pair.other.empty()) {
            out.push_back(std::move(pair));
        }
    }
    std::sort(out.begin(), out.end(), [](const EventCount& a, const EventCount& b) {
        return std::tie(b.events, a.one, a.other) < std::tie(a.events, b.one, b.other);
    });
    return out;
}

}  // namespace chancery
