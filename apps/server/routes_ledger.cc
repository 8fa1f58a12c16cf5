// The ledger as a whole: what it holds, search, versions.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "coding/contexts.h"
#include "coding/modes.h"
#include "formats/export.h"
#include "ledger/event.h"
#include "server/records.h"
#include "server/routes.h"

namespace chancery::server {

namespace {

Or<Json> list_versions(Desk&, const Asked& asked) {
    const auto rows =
        asked.ledger.versions(static_cast<std::uint32_t>(asked.values().number("last")));
    if (!rows) {
        return failed(asked.ledger, rows.error());
    }
    Json list = Json::array();
    for (const VersionRow& row : *rows) {
        list.push_back(record(row));
    }
    return Json{{"versions", std::move(list)}};
}

/// Rows that a search finds, at most so many.
template <typename Row, typename List>
Result<Json> found(List list) {
    Json out = Json::array();
    auto done = list([&](const Row& row) {
        out.push_back(record(row));
        return true;
    });
    return done ? Result<Json>(std::move(out)) : done.error();
}

Or<Json> search(Desk& desk, const Asked& asked) {
    const std::string& text = asked.values().text("text");
    const auto words = WordsQuery::parse(text);
    if (!words) {
        return bad_field("query", "text", text + ": " + words.error().message);
    }
    const auto limit = static_cast<std::uint32_t>(asked.values().number("limit"));
    auto actors = actors_found(desk, asked, text, limit);
    if (auto* fault = std::get_if<Problem>(&actors)) {
        return std::move(*fault);
    }
    Json out = {{"version", asked.state.version},
                {"actors", std::get<Json>(std::move(actors))}};
    EventFilter events;
    events.acts.words = *words;
    events.acts.newest_first = true;
    events.acts.limit = limit;
    StatementFilter statements;
    statements.words = *words;
    statements.newest_first = true;
    statements.limit = limit;
    ArticleFilter articles;
    articles.words = *words;
    articles.limit = limit;
    const auto add = [&](const char* name, Result<Json> list) -> Result<void> {
        if (!list) {
            return list.error();
        }
        out[name] = *std::move(list);
        return {};
    };
    auto done = add("events", found<EventRow>([&](const auto& visit) {
                        return asked.ledger.event_rows(events, visit);
                    }));
    done = done ? add("statements", found<StatementRow>([&](const auto& visit) {
                          return asked.ledger.statements(statements, visit);
                      }))
                : done;
    done = done ? add("articles", found<ArticleRow>([&](const auto& visit) {
                          return asked.ledger.articles(articles, visit);
                      }))
                : done;
    if (!done) {
        return failed(asked.ledger, done.error());
    }
    return out;
}

/// What types there are, and the modes of each, as `modes` of all types name them.
Json types() {
    Json out = Json::array();
    for (std::size_t i = 0; i < act_type_count; ++i) {
        const auto type = static_cast<ActType>(i);
        Json own = Json::array();
        for (const std::string_view mode : modes_of(type)) {
            own.push_back(mode);
        }
        out.push_back({{"type", name(type)},
                       {"quad", quadrant_of(type)},
                       {"modes", std::move(own)}});
    }
    return out;
}

Json scopes_of(Scope highest) {
    Json out = Json::array();
    for (const Scope one : {Scope::read, Scope::correct, Scope::admin}) {
        if (one <= highest) {
            out.push_back(name(one));
        }
    }
    return out;
}

Json formats() {
    Json out = Json::array();
    for (const ExportFormat& format : export_formats()) {
        out.push_back({{"name", format.name},
                       {"words", format.words},
                       {"media_type", media_type_of(format.name)}});
    }
    return out;
}

Response about(Desk& desk, const Visit& visit) {
    auto now = desk.readers().newest();
    if (!now.lease) {
        return to_response(problem(503, "too much is asked of the ledger just now"));
    }
    const auto totals = desk.readers().totals(now.lease->ledger(), now.lease->state());
    if (!totals) {
        return to_response(failed(now.lease->ledger(), totals.error()));
    }
    Json channels = Json::array();
    for (auto i = static_cast<int>(chancery::Channel::in_person);
         i <= static_cast<int>(chancery::Channel::social_media);
         ++i) {
        channels.push_back(name(static_cast<chancery::Channel>(i)));
    }
    Json contexts = Json::array();
    for (std::size_t i = 0; i < context_count; ++i) {
        contexts.push_back(context_name(i));
    }
    const Json out = {{"program", "chancery " CHANCERY_VERSION},
                      {"version", totals->version},
                      {"events", totals->events},
                      {"acts", totals->acts},
                      {"articles", totals->articles},
                      {"first_day", text_or_null(totals->first_day)},
                      {"last_day", text_or_null(totals->last_day)},
                      {"demo", desk.options().demo},
                      {"author", visit.caller.author},
                      {"scopes", scopes_of(visit.caller.scope)},
                      {"types", types()},
                      {"channels", std::move(channels)},
                      {"contexts", std::move(contexts)},
                      {"formats", formats()},
                      {"limits",
                       {{"upload_bytes", desk.options().upload_bytes},
                        {"query_seconds", desk.options().query_seconds},
                        {"page", 1000}}}};
    return tagged(visit, json_line(out), "application/json");
}

}  // namespace

void add_ledger_routes(Routes& into) {
    into["listVersions"].ask = list_versions;
    into["search"].ask = search;
    into["about"].serve = about;
}

}  // namespace chancery::server
