// SPDX-License-Identifier: Apache-2.0
#include "ledger/correction_store.h"

#include <algorithm>

#include "ledger/impl.h"
#include "ledger/rows.h"
#include "text/fold.h"

namespace chancery {

Result<std::vector<Correction>> load_corrections(Database& db) {
    std::vector<Correction> out;
    auto done = try_rows(
        db,
        "SELECT id, version, at, author, reason, kind, uid, payload FROM corrections "
        "ORDER BY id",
        {},
        [&](const SqlStatement& row) -> Result<bool> {
            Correction& one = out.emplace_back();
            one.id = row.number(0);
            one.version = row.number(1);
            one.at = row.text(2);
            one.author = row.text(3);
            one.reason = row.text(4);
            one.kind = correction_kind_from(row.text(5)).value_or(CorrectionKind::set);
            one.uid = row.text(6);
            if (auto read = read_payload(row.bytes(7), one); !read) {
                return Error{
                    "correction " + std::to_string(one.id) + ": " + read.error().message,
                    "",
                    0};
            }
            return true;
        });
    if (!done) {
        return done.error();
    }
    mark_in_force(out);
    return out;
}

Result<std::optional<std::int64_t>> act_at(Database& db, const ActAnchor& anchor) {
    std::optional<std::int64_t> best;
    std::pair<int, std::int64_t> rank;
    auto done = for_rows(
        db,
        "SELECT a.id, a.type, a.source_begin, a.source_end, a.evidence FROM articles r "
        "JOIN codings c ON c.article = r.id AND c.current = 1 "
        "JOIN acts a ON a.coding = c.id WHERE r.doc = ?1 ORDER BY a.ordinal, a.act_id",
        {SqlValue(anchor.doc)},
        [&](const SqlStatement& row) {
            const std::int64_t shared =
                std::min(row.number(3), std::int64_t{anchor.source.end}) -
                std::max(row.number(2), std::int64_t{anchor.source.begin});
            const bool words = row.bytes(4) == anchor.evidence;
            // Where the article was changed before it, the words stand elsewhere.
            if (shared <= 0 && !words) {
                return true;
            }
            const std::pair<int, std::int64_t> mine{
                (row.bytes(1) == anchor.type ? 2 : 0) + (words ? 1 : 0), shared};
            if (!best || mine > rank) {
                best = row.number(0);
                rank = mine;
            }
            return true;
        });
    if (!done) {
        return done.error();
    }
    return best;
}

Result<ActAnchor> anchor_of(Database& db, std::int64_t act) {
    ActAnchor out;
    auto done = for_kept(db,
                         "SELECT r.doc, a.type, a.source_begin, a.source_end, a.evidence "
                         "FROM acts a JOIN codings c ON c.id = a.coding "
                         "JOIN articles r ON r.id = c.article WHERE a.id = ?",
                         act,
                         [&](const SqlStatement& row) {
                             out = {row.text(0),
                                    row.text(1),
                                    {static_cast<std::uint32_t>(row.number(2)),
                                     static_cast<std::uint32_t>(row.number(3))},
                                    row.text(4)};
                             return true;
                         });
    if (!done) {
        return done.error();
    }
    return out;
}

namespace {

/// Finds the words of corrections again.
class Placement {
  public:
    explicit Placement(Database& db) : db_(db) {}

    std::vector<std::int64_t> rows_of(const std::vector<ActAnchor>& anchors) {
        std::vector<std::int64_t> out;
        for (const ActAnchor& anchor : anchors) {
            auto found = act_at(db_, anchor);
            if (!found) {
                failure_ = failure_ ? failure_ : found.error();
            } else if (*found &&
                       std::find(out.begin(), out.end(), **found) == out.end()) {
                out.push_back(**found);
            }
        }
        return out;
    }

    void add_pair(std::int64_t one, std::int64_t other, bool same) {
        const auto a = id_of(one);
        const auto b = id_of(other);
        guidance_.decisions.push_back({a, b, same});
        if (same) {
            guidance_.joined[one].push_back(other);
            guidance_.joined[other].push_back(one);
        }
    }

    void place(Correction& correction) {
        const auto acts = rows_of(correction.acts);
        const auto others = rows_of(correction.others);
        switch (correction.kind) {
            case CorrectionKind::merge:
                correction.placed = !acts.empty() && !others.empty();
                join_all(acts);
                join_all(others);
                if (correction.placed) {
                    add_pair(acts.front(), others.front(), true);
                }
                break;
            case CorrectionKind::split:
                correction.placed = !acts.empty();
                for (const std::int64_t one : acts) {
                    for (const std::int64_t other : others) {
                        add_pair(one, other, false);
                    }
                }
                join_all(acts);
                break;
            case CorrectionKind::drop:
                correction.placed = !acts.empty();
                guidance_.dropped.insert(acts.begin(), acts.end());
                break;
            case CorrectionKind::set:
                correction.placed = !acts.empty();
                if (const auto field = event_field_from(correction.field);
                    field && correction.placed) {
                    guidance_.set[acts.front()].push_back(
                        {*field, correction.value, correction.id});
                }
                break;
            case CorrectionKind::add:
            case CorrectionKind::name:
            case CorrectionKind::undo:
                break;
        }
    }

    Result<Guidance> finish() {
        if (failure_) {
            return *failure_;
        }
        return std::move(guidance_);
    }

  private:
    void join_all(const std::vector<std::int64_t>& acts) {
        for (std::size_t i = 1; i < acts.size(); ++i) {
            add_pair(acts[i - 1], acts[i], true);
        }
    }

    std::string id_of(std::int64_t act) {
        std::string out;
        auto done = for_kept(db_,
                             "SELECT act_id FROM acts WHERE id = ?",
                             act,
                             [&](const SqlStatement& row) {
                                 out = row.text(0);
                                 return true;
                             });
        if (!done && !failure_) {
            failure_ = done.error();
        }
        return out;
    }

    Database& db_;
    Guidance guidance_;
    std::optional<Error> failure_;
};

}  // namespace

Result<Guidance> guidance_of(Database& db, std::vector<Correction>& corrections) {
    Placement placement(db);
    for (Correction& one : corrections) {
        if (one.in_force) {
            placement.place(one);
        }
    }
    return placement.finish();
}

Result<Guidance> guidance_of(Database& db) {
    auto corrections = load_corrections(db);
    return corrections ? guidance_of(db, *corrections) : corrections.error();
}

Result<SqlNumber> actor_of_party(Database& db, const PartyName& party) {
    return db.number(
        "SELECT x.id FROM parties t JOIN actors x ON x.party = t.id "
        "JOIN codings c ON c.id = x.coding JOIN articles r ON r.id = c.article "
        "WHERE t.key = ? AND t.kind = ? AND t.code = ? "
        "ORDER BY c.current DESC, x.table_name IS NULL, length(x.name) DESC, r.doc, "
        "x.ordinal LIMIT 1",
        party.key,
        party.kind,
        party.code);
}

}  // namespace chancery
