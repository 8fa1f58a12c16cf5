// Events, acts and statements.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "server/records.h"
#include "server/routes.h"

namespace chancery::server {

namespace {

/// A page of rows: one more is asked for than is shown, so that the end is known.
template <typename Row, typename List, typename Place>
Or<Json> page_of(const Asked& asked, const char* name, List list, Place place) {
    const auto limit = static_cast<std::size_t>(asked.values().number("limit"));
    Json rows = Json::array();
    std::optional<RowPlace> last;
    bool more = false;
    auto done = list(static_cast<std::uint32_t>(limit + 1), [&](const Row& row) {
        if (rows.size() == limit) {
            more = true;
            return false;
        }
        rows.push_back(record(row));
        last = place(row);
        return true;
    });
    if (!done) {
        return failed(asked.ledger, done.error());
    }
    Json out = {{"version", asked.state.version}};
    out[name] = std::move(rows);
    out["next"] = more ? Json(cursor_behind(asked, *last)) : Json();
    return out;
}

Or<Json> list_events(Desk& desk, const Asked& asked) {
    auto filter = event_filter(desk, asked);
    if (auto* fault = std::get_if<Problem>(&filter)) {
        return std::move(*fault);
    }
    auto& which = std::get<EventFilter>(filter);
    auto place = place_of(asked);
    if (auto* fault = std::get_if<Problem>(&place)) {
        return std::move(*fault);
    }
    if (const auto& after = std::get<std::optional<RowPlace>>(place)) {
        which.after = {after->day.value_or(0), after->doc};
    }
    return page_of<EventRow>(
        asked,
        "events",
        [&](std::uint32_t limit, const auto& visit) {
            which.acts.limit = limit;
            return asked.ledger.event_rows(which, visit);
        },
        [](const EventRow& row) {
            return RowPlace{row.sort_day, row.id, 0};
        });
}

Or<Json> list_acts(Desk& desk, const Asked& asked) {
    auto filter = act_filter_of(desk, asked);
    if (auto* fault = std::get_if<Problem>(&filter)) {
        return std::move(*fault);
    }
    auto& which = std::get<ActFilter>(filter);
    auto place = place_of(asked);
    if (auto* fault = std::get_if<Problem>(&place)) {
        return std::move(*fault);
    }
    which.after = std::get<std::optional<RowPlace>>(place);
    return page_of<ActRow>(
        asked,
        "acts",
        [&](std::uint32_t limit, const auto& visit) {
            which.limit = limit;
            return asked.ledger.acts(which, visit);
        },
        [](const ActRow& row) { return row.at; });
}

Or<Json> get_act(Desk& desk, const Asked& asked) {
    const auto detail = asked.ledger.act(asked.values().text("act"));
    if (!detail) {
        return missing(asked.ledger, detail.error());
    }
    Json out = record(*detail, desk.words());
    out["version"] = asked.state.version;
    return out;
}

bool overlaps(const std::vector<ActAnchor>& anchors, const EventDetail& event) {
    return std::any_of(anchors.begin(), anchors.end(), [&](const ActAnchor& anchor) {
        return std::any_of(event.acts.begin(), event.acts.end(), [&](const ActRow& act) {
            return act.doc == anchor.doc && act.evidence == anchor.evidence;
        });
    });
}

/// What changed an event, by version.
Or<Json> history_of(const Asked& asked, const EventDetail& event) {
    const auto changes = asked.ledger.history(event.event.row);
    if (!changes) {
        return failed(asked.ledger, changes.error());
    }
    const auto corrections = asked.ledger.corrections();
    if (!corrections) {
        return failed(asked.ledger, corrections.error());
    }
    std::map<std::int64_t, Json> entries;
    const auto entry = [&](std::int64_t version) -> Json& {
        Json& one = entries[version];
        if (one.is_null()) {
            one = {{"version", version},
                   {"joined", Json::array()},
                   {"left", Json::array()},
                   {"correction", nullptr}};
        }
        return one;
    };
    for (const EventChange& change : *changes) {
        Json& one = entry(change.version);
        one["joined"] = change.joined;
        one["left"] = change.left;
    }
    std::map<std::string, const Correction*> by_uid;
    for (const Correction& one : *corrections) {
        by_uid[one.uid] = &one;
        const auto undone = by_uid.find(one.undoes);
        const Correction& meant =
            one.kind == CorrectionKind::undo && undone != by_uid.end() ? *undone->second
                                                                       : one;
        if (overlaps(meant.acts, event) || overlaps(meant.others, event)) {
            entry(one.version)["correction"] = record(one);
        }
    }
    Json out = Json::array();
    for (auto& [version, one] : entries) {
        const auto row = asked.ledger.version_row(version);
        if (!row) {
            return failed(asked.ledger, row.error());
        }
        Json told = {{"version", version},
                     {"at", row->at},
                     {"what", row->what},
                     {"author", text_or_null(row->author)},
                     {"tool", text_or_null(row->tool)}};
        told.update(one);
        out.push_back(std::move(told));
    }
    return out;
}

Or<Json> get_event(Desk& desk, const Asked& asked) {
    const auto detail = asked.ledger.event(asked.values().text("event"));
    if (!detail) {
        return missing(asked.ledger, detail.error());
    }
    auto history = history_of(asked, *detail);
    if (auto* fault = std::get_if<Problem>(&history)) {
        return std::move(*fault);
    }
    Json out = record(*detail, desk.words());
    const Json& told = std::get<Json>(history);
    // Of the ledger, that last changed it: the same answer as long as it stays so.
    out["version"] = told.empty() ? Json(asked.state.version) : told.back()["version"];
    out["history"] = told;
    return out;
}

/// The filters of statements: speakers and those spoken to are named as doers and
/// recipients are.
Or<StatementFilter> statements_asked(Desk& desk, const Asked& asked) {
    Question question = question_of(asked.values());
    question.doers = asked.values().all("speaker");
    question.recipients = asked.values().all("to_whom");
    auto acts = act_filter(question, desk.states(), asked.ledger);
    if (!acts) {
        const Error& error = acts.error();
        return asked.ledger.overdue() ? failed(asked.ledger, error)
                                      : bad_field("query", error.file, error.message);
    }
    StatementFilter out = statement_filter(*acts);
    out.kind = asked.values().text("kind");
    return out;
}

Or<Json> list_statements(Desk& desk, const Asked& asked) {
    auto filter = statements_asked(desk, asked);
    if (auto* fault = std::get_if<Problem>(&filter)) {
        return std::move(*fault);
    }
    auto& which = std::get<StatementFilter>(filter);
    auto place = place_of(asked);
    if (auto* fault = std::get_if<Problem>(&place)) {
        return std::move(*fault);
    }
    which.after = std::get<std::optional<RowPlace>>(place);
    return page_of<StatementRow>(
        asked,
        "statements",
        [&](std::uint32_t limit, const auto& visit) {
            which.limit = limit;
            return asked.ledger.statements(which, visit);
        },
        [](const StatementRow& row) { return row.at; });
}

Or<Json> list_articles(Desk&, const Asked& asked) {
    auto filter = article_filter(question_of(asked.values()));
    if (!filter) {
        return bad_field("query", filter.error().file, filter.error().message);
    }
    filter->refused_only = asked.values().flag("refused");
    filter->all_versions = asked.values().flag("all_versions");
    auto place = place_of(asked);
    if (auto* fault = std::get_if<Problem>(&place)) {
        return std::move(*fault);
    }
    filter->after = std::get<std::optional<RowPlace>>(place);
    return page_of<ArticleRow>(
        asked,
        "articles",
        [&](std::uint32_t limit, const auto& visit) {
            filter->limit = limit;
            return asked.ledger.articles(*filter, visit);
        },
        [](const ArticleRow& row) { return row.at; });
}

}  // namespace

Or<std::string> event_now(Desk& desk, Ledger& ledger, const std::string& event) {
    Call call;
    call.operation = desk.api().find("getEvent");
    call.values.add("event", event);
    auto answer = get_event(desk, {ledger, call, {}});
    if (auto* fault = std::get_if<Problem>(&answer)) {
        return std::move(*fault);
    }
    return json_line(std::get<Json>(answer));
}

void add_event_routes(Routes& into) {
    into["listEvents"].ask = list_events;
    into["getEvent"] = {get_event, {}, true};
    into["listActs"].ask = list_acts;
    into["getAct"].ask = get_act;
    into["listStatements"].ask = list_statements;
    into["listArticles"].ask = list_articles;
}

}  // namespace chancery::server
