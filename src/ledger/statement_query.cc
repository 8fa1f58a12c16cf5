// Asking for what was said. SPDX-License-Identifier: Apache-2.0
#include "ledger/act_rows.h"
#include "ledger/filter.h"
#include "ledger/impl.h"
#include "ledger/rows.h"

namespace chancery {

namespace {

constexpr std::string_view statement_columns =
    "SELECT s.id, s.statement_id, s.kind, s.speaker, s.addressee, s.speaker_words, "
    "s.addressee_words, s.cue, s.content, s.rule, r.doc, r.title, r.outlet, r.agency, "
    "r.published, r.url, s.part, s.confidence "
    "FROM statements s JOIN codings c ON c.id = s.coding "
    "JOIN articles r ON r.id = c.article";

StatementRow statement_from(const SqlStatement& row) {
    StatementRow out;
    int column = 1;
    for (std::string* field : {&out.id,
                               &out.kind,
                               &out.speaker,
                               &out.addressee,
                               &out.speaker_words,
                               &out.addressee_words,
                               &out.cue,
                               &out.content,
                               &out.rule,
                               &out.doc,
                               &out.title,
                               &out.outlet,
                               &out.agency,
                               &out.published,
                               &out.url}) {
        *field = row.text(column++);
    }
    out.part = static_cast<std::uint32_t>(row.number(16));
    out.confidence = row.real(17);
    return out;
}

}  // namespace

Result<void> Ledger::statements(const StatementFilter& filter,
                                const std::function<bool(const StatementRow&)>& visit) {
    const Where where = where_of(filter);
    const std::string sql =
        std::string(statement_columns) + where.sql +
        " ORDER BY r.published_day IS NULL, r.published_day" +
        (filter.newest_first ? " DESC" : "") + ", r.doc, s.ordinal" +
        (filter.limit ? " LIMIT " + std::to_string(*filter.limit) : "");
    return try_rows(
        impl_->db, sql, where.values, [&](const SqlStatement& row) -> Result<bool> {
            StatementRow statement = statement_from(row);
            auto voices = for_kept(
                impl_->db,
                "SELECT v.role = 'speaker', x.key, x.name, x.table_name, x.kind, x.code, "
                "x.sector FROM voices v JOIN actors x ON x.id = v.actor "
                "WHERE v.statement = ? ORDER BY v.role, v.ordinal",
                row.number(0),
                [&](const SqlStatement& voice) {
                    auto& list =
                        voice.number(0) != 0 ? statement.speakers : statement.addressees;
                    list.push_back(participant_from(voice, 1));
                    return true;
                });
            if (!voices) {
                return voices.error();
            }
            return visit(statement);
        });
}

}  // namespace chancery
