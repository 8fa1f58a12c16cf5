// How many events have which value, lie where, and join whom.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "ledger/act_rows.h"
#include "ledger/event_pairs.h"
#include "ledger/event_plan.h"
#include "ledger/event_store.h"
#include "ledger/stored_lists.h"

namespace chancery {

namespace {

/// The events that a filter finds, to be counted several times: " FROM …" with events e.
class Picked {
  public:
    /// Without conditions all events are meant, and nothing is copied.
    static Result<Picked> of(Database& db, const EventFilter& filter) {
        const auto planned = plan_events(db, filter, EventUse::all);
        if (!planned) {
            return planned.error();
        }
        const Where& where = planned->where;
        Picked out;
        if (where.sql.empty()) {
            out.from_ = " FROM events e";
            return out;
        }
        auto done = db.script(
            "CREATE TEMP TABLE IF NOT EXISTS picked (id INTEGER PRIMARY KEY);"
            "DELETE FROM temp.picked;");
        if (done) {
            done =
                for_rows(db,
                         "INSERT INTO temp.picked SELECT e.id FROM events e" + where.sql,
                         where.values,
                         [](const SqlStatement&) { return true; });
        }
        if (!done) {
            return done.error();
        }
        out.from_ = " FROM temp.picked k CROSS JOIN events e ON e.id = k.id";
        return out;
    }

    [[nodiscard]] const std::string& from() const { return from_; }

    [[nodiscard]] std::string with_parties() const {
        return from_ + " CROSS JOIN event_parties q ON q.event = e.id";
    }

