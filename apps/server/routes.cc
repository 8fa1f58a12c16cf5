// What routes share. SPDX-License-Identifier: Apache-2.0
#include "server/routes.h"

#include "ledger/cursor.h"
#include "server/etag.h"
#include "server/packing.h"

namespace chancery::server {

const Routes& routes() {
    static const Routes all = [] {
        Routes out;
        add_event_routes(out);
        add_count_routes(out);
        add_article_routes(out);
        add_actor_routes(out);
        add_correction_routes(out);
        add_ledger_routes(out);
        add_system_routes(out);
        add_job_routes(out);
        add_export_routes(out);
        return out;
    }();
    return all;
}

Response to_response(const Problem& problem) {
    Response out;
    out.status = problem.status;
    out.body = to_json_text(problem);
    out.set("Content-Type", "application/problem+json");
    if (problem.retry_after != 0) {
        out.set("Retry-After", std::to_string(problem.retry_after));
    }
    if (problem.status == 401) {
        out.set("WWW-Authenticate", "Bearer");
    }
    return out;
}

Response to_response(const Json& json, int status) {
    Response out;
    out.status = status;
    out.body = json_line(json);
    out.set("Content-Type", "application/json");
    return out;
}

Response tagged(const Visit& visit, std::string text, std::string type) {
    const std::string tag = tag_of(text);
    const Packing packing = packing_for(visit.request.header("accept-encoding"));
    Response out;
    out.set("ETag", etag(tag, packing));
    out.set("Cache-Control", "private, no-cache");
    out.set("Vary", "Accept-Encoding, Authorization");
    const std::string_view seen = visit.request.header("if-none-match");
    if (!seen.empty() && matches(seen, tag)) {
        out.status = 304;
        return out;
    }
    out.set("Content-Type", std::move(type));
    if (packing != Packing::plain) {
        text = packed(text, packing);
        out.set("Content-Encoding", std::string(name(packing)));
    }
    out.body = std::move(text);
    return out;
}

Problem failed(const Ledger& ledger, const Error& error) {
    if (ledger.overdue()) {
        Problem out = problem(
            503,
            "the question takes longer than a query may; narrow it by days or actors");
        out.retry_after = 5;
        return out;
    }
    return problem(500, error.text());
}

Problem missing(const Ledger& ledger, const Error& error) {
    return ledger.overdue() ? failed(ledger, error) : problem(404, error.message);
}

Question question_of(const Values& values) {
    Question out;
    out.actors = values.all("actor");
    out.doers = values.all("by");
    out.recipients = values.all("recipient");
    out.countries = values.all("country");
    out.sectors = values.all("sector");
    out.parties = values.all("party");
    out.types = values.all("type");
    out.docs = values.all("doc");
    out.statuses = values.all("status");
    out.date = values.text("date");
    out.from = values.text("from");
    out.to = values.text("to");
    out.outlet = values.text("outlet");
    out.words = values.text("text");
    out.channel = values.text("channel");
    out.place = values.text("place");
    out.cameo = values.text("cameo");
    out.contexts = values.all("context");
    out.min_confidence = values.real("min_confidence");
    out.or_published = values.flag("or_published");
    out.no_background = values.flag("no_background");
    out.newest_first = values.flag("newest_first");
    out.limit = static_cast<std::uint32_t>(values.number("limit"));
    return out;
}

Or<ActFilter> act_filter_of(Desk& desk, const Asked& asked) {
    auto filter = act_filter(question_of(asked.values()), desk.states(), asked.ledger);
    if (filter) {
        return *std::move(filter);
    }
    const Error& error = filter.error();
    if (asked.ledger.overdue() || error.file == desk.options().ledger) {
        return failed(asked.ledger, error);
    }
    return bad_field("query", error.file, error.message);
}

Or<EventFilter> event_filter(Desk& desk, const Asked& asked) {
    auto acts = act_filter_of(desk, asked);
    if (auto* fault = std::get_if<Problem>(&acts)) {
        return std::move(*fault);
    }
    EventFilter out;
    out.acts = std::get<ActFilter>(std::move(acts));
    const Values& values = asked.values();
    out.conflicts = values.flag("conflicts");
    out.corrected = values.flag("corrected");
    out.min_sources = static_cast<std::uint32_t>(values.number("min_sources"));
    out.offset = static_cast<std::uint32_t>(values.number("offset"));
    return out;
}

namespace {

std::string question_of(const Asked& asked) {
    return mark_of(asked.call.operation->id + '\n' +
                   asked.values().fingerprint(
                       {"cursor", "limit", "offset", "If-None-Match", "as_of"}));
}

}  // namespace

Or<std::optional<RowPlace>> place_of(const Asked& asked) {
    const Values& values = asked.values();
    if (!values.has("cursor")) {
        return std::optional<RowPlace>();
    }
    const auto cursor = decode_cursor(values.text("cursor"));
    if (!cursor || cursor->question != question_of(asked)) {
        return bad_field("query",
                         "cursor",
                         "this cursor is of another question; take `next` of the page "
                         "before, and leave the filters as they were");
    }
    if (values.number("offset") != 0) {
        return bad_field("query", "offset", "offset does not go with a cursor");
    }
    return std::optional(cursor->place);
}

std::string cursor_behind(const Asked& asked, const RowPlace& place) {
    return encode({"", asked.state.version, "", question_of(asked), place});
}

}  // namespace chancery::server
