// How many events have which value.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "ledger/event_counts.h"
#include "ledger/event_store.h"
#include "ledger/impl.h"
#include "ledger/party_names.h"

namespace chancery {

namespace {

EventColumns columns_of(const std::vector<Facet>& facets) {
    EventColumns out;
    for (const Facet facet : facets) {
        switch (facet) {
            case Facet::type:
            case Facet::status:
            case Facet::channel:
                out.kinds = true;
                break;
            case Facet::place:
                out.places = true;
                break;
            case Facet::outlet:
            case Facet::conflicts:
            case Facet::corrected:
                out.told = true;
                break;
            case Facet::country:
            case Facet::actor:
                out.parties = true;
                break;
            case Facet::context:
                out.contexts = true;
                break;
            case Facet::quad:
            case Facet::year:
                break;
        }
    }
    return out;
}

/// Events by value, all of them and in no order; events without any are in none.
class FacetCount {
  public:
    explicit FacetCount(const CountedEvents& events)
        : table_(*events.table), rows_(events.rows) {}

    std::vector<ValueCount> by(Facet facet) {
        switch (facet) {
            case Facet::type:
                return by_number([&](auto row) { return table_.type(row); });
            case Facet::status:
                return by_number([&](auto row) { return table_.status(row); });
            case Facet::channel:
                return by_number([&](auto row) { return table_.channel(row); });
            case Facet::place:
                return by_number([&](auto row) { return table_.place(row); });
            case Facet::outlet:
                return by_list(table_.outlets());
            case Facet::conflicts:
                return by_list(table_.conflicts());
            case Facet::corrected:
                return by_list(table_.corrected());
            case Facet::context:
                return by_list(table_.contexts());
            case Facet::country:
                return by_party(table_.names(), &EventTable::Party::code);
            case Facet::actor:
                return by_party(table_.parties(), &EventTable::Party::party);
            case Facet::quad:
                return by_quad();
            case Facet::year:
                return by_year();
        }
        return {};
    }

  private:
    /// Values of those numbers that were met.
    static std::vector<ValueCount> met(const Names& names,
                                       const std::vector<std::uint32_t>& counts) {
        std::vector<ValueCount> out;
        for (std::uint32_t i = Names::nobody + 1; i < counts.size(); ++i) {
            if (counts[i] != 0) {
                out.push_back({names.text(i), names.text(i), counts[i]});
            }
        }
        return out;
    }

    template <typename Number>
    std::vector<ValueCount> by_number(Number number) {
        std::vector<std::uint32_t> counts(table_.names().size());
        for (const std::uint32_t row : rows_) {
            ++counts[number(row)];
        }
        return met(table_.names(), counts);
    }

    std::vector<ValueCount> by_list(const Lists<std::uint32_t>& lists) {
        std::vector<std::uint32_t> counts(table_.names().size());
        for (const std::uint32_t row : rows_) {
            for (const std::uint32_t one : lists.of(row)) {
                ++counts[one];
            }
        }
        return met(table_.names(), counts);
    }

    /// Each party once an event.
    std::vector<ValueCount> by_party(const Names& names,
                                     std::uint32_t EventTable::Party::*number) {
        std::vector<std::uint32_t> counts(names.size());
        for (const std::uint32_t row : rows_) {
            const auto takers = table_.takers().of(row);
            for (auto one = takers.begin(); one != takers.end(); ++one) {
                const bool is_new = std::none_of(
                    takers.begin(), one, [&](const EventTable::Party& other) {
                        return other.*number == (*one).*number;
                    });
                counts[(*one).*number] += is_new ? 1U : 0U;
            }
        }
        return met(names, counts);
    }

    std::vector<ValueCount> by_quad() {
        std::map<std::int64_t, std::uint32_t> counts;
        for (const std::uint32_t row : rows_) {
            ++counts[table_.quad(row)];
        }
        return texts_of(counts);
    }

