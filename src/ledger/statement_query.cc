// Asking for what was said. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

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

/// The newest statements of one speaker are among those of the last days on which he
/// spoke: all before them need not be looked at. Gives a day on or after which he has
/// more than `count` statements; nothing where he has no more, or where the question is
/// another.
Result<SqlNumber> newest_since(Database& db,
                               const StatementFilter& filter,
                               std::uint64_t count) {
    if (!filter.newest_first || !filter.limit || filter.speakers.size() != 1) {
        return SqlNumber();
    }
    const ActorFilter& speaker = filter.speakers.front();
    std::string parties;
    std::vector<SqlValue> values;
    const std::string words = match(speaker.words, false);
    if (!words.empty()) {
        parties = parties_by_words;
        values.emplace_back(words);
    }
    for (const std::string& code : speaker.codes) {
        parties += parties.empty() ? "" : " UNION ";
        parties += "SELECT id FROM parties WHERE code = ?";
        values.emplace_back(code);
    }
    if (parties.empty()) {
        return SqlNumber();
    }
    SqlNumber out;
    auto done = for_rows(db,
                         "SELECT day FROM voices WHERE party IN (" + parties +
                             ") AND role = 'speaker' AND day IS NOT NULL ORDER BY day "
                             "DESC LIMIT 1 OFFSET " +
                             std::to_string(count),
                         values,
                         [&](const SqlStatement& row) {
                             out = row.number(0);
                             return true;
                         });
    return done ? Result<SqlNumber>(out) : done.error();
}

Result<void> load_voices(Database& db, std::int64_t id, StatementRow& statement) {
    return for_kept(
        db,
        "SELECT v.role = 'speaker', x.key, x.name, x.table_name, x.kind, x.code, "
        "x.sector FROM voices v JOIN actors x ON x.id = v.actor "
        "WHERE v.statement = ? ORDER BY v.role, v.ordinal",
        id,
        [&](const SqlStatement& voice) {
            auto& list = voice.number(0) != 0 ? statement.speakers : statement.addressees;
            list.push_back(participant_from(voice, 1));
            return true;
        });
}

}  // namespace

Result<void> Ledger::statements(const StatementFilter& filter,
                                const std::function<bool(const StatementRow&)>& visit) {
    const std::string order =
        std::string(" ORDER BY r.published_day IS NULL, r.published_day") +
        (filter.newest_first ? " DESC" : "") + ", r.doc, s.ordinal" +
        (filter.limit ? " LIMIT " + std::to_string(*filter.limit) : "");
    constexpr std::uint64_t more_each_time = 16;
    for (std::uint64_t count = filter.limit.value_or(0) + 1;; count *= more_each_time) {
        const auto since = newest_since(impl_->db, filter, count);
        if (!since) {
            return since.error();
        }
        StatementFilter asked = filter;
        if (*since) {
            const Day day{static_cast<std::int32_t>(**since)};
            asked.from = std::max(filter.from.value_or(day), day);
        }
        const Where where = where_of(asked);
        std::vector<std::pair<std::int64_t, StatementRow>> kept;
        // Where more may have to be looked at, nothing is shown before it is known.
        auto done =
            try_rows(impl_->db,
                     std::string(statement_columns) + where.sql + order,
                     where.values,
                     [&](const SqlStatement& row) -> Result<bool> {
                         StatementRow statement = statement_from(row);
                         if (*since) {
                             kept.emplace_back(row.number(0), std::move(statement));
                             return true;
                         }
                         auto loaded = load_voices(impl_->db, row.number(0), statement);
                         return loaded ? Result<bool>(visit(statement)) : loaded.error();
                     });
        if (!done || !*since) {
            return done;
        }
        if (kept.size() < *filter.limit) {
            continue;
        }
        for (auto& [id, statement] : kept) {
            if (auto loaded = load_voices(impl_->db, id, statement); !loaded) {
                return loaded;
            }
            if (!visit(statement)) {
                break;
            }
        }
        return {};
    }
}

}  // namespace chancery
