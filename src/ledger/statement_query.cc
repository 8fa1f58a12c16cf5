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
    "r.published, r.url, s.part, s.confidence, s.content_begin, s.content_end, "
    "r.published_day, s.ordinal ";
constexpr std::string_view by_statements =
    "FROM statements s JOIN codings c ON c.id = s.coding "
    "JOIN articles r ON r.id = c.article";
constexpr std::string_view by_articles =
    "FROM articles r CROSS JOIN codings c ON c.article = r.id "
    "CROSS JOIN statements s ON s.coding = c.id";

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
    out.content_at = {static_cast<std::uint32_t>(row.number(18)),
                      static_cast<std::uint32_t>(row.number(19))};
    out.at = {row.is_null(20) ? std::nullopt : std::optional(row.number(20)),
              out.doc,
              row.number(21),
              row.number(0)};
    return out;
}

/// The newest statements of one speaker are among those of the last days on which he
/// spoke: all before them need not be looked at. Gives a day on or after which he has
/// more than `count` statements; nothing where he has no more, or where the question is
/// another.
Result<SqlNumber> newest_since(Database& db,
                               const StatementFilter& filter,
                               std::uint64_t count) {
    if (!filter.newest_first || !filter.limit || filter.after ||
        filter.speakers.size() != 1) {
        return SqlNumber();
    }
    const PartyList parties = parties_of(filter.speakers.front());
    if (parties.sql.empty()) {
        return SqlNumber();
    }
    SqlNumber out;
    auto done = for_rows(db,
                         "SELECT day FROM voices WHERE party IN (" + parties.sql +
                             ") AND role = 'speaker' AND day IS NOT NULL ORDER BY day "
                             "DESC LIMIT 1 OFFSET " +
                             std::to_string(count),
                         parties.values,
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

DatedQuery query_of(const StatementFilter& filter) {
    // Where nothing else says which few can be meant, articles are gone through by day.
    const bool by_day = filter.limit && filter.speakers.empty() &&
                        filter.addressees.empty() && !filter.words.asks() &&
                        filter.docs.empty();
    return {std::string(statement_columns) +
                std::string(by_day ? by_articles : by_statements),
            "r.published_day",
            std::string(" ORDER BY r.published_day") +
                (filter.newest_first ? " DESC" : "") + ", r.doc, s.ordinal, s.id",
            filter.limit,
            "s.ordinal",
            "s.id",
            filter.newest_first,
            filter.after};
}

/// Goes through statements, their voices with them.
Result<void> visit_statements(Database& db,
                              const StatementFilter& filter,
                              const std::function<bool(const StatementRow&)>& visit) {
    return dated_rows(db,
                      query_of(filter),
                      where_of(filter),
                      [&](const SqlStatement& row) -> Result<bool> {
                          StatementRow statement = statement_from(row);
                          auto loaded = load_voices(db, row.number(0), statement);
                          return loaded ? Result<bool>(visit(statement)) : loaded.error();
                      });
}

}  // namespace

Result<void> Ledger::statements(const StatementFilter& filter,
                                const std::function<bool(const StatementRow&)>& visit) {
    constexpr std::uint64_t more_each_time = 16;
    for (std::uint64_t count = filter.limit.value_or(0) + 1;; count *= more_each_time) {
        const auto since = newest_since(impl_->db, filter, count);
        if (!since) {
            return since.error();
        }
        if (!*since) {
            return visit_statements(impl_->db, filter, visit);
        }
        // Nothing is shown before it is known that no more has to be looked at.
        StatementFilter asked = filter;
        const Day day{static_cast<std::int32_t>(**since)};
        asked.from = std::max(filter.from.value_or(day), day);
        std::vector<StatementRow> kept;
        auto done = visit_statements(impl_->db, asked, [&](const StatementRow& row) {
            kept.push_back(row);
            return true;
        });
        if (!done) {
            return done;
        }
        if (kept.size() == *filter.limit) {
            (void)std::all_of(kept.begin(), kept.end(), visit);
            return {};
        }
    }
}

}  // namespace chancery
