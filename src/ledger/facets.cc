// How many events have which value, lie where, and join whom.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "ledger/act_rows.h"
#include "ledger/event_pairs.h"
#include "ledger/event_plan.h"
#include "ledger/event_store.h"

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

constexpr std::string_view told =
    " CROSS JOIN acts a ON a.event = e.id JOIN codings c ON c.id = a.coding "
    "JOIN articles r ON r.id = c.article";

std::string sql_of(Facet facet, const Picked& picked) {
    const auto column = [&](const std::string& name) {
        return "SELECT " + name + ", count(*)" + picked.from() + " WHERE " + name +
               " IS NOT NULL GROUP BY 1";
    };
    switch (facet) {
        case Facet::type:
            return column("e.type");
        case Facet::status:
            return column("e.status");
        case Facet::channel:
            return column("e.channel");
        case Facet::place:
            return column("e.place");
        case Facet::quad:
            return column("e.quad");
        case Facet::year:
            return "SELECT strftime('%Y', e.sort_day * 86400, 'unixepoch'), count(*)" +
                   picked.from() + " WHERE e.sort_day > -10000000 GROUP BY 1";
        case Facet::context:
            return "SELECT x.context, count(*)" + picked.from() +
                   " CROSS JOIN event_contexts x ON x.event = e.id GROUP BY 1";
        case Facet::country:
            return "SELECT q.code, count(DISTINCT q.event)" + picked.with_parties() +
                   " WHERE q.code <> '' GROUP BY 1";
        case Facet::actor:
            return "SELECT q.party, count(DISTINCT q.event)" + picked.with_parties() +
                   " GROUP BY 1";
        case Facet::outlet:
            return "SELECT r.outlet, count(DISTINCT e.id)" + picked.from() +
                   std::string(told) + " WHERE r.outlet IS NOT NULL GROUP BY 1";
        case Facet::conflicts:
            return "SELECT x.value, count(*)" + picked.from() +
                   " CROSS JOIN json_each(e.conflicts) x WHERE e.conflicts IS NOT NULL "
                   "GROUP BY 1";
        case Facet::corrected:
            return "SELECT x.value, count(*)" + picked.from() +
                   " CROSS JOIN json_each(e.corrected) x WHERE e.corrected IS NOT NULL "
                   "GROUP BY 1";
    }
    return {};
}

