// Events counted: by value, by time, by pair, by place.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "server/records.h"
#include "server/routes.h"

namespace chancery::server {

namespace {

constexpr std::array<std::pair<std::string_view, Facet>, 12> facet_names{
    {{"type", Facet::type},
     {"status", Facet::status},
     {"channel", Facet::channel},
     {"context", Facet::context},
     {"country", Facet::country},
     {"actor", Facet::actor},
     {"outlet", Facet::outlet},
     {"place", Facet::place},
     {"quad", Facet::quad},
     {"year", Facet::year},
     {"conflicts", Facet::conflicts},
     {"corrected", Facet::corrected}}};

/// Runs `count` with the filters of a request.
template <typename Count>
Or<Json> counted(Desk& desk, const Asked& asked, Count count) {
    auto filter = event_filter(desk, asked);
    if (auto* fault = std::get_if<Problem>(&filter)) {
        return std::move(*fault);
    }
    auto& which = std::get<EventFilter>(filter);
    which.acts.limit.reset();
    Json out = {{"version", asked.state.version}};
    Result<void> done = count(which, out);
    if (!done) {
        return failed(asked.ledger, done.error());
    }
    return out;
}

Or<Json> facets(Desk& desk, const Asked& asked) {
    return counted(desk, asked, [&](const EventFilter& which, Json& out) -> Result<void> {
        const auto& wanted = asked.values().all("facet");
        std::vector<Facet> kinds;
        std::vector<std::string_view> names;
        for (const auto& [name, kind] : facet_names) {
            const bool meant =
                std::find(wanted.begin(), wanted.end(), name) != wanted.end();
            if (wanted.empty() || meant) {
                kinds.push_back(kind);
                names.push_back(name);
            }
        }
        const auto most = static_cast<std::size_t>(asked.values().number("most"));
        auto found = asked.ledger.facets(which, kinds, most);
        if (!found) {
            return found.error();
        }
        out["total"] = found->total;
        out["facets"] = Json::array();
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            auto& list = found->of[i];
            const bool more = list.size() > most;
            list.resize(std::min(list.size(), most));
            Json values = Json::array();
            for (const ValueCount& one : list) {
                values.push_back(
                    {{"value", one.value}, {"name", one.name}, {"events", one.events}});
            }
            out["facets"].push_back(
                {{"name", names[i]}, {"values", std::move(values)}, {"more", more}});
        }
        return {};
    });
}

CountBy per_of(const std::string& words) {
    return words == "day"    ? CountBy::day
           : words == "week" ? CountBy::week
           : words == "year" ? CountBy::year
                             : CountBy::month;
}

Json stretches_of(const std::vector<EventCount>& list) {
    Json out = Json::array();
    for (const EventCount& one : list) {
        out.push_back(record(one));
    }
    return out;
}

/// What a lane is called: "Vietnam", "China – Vietnam", "CONSULT".
std::string lane_name(const Desk& desk, const std::string& key, bool pair) {
    const auto of_code = [&](const std::string& code) {
        const auto known = desk.book().by_id(code);
        return known ? desk.book().actor(*known).name : code;
    };
    const auto dash = pair ? key.find('-') : std::string::npos;
    return dash == std::string::npos
               ? of_code(key)
               : of_code(key.substr(0, dash)) + " – " + of_code(key.substr(dash + 1));
}

Or<Json> timeline(Desk& desk, const Asked& asked) {
    return counted(desk, asked, [&](const EventFilter& which, Json& out) -> Result<void> {
        const std::string& per = asked.values().text("per");
        const std::string& by = asked.values().text("lanes");
        out["per"] = per;
        const auto all = asked.ledger.timeline(which, per_of(per));
        if (!all) {
            return all.error();
        }
        out["stretches"] = stretches_of(*all);
        out["lanes"] = Json::array();
        if (by.empty()) {
            return {};
        }
        const LaneBy kind = by == "dyad"   ? LaneBy::dyad
                            : by == "type" ? LaneBy::type
                                           : LaneBy::actor;
        const auto lanes =
            asked.ledger.lanes(which,
                               kind,
                               per_of(per),
                               static_cast<std::size_t>(asked.values().number("most")));
        if (!lanes) {
            return lanes.error();
        }
        for (const LaneCount& lane : *lanes) {
            out["lanes"].push_back(
                {{"key", lane.key},
                 {"name",
                  kind == LaneBy::type ? lane.key
                                       : lane_name(desk, lane.key, kind == LaneBy::dyad)},
                 {"events", lane.events},
                 {"stretches", stretches_of(lane.stretches)}});
        }
        return {};
    });
}

Json pair_of(const EventCount& one) {
    return {{"one", one.one},
            {"other", one.other},
            {"events", one.events},
            {"articles", one.articles},
            {"quads", one.quads}};
}

Or<Json> dyads(Desk& desk, const Asked& asked) {
    return counted(desk, asked, [&](const EventFilter& which, Json& out) -> Result<void> {
        const auto pairs = asked.ledger.dyads(which);
        if (!pairs) {
            return pairs.error();
        }
        const auto limit = static_cast<std::size_t>(asked.values().number("limit"));
        out["dyads"] = Json::array();
        for (std::size_t i = 0; i < std::min(limit, pairs->size()); ++i) {
            out["dyads"].push_back(pair_of((*pairs)[i]));
        }
        out["more"] = pairs->size() > limit;
        return {};
    });
}

Or<Json> places(Desk& desk, const Asked& asked) {
    return counted(desk, asked, [&](const EventFilter& which, Json& out) -> Result<void> {
        const auto found = asked.ledger.places(which);
        if (!found) {
            return found.error();
        }
        const auto limit = static_cast<std::size_t>(asked.values().number("limit"));
        out["places"] = Json::array();
        for (std::size_t i = 0; i < std::min(limit, found->places.size()); ++i) {
            const PlaceCount& one = found->places[i];
            out["places"].push_back(
                {{"place", text_or_null(one.place)},
                 {"country", text_or_null(one.country)},
                 {"latitude", degrees_or_null(one.at, &Coordinates::latitude)},
                 {"longitude", degrees_or_null(one.at, &Coordinates::longitude)},
                 {"events", one.count.events},
                 {"articles", one.count.articles},
                 {"quads", one.count.quads}});
        }
        out["nowhere"] = found->nowhere;
        out["more"] = found->places.size() > limit;
        return {};
    });
}

Or<Json> network(Desk& desk, const Asked& asked) {
    return counted(desk, asked, [&](const EventFilter& which, Json& out) -> Result<void> {
        const bool actors = asked.values().text("of") == "actor";
        auto found = asked.ledger.network(
            which, actors, static_cast<std::size_t>(asked.values().number("limit")));
        if (!found) {
            return found.error();
        }
        const auto id = [&](const NetworkNode& node) {
            return actors ? id_of(node.who) : node.id;
        };
        std::map<std::string, std::string> ids;
        out["nodes"] = Json::array();
        for (const NetworkNode& node : found->nodes) {
            const Participant& who = node.who;
            ids[node.id] = id(node);
            out["nodes"].push_back(
                {{"id", id(node)},
                 {"name", who.table_name.empty() ? who.name : who.table_name},
                 {"kind", text_or_null(who.kind)},
                 {"code", text_or_null(actors ? who.code : node.id)},
                 {"events", node.count.events},
                 {"quads", node.count.quads}});
        }
        out["edges"] = Json::array();
        for (EventCount edge : found->edges) {
            edge.one = ids[edge.one];
            edge.other = ids[edge.other];
            out["edges"].push_back(pair_of(edge));
        }
        out["more"] = found->more;
        return {};
    });
}

}  // namespace

void add_count_routes(Routes& into) {
    into["facets"].ask = facets;
    into["timeline"].ask = timeline;
    into["dyads"].ask = dyads;
    into["places"].ask = places;
    into["network"].ask = network;
}

}  // namespace chancery::server
