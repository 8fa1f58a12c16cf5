// Corrections: what analysts change, and decisions on offices that articles teach.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/etag.h"
#include "server/records.h"
#include "server/routes.h"
#include "server/writer.h"
#include "shared/correction_words.h"
#include "shared/directory_options.h"

namespace chancery::server {

namespace {

using Body = nlohmann::json;

std::string text(const Body& body, const char* name) {
    return body.contains(name) ? body[name].get<std::string>() : std::string();
}

std::vector<std::string> texts(const Body& body, const char* name) {
    return body.contains(name) ? body[name].get<std::vector<std::string>>()
                               : std::vector<std::string>();
}

CorrectionWords words_of(const Body& body) {
    CorrectionWords out;
    out.kind = correction_kind_from(text(body, "kind")).value_or(CorrectionKind::set);
    out.id = text(body, "event");
    out.other = text(body, out.kind == CorrectionKind::name ? "actor" : "other");
    out.field = text(body, "field");
    out.value = text(body, "value");
    out.ids = texts(body, "acts");
    out.actors = texts(body, "actors");
    out.recipients = texts(body, "recipients");
    out.name = text(body, "name");
    out.act.doc = text(body, "doc");
    out.act.type = text(body, "type");
    out.act.mode = text(body, "mode");
    out.act.evidence = text(body, "evidence");
    out.act.trigger = text(body, "trigger");
    out.act.date = text(body, "date");
    out.act.place = text(body, "place");
    out.act.channel = text(body, "channel");
    out.act.cameo = text(body, "cameo");
    out.act.status = body.contains("status") ? text(body, "status") : "happened";
    out.count = body.contains("count")
                    ? static_cast<std::uint32_t>(body["count"].get<double>())
                    : 0;
    return out;
}

/// Whether the caller saw the event as it is now.
std::optional<Problem> unseen(Desk& desk, const Visit& visit, Ledger& ledger) {
    if (!visit.values().has("If-Match")) {
        return problem(428,
                       "say in If-Match which state of the event is corrected: the ETag "
                       "of /v1/events/{event}, or *");
    }
    const std::string& match = visit.values().text("If-Match");
    if (match == "*") {
        return std::nullopt;
    }
    const auto answer = event_now(desk, ledger, text(visit.call.body, "event"));
    if (const auto* fault = std::get_if<Problem>(&answer)) {
        return *fault;
    }
    return matches(match, tag_of(std::get<std::string>(answer)))
               ? std::nullopt
               : std::optional(problem(
                     412, "the event has changed since it was read; look at it again"));
}

struct Made {
    Correction correction;
    std::vector<std::string> events;
};

Or<Made> enter(Ledger& ledger, const CorrectionWords& words, const Visit& visit) {
    auto correction = make_correction(ledger, words);
    if (!correction) {
        const std::string& what = correction.error().message;
        const bool absent =
            what.starts_with("no act ") || what.starts_with("there is no correction");
        return problem(absent ? 404 : 422, what);
    }
    correction->author = visit.caller.author;
    correction->reason = text(visit.call.body, "reason");
    auto entered = ledger.correct(*std::move(correction));
    if (!entered) {
        return problem(422, entered.error().message);
    }
    Made out{*std::move(entered), {}};
    std::vector<ActAnchor> about = out.correction.acts;
    about.insert(about.end(), out.correction.others.begin(), out.correction.others.end());
    if (out.correction.kind == CorrectionKind::add) {
        about.push_back({out.correction.act.doc,
                         out.correction.act.type,
                         {},
                         out.correction.act.evidence});
    }
    if (const auto events = ledger.events_at(about)) {
        out.events = *events;
    }
    // What marks it as in force is worked out over all entries.
    if (const auto all = ledger.corrections()) {
        for (const Correction& one : *all) {
            if (one.uid == out.correction.uid) {
                out.correction = one;
            }
        }
    }
    return out;
}

Response entered(Desk& desk, const Or<Made>& made) {
    if (const auto* fault = std::get_if<Problem>(&made)) {
        return to_response(*fault);
    }
    const Made& one = std::get<Made>(made);
    desk.look();
    Response out = to_response(Json{{"version", one.correction.version},
                                    {"correction", record(one.correction)},
                                    {"events", one.events}},
                               201);
    out.set("Location", "/v1/corrections");
    return out;
}

Response correct(Desk& desk, const Visit& visit) {
    const CorrectionWords words = words_of(visit.call.body);
    const bool of_event =
        words.kind != CorrectionKind::add && words.kind != CorrectionKind::name;
    return entered(desk, desk.writer().with([&](Ledger& ledger) -> Or<Made> {
        if (of_event) {
            if (auto fault = unseen(desk, visit, ledger)) {
                return *std::move(fault);
            }
        }
        return enter(ledger, words, visit);
    }));
}

Response undo(Desk& desk, const Visit& visit) {
    CorrectionWords words;
    words.kind = CorrectionKind::undo;
    words.number = visit.values().text("correction");
    return entered(desk, desk.writer().with([&](Ledger& ledger) {
        return enter(ledger, words, visit);
    }));
}

/// Whether a correction is about the event, as the words of its acts say.
bool is_about(const Correction& one, const EventDetail& event) {
    const auto in = [&](const std::vector<ActAnchor>& anchors) {
        return std::any_of(anchors.begin(), anchors.end(), [&](const ActAnchor& anchor) {
            return std::any_of(
                event.acts.begin(), event.acts.end(), [&](const ActRow& act) {
                    return act.doc == anchor.doc && act.evidence == anchor.evidence;
                });
        });
    };
    return in(one.acts) || in(one.others);
}

Or<Json> list_corrections(Desk&, const Asked& asked) {
    auto all = asked.ledger.corrections();
    if (!all) {
        return failed(asked.ledger, all.error());
    }
    const Values& values = asked.values();
    if (values.has("event")) {
        const auto event = asked.ledger.event(values.text("event"));
        if (!event) {
            return missing(asked.ledger, event.error());
        }
        std::erase_if(*all,
                      [&](const Correction& one) { return !is_about(one, *event); });
    }
    auto place = place_of(asked);
    if (auto* fault = std::get_if<Problem>(&place)) {
        return std::move(*fault);
    }
    const bool newest = values.flag("newest_first");
    if (newest) {
        std::reverse(all->begin(), all->end());
    }
    if (const auto& after = std::get<std::optional<RowPlace>>(place)) {
        std::erase_if(*all, [&](const Correction& one) {
            return newest ? one.id >= after->number : one.id <= after->number;
        });
    }
    const auto limit = static_cast<std::size_t>(values.number("limit"));
    Json rows = Json::array();
    for (std::size_t i = 0; i < std::min(limit, all->size()); ++i) {
        rows.push_back(record((*all)[i]));
    }
    Json out = {{"version", asked.state.version}, {"corrections", std::move(rows)}};
    out["next"] = all->size() > limit
                      ? Json(cursor_behind(asked, {{}, "", (*all)[limit - 1].id}))
                      : Json();
    return out;
}

Response decide(Desk& desk, const Visit& visit) {
    const Body& body = visit.call.body;
    const std::string& id = visit.values().text("office");
    const auto decided = desk.writer().with([&](Ledger& ledger) -> Or<Json> {
        const auto find = [&]() -> Result<std::optional<LearnedOffice>> {
            auto all = learned_offices(ledger, desk.book(), LearnOptions{}.enough);
            if (!all) {
                return all.error();
            }
            for (LearnedOffice& one : *all) {
                if (one.id == id) {
                    return std::optional(std::move(one));
                }
            }
            return std::optional<LearnedOffice>();
        };
        const auto found = find();
        if (!found) {
            return problem(500, found.error().text());
        }
        if (!*found) {
            return problem(404, "there is no office " + id + "; /v1/offices lists them");
        }
        const LearnedOffice& office = **found;
        OfficeDecision one;
        one.fact = office.id;
        one.decision = decision_from(text(body, "decision")).value_or(Decision::open);
        one.person = office.person;
        one.office = office.office;
        one.title = office.title;
        one.code = office.code;
        one.sector = office.sector;
        one.since = text(body, "since");
        one.until = text(body, "until");
        one.author = visit.caller.author;
        one.reason = text(body, "reason");
        if (auto done = ledger.decide(one); !done) {
            return problem(500, done.error().text());
        }
        const auto now = find();
        return now && *now ? Or<Json>(record(**now))
                           : Or<Json>(problem(500, "the decision was not kept"));
    });
    desk.look();
    const auto* fault = std::get_if<Problem>(&decided);
    return fault != nullptr ? to_response(*fault) : to_response(std::get<Json>(decided));
}

}  // namespace

void add_correction_routes(Routes& into) {
    into["correct"].serve = correct;
    into["undo"].serve = undo;
    into["listCorrections"].ask = list_corrections;
    into["decideOffice"].serve = decide;
}

}  // namespace chancery::server
