// Reading the ledger: rows become values.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "ledger/act_plan.h"
#include "ledger/act_rows.h"
#include "ledger/filter.h"
#include "ledger/impl.h"
#include "ledger/rows.h"
#include "ledger/stored_lists.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// What can be shown of an act without the text that it is of.
void show_evidence(ActDetail& out) {
    const ActRow& act = out.act;
    out.context = act.evidence;
    out.context_evidence = {0, static_cast<std::uint32_t>(act.evidence.size())};
    if (act.evidence_at.contains(act.trigger_at) &&
        act.trigger_at.end - act.evidence_at.begin <= act.evidence.size()) {
        out.context_trigger = {act.trigger_at.begin - act.evidence_at.begin,
                               act.trigger_at.end - act.evidence_at.begin};
    }
}

Result<void> load_context(Database& db, ActDetail& out) {
    return for_kept(
        db,
        "SELECT r.text, a.context_begin, a.context_end, a.trigger_begin, a.trigger_end, "
        "a.evidence_begin, a.evidence_end, n.tool, c.current FROM acts a "
        "JOIN codings c ON c.id = a.coding JOIN articles r ON r.id = c.article "
        "JOIN runs n ON n.id = c.run WHERE a.id = ?",
        out.act.row,
        [&](const SqlStatement& row) {
            out.text_kept = !row.is_null(0);
            out.tool = row.text(7);
            out.current = row.number(8) != 0;
            if (!out.text_kept) {
                show_evidence(out);
                return true;
            }
            const std::string text = row.text(0);
            const auto at = [&](int column) {
                return static_cast<std::uint32_t>(std::min<std::int64_t>(
                    row.number(column), static_cast<std::int64_t>(text.size())));
            };
            const Span context{at(1), std::max(at(1), at(2))};
            const auto inside = [&](int column) {
                return std::clamp(at(column), context.begin, context.end) - context.begin;
            };
            out.context = quote(text, context);
            out.context_trigger = {inside(3), std::max(inside(3), inside(4))};
            out.context_evidence = {inside(5), std::max(inside(5), inside(6))};
            return true;
        });
}

/// The rows of acts that a person may mean by `words`: newest coding of each identifier.
Result<std::vector<std::int64_t>> rows_meant(Database& db, const std::string& words) {
    constexpr std::string_view by_id =
        "SELECT max(a.id) FROM acts a JOIN codings c ON c.id = a.coding "
        "WHERE a.act_id >= ?1 AND a.act_id < ?1 || 'g' AND c.current = ?2 "
        "GROUP BY a.act_id ORDER BY a.act_id LIMIT 9";
    constexpr std::string_view by_number =
        "SELECT a.id FROM acts a JOIN codings c ON c.id = a.coding "
        "JOIN articles r ON r.id = c.article "
        "WHERE r.doc = ?1 AND a.ordinal = ?2 - 1 AND c.current = 1";
    std::vector<std::int64_t> out;
    const auto take = [&](const SqlStatement& row) {
        out.push_back(row.number(0));
        return true;
    };
    if (const auto colon = words.rfind(':'); colon != std::string::npos) {
        std::string_view digits = words;
        digits.remove_prefix(colon + 1);
        if (digits.starts_with('a')) {
            digits.remove_prefix(1);
        }
        std::int64_t number = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        auto done = for_rows(
            db, by_number, {SqlValue(words.substr(0, colon)), SqlValue(number)}, take);
        return done ? Result<std::vector<std::int64_t>>(out) : done.error();
    }
    for (const std::int64_t current : {1, 0}) {
        auto done = for_rows(db, by_id, {SqlValue(words), SqlValue(current)}, take);
        if (!done) {
            return done.error();
        }
        if (!out.empty()) {
            break;
        }
    }
    return out;
}

