// SPDX-License-Identifier: Apache-2.0
#include "ledger/revisions.h"

#include <set>
#include <string>

#include "ledger/correction_store.h"
#include "ledger/rows.h"

namespace chancery {

namespace {

using Rows = std::vector<std::int64_t>;

Result<Rows> rows_with(Database& db,
                       std::string_view sql,
                       const std::vector<SqlValue>& values) {
    Rows out;
    auto done = for_rows(db, sql, values, [&](const SqlStatement& row) {
        out.push_back(row.number(0));
        return true;
    });
    return done ? Result<Rows>(std::move(out)) : done.error();
}

/// The acts that a correction is about, as they are now; none for an undo.
Result<Rows> acts_of(Database& db, const Correction& correction) {
    if (correction.kind == CorrectionKind::add) {
        return rows_with(db,
                         "SELECT a.id FROM corrections k JOIN acts a ON "
                         "a.coding = k.coding WHERE k.id = ?",
                         {correction.id});
    }
    if (correction.kind == CorrectionKind::name) {
        return rows_with(
            db,
            "SELECT p.act FROM parties t JOIN actors x ON "
            "t.id IN (x.party, x.own_party) "
            "JOIN participants p ON p.actor = x.id "
            "WHERE t.key = ? AND t.kind = ? AND t.code = ?",
            {correction.from.key, correction.from.kind, correction.from.code});
    }
    Rows out;
    for (const auto* anchors : {&correction.acts, &correction.others}) {
        for (const ActAnchor& anchor : *anchors) {
            const auto act = act_at(db, anchor);
            if (!act) {
                return act.error();
            }
            if (*act) {
                out.push_back(**act);
            }
        }
    }
    return out;
}

}  // namespace

Result<Revisions> Revisions::open(Database& db) {
    const auto all = load_corrections(db);
    if (!all) {
        return all.error();
    }
    Revisions out;
    std::unordered_map<std::string, Rows> by_uid;
    for (const Correction& one : *all) {
        Rows acts;
        if (one.kind == CorrectionKind::undo) {
            acts = by_uid[one.undoes];
        } else {
            auto found = acts_of(db, one);
            if (!found) {
                return found.error();
            }
            acts = *std::move(found);
        }
        for (const std::int64_t act : acts) {
            out.by_act_[act].push_back(one.id);
        }
        by_uid[one.uid] = std::move(acts);
    }
    return out;
}

std::uint32_t Revisions::count(const std::vector<ActRow>& acts) const {
    std::set<std::int64_t> out;
    for (const ActRow& act : acts) {
        if (const auto it = by_act_.find(act.row); it != by_act_.end()) {
            out.insert(it->second.begin(), it->second.end());
        }
    }
    return static_cast<std::uint32_t>(out.size());
}

}  // namespace chancery
