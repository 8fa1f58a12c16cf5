// Rows of acts become values.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/act_rows.h"

#include <nlohmann/json.hpp>

#include "ledger/rows.h"

namespace chancery {

namespace {

constexpr std::string_view columns =
    "SELECT a.id, a.act_id, a.ordinal, a.type, a.mode, a.cameo, a.channel, a.date, "
    "a.place, "
    "a.status, a.background, a.count, a.trigger_words, a.evidence, a.confidence, r.doc, "
    "r.title, r.outlet, r.agency, r.published, r.url, r.path, a.quad, a.goldstein, "
    "a.place_country, a.place_latitude, a.place_longitude, r.language, a.sentence, "
    "a.trigger_begin, a.trigger_end, a.evidence_begin, a.evidence_end, a.text_size, "
    "(SELECT act_id FROM acts f WHERE f.id = a.event), a.sort_day "
    "FROM acts a JOIN codings c ON c.id = a.coding JOIN articles r ON r.id = c.article";

Result<void> load_participants(Database& db, ActRow& act) {
    return for_kept(
        db,
        "SELECT p.role = 'actor', x.key, x.name, x.table_name, x.kind, x.code, x.sector "
        "FROM participants p JOIN actors x ON x.id = p.actor WHERE p.act = ? "
        "ORDER BY p.role, p.ordinal",
        act.row,
        [&](const SqlStatement& row) {
            auto& list = row.number(0) != 0 ? act.actors : act.recipients;
            list.push_back(participant_from(row, 1));
            return true;
        });
}

Result<void> load_contexts(Database& db, ActRow& act) {
    return for_kept(db,
                    "SELECT context FROM act_contexts WHERE act = ? ORDER BY ordinal",
                    act.row,
                    [&](const SqlStatement& row) {
                        act.contexts.push_back(row.text(0));
                        return true;
                    });
}

}  // namespace

std::string_view act_columns() {
    return columns;
}

Participant participant_from(const SqlStatement& row, int column) {
    Participant out;
    for (std::string* field :
         {&out.key, &out.name, &out.table_name, &out.kind, &out.code, &out.sector}) {
        *field = row.text(column++);
    }
    return out;
}

ActRow act_from(const SqlStatement& row) {
    ActRow out;
    out.row = row.number(0);
    out.id = row.text(1);
    out.number = static_cast<std::uint32_t>(row.number(2)) + 1;
    int column = 3;
    for (std::string* field : {&out.type,
                               &out.mode,
                               &out.cameo,
                               &out.channel,
                               &out.date,
                               &out.place,
                               &out.status}) {
        *field = row.text(column++);
    }
    out.background = row.number(10) != 0;
    if (!row.is_null(11)) {
        out.count = static_cast<std::uint32_t>(row.number(11));
    }
    out.trigger = row.text(12);
    out.evidence = row.text(13);
    out.confidence = row.real(14);
    column = 15;
    for (std::string* field : {&out.doc,
                               &out.title,
                               &out.outlet,
                               &out.agency,
                               &out.published,
                               &out.url,
                               &out.path}) {
        *field = row.text(column++);
    }
    out.quad = static_cast<std::uint32_t>(row.number(22));
    if (!row.is_null(23)) {
        out.goldstein = row.real(23);
    }
    out.place_country = row.text(24);
    if (!row.is_null(25) && !row.is_null(26)) {
        out.place_at = Coordinates{row.real(25), row.real(26)};
    }
    out.language = row.text(27);
    out.sentence = static_cast<std::uint32_t>(row.number(28));
    const auto at = [&](int i) { return static_cast<std::uint32_t>(row.number(i)); };
    out.trigger_at = {at(29), at(30)};
    out.evidence_at = {at(31), at(32)};
    out.text_size = at(33);
    out.event = row.is_null(34) ? "" : "e" + row.text(34);
    out.at = {row.is_null(35) ? std::nullopt : std::optional(row.number(35)),
              out.doc,
              row.number(2)};
    return out;
}

/// What an act has in tables of its own.
Result<void> load_parts(Database& db, ActRow& act) {
    if (auto done = load_participants(db, act); !done) {
        return done;
    }
    return load_contexts(db, act);
}

Result<ActRow> load_act(Database& db, std::int64_t id) {
    ActRow out;
    auto done = for_kept(
        db, std::string(columns) + " WHERE a.id = ?", id, [&](const SqlStatement& row) {
            out = act_from(row);
            return true;
        });
    if (done) {
        done = load_parts(db, out);
    }
    if (!done) {
        return done.error();
    }
    return out;
}

Result<void> load_reasons(Database& db, std::int64_t act, std::vector<ReasonRow>& out) {
    return for_kept(
        db, "SELECT list FROM reasons WHERE act = ?", act, [&](const SqlStatement& row) {
            const auto list = nlohmann::json::parse(row.bytes(0), nullptr, false);
            if (!list.is_array()) {
                return false;
            }
            for (const auto& one : list) {
                if (one.is_array() && one.size() >= 6 && one[5].is_number()) {
                    out.push_back({one[0].get<std::string>(),
                                   one[1].get<std::string>(),
                                   one[2].get<std::string>(),
                                   one[5].get<double>()});
                }
            }
            return true;
        });
}

}  // namespace chancery
