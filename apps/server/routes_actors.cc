// Actors: found by any spelling, and what is known of each.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>

#include "server/records.h"
#include "server/routes.h"
#include "shared/directory_options.h"
#include "text/fold.h"

namespace chancery::server {

namespace {

std::size_t limit_of(const Asked& asked) {
    return static_cast<std::size_t>(asked.values().number("limit"));
}

std::string office_of(const Directory& book, const DirectoryActor& actor) {
    if (actor.terms.empty()) {
        return actor.detail;
    }
    const DirectoryTerm& term = book.term(actor.terms.back());
    return term.title + ", " + years_of(term);
}

Json listed(const Directory& book, const DirectoryHit& hit) {
    const DirectoryActor& actor = book.actor(hit.actor);
    const DirectoryName& found = actor.names[hit.name];
    return {{"id", actor.id},
            {"name", actor.name},
            {"kind", name(actor.kind)},
            {"code", text_or_null(actor.code)},
            {"sector", text_or_null(actor.sector)},
            {"office", text_or_null(office_of(book, actor))},
            {"acts", 0},
            {"articles", 0},
            {"why", found.text == actor.name ? hit.why : hit.why + ": " + found.text}};
}

/// The entry of the tables that a row of the ledger is.
std::optional<std::uint32_t> entry_of_row(const Directory& book, const ActorRow& row) {
    const auto known = book.by_name(row.table_name.empty() ? row.name : row.table_name);
    return known && name(book.actor(*known).kind) == row.kind ? known : std::nullopt;
}

/// What the ledger knows, added to what the tables have.
Result<void> add_rows(const Directory& book,
                      const Asked& asked,
                      const std::string& code,
                      std::size_t limit,
                      Json& list) {
    ActorQuery query;
    query.words = asked.values().text("words");
    query.words = query.words.empty() ? asked.values().text("text") : query.words;
    query.kind =
        asked.call.operation->id == "listActors" ? asked.values().text("kind") : "";
    query.code = code;
    query.limit = static_cast<std::uint32_t>(limit * 4 + 100);
    return asked.ledger.actors(query, [&](const ActorRow& row) {
        const auto entry = entry_of_row(book, row);
        const std::string id = entry ? book.actor(*entry).id : id_of(row.key, row.code);
        const auto same = std::find_if(
            list.begin(), list.end(), [&](const Json& one) { return one["id"] == id; });
        if (same != list.end()) {
            (*same)["acts"] = (*same)["acts"].get<std::uint32_t>() + row.acts;
            (*same)["articles"] = (*same)["articles"].get<std::uint32_t>() + row.articles;
        } else if (list.size() < limit) {
            list.push_back(
                {{"id", id},
                 {"name", row.name},
                 {"kind", row.kind},
                 {"code", text_or_null(row.code)},
                 {"sector", text_or_null(row.sector)},
                 {"office",
                  entry ? text_or_null(office_of(book, book.actor(*entry))) : Json()},
                 {"acts", row.acts},
                 {"articles", row.articles},
                 {"why", "in the ledger"}});
        }
        return true;
    });
}

}  // namespace

Or<Json> actors_found(Desk& desk,
                      const Asked& asked,
                      const std::string& words,
                      std::size_t limit) {
    const Directory& book = desk.book();
    const bool narrowed = asked.call.operation->id == "listActors";
    const std::string kind = narrowed ? asked.values().text("kind") : "";
    std::string code;
    if (narrowed && asked.values().has("country")) {
        code = book.code_of(asked.values().text("country"));
        if (code.empty()) {
            return problem(404,
                           "no state or organisation \"" +
                               asked.values().text("country") + "\" is known");
        }
    }
    Json list = Json::array();
    if (!words.empty()) {
        for (const DirectoryHit& hit : book.find(words, limit * 4)) {
            const DirectoryActor& actor = book.actor(hit.actor);
            const bool fits = (kind.empty() || name(actor.kind) == kind) &&
                              (code.empty() || actor.code == code);
            if (fits && list.size() < limit) {
                list.push_back(listed(book, hit));
            }
        }
    }
    if (auto done = add_rows(book, asked, code, limit, list); !done) {
        return failed(asked.ledger, done.error());
    }
    return list;
}

namespace {

Or<Json> list_actors(Desk& desk, const Asked& asked) {
    auto list = actors_found(desk, asked, asked.values().text("words"), limit_of(asked));
    if (auto* fault = std::get_if<Problem>(&list)) {
        return std::move(*fault);
    }
    return Json{{"version", asked.state.version},
                {"actors", std::get<Json>(std::move(list))}};
}

/// "to_lam@VNM" as its key and code.
std::pair<std::string, std::string> split_id(const std::string& id) {
    const std::size_t at = id.rfind('@');
    std::string words = id.substr(0, at);
    std::replace(words.begin(), words.end(), '_', ' ');
    return {name_key(words), at == std::string::npos ? "" : id.substr(at + 1)};
}

std::optional<std::uint32_t> entry_of(const Directory& book, const std::string& id) {
    if (const auto found = book.by_id(id)) {
        return found;
    }
    if (const auto found = book.by_name(id)) {
        return found;
    }
    return book.by_name(split_id(id).first);
}

/// All that the tables have on an actor.
Json of_tables(const Directory& book, const DirectoryActor& actor) {
    Json names = Json::array();
    for (const DirectoryName& one : actor.names) {
        names.push_back({{"text", one.text}, {"what", one.what}, {"source", one.source}});
    }
    Json offices = Json::array();
    for (const std::uint32_t t : actor.terms) {
        const DirectoryTerm& term = book.term(t);
        offices.push_back({{"title", term.title},
                           {"office", term.office},
                           {"code", text_or_null(term.code)},
                           {"sector", text_or_null(term.sector)},
                           {"since", text_or_null(term.since)},
                           {"until", text_or_null(term.until)},
                           {"source", term.source}});
    }
    Json holders = Json::array();
    for (const DirectoryTerm& term : book.terms()) {
        const bool shown = term.office != "ambassador" && term.office != "other" &&
                           term.office != "deputy" && term.office != "minister";
        if (actor.kind == ActorKind::state && term.code == actor.code &&
            term.until.empty() && shown) {
            const DirectoryActor& holder = book.actor(term.actor);
            holders.push_back({{"id", holder.id},
                               {"name", holder.name},
                               {"title", term.title},
                               {"office", term.office},
                               {"since", text_or_null(term.since)},
                               {"source", term.source}});
        }
    }
    return {{"id", actor.id},
            {"name", actor.name},
            {"kind", name(actor.kind)},
            {"code", text_or_null(actor.code)},
            {"sector", text_or_null(actor.sector)},
            {"detail", text_or_null(actor.detail)},
            {"source", text_or_null(actor.source)},
            {"names", std::move(names)},
            {"offices", std::move(offices)},
            {"holders", std::move(holders)},
            {"members", actor.members}};
}

Json of_ledger_alone(const ActorRow& row) {
    return {{"id", id_of(row.key, row.code)},
            {"name", row.name},
            {"kind", row.kind},
            {"code", text_or_null(row.code)},
            {"sector", text_or_null(row.sector)},
            {"detail", nullptr},
            {"source", nullptr},
            {"names", Json::array()},
            {"offices", Json::array()},
            {"holders", Json::array()},
            {"members", Json::array()}};
}

Json sayings(const std::vector<ActorSaying>& list) {
    Json out = Json::array();
    for (const ActorSaying& one : list) {
        out.push_back(record(one));
    }
    return out;
}

/// The rows of the ledger that are this actor.
Result<std::vector<ActorRow>> rows_of(const Directory& book,
                                      const Asked& asked,
                                      std::optional<std::uint32_t> entry,
                                      const std::string& id) {
    const auto parts = split_id(id);
    ActorQuery query;
    query.words = entry ? book.actor(*entry).name : parts.first;
    const std::string wanted = name_key(query.words);
    std::vector<ActorRow> out;
    auto done = asked.ledger.actors(query, [&](const ActorRow& row) {
        const bool kind = !entry || row.kind == name(book.actor(*entry).kind);
        if (row.key == wanted && kind &&
            (parts.second.empty() || row.code == parts.second)) {
            out.push_back(row);
        }
        return true;
    });
    return done ? Result<std::vector<ActorRow>>(std::move(out)) : done.error();
}

bool takes_part(const ActRow& act, const std::vector<ActorRow>& rows) {
    const auto is = [&](const Participant& one) {
        const std::string key =
            name_key(one.table_name.empty() ? one.name : one.table_name);
        return std::any_of(rows.begin(), rows.end(), [&](const ActorRow& row) {
            return row.key == key && row.kind == one.kind && row.code == one.code;
        });
    };
    return std::any_of(act.actors.begin(), act.actors.end(), is) ||
           std::any_of(act.recipients.begin(), act.recipients.end(), is);
}

Result<void> add_latest(const Asked& asked,
                        const std::vector<ActorRow>& rows,
                        Json& out) {
    const std::size_t limit = limit_of(asked);
    out["acts"] = Json::array();
    out["statements"] = Json::array();
    if (rows.empty()) {
        return {};
    }
    ActFilter filter;
    filter.actors.push_back({rows.front().name, {}, ActorFilter::Role::any});
    filter.newest_first = true;
    auto done = asked.ledger.acts(filter, [&](const ActRow& act) {
        if (takes_part(act, rows)) {
            out["acts"].push_back(record(act));
        }
        return out["acts"].size() < limit;
    });
    StatementFilter said;
    said.speakers = filter.actors;
    said.newest_first = true;
    said.limit = static_cast<std::uint32_t>(limit);
    return done ? asked.ledger.statements(said,
                                          [&](const StatementRow& one) {
                                              out["statements"].push_back(record(one));
                                              return true;
                                          })
                : done;
}

std::size_t enough_of(const Asked& asked) {
    return static_cast<std::size_t>(asked.values().number("enough"));
}

Result<void> add_said(const Asked& asked, const std::vector<ActorRow>& rows, Json& out) {
    out["said"] = Json::array();
    for (const ActorRow& row : rows) {
        const auto found = asked.ledger.actor_record(row.key, row.kind, row.code);
        if (!found) {
            return found.error();
        }
        if (!*found) {
            continue;
        }
        const ActorRecord& one = **found;
        out["said"].push_back({{"name", one.actor.name},
                               {"kind", one.actor.kind},
                               {"code", text_or_null(one.actor.code)},
                               {"acts", one.actor.acts},
                               {"articles", one.actor.articles},
                               {"first", text_or_null(one.actor.first)},
                               {"last", text_or_null(one.actor.last)},
                               {"names", sayings(one.names)},
                               {"offices", sayings(one.offices)},
                               {"outlets", sayings(one.outlets)}});
    }
    return {};
}

Or<Json> get_actor(Desk& desk, const Asked& asked) {
    const std::string& id = asked.values().text("actor");
    const Directory& book = desk.book();
    const auto entry = entry_of(book, id);
    const auto rows = rows_of(book, asked, entry, id);
    if (!rows) {
        return failed(asked.ledger, rows.error());
    }
    if (!entry && rows->empty()) {
        return problem(404, "no actor \"" + id + "\" is known; /v1/actors searches");
    }
    Json out = {{"version", asked.state.version}};
    out.update(entry ? of_tables(book, book.actor(*entry))
                     : of_ledger_alone(rows->front()));
    auto done = add_said(asked, *rows, out);
    const auto learned = done ? learned_offices(asked.ledger, book, enough_of(asked))
                              : Result<std::vector<LearnedOffice>>(done.error());
    if (!learned) {
        return failed(asked.ledger, learned.error());
    }
    out["learned"] = Json::array();
    for (const LearnedOffice& one : *learned) {
        if (one.person == out["name"]) {
            out["learned"].push_back(record(one));
        }
    }
    done = add_latest(asked, *rows, out);
    if (!done) {
        return failed(asked.ledger, done.error());
    }
    return out;
}

Day today() {
    const auto days =
        std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return Day{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

Or<Json> who(Desk& desk, const Asked& asked) {
    const auto learned = learned_offices(asked.ledger, desk.book(), enough_of(asked));
    if (!learned) {
        return failed(asked.ledger, learned.error());
    }
    Directory book = desk.book();
    add_learned(book, *learned);
    WhoQuestion question{asked.values().text("words"), today(), ""};
    if (asked.values().has("on")) {
        question.on = Day::parse_iso(asked.values().text("on")).value_or(today());
    }
    if (asked.values().has("near")) {
        question.near = book.code_of(asked.values().text("near"));
        if (question.near.empty()) {
            return problem(404,
                           "no state or organisation \"" + asked.values().text("near") +
                               "\" is known; give a name or a code such as VNM or ASEAN");
        }
    }
    Json answers = Json::array();
    for (const WhoAnswer& one : book.who(question, limit_of(asked))) {
        const DirectoryActor& actor = book.actor(one.actor);
        const DirectoryTerm& term = book.term(one.term);
        answers.push_back({{"id", actor.id},
                           {"name", actor.name},
                           {"title", term.title},
                           {"office", term.office},
                           {"code", text_or_null(term.code)},
                           {"sector", text_or_null(term.sector)},
                           {"since", text_or_null(term.since)},
                           {"until", text_or_null(term.until)},
                           {"held", one.held},
                           {"source", term.source},
                           {"why", one.why}});
    }
    return Json{{"version", asked.state.version}, {"answers", std::move(answers)}};
}

Or<Json> list_offices(Desk& desk, const Asked& asked) {
    const auto learned = learned_offices(asked.ledger, desk.book(), enough_of(asked));
    if (!learned) {
        return failed(asked.ledger, learned.error());
    }
    Json list = Json::array();
    for (const LearnedOffice& one : *learned) {
        if (one.state != LearnedState::past || asked.values().flag("all")) {
            list.push_back(record(one));
        }
    }
    return Json{{"version", asked.state.version}, {"offices", std::move(list)}};
}

}  // namespace

void add_actor_routes(Routes& into) {
    into["listActors"].ask = list_actors;
    into["getActor"].ask = get_actor;
    into["who"].ask = who;
    into["listOffices"].ask = list_offices;
}

}  // namespace chancery::server