/// Somebody whom a party row means, as the articles name them.
Result<Participant> party_named(Database& db, std::int64_t party) {
    Participant out;
    auto done = for_kept(
        db,
        "SELECT x.key, x.name, x.table_name, x.kind, x.code, x.sector FROM actors x "
        "WHERE x.party = ? ORDER BY x.table_name IS NULL LIMIT 1",
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
        "JOIN actors x ON x.party = t.id WHERE t.code = ? AND t.kind IN ('state', 'igo') "
        "ORDER BY x.table_name IS NULL, t.kind <> 'state' LIMIT 1",
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

Result<std::vector<ValueCount>> values_of(Database& db,
                                          Facet facet,
                                          const Picked& picked,
                                          std::size_t most) {
    std::vector<ValueCount> out;
    auto done = for_rows(db, sql_of(facet, picked), {}, [&](const SqlStatement& row) {
        out.push_back(
            {row.text(0), row.text(0), static_cast<std::uint32_t>(row.number(1))});
        return true;
    });
    if (!done) {
        return done.error();
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

std::string marks(std::size_t count) {
    std::string out = "?";
    for (std::size_t i = 1; i < count; ++i) {
        out += ",?";
    }
    return out;
}

/// Lanes that are found by a condition on one column.
Result<std::vector<LaneCount>> lanes_of(Database& db,
                                        const std::string& rows,
                                        const std::vector<ValueCount>& keys,
                                        CountBy per) {
    std::vector<SqlValue> values;
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
    for (const ValueCount& one : keys) {
        out.push_back({one.value, one.events, in_order(std::move(lanes[one.value]))});
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
    for (const Facet facet : asked) {
        auto values = values_of(impl_->db, facet, *picked, most);
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
    if (by != LaneBy::dyad) {
        const bool types = by == LaneBy::type;
        auto keys =
            values_of(impl_->db, types ? Facet::type : Facet::country, *picked, most);
        if (!keys) {
            return keys.error();
        }
        keys->resize(std::min(keys->size(), most));
        if (keys->empty()) {
            return std::vector<LaneCount>();
        }
        return lanes_of(
            impl_->db,
            types ? "SELECT e.type, e.id, e.sort_day, e.quad, e.articles" +
                        picked->from() + " WHERE e.type IN ("
                  : "SELECT DISTINCT q.code, e.id, e.sort_day, e.quad, e.articles" +
                        picked->with_parties() + " WHERE q.code IN (",
            *keys,
            per);
    }
    std::map<Pair, std::uint32_t> sizes;
    std::map<Pair, Stretches> pairs;
    const auto each_pair = [&](auto visit) {
        return for_parties(impl_->db,
                           picked->with_parties(),
                           {},
                           "q.code",
                           [&](const PartiesOfEvent& event) {
                               for (const Pair& pair : pairs_of(event)) {
                                   if (!pair.first.empty() && !pair.second.empty()) {
                                       visit(pair, event);
                                   }
                               }
                           });
    };
    auto done =
        each_pair([&](const Pair& pair, const PartiesOfEvent&) { ++sizes[pair]; });
    if (!done) {
        return done.error();
    }
    std::vector<std::pair<Pair, std::uint32_t>> kept(sizes.begin(), sizes.end());
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
        return std::tie(b.second, a.first) < std::tie(a.second, b.first);
    });
    kept.resize(std::min(kept.size(), most));
    for (const auto& [pair, size] : kept) {
        pairs[pair];
    }
    done = each_pair([&](const Pair& pair, const PartiesOfEvent& event) {
        if (const auto at = pairs.find(pair); at != pairs.end()) {
            count_in_stretch(at->second, event.day, per, event.quad, event.articles);
        }
    });
    if (!done) {
        return done.error();
    }
    std::vector<LaneCount> out;
    for (const auto& [pair, size] : kept) {
        out.push_back(
            {pair.first + '-' + pair.second, size, in_order(std::move(pairs[pair]))});
    }
    return out;
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

Result<Network> Ledger::network(const EventFilter& filter,
                                bool actors,
                                std::size_t edges) {
    const auto planned = plan_events(impl_->db, filter, EventUse::all);
    if (!planned) {
        return planned.error();
    }
    const Where& where = planned->where;
    std::map<Pair, EventCount> pairs;
    std::map<std::string, EventCount> sizes;
    auto done = for_parties(
        impl_->db,
        " FROM events e CROSS JOIN event_parties q ON q.event = e.id" + where.sql,
        where.values,
        actors ? "q.party" : "q.code",
        [&](const PartiesOfEvent& event) {
            std::set<std::string> all = event.actors;
            all.insert(event.recipients.begin(), event.recipients.end());
            for (const std::string& one : all) {
                count_event(sizes[one], event.quad, event.articles);
            }
            for (const Pair& pair : pairs_of(event)) {
                const bool joins = !pair.first.empty() && !pair.second.empty() &&
                                   pair.first != pair.second;
                if (joins) {
                    count_event(pairs[pair], event.quad, event.articles);
                }
            }
        });
    if (!done) {
        return done.error();
    }
    Network out;
    for (auto& [pair, count] : pairs) {
        count.one = pair.first;
        count.other = pair.second;
        out.edges.push_back(std::move(count));
    }
    std::stable_sort(out.edges.begin(),
                     out.edges.end(),
                     [](const auto& a, const auto& b) { return a.events > b.events; });
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
        out.nodes.push_back({id, *std::move(who), sizes[id]});
    }
    return out;
}

}  // namespace chancery