    std::vector<ValueCount> by_year() {
        std::map<std::int64_t, std::uint32_t> counts;
        std::int64_t last_day = no_day;
        std::uint32_t* last = nullptr;
        for (const std::uint32_t row : rows_) {
            const std::int64_t day = table_.day(row);
            if (day == no_day) {
                continue;
            }
            if (day != last_day) {
                last = &counts[Day{static_cast<std::int32_t>(day)}.civil().year];
                last_day = day;
            }
            ++*last;
        }
        return texts_of(counts);
    }

    static std::vector<ValueCount> texts_of(
        const std::map<std::int64_t, std::uint32_t>& counts) {
        std::vector<ValueCount> out;
        out.reserve(counts.size());
        for (const auto& [number, events] : counts) {
            out.push_back({std::to_string(number), std::to_string(number), events});
        }
        return out;
    }

    const EventTable& table_;
    const EventTable::Rows& rows_;
};

const std::string& shown(const Participant& one) {
    return one.table_name.empty() ? one.name : one.table_name;
}

/// Most first, `most` of them and one more.
void keep_most(std::vector<ValueCount>& values, std::size_t most) {
    const auto more = [](const ValueCount& a, const ValueCount& b) {
        return std::tie(b.events, a.value) < std::tie(a.events, b.value);
    };
    const std::size_t kept = std::min(values.size(), most + 1);
    std::partial_sort(values.begin(),
                      values.begin() + static_cast<std::ptrdiff_t>(kept),
                      values.end(),
                      more);
    values.resize(kept);
}

/// The values of a facet with the names to show, most first.
Result<std::vector<ValueCount>> values_of(Database& db,
                                          Facet facet,
                                          std::vector<ValueCount> out,
                                          std::size_t most) {
    keep_most(out, most);
    for (ValueCount& one : out) {
        if (facet == Facet::actor) {
            const auto who = party_named(db, std::stoll(one.value));
            if (!who) {
                return who.error();
            }
            one.value = shown(*who);
            one.name = shown(*who);
        } else if (facet == Facet::country) {
            const auto who = code_named(db, one.value);
            if (!who) {
                return who.error();
            }
            one.name = shown(*who);
        }
    }
    return out;
}

/// The events of those rows that have one of these values, by value.
template <typename Numbers>
std::vector<LaneCount> lanes_of(const CountedEvents& events,
                                const std::vector<ValueCount>& keys,
                                CountBy per,
                                Numbers numbers) {
    const EventTable& table = *events.table;
    std::vector<Stretches> lanes(keys.size(), Stretches(per));
    std::vector<Stretches*> of_number(table.names().size(), nullptr);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        of_number[table.names().find(keys[i].value).value_or(Names::nobody)] = &lanes[i];
    }
    for (const std::uint32_t row : events.rows) {
        numbers(row, [&](std::uint32_t number) {
            if (Stretches* into = of_number[number]; into != nullptr) {
                into->count(table.day(row), table.quad(row), table.articles(row));
            }
        });
    }
    std::vector<LaneCount> out;
    out.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out.push_back({keys[i].value, keys[i].events, std::move(lanes[i]).in_order()});
    }
    return out;
}

/// Lanes by type, or by country.
Result<std::vector<LaneCount>> lanes_by_value(Database& db,
                                              const CountedEvents& events,
                                              bool types,
                                              CountBy per,
                                              std::size_t most) {
    const Facet facet = types ? Facet::type : Facet::country;
    auto keys = values_of(db, facet, FacetCount(events).by(facet), most);
    if (!keys) {
        return keys.error();
    }
    keys->resize(std::min(keys->size(), most));
    const EventTable& table = *events.table;
    return lanes_of(events, *keys, per, [&](std::uint32_t row, auto visit) {
        if (types) {
            visit(table.type(row));
            return;
        }
        const auto takers = table.takers().of(row);
        for (auto one = takers.begin(); one != takers.end(); ++one) {
            if (std::none_of(takers.begin(), one, [&](const EventTable::Party& other) {
                    return other.code == one->code;
                })) {
                visit(one->code);
            }
        }
    });
}

/// The events of each pair of countries.
struct PairLanes {
    struct Lane {
        std::uint32_t one = 0, other = 0;  ///< codes
        std::uint32_t events = 0;
    };

    struct Event {
        std::uint32_t lane = 0;
        std::int32_t day = 0;
        std::uint32_t articles = 0;
        std::int32_t quad = 0;
    };

