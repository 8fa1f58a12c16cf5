// Events counted by time and by who has to do with whom; shared by the files of this room
// only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/event_table.h"
#include "ledger/filter.h"

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

/// Events counted by the stretches in which their days lie.
class Stretches {
  public:
    explicit Stretches(CountBy by) : by_(by) {}

    /// `day` is a sort_day.
    void count(std::int64_t day, std::int64_t quad, std::int64_t articles);
    /// In order; events without any day come last.
    [[nodiscard]] std::vector<EventCount> in_order() &&;

  private:
    CountBy by_;
    std::map<std::optional<Day>, EventCount> counts_;
    std::int64_t last_day_ = 0;  ///< events of one day come one after the other
    EventCount* last_ = nullptr;
};

/// The events that a question is about, with the columns that it needs.
struct CountedEvents {
    std::shared_ptr<const EventTable> table;
    EventTable::Rows rows;

    /// From `kept`, where there is one, which has the ledger's state; else from the file.
    static Result<CountedEvents> of(Database& db,
                                    const EventFilter& filter,
                                    const EventColumns& columns,
                                    const std::shared_ptr<const EventTable>& kept);
};

/// One event and those who take part in it, each once a role, by code or whatever they
/// are told apart by.
struct PartiesOfEvent {
    std::int64_t day = 0, quad = 0, articles = 0;
    std::vector<std::uint32_t> actors, recipients;  ///< Names
};

/// Calls `visit` with each two who have to do with each other in an event, one of whom
/// may be nobody; one alone is a pair with nobody.
template <typename Visit>
void for_pairs(const PartiesOfEvent& event, const Names& names, Visit visit) {
    for (const std::uint32_t one : event.actors) {
        for (const std::uint32_t other : event.recipients) {
            visit(one, other);
        }
    }
    if (!event.recipients.empty()) {
        return;
    }
    // By letters, as nobody did it to the other.
    for (std::size_t i = 0; i < event.actors.size(); ++i) {
        for (std::size_t j = i + 1; j < event.actors.size(); ++j) {
            const auto [one, other] = std::minmax(
                event.actors[i], event.actors[j], [&](std::uint32_t a, std::uint32_t b) {
                    return names.text(a) < names.text(b);
                });
            visit(one, other);
        }
    }
    if (event.actors.size() == 1) {
        visit(event.actors.front(), Names::nobody);
    }
}

/// Events counted by pair.
class PairCounts {
  public:
    void add(std::uint32_t one, std::uint32_t other, const PartiesOfEvent& event) {
        count_event(
            pairs_[(std::uint64_t{one} << 32U) | other], event.quad, event.articles);
    }

    /// Most events first, then by letters.
    [[nodiscard]] std::vector<EventCount> in_order(const Names& names) &&;

  private:
    std::unordered_map<std::uint64_t, EventCount> pairs_;
};

/// Calls `each` with every one of `rows` and those who take part in it: by code, or
/// (`actors`) by party, of the names of the table.
template <typename Each>
void for_parties(const EventTable& table,
                 const EventTable::Rows& rows,
                 bool actors,
                 Each each) {
    PartiesOfEvent event;
    for (const std::uint32_t row : rows) {
        event.day = table.day(row);
        event.quad = table.quad(row);
        event.articles = table.articles(row);
        event.actors.clear();
        event.recipients.clear();
        for (const EventTable::Party& one : table.takers().of(row)) {
            auto& list = one.is_actor ? event.actors : event.recipients;
            const std::uint32_t number = actors ? one.party : one.code;
            if (std::find(list.begin(), list.end(), number) == list.end()) {
                list.push_back(number);
            }
        }
        each(std::as_const(event));
    }
}

}  // namespace chancery
