// How many events there are, by time and by pairs of parties.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

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

std::set<Pair> pairs_of(const PartiesOfEvent& event) {
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

namespace {

/// Codes as numbers, so that an event's are compared without their letters.
class Codes {
  public:
    std::uint32_t number(std::string_view code) {
        const auto known = numbers_.find(std::string(code));
        if (known != numbers_.end()) {
            return known->second;
        }
        const auto number = static_cast<std::uint32_t>(codes_.size());
        codes_.emplace_back(code);
        numbers_.emplace(code, number);
        return number;
    }

    [[nodiscard]] const std::string& code(std::uint32_t number) const {
        return codes_[number];
    }

  private:
    std::vector<std::string> codes_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// Events counted by who has to do with whom in them; one alone is a pair with nobody.
class PairCounts {
  public:
    /// The rows of one event come one after the other.
    void add(std::int64_t event,
             std::int64_t quad,
             std::int64_t articles,
             bool is_actor,
             std::string_view code) {
        if (event != event_) {
            close();
            event_ = event;
            quad_ = quad;
            articles_ = articles;
        }
        auto& list = is_actor ? actors_ : recipients_;
        const std::uint32_t number = codes_.number(code);
        if (std::find(list.begin(), list.end(), number) == list.end()) {
            list.push_back(number);
        }
    }

    std::vector<EventCount> counts() {
        close();
        std::vector<EventCount> out;
        for (auto& [key, pair] : pairs_) {
            pair.one = codes_.code(static_cast<std::uint32_t>(key >> 32U));
            pair.other = codes_.code(static_cast<std::uint32_t>(key & 0xffffffffU));
            if (!pair.one.empty() || !pair.other.empty()) {
                out.push_back(std::move(pair));
            }
        }
        return out;
    }

  private:
    void close() {
        for (const std::uint32_t one : actors_) {
            for (const std::uint32_t other : recipients_) {
                count_pair(one, other);
            }
        }
        if (recipients_.empty()) {
            // By letters, as nobody did it to the other.
            std::sort(actors_.begin(), actors_.end(), [&](auto a, auto b) {
                return codes_.code(a) < codes_.code(b);
            });
            for (std::size_t i = 0; i < actors_.size(); ++i) {
                for (std::size_t j = i + 1; j < actors_.size(); ++j) {
                    count_pair(actors_[i], actors_[j]);
                }
            }
            if (actors_.size() == 1) {
                count_pair(actors_[0], codes_.number(""));
            }
        }
        actors_.clear();
        recipients_.clear();
    }

    void count_pair(std::uint32_t one, std::uint32_t other) {
        count_event(pairs_[(std::uint64_t{one} << 32U) | other], quad_, articles_);
    }

    Codes codes_;
    std::unordered_map<std::uint64_t, EventCount> pairs_;
    std::int64_t event_ = 0, quad_ = 0, articles_ = 0;
    std::vector<std::uint32_t> actors_, recipients_;
};

}  // namespace

Result<std::vector<EventCount>> Ledger::dyads(const EventFilter& filter) {
    const auto planned = plan_events(impl_->db, filter, EventUse::all);
    if (!planned) {
        return planned.error();
    }
    const Where& where = planned->where;
    PairCounts pairs;
    // CROSS JOIN: events first, so that the parties of each lie together.
    auto done = for_rows(
        impl_->db,
        "SELECT e.id, e.quad, e.articles, q.role = 'actor', q.code FROM events e "
        "CROSS JOIN event_parties q ON q.event = e.id" +
            where.sql,
        where.values,
        [&](const SqlStatement& row) {
            pairs.add(row.number(0),
                      row.number(1),
                      row.number(2),
                      row.number(3) != 0,
                      row.bytes(4));
            return true;
        });
    if (!done) {
        return done.error();
    }
    std::vector<EventCount> out = pairs.counts();
    std::sort(out.begin(), out.end(), [](const EventCount& a, const EventCount& b) {
        return std::tie(b.events, a.one, a.other) < std::tie(a.events, b.one, b.other);
    });
    return out;
}

}  // namespace chancery