  private:
    std::string from_;
};

using Counts = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

void count_value(Counts& counts, std::string_view value) {
    if (value.empty()) {
        return;
    }
    const auto known = counts.find(value);
    if (known == counts.end()) {
        counts.emplace(value, 1);
    } else {
        ++known->second;
    }
}

/// The same for each value of a list of JSON.
void count_list(Counts& counts, std::string_view list) {
    for_texts(list, [&](const std::string& value) { count_value(counts, value); });
}

/// Counts what stands in the rows of events themselves: all facets in one go through
/// them. Rows are not sorted by the database: counting by hash takes a tenth of the time.
Result<void> count_columns(Database& db,
                           const Picked& picked,
                           const std::vector<Facet>& asked,
                           std::map<Facet, Counts>& into) {
    struct Column {
        Facet facet;
        std::string_view name;
    };

    constexpr std::array<Column, 9> columns{{{Facet::type, "e.type"},
                                             {Facet::status, "e.status"},
                                             {Facet::channel, "e.channel"},
                                             {Facet::place, "e.place"},
                                             {Facet::quad, "e.quad"},
                                             {Facet::year, "e.sort_day"},
                                             {Facet::outlet, "e.outlets"},
                                             {Facet::conflicts, "e.conflicts"},
                                             {Facet::corrected, "e.corrected"}}};
    std::string sql;
    std::vector<std::pair<Facet, Counts*>> wanted;
    for (const Column& column : columns) {
        if (std::find(asked.begin(), asked.end(), column.facet) != asked.end()) {
            sql += (sql.empty() ? "SELECT " : ", ") + std::string(column.name);
            wanted.emplace_back(column.facet, &into[column.facet]);
        }
    }
    if (wanted.empty()) {
        return {};
    }
    return for_rows(db, sql + picked.from(), {}, [&](const SqlStatement& row) {
        int at = 0;
        for (const auto& [facet, counts] : wanted) {
            const int column = at++;
            switch (facet) {
                case Facet::outlet:
                case Facet::conflicts:
                case Facet::corrected:
                    count_list(*counts, row.bytes(column));
                    break;
                case Facet::quad:
                    count_value(*counts, std::to_string(row.number(column)));
                    break;
                case Facet::year:
                    if (row.number(column) != no_day) {
                        const Day day{static_cast<std::int32_t>(row.number(column))};
                        count_value(*counts, std::to_string(day.civil().year));
                    }
                    break;
                default:
                    count_value(*counts, row.bytes(column));
            }
        }
        return true;
    });
}

/// Counts who takes part, each once an event. The rows of one event lie together.
Result<void> count_parties(Database& db,
                           const Picked& picked,
                           Counts* countries,
                           Counts* actors) {
    std::unordered_map<std::int64_t, std::uint32_t> parties;
    std::vector<std::string> codes_seen;
    std::vector<std::int64_t> parties_seen;
    std::int64_t event = 0;
    const auto is_new = [](auto& seen, const auto& value) {
        if (std::find(seen.begin(), seen.end(), value) != seen.end()) {
            return false;
        }
        seen.emplace_back(value);
        return true;
    };
    auto done =
        for_rows(db,
                 "SELECT q.event, q.code, q.party" + picked.with_parties(),
                 {},
                 [&](const SqlStatement& row) {
                     if (row.number(0) != event) {
                         event = row.number(0);
                         codes_seen.clear();
                         parties_seen.clear();
                     }
                     const std::string_view code = row.bytes(1);
                     if (countries != nullptr && is_new(codes_seen, code)) {
                         count_value(*countries, code);
                     }
                     if (actors != nullptr && is_new(parties_seen, row.number(2))) {
                         ++parties[row.number(2)];
                     }
                     return true;
                 });
    if (done && actors != nullptr) {
        for (const auto& [party, count] : parties) {
            actors->emplace(std::to_string(party), count);
        }
    }
    return done;
}

Result<void> count_contexts(Database& db, const Picked& picked, Counts& into) {
    return for_rows(db,
                    "SELECT x.context, count(*)" + picked.from() +
                        " CROSS JOIN event_contexts x ON x.event = e.id GROUP BY 1",
                    {},
                    [&](const SqlStatement& row) {
                        into[row.text(0)] = static_cast<std::uint32_t>(row.number(1));
                        return true;
                    });
}

Result<std::map<Facet, Counts>> counted(Database& db,
                                        const Picked& picked,
                                        const std::vector<Facet>& asked) {
    std::map<Facet, Counts> out;
    for (const Facet facet : asked) {
        out[facet];
    }
    const auto of = [&](Facet facet) {
        const auto found = out.find(facet);
        return found == out.end() ? nullptr : &found->second;
    };
    auto done = count_columns(db, picked, asked, out);
    if (done && (of(Facet::country) != nullptr || of(Facet::actor) != nullptr)) {
        done = count_parties(db, picked, of(Facet::country), of(Facet::actor));
    }
    if (done && of(Facet::context) != nullptr) {
        done = count_contexts(db, picked, *of(Facet::context));
    }
    return done ? Result<std::map<Facet, Counts>>(std::move(out)) : done.error();
}

/// Somebody whom a party row means, as one of the first articles names them. The tables'
/// name, where it is known, is known from the first on: not all need be looked at.
Result<Participant> party_named(Database& db, std::int64_t party) {
    Participant out;
    auto done =
        for_kept(db,
                 "SELECT x.key, x.name, x.table_name, x.kind, x.code, x.sector FROM "
                 "(SELECT * FROM actors WHERE party = ? ORDER BY id LIMIT 50) x "
                 "ORDER BY x.table_name IS NULL, x.id LIMIT 1",
                 party,
                 [&](const SqlStatement& row) {
                     out = participant_from(row, 0);
                     return false;
                 });
    return done ? Result<Participant>(out) : done.error();
}

/// The state or organisation of a code; named by the code where the ledger has no other
/// name for it.
Result<Participant> code_named(Database& db, const std::string& code) {
    Participant out;
    auto done = for_rows(
        db,
        "SELECT x.key, x.name, x.table_name, x.kind, x.code, x.sector FROM parties t "
        "JOIN actors x ON x.id = (SELECT min(id) FROM actors WHERE party = t.id) "
        "WHERE t.code = ? AND t.kind IN ('state', 'igo') "
        "ORDER BY x.table_name IS NULL, t.kind <> 'state', t.id LIMIT 1",
        {SqlValue(code)},
        [&](const SqlStatement& row) {
            out = participant_from(row, 0);
            return false;
        });
    if (!done) {
        return done.error();
    }
    if (out.name.empty()) {
        out.name = code;
        out.code = code;
    }
    return out;
}

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
                                          const Counts& counts,
                                          std::size_t most) {
    std::vector<ValueCount> out;
    out.reserve(counts.size());
    for (const auto& [value, events] : counts) {
        out.push_back({value, value, events});
    }
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

/// Lanes that are found by a condition on one column.
Result<std::vector<LaneCount>> lanes_of(Database& db,
                                        const std::string& rows,
                                        const std::vector<ValueCount>& keys,
                                        CountBy per) {
    std::vector<SqlValue> values;
    values.reserve(keys.size());
    std::unordered_map<std::string, Stretches> lanes;
    for (const ValueCount& one : keys) {
        values.emplace_back(one.value);
    }
    auto done = for_rows(
        db, rows + marks(keys.size()) + ")", values, [&](const SqlStatement& row) {
            count_in_stretch(
                lanes[row.text(0)], row.number(2), per, row.number(3), row.number(4));
            return true;
        });
    if (!done) {
        return done.error();
    }
    std::vector<LaneCount> out;
    out.reserve(keys.size());
    for (const ValueCount& one : keys) {
        out.push_back({one.value, one.events, in_order(std::move(lanes[one.value]))});
    }
    return out;
}

/// Lanes by type, or by country.
Result<std::vector<LaneCount>> lanes_by_value(
    Database& db, const Picked& picked, bool types, CountBy per, std::size_t most) {
    const Facet facet = types ? Facet::type : Facet::country;
    const auto counts = counted(db, picked, {facet});
    if (!counts) {
        return counts.error();
    }
    auto keys = values_of(db, facet, counts->at(facet), most);
    if (!keys) {
        return keys.error();
    }
    keys->resize(std::min(keys->size(), most));
    if (keys->empty()) {
        return std::vector<LaneCount>();
    }
    return lanes_of(db,
                    types ? "SELECT e.type, e.id, e.sort_day, e.quad, e.articles" +
                                picked.from() + " WHERE e.type IN ("
                          : "SELECT DISTINCT q.code, e.id, e.sort_day, e.quad, "
                            "e.articles" +
                                picked.with_parties() + " WHERE q.code IN (",
                    *keys,
                    per);
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

    Names codes;
    std::vector<Lane> lanes;
    std::vector<Event> events;  ///< one of several pairs is here for each
};

Result<PairLanes> pair_lanes(Database& db, const Picked& picked) {
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
    auto done = for_parties(
        db,
        picked.with_parties(),
        {},
        "q.code",
        out.codes,
        [&](const PartiesOfEvent& event) {
            for_pairs(event, out.codes, [&](std::uint32_t one, std::uint32_t other) {
                if (one != Names::nobody && other != Names::nobody) {
                    add(one, other, event);
                }
            });
        });
    return done ? Result<PairLanes>(std::move(out)) : done.error();
}

/// Lanes by pair of countries.
Result<std::vector<LaneCount>> lanes_by_pair(Database& db,
                                             const Picked& picked,
                                             CountBy per,
                                             std::size_t most) {
    const auto found = pair_lanes(db, picked);
    if (!found) {
        return found.error();
    }
    const Names& codes = found->codes;
    std::vector<std::uint32_t> kept(found->lanes.size());
    std::iota(kept.begin(), kept.end(), 0);
    std::sort(kept.begin(), kept.end(), [&](std::uint32_t one, std::uint32_t other) {
        const PairLanes::Lane& a = found->lanes[one];
        const PairLanes::Lane& b = found->lanes[other];
        return std::tie(b.events, codes.text(a.one), codes.text(a.other)) <
               std::tie(a.events, codes.text(b.one), codes.text(b.other));
    });
    kept.resize(std::min(kept.size(), most));
    std::vector<Stretches> stretches(kept.size());
    std::vector<Stretches*> of_lane(found->lanes.size(), nullptr);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        of_lane[kept[i]] = &stretches[i];
    }
    for (const PairLanes::Event& event : found->events) {
        if (Stretches* into = of_lane[event.lane]; into != nullptr) {
            count_in_stretch(*into, event.day, per, event.quad, event.articles);
        }
    }
    std::vector<LaneCount> out;
    out.reserve(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const PairLanes::Lane& lane = found->lanes[kept[i]];
        out.push_back({codes.text(lane.one) + '-' + codes.text(lane.other),
                       lane.events,
                       in_order(std::move(stretches[i]))});
    }
    return out;
}

}  // namespace

