// An article with its text and where what was read from it stands; and how an event came
// to be. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ledger/act_rows.h"
#include "ledger/correction_store.h"
#include "ledger/filter.h"
#include "ledger/impl.h"
#include "ledger/rows.h"
#include "ledger/stored_lists.h"

namespace chancery {

namespace {

/// A span that lies in a text of that size; nothing where it is empty.
std::optional<Span> span_in(const StoredSpan& at, std::size_t size) {
    const bool fits =
        at.begin >= 0 && at.begin < at.end && at.end <= static_cast<std::int64_t>(size);
    return fits ? std::optional(Span{static_cast<std::uint32_t>(at.begin),
                                     static_cast<std::uint32_t>(at.end)})
                : std::nullopt;
}

void add_blocks(std::string_view json, ArticleText& out) {
    auto blocks = stored_blocks(json);
    if (!blocks) {
        return;
    }
    for (StoredBlock& block : *blocks) {
        if (const auto at = span_in(block.at, out.text.size())) {
            out.blocks.push_back({std::move(block.kind), *at});
        }
    }
}

void add_reasons(const std::string& act, std::string_view json, ArticleText& out) {
    for (StoredReason& one : stored_reasons(json)) {
        if (const auto at = span_in(one.at, out.text.size())) {
            out.reasons.push_back({act, std::move(one.reason.field), *at});
        }
    }
}

}  // namespace

Result<std::optional<ArticleText>> Ledger::article_text(const std::string& doc) {
    std::optional<ArticleText> out;
    ArticleFilter filter;
    filter.docs = {doc};
    auto done = articles(filter, [&](const ArticleRow& row) {
        out.emplace().article = row;
        return false;
    });
    if (done && out) {
        done = for_rows(impl_->db,
                        "SELECT r.text, (SELECT c.blocks FROM codings c WHERE c.article "
                        "= r.id AND c.current = 1 AND c.by_hand = 0 LIMIT 1) FROM "
                        "articles r WHERE r.doc = ? AND r.current = 1",
                        {SqlValue(doc)},
                        [&](const SqlStatement& row) {
                            out->text = row.text(0);
                            add_blocks(row.bytes(1), *out);
                            return false;
                        });
    }
    constexpr std::string_view codings =
        " JOIN codings c ON c.id = x.coding AND c.current = 1 "
        "JOIN articles r ON r.id = c.article WHERE r.doc = ? AND r.current = 1";
    if (done && out) {
        done = for_rows(
            impl_->db,
            "SELECT x.key, x.name, x.table_name, x.kind, x.code, x.sector FROM actors x" +
                std::string(codings) + " ORDER BY c.id, x.ordinal",
            {SqlValue(doc)},
            [&](const SqlStatement& row) {
                out->actors.push_back(participant_from(row, 0));
                return true;
            });
    }
    if (done && out) {
        done = for_rows(
            impl_->db,
            "SELECT x.act_id, w.list FROM acts x" +
                std::string(codings).replace(0, 0, " JOIN reasons w ON w.act = x.id") +
                " ORDER BY c.id, x.ordinal",
            {SqlValue(doc)},
            [&](const SqlStatement& row) {
                add_reasons(row.text(0), row.bytes(1), *out);
                return true;
            });
    }
    if (!done) {
        return done.error();
    }
    return out;
}

Result<std::vector<std::string>> Ledger::events_at(
    const std::vector<ActAnchor>& anchors) {
    std::vector<std::string> out;
    for (const ActAnchor& anchor : anchors) {
        auto row = act_at(impl_->db, anchor);
        if (!row) {
            return row.error();
        }
        auto done = for_kept(impl_->db,
                             "SELECT e.event_id FROM acts a JOIN events e ON e.id = "
                             "a.event WHERE a.id = ?",
                             row->value_or(0),
                             [&](const SqlStatement& one) {
                                 out.push_back(one.text(0));
                                 return false;
                             });
        if (!done) {
            return done.error();
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<std::vector<EventChange>> Ledger::history(std::int64_t row) {
    std::vector<EventChange> out;
    auto done = for_rows(
        impl_->db,
        // Of acts that are of it now; what they were of before has no index. In the
        // past `versions` ends then.
        "SELECT m.since, 1, a.act_id FROM acts a JOIN main.memberships m ON m.act = a.id "
        "WHERE a.event = ?1 AND m.event = ?1 AND m.since <= (SELECT max(id) FROM "
        "versions) UNION ALL "
        "SELECT m.until, 0, a.act_id FROM acts a JOIN main.memberships m ON m.act = a.id "
        "WHERE a.event = ?1 AND m.event = ?1 AND m.until <= (SELECT max(id) FROM "
        "versions) ORDER BY 1, 2, 3",
        {SqlValue(row)},
        [&](const SqlStatement& one) {
            if (out.empty() || out.back().version != one.number(0)) {
                out.emplace_back().version = one.number(0);
            }
            EventChange& change = out.back();
            (one.number(1) != 0 ? change.joined : change.left).push_back(one.text(2));
            return true;
        });
    if (!done) {
        return done.error();
    }
    return out;
}

Result<std::vector<std::string>> Ledger::events_of_version(std::int64_t version,
                                                           std::size_t most) {
    return text_column(impl_->db,
                       "SELECT DISTINCT e.event_id FROM log l "
                       "JOIN codings c ON c.article = l.article AND c.current = 1 "
                       "JOIN acts a ON a.coding = c.id JOIN events e ON e.id = a.event "
                       // Versions are asked for as they come: at the end of the log.
                       "WHERE l.id > (SELECT max(id) - 10000 FROM log) "
                       "AND l.version = ? ORDER BY 1 LIMIT ?",
                       {SqlValue(version), SqlValue(static_cast<std::int64_t>(most))});
}

}  // namespace chancery
