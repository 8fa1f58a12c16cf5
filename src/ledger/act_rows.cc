// Rows of acts become values.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/act_rows.h"

#include <array>

#include "ledger/rows.h"
#include "ledger/stored_lists.h"

namespace chancery {

namespace {

constexpr std::string_view columns =
    "SELECT a.id, a.act_id, a.ordinal, a.type, a.mode, a.cameo, a.channel, a.date, "
    "a.place, "
    "a.status, a.background, a.count, a.trigger_words, a.evidence, a.confidence, r.doc, "
    "r.title, r.outlet, r.agency, r.published, r.url, r.path, a.quad, a.goldstein, "
    "a.place_country, a.place_latitude, a.place_longitude, r.language, a.sentence, "
    "a.trigger_begin, a.trigger_end, a.evidence_begin, a.evidence_end, a.text_size, "
    "(SELECT act_id FROM main.acts f WHERE f.id = a.event), a.sort_day "
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

/// "former President of Laos"
std::string shown_title(const std::string& title, std::string_view tenure) {
    if (tenure == "elect") {
        return title + "-elect";
    }
    const std::string_view before = tenure == "past"     ? "former "
                                    : tenure == "acting" ? "acting "
                                                         : "";
    return title.starts_with(before) ? title : std::string(before) + title;
}

/// `sql` gives in the order of the participants: whether it is an actor, its place among
/// these, its number, and of each office title, whether the tables have it, and tenure.
Result<void> load_offices(Database& db,
                          std::string_view sql,
                          std::int64_t row_of_all,
                          std::array<std::vector<Participant>*, 2> lists) {
    std::array<std::size_t, 2> next{};
    std::array<std::int64_t, 2> last{-1, -1};
    return for_kept(db, sql, row_of_all, [&](const SqlStatement& row) {
        const std::size_t role = row.number(0) != 0 ? 0 : 1;
        next.at(role) += last.at(role) == row.number(1) ? 0U : 1U;
        last.at(role) = row.number(1);
        auto& list = *lists.at(role);
        if (next.at(role) > list.size()) {
            return true;
        }
        Participant& one = list[next.at(role) - 1];
        one.number = static_cast<std::uint32_t>(row.number(2));
        if (row.is_null(3)) {
            return true;
        }
        const bool said = row.number(4) == 0;
        if (said) {
            one.offices.push_back(row.text(3));
        }
        if (said || one.offices.empty()) {
            one.titles.push_back(shown_title(row.text(3), row.bytes(5)));
        }
        return true;
    });
}

}  // namespace

Result<void> load_offices(Database& db, ActRow& act) {
    return load_offices(
        db,
        "SELECT p.role = 'actor', p.ordinal, x.ordinal, o.title, o.from_table, o.tenure "
        "FROM participants p JOIN actors x ON x.id = p.actor "
        "LEFT JOIN offices o ON o.actor = x.id WHERE p.act = ? "
        "ORDER BY p.role, p.ordinal, o.from_table, o.ordinal",
        act.row,
        {&act.actors, &act.recipients});
}

Result<void> load_offices(Database& db, EventRow& event) {
    return load_offices(
        db,
        "SELECT p.role = 'actor', p.ordinal, x.ordinal, o.title, o.from_table, o.tenure "
        "FROM event_parties p JOIN actors x ON x.id = p.actor "
        "LEFT JOIN offices o ON o.actor = x.id WHERE p.event = ? "
        "ORDER BY p.role, p.ordinal, o.from_table, o.ordinal",
        event.row,
        {&event.actors, &event.recipients});
}

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
              row.number(2),
              out.row};
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
            for (StoredReason& one : stored_reasons(row.bytes(0))) {
                out.push_back(std::move(one.reason));
            }
            return true;
        });
}

}  // namespace chancery