Result<ActRow> several(Database& db,
                       const std::string& words,
                       const std::vector<std::int64_t>& rows) {
    constexpr std::size_t shown = 8;
    std::string message = "several acts start with \"" + words + "\"; give more digits:";
    for (std::size_t i = 0; i < std::min(rows.size(), shown); ++i) {
        auto act = load_act(db, rows[i]);
        if (!act) {
            return act;
        }
        message += "\n  " + act->id + "  " + act->doc + "  " + act->type +
                   (act->mode.empty() ? "" : "/" + act->mode) + "  \"" + act->trigger +
                   '"';
    }
    message += rows.size() > shown ? "\n  …" : "";
    return Error{std::move(message), "", 0};
}

bool is_id_prefix(std::string_view words) {
    return words.size() >= 4 && std::all_of(words.begin(), words.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace

Result<void> Ledger::acts(const ActFilter& filter,
                          const std::function<bool(const ActRow&)>& visit) {
    const auto where = plan_acts(impl_->db, filter);
    if (!where) {
        return where.error();
    }
    // CROSS JOIN: acts first, in the order of their index. Rows of a day are sorted
    // before the first is shown, so they are numbers alone until then.
    const std::string join = goes_by_day(filter) ? " CROSS JOIN " : " JOIN ";
    const std::string from = "SELECT a.id FROM acts a" + join +
                             "codings c ON c.id = a.coding" + join +
                             "articles r ON r.id = c.article";
    const std::string order = std::string(" ORDER BY a.sort_day") +
                              (filter.newest_first ? " DESC" : "") +
                              ", r.doc, a.ordinal, a.id";
    return dated_rows(impl_->db,
                      {from,
                       "a.sort_day",
                       order,
                       filter.limit,
                       "a.ordinal",
                       "a.id",
                       filter.newest_first,
                       filter.after},
                      *where,
                      [&](const SqlStatement& row) -> Result<bool> {
                          auto act = load_act(impl_->db, row.number(0));
                          return act ? Result<bool>(visit(*act)) : act.error();
                      });
}

Result<void> Ledger::add_offices(ActRow& act) {
    return load_offices(impl_->db, act);
}

Result<std::string> Ledger::clean_text(const std::string& doc) {
    auto stmt = impl_->db.statement(
        "SELECT text FROM articles WHERE doc = ? AND current = 1 AND status = 'coded'");
    if (!stmt) {
        return stmt.error();
    }
    (*stmt)->bind(1, doc);
    std::string out;
    auto done = for_rows(impl_->db, **stmt, [&](const SqlStatement& row) {
        out = row.text(0);
        return false;
    });
    return done ? Result<std::string>(std::move(out)) : done.error();
}

Result<void> Ledger::articles(const ArticleFilter& filter,
                              const std::function<bool(const ArticleRow&)>& visit) {
    const Where where = where_of(filter);
    const std::string select =
        "SELECT r.doc, r.path, r.title, r.outlet, r.agency, r.dateline, r.published, "
        "r.url, "
        "r.language, r.refusal, r.content_hash, r.version, r.current, r.status = "
        "'refused', "
        "coalesce((SELECT sum(c.acts) FROM codings c WHERE c.article = r.id AND "
        "c.current = 1), (SELECT c.acts FROM codings c WHERE c.article = r.id "
        "ORDER BY c.id DESC LIMIT 1)), r.remarks, r.published_day, r.id, h.text, "
        "h.source FROM articles r "
        "LEFT JOIN text_hashes h ON h.article = r.id";
    const DatedQuery query = {select,
                              "r.published_day",
                              " ORDER BY r.published_day, r.doc, r.version, r.id",
                              filter.limit,
                              "r.version",
                              "r.id",
                              false,
                              filter.after};
    return dated_rows(
        impl_->db, query, where, [&](const SqlStatement& row) -> Result<bool> {
            ArticleRow out;
            int column = 0;
            for (std::string* field : {&out.doc,
                                       &out.path,
                                       &out.title,
                                       &out.outlet,
                                       &out.agency,
                                       &out.dateline,
                                       &out.published,
                                       &out.url,
                                       &out.language,
                                       &out.refusal,
                                       &out.content_hash}) {
                *field = row.text(column++);
            }
            out.version = static_cast<std::uint32_t>(row.number(11));
            out.current = row.number(12) != 0;
            out.refused = row.number(13) != 0;
            out.acts = static_cast<std::uint32_t>(row.number(14));
            out.at = {row.is_null(16) ? std::nullopt : std::optional(row.number(16)),
                      out.doc,
                      row.number(11),
                      row.number(17)};
            out.text_hash = row.text(18);
            out.source_hash = row.text(19);
            for_items(row.bytes(15), [&](const nlohmann::json& remark) {
                if (remark.is_array() && remark.size() == 4 && remark[1].is_string()) {
                    out.remarks.push_back(remark[1].get<std::string>());
                }
            });
            return visit(out);
        });
}

Result<ActDetail> Ledger::act(std::string_view prefix) {
    std::string words(prefix);
    if (words.find(':') == std::string::npos) {
        std::transform(words.begin(), words.end(), words.begin(), [](char c) {
            return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        if (!is_id_prefix(words)) {
            return Error{"\"" + words +
                             "\" is not the identifier of an act; give at least 4 of its "
                             "digits as `chancery acts` shows them, or DOC:NUMBER",
                         "",
                         0};
        }
    }
    auto rows = rows_meant(impl_->db, words);
    if (!rows) {
        return rows.error();
    }
    if (rows->empty()) {
        return Error{"no act \"" + words + "\" in this ledger", impl_->path, 0};
    }
    if (rows->size() > 1) {
        return several(impl_->db, words, *rows).error();
    }
    auto act = load_act(impl_->db, rows->front());
    if (!act) {
        return act.error();
    }
    ActDetail out;
    out.act = std::move(*act);
    auto done = load_offices(impl_->db, out.act);
    if (done) {
        done = load_reasons(impl_->db, out.act.row, out.reasons);
    }
    if (done) {
        done = load_context(impl_->db, out);
    }
    if (!done) {
        return done.error();
    }
    return out;
}

Result<std::size_t> Ledger::shortest(std::string_view id) {
    constexpr std::size_t least = 7;
    std::size_t shared = 0;
    for (const std::string_view sql :
         {std::string_view("SELECT max(act_id) FROM acts WHERE act_id < ?"),
          std::string_view("SELECT min(act_id) FROM acts WHERE act_id > ?")}) {
        auto stmt = impl_->db.statement(sql);
        if (!stmt) {
            return stmt.error();
        }
        (*stmt)->bind(1, id);
        auto done = for_rows(impl_->db, **stmt, [&](const SqlStatement& row) {
            const std::string other = row.text(0);
            const auto [mine, theirs] =
                std::mismatch(id.begin(), id.end(), other.begin(), other.end());
            shared = std::max(shared, static_cast<std::size_t>(mine - id.begin()));
            return true;
        });
        if (!done) {
            return done.error();
        }
    }
    return std::min(id.size(), std::max(least, shared + 1));
}

Result<std::vector<std::string>> Ledger::state_codes(std::string_view state) {
    const std::string words = match(state, false);
    if (words.empty()) {
        return std::vector<std::string>();  // signs alone name nothing
    }
    return text_column(
        impl_->db,
        "SELECT DISTINCT t.code FROM parties t JOIN spellings s ON s.party = t.id "
        "WHERE t.kind IN ('state', 'igo') AND t.code <> '' "
        "AND s.id IN (SELECT rowid FROM actor_names WHERE actor_names MATCH ?1) "
        "AND ?2 IN (s.name_key, s.table_key) ORDER BY t.code",
        {SqlValue(words), SqlValue(name_key(state))});
}

}  // namespace chancery
