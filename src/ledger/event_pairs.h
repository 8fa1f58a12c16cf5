// Who has to do with whom in events; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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

/// Lets a map of strings be asked with what is no string yet.
struct TextHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

/// Texts as numbers, so that the parties of an event are compared without their letters.
class Names {
  public:
    /// The number of "".
    static constexpr std::uint32_t nobody = 0;

    Names() { number(""); }

    std::uint32_t number(std::string_view text) {
        const auto known = numbers_.find(text);
        if (known != numbers_.end()) {
            return known->second;
        }
        const auto number = static_cast<std::uint32_t>(texts_.size());
        texts_.emplace_back(text);
        numbers_.emplace(text, number);
        return number;
    }

    [[nodiscard]] const std::string& text(std::uint32_t number) const {
        return texts_[number];
    }

  private:
    std::vector<std::string> texts_;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers_;
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

/// Calls `each` with every event that `events` finds: " FROM … CROSS JOIN event_parties q
/// …" with events e before q, so that the rows of one event come one after the other.
/// `party` is a column of q: what tells parties apart.
template <typename Each>
Result<void> for_parties(Database& db,
                         const std::string& events,
                         const std::vector<SqlValue>& values,
                         const std::string& party,
                         Names& names,
                         Each each) {
    std::int64_t current = 0;
    PartiesOfEvent event;
    auto done =
        for_rows(db,
                 "SELECT e.id, e.quad, e.articles, e.sort_day, q.role = 'actor', " +
                     party + events,
                 values,
                 [&](const SqlStatement& row) {
                     if (row.number(0) != current) {
                         if (current != 0) {
                             each(std::as_const(event));
                         }
                         current = row.number(0);
                         event.quad = row.number(1);
                         event.articles = row.number(2);
                         event.day = row.number(3);
                         event.actors.clear();
                         event.recipients.clear();
                     }
                     auto& list = row.number(4) != 0 ? event.actors : event.recipients;
                     const std::uint32_t number = names.number(row.bytes(5));
                     if (std::find(list.begin(), list.end(), number) == list.end()) {
                         list.push_back(number);
                     }
                     return true;
                 });
    if (done && current != 0) {
        each(std::as_const(event));
    }
    return done;
}

}  // namespace chancery
