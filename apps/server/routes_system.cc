// What is not of the ledger: health, counts, the stream, saved queries, the audit.
// SPDX-License-Identifier: Apache-2.0
#include "server/desk_store.h"
#include "server/embedded.h"
#include "server/etag.h"
#include "server/metrics.h"
#include "server/records.h"
#include "server/routes.h"

namespace chancery::server {

namespace {

Response openapi(Desk&, const Visit& visit) {
    static const std::string tag = tag_of(embedded_openapi());
    Response out;
    out.set("ETag", etag(tag, Packing::plain));
    out.set("Cache-Control", "no-cache");
    const std::string_view seen = visit.request.header("if-none-match");
    if (!seen.empty() && matches(seen, tag)) {
        out.status = 304;
        return out;
    }
    out.set("Content-Type", "application/json");
    out.constant_body = embedded_openapi();
    return out;
}

Response health(Desk&, const Visit&) {
    return to_response(Json{{"status", "ok"}});
}

Response ready(Desk& desk, const Visit&) {
    const auto now = desk.readers().newest();
    if (!now.lease) {
        return to_response(problem(503, "the ledger does not answer"));
    }
    return to_response(
        Json{{"status", "ready"}, {"version", now.lease->state().version}});
}

Response metrics(Desk& desk, const Visit&) {
    const auto gauge = [](const char* name, const char* help, std::uint64_t value) {
        return "# TYPE " + std::string(name) + " gauge\n# HELP " + name + ' ' + help +
               '\n' + name + ' ' + std::to_string(value) + '\n';
    };
    Response out;
    out.body = desk.metrics().text();
    out.body += gauge("chancery_ledger_version",
                      "Newest version of the ledger.",
                      static_cast<std::uint64_t>(desk.readers().current().version));
    out.body += gauge("chancery_readers_in_use",
                      "Connections to the ledger that answer.",
                      desk.readers().in_use());
    out.body += gauge("chancery_listeners", "Open streams.", desk.hub().size());
    if (const HttpCounts* counts = desk.http_counts()) {
        out.body +=
            gauge("chancery_connections", "Open connections.", counts->connections);
        out.body += gauge(
            "chancery_waiting", "Requests for which no worker is free.", counts->waiting);
    }
    out.body += "# EOF\n";
    out.set("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
    return out;
}

Response stream(Desk& desk, const Visit& visit) {
    auto channel = desk.hub().add();
    if (!channel) {
        return to_response(problem(503, "too many streams are open"));
    }
    // What was missed since the last event that the listener has.
    if (visit.values().has("Last-Event-ID")) {
        auto now = desk.readers().newest();
        const auto rows = now.lease ? now.lease->ledger().versions(50)
                                    : Result<std::vector<VersionRow>>(now.error);
        for (const VersionRow& row : rows ? *rows : std::vector<VersionRow>()) {
            if (row.id > visit.values().number("Last-Event-ID")) {
                channel->send(Hub::formatted(
                    "version", std::to_string(row.id), json_text(record(row))));
            }
        }
    }
    channel->send("retry: 3000\n\n");
    Response out;
    out.set("Content-Type", "text/event-stream");
    out.set("X-Accel-Buffering", "no");
    out.channel = std::move(channel);
    return out;
}

Json saved_record(const SavedQueryRow& row) {
    return {{"id", row.id},
            {"name", row.name},
            {"query", row.query},
            {"created", row.created},
            {"author", row.author},
            {"feed", "/v1/queries/" + row.id + "/feed"}};
}

Response no_query(const std::string& id) {
    return to_response(problem(404, "there is no saved query " + id));
}

Response list_queries(Desk& desk, const Visit&) {
    const auto rows = desk.store().queries();
    if (!rows) {
        return to_response(problem(500, rows.error().text()));
    }
    Json list = Json::array();
    for (const SavedQueryRow& row : *rows) {
        list.push_back(saved_record(row));
    }
    return to_response(Json{{"queries", std::move(list)}});
}

Response get_query(Desk& desk, const Visit& visit) {
    const std::string& id = visit.values().text("query");
    const auto row = desk.store().query(id);
    if (!row) {
        return to_response(problem(500, row.error().text()));
    }
    return *row ? to_response(saved_record(**row)) : no_query(id);
}

Response save_query(Desk& desk, const Visit& visit) {
    const auto query = visit.call.body["query"].get<std::string>();
    // What is saved can be asked.
    const auto read = desk.api().read_query(*desk.api().find("listEvents"), query);
    if (const auto* fault = std::get_if<Problem>(&read)) {
        Problem out = problem(422, fault->detail);
        out.errors.push_back({"body", "query", fault->detail});
        return to_response(out);
    }
    const auto row = desk.store().save_query(
        visit.call.body["name"].get<std::string>(), query, visit.caller.author);
    if (!row) {
        return to_response(problem(500, row.error().text()));
    }
    Response out = to_response(saved_record(*row), 201);
    out.set("Location", "/v1/queries/" + row->id);
    return out;
}

Response delete_query(Desk& desk, const Visit& visit) {
    const std::string& id = visit.values().text("query");
    const auto gone = desk.store().delete_query(id);
    if (!gone) {
        return to_response(problem(500, gone.error().text()));
    }
    if (!*gone) {
        return no_query(id);
    }
    Response out;
    out.status = 204;
    return out;
}

Response audit(Desk& desk, const Visit& visit) {
    const auto rows = desk.store().audited(visit.values().number("last"));
    if (!rows) {
        return to_response(problem(500, rows.error().text()));
    }
    Json list = Json::array();
    for (const AuditRow& row : *rows) {
        list.push_back({{"id", row.id},
                        {"at", row.at},
                        {"who", row.who},
                        {"token", text_or_null(row.token)},
                        {"address", row.address},
                        {"method", row.method},
                        {"path", row.path},
                        {"status", row.status},
                        {"what", row.what}});
    }
    return to_response(Json{{"entries", std::move(list)}});
}

}  // namespace

void add_system_routes(Routes& into) {
    into["openapi"].serve = openapi;
    into["health"].serve = health;
    into["ready"].serve = ready;
    into["metrics"].serve = metrics;
    into["stream"].serve = stream;
    into["listQueries"].serve = list_queries;
    into["getQuery"].serve = get_query;
    into["saveQuery"].serve = save_query;
    into["deleteQuery"].serve = delete_query;
    into["audit"].serve = audit;
}

}  // namespace chancery::server