    std::vector<Lane> lanes;
    std::vector<Event> events;  ///< one of several pairs is here for each
};

PairLanes pair_lanes(const CountedEvents& counted) {
    const Names& codes = counted.table->names();
    PairLanes out;
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    const auto add = [&](std::uint32_t one,
                         std::uint32_t other,
                         const PartiesOfEvent& event) {
        const auto lane = known
                              .try_emplace((std::uint64_t{one} << 32U) | other,
                                           static_cast<std::uint32_t>(out.lanes.size()))
                              .first->second;
        if (lane == out.lanes.size()) {
            out.lanes.push_back({one, other, 0});
        }
        ++out.lanes[lane].events;
        out.events.push_back({lane,
                              static_cast<std::int32_t>(event.day),
                              static_cast<std::uint32_t>(event.articles),
                              static_cast<std::int32_t>(event.quad)});
    };
    for_parties(*counted.table, counted.rows, false, [&](const PartiesOfEvent& event) {
        for_pairs(event, codes, [&](std::uint32_t one, std::uint32_t other) {
            if (one != Names::nobody && other != Names::nobody) {
                add(one, other, event);
            }
        });
    });
    return out;
}

/// Lanes by pair of countries.
std::vector<LaneCount> lanes_by_pair(const CountedEvents& counted,
                                     CountBy per,
                                     std::size_t most) {
    const PairLanes found = pair_lanes(counted);
    const Names& codes = counted.table->names();
    std::vector<std::uint32_t> kept(found.lanes.size());
    std::iota(kept.begin(), kept.end(), 0);
    std::sort(kept.begin(), kept.end(), [&](std::uint32_t one, std::uint32_t other) {
        const PairLanes::Lane& a = found.lanes[one];
        const PairLanes::Lane& b = found.lanes[other];
        return std::tie(b.events, codes.text(a.one), codes.text(a.other)) <
               std::tie(a.events, codes.text(b.one), codes.text(b.other));
    });
    kept.resize(std::min(kept.size(), most));
    std::vector<Stretches> stretches(kept.size(), Stretches(per));
    std::vector<Stretches*> of_lane(found.lanes.size(), nullptr);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        of_lane[kept[i]] = &stretches[i];
    }
    for (const PairLanes::Event& event : found.events) {
        if (Stretches* into = of_lane[event.lane]; into != nullptr) {
            into->count(event.day, event.quad, event.articles);
        }
    }
    std::vector<LaneCount> out;
    out.reserve(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const PairLanes::Lane& lane = found.lanes[kept[i]];
        out.push_back({codes.text(lane.one) + '-' + codes.text(lane.other),
                       lane.events,
                       std::move(stretches[i]).in_order()});
    }
    return out;
}

}  // namespace

Result<Ledger::Facets> Ledger::facets(const EventFilter& filter,
                                      const std::vector<Facet>& asked,
                                      std::size_t most) {
    const auto counted =
        CountedEvents::of(impl_->db, filter, columns_of(asked), impl_->events);
    if (!counted) {
        return counted.error();
    }
    Facets out;
    out.total = static_cast<std::uint32_t>(counted->rows.size());
    FacetCount count(*counted);
    for (const Facet facet : asked) {
        auto values = values_of(impl_->db, facet, count.by(facet), most);
        if (!values) {
            return values.error();
        }
        out.of.push_back(*std::move(values));
    }
    return out;
}

Result<std::vector<LaneCount>> Ledger::lanes(const EventFilter& filter,
                                             LaneBy by,
                                             CountBy per,
                                             std::size_t most) {
    EventColumns columns;
    columns.kinds = by == LaneBy::type;
    columns.parties = !columns.kinds;
    const auto counted = CountedEvents::of(impl_->db, filter, columns, impl_->events);
    if (!counted) {
        return counted.error();
    }
    return by == LaneBy::dyad
               ? Result<std::vector<LaneCount>>(lanes_by_pair(*counted, per, most))
               : lanes_by_value(impl_->db, *counted, by == LaneBy::type, per, most);
}

}  // namespace chancery
