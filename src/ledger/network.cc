// How many events lie where, and join whom.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "ledger/event_counts.h"
#include "ledger/impl.h"
#include "ledger/party_names.h"

namespace chancery {

namespace {

/// One spot of the map, and how it is called.
struct Spot {
    PlaceCount place;
    std::map<std::uint32_t, std::uint32_t> names;
};

/// The name most often given, the first by letters of several.
std::string usual_name(const Spot& spot, const Names& names) {
    std::string out;
    std::uint32_t most = 0;
    for (const auto& [number, count] : spot.names) {
        const std::string& name = names.text(number);
        if (count > most || (count == most && name < out)) {
            most = count;
            out = name;
        }
    }
    return out;
}

constexpr double no_degrees = 1000;  // of spots of which only a name is known

/// Most events first, then by letters and from south to north.
bool is_before(const PlaceCount& a, const PlaceCount& b) {
    const auto key = [](const PlaceCount& one) {
        const Coordinates at = one.at.value_or(Coordinates{});
        return std::tuple(one.country, at.latitude, at.longitude, one.place);
    };
    return a.count.events != b.count.events ? a.count.events > b.count.events
                                            : key(a) < key(b);
}

}  // namespace

Result<PlaceCounts> Ledger::places(const EventFilter& filter) {
    EventColumns columns;
    columns.places = true;
    const auto counted = CountedEvents::of(impl_->db, filter, columns, impl_->events);
    if (!counted) {
        return counted.error();
    }
    const EventTable& table = *counted->table;
    PlaceCounts out;
    using Key = std::tuple<std::uint32_t, double, double, std::uint32_t>;
    std::map<Key, Spot> spots;
    for (const std::uint32_t row : counted->rows) {
        const std::uint32_t country = table.country(row);
        const std::uint32_t name = table.place(row);
        if (country == Names::nobody && name == Names::nobody) {
            ++out.nowhere;
            continue;
        }
        // Of one spot whatever it is called; else of one country, or of one name.
        const auto at = table.place_at(row);
        const bool named = !at && country == Names::nobody;
        Spot& spot =
            at ? spots[{country, at->latitude, at->longitude, Names::nobody}]
               : spots[{country, no_degrees, no_degrees, named ? name : country}];
        spot.place.at = at;
        if (at || named) {
            ++spot.names[name];
        }
        count_event(spot.place.count, table.quad(row), table.articles(row));
    }
    for (auto& [key, spot] : spots) {
        spot.place.country = table.names().text(std::get<0>(key));
        spot.place.place = usual_name(spot, table.names());
        out.places.push_back(std::move(spot.place));
    }
    std::sort(out.places.begin(), out.places.end(), is_before);
    return out;
}

namespace {

/// Counts an event for each who takes part in it, in whatever role.
void count_each(const PartiesOfEvent& event, std::vector<EventCount>& sizes) {
    const auto count = [&](std::uint32_t one) {
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
    EventColumns columns;
    columns.parties = true;
    const auto counted = CountedEvents::of(impl_->db, filter, columns, impl_->events);
    if (!counted) {
        return counted.error();
    }
    const EventTable& table = *counted->table;
    const Names& names = actors ? table.parties() : table.names();
    PairCounts pairs;
    std::vector<EventCount> sizes(names.size());  // by name
    for_parties(table, counted->rows, actors, [&](const PartiesOfEvent& event) {
        count_each(event, sizes);
        for_pairs(event, names, [&](std::uint32_t one, std::uint32_t other) {
            if (one != Names::nobody && other != Names::nobody && one != other) {
                pairs.add(one, other, event);
            }
        });
    });
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
        out.nodes.push_back(
            {id, *std::move(who), sizes[names.find(id).value_or(Names::nobody)]});
    }
    return out;
}

}  // namespace chancery
