// Events become rows.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <set>

#include <nlohmann/json.hpp>

#include "ledger/correction_store.h"
#include "ledger/event_store.h"

namespace chancery {

namespace {

/// The names of the fields for which `is` holds, as a list of JSON; empty for none.
template <typename Flags>
std::string fields_json(const Flags& flags) {
    nlohmann::json out = nlohmann::json::array();
    for (std::size_t f = 0; f < event_field_count; ++f) {
        if (flags[f]) {
            out.push_back(name(static_cast<EventField>(f)));
        }
    }
    return out.empty() ? std::string() : out.dump();
}

/// Codes of an event that are paired; the rest are a crowd.
constexpr std::size_t most_codes = 12;

/// Each two codes; one alone with nothing.
std::vector<std::pair<std::string, std::string>> code_pairs(std::set<std::string> codes) {
    std::vector<std::pair<std::string, std::string>> out;
    codes.erase("");
    while (codes.size() > most_codes) {
        codes.erase(std::prev(codes.end()));
    }
    for (auto one = codes.begin(); one != codes.end(); ++one) {
        for (auto other = std::next(one); other != codes.end(); ++other) {
            out.emplace_back(*one, *other);
        }
    }
    if (codes.size() == 1) {
        out.emplace_back(*codes.begin(), "");
    }
    return out;
}

}  // namespace

void EventStore::write_row(std::int64_t event,
                           const BuiltEvent& built,
                           const Rows& rows) {
    const DayColumns days(built.value(EventField::date));
    const std::int64_t sort_day = days.sort(built.first_published).value_or(no_day);
    const auto field = [&](EventField one) { return or_null(built.value(one)); };
    const std::size_t told_place =
        built.from[static_cast<std::size_t>(EventField::place)];
    const EventAct* place =
        told_place == no_act ? nullptr : &act(rows[told_place])->shown;
    const std::string count = built.value(EventField::count);
    const std::string first = built.first_published ? built.first_published->iso() : "";
    const std::string last = built.last_published ? built.last_published->iso() : "";
    const std::string conflicts = fields_json(built.conflict);
    const std::string corrected = fields_json(built.set);
    const std::string outlets = outlets_json(rows);
    const std::string id = "e" + act(event)->shown.id;
    steps_.run(
        "INSERT INTO events (id, event_id, lead, type, mode, cameo, channel, date, "
        "first_day, last_day, exact_day, sort_day, place, place_country, "
        "place_latitude, place_longitude, status, background, count, quad, goldstein, "
        "confidence, acts, articles, sources, first_published, last_published, "
        "conflicts, corrected, outlets) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        event,
        id,
        rows[built.lead],
        built.value(EventField::type),
        field(EventField::mode),
        field(EventField::cameo),
        field(EventField::channel),
        field(EventField::date),
        days.first,
        days.last,
        days.exact,
        sort_day,
        field(EventField::place),
        place == nullptr ? SqlText() : or_null(place->place_country),
        place != nullptr && place->place_at ? SqlReal(place->place_at->latitude)
                                            : SqlReal(),
        place != nullptr && place->place_at ? SqlReal(place->place_at->longitude)
                                            : SqlReal(),
        built.value(EventField::status),
        built.background,
        count.empty() ? SqlNumber() : SqlNumber(std::stoll(count)),
        std::int64_t{built.quad},
        SqlReal(built.goldstein),
        built.confidence,
        static_cast<std::int64_t>(rows.size()),
        std::int64_t{built.articles},
        std::int64_t{built.sources},
        or_null(first),
        or_null(last),
        or_null(conflicts),
        or_null(corrected),
        or_null(outlets));
    Written& written = written_[event];
    written.lead = rows[built.lead];
    written.sort_day = sort_day;
    write_parties(event, sort_day, built, rows);
    std::int64_t ordinal = 0;
    for (const std::string& context : built.contexts) {
        steps_.run("INSERT INTO event_contexts (event, ordinal, context) VALUES (?,?,?)",
                   event,
                   ordinal++,
                   context);
    }
}

/// The outlets that tell of an event, as a list of JSON by letters; empty for none.
std::string EventStore::outlets_json(const Rows& rows) {
    std::set<std::string_view> outlets;
    for (const std::int64_t row : rows) {
        const StoredAct* one = act(row);
        if (one != nullptr && !one->shown.outlet.empty()) {
            outlets.insert(one->shown.outlet);
        }
    }
    const nlohmann::json list(outlets);
    return outlets.empty()
               ? std::string()
               : list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Parties as an analyst named them, each as the ledger knows it elsewhere.
std::vector<EventParty> EventStore::parties_set(const std::string& keys) {
    std::vector<EventParty> out;
    for (std::size_t at = 0; at < keys.size();) {
        const std::size_t end = std::min(keys.find('\n', at), keys.size());
        const std::string key = keys.substr(at, end - at);
        at = end + 1;
        const auto party = party_from_key(key);
        if (!party) {
            continue;
        }
        const auto actor = actor_of_party(db_, *party);
        if (!actor) {
            steps_.fail(actor.error());
        } else if (*actor) {
            const SqlNumber row =
                steps_.number("SELECT party FROM actors WHERE id = ?", **actor);
            out.push_back({row.value_or(0), **actor, key, party->code});
        }
    }
    return out;
}

void EventStore::write_parties(std::int64_t event,
                               std::int64_t sort_day,
                               const BuiltEvent& built,
                               const Rows& rows) {
    std::set<std::string> codes;
    for (const EventField role : {EventField::actors, EventField::recipients}) {
        const std::size_t told_by = built.from[static_cast<std::size_t>(role)];
        const EventAct* one = told_by == no_act ? nullptr : &act(rows[told_by])->shown;
        const auto& told = one == nullptr               ? parties_set(built.value(role))
                           : role == EventField::actors ? one->actors
                                                        : one->recipients;
        std::int64_t ordinal = 0;
        for (const EventParty& party : told) {
            steps_.run(
                "INSERT INTO event_parties (party, sort_day, event, role, code, "
                "ordinal, actor) VALUES (?,?,?,?,?,?,?)",
                party.party,
                sort_day,
                event,
                std::string_view(role == EventField::actors ? "actor" : "recipient"),
                party.code,
                ordinal++,
                party.actor);
            codes.insert(party.code);
        }
    }
    const bool is_open = built.value(EventField::status) != name(Status::happened);
    Written& written = written_[event];
    written.pairs = code_pairs(codes);
    for (const auto& [one, other] : written.pairs) {
        steps_.run(
            "INSERT INTO event_pairs (one, other, sort_day, event) VALUES (?,?,?,?)",
            one,
            other,
            sort_day,
            event);
        if (is_open) {
            steps_.run(
                "INSERT INTO open_pairs (one, other, sort_day, event) VALUES (?,?,?,?)",
                one,
                other,
                sort_day,
                event);
        }
    }
}

void EventStore::drop_pairs(std::int64_t event) {
    const SqlNumber sort_day =
        steps_.number("SELECT sort_day FROM events WHERE id = ?", event);
    if (!sort_day) {
        return;
    }
    std::set<std::string> codes;
    steps_.rows("SELECT code FROM event_parties WHERE event = ?",
                event,
                [&](const SqlStatement& row) { codes.insert(row.text(0)); });
    for (const auto& [one, other] : code_pairs(codes)) {
        for (const std::string_view sql :
             {"DELETE FROM event_pairs WHERE one = ? AND other = ? AND sort_day = ? AND "
              "event = ?",
              "DELETE FROM open_pairs WHERE one = ? AND other = ? AND sort_day = ? AND "
              "event = ?"}) {
            steps_.run(sql, one, other, *sort_day, event);
        }
    }
}

}  // namespace chancery