Result<Ledger::Facets> Ledger::facets(const EventFilter& filter,
                                      const std::vector<Facet>& asked,
                                      std::size_t most) {
    const auto picked = Picked::of(impl_->db, filter);
    if (!picked) {
        return picked.error();
    }
    Facets out;
    const auto total = impl_->db.number("SELECT count(*)" + picked->from());
    if (!total) {
        return total.error();
    }
    out.total = static_cast<std::uint32_t>(total->value_or(0));
    const auto counts = counted(impl_->db, *picked, asked);
    if (!counts) {
        return counts.error();
    }
    for (const Facet facet : asked) {
        auto values = values_of(impl_->db, facet, counts->at(facet), most);
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
    const auto picked = Picked::of(impl_->db, filter);
    if (!picked) {
        return picked.error();
    }
    return by == LaneBy::dyad
               ? lanes_by_pair(impl_->db, *picked, per, most)
               : lanes_by_value(impl_->db, *picked, by == LaneBy::type, per, most);
}

Result<PlaceCounts> Ledger::places(const EventFilter& filter) {
    const auto planned = plan_events(impl_->db, filter, EventUse::all);
    if (!planned) {
        return planned.error();
    }
    const Where& where = planned->where;
    PlaceCounts out;

    /// One spot of the map, and how it is called.
    struct Spot {
        PlaceCount place;
        std::map<std::string, std::uint32_t> names;
    };

    std::map<std::tuple<std::string, double, double, std::string>, Spot> spots;
    auto done = for_rows(
        impl_->db,
        "SELECT e.place_country, e.place, e.place_latitude, e.place_longitude, e.quad, "
        "e.articles FROM events e" +
            where.sql,
        where.values,
        [&](const SqlStatement& row) {
            const std::string country = row.text(0);
            const std::string name = row.text(1);
            if (country.empty() && name.empty()) {
                ++out.nowhere;
                return true;
            }
            const bool located = !row.is_null(2) && !row.is_null(3);
            // Of one spot whatever it is called; else of one name.
            Spot& spot = located ? spots[{country, row.real(2), row.real(3), ""}]
                                 : spots[{country, 0, 0, country.empty() ? name : "-"}];
            spot.place.country = country;
            if (located) {
                spot.place.at = Coordinates{row.real(2), row.real(3)};
            }
            if (located || country.empty()) {
                ++spot.names[name];
            }
            count_event(spot.place.count, row.number(4), row.number(5));
            return true;
        });
    if (!done) {
        return done.error();
    }
    for (auto& [key, spot] : spots) {
        const auto usual = std::max_element(
            spot.names.begin(), spot.names.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            });
        spot.place.place = usual == spot.names.end() ? "" : usual->first;
        out.places.push_back(std::move(spot.place));
    }
    std::stable_sort(
        out.places.begin(), out.places.end(), [](const auto& a, const auto& b) {
            return a.count.events > b.count.events;
        });
    return out;
}

namespace {

/// Counts an event for each who takes part in it, in whatever role.
void count_each(const PartiesOfEvent& event, std::vector<EventCount>& sizes) {
    const auto count = [&](std::uint32_t one) {
        sizes.resize(std::max<std::size_t>(sizes.size(), one + 1));
        count_event(sizes[one], event.quad, event.articles);
    };
    std::for_each(event.actors.begin(), event.actors.end(), count);
    for (const std::uint32_t one : event.recipients) {
        if (std::find(event.actors.begin(), event.actors.end(), one) ==
            event.actors.end()) {
            count(one);
        }
    }
}

}  // namespace

Result<Network> Ledger::network(const EventFilter& filter,
                                bool actors,
                                std::size_t edges) {
    const auto planned = plan_events(impl_->db, filter, EventUse::all);
    if (!planned) {
        return planned.error();
    }
    Names names;
    PairCounts pairs;
    std::vector<EventCount> sizes;  // by name
    auto done = for_parties(
        impl_->db,
        " FROM events e CROSS JOIN event_parties q ON q.event = e.id" +
            planned->where.sql,
        planned->where.values,
        actors ? "q.party" : "q.code",
        names,
        [&](const PartiesOfEvent& event) {
            count_each(event, sizes);
            for_pairs(event, names, [&](std::uint32_t one, std::uint32_t other) {
                if (one != Names::nobody && other != Names::nobody && one != other) {
                    pairs.add(one, other, event);
                }
            });
        });
    if (!done) {
        return done.error();
    }
    Network out;
    out.edges = std::move(pairs).in_order(names);
    out.more = out.edges.size() > edges;
    out.edges.resize(std::min(out.edges.size(), edges));
    std::set<std::string> ends;
    for (const EventCount& edge : out.edges) {
        ends.insert(edge.one);
        ends.insert(edge.other);
    }
    for (const std::string& id : ends) {
        auto who =
            actors ? party_named(impl_->db, std::stoll(id)) : code_named(impl_->db, id);
        if (!who) {
            return who.error();
        }
        out.nodes.push_back({id, *std::move(who), sizes[names.number(id)]});
    }
    return out;
}

}  // namespace chancery
