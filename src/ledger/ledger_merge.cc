// When the ledger merges: with each batch, with each correction, or all of it anew.
// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "ledger/correction_store.h"
#include "ledger/event_store.h"
#include "ledger/impl.h"
#include "ledger/rows.h"
#include "ledger/sketch_blob.h"

namespace chancery {

Result<std::vector<std::int64_t>> Ledger::Impl::changed_acts() {
    std::vector<std::int64_t> out;
    if (touched.empty()) {
        return added;
    }
    // Of a document that came and changed in one batch the first acts are not shown.
    std::set<std::int64_t> acts(added.begin(), added.end());
    for (const std::string& doc : touched) {
        auto done =
            for_rows(db,
                     "SELECT a.id, c.current, a.event IS NOT NULL FROM articles r "
                     "JOIN codings c ON c.article = r.id JOIN acts a ON a.coding = c.id "
                     "WHERE r.doc = ?",
                     {SqlValue(doc)},
                     [&](const SqlStatement& row) {
                         const bool shown = row.number(1) != 0;
                         if (shown != (row.number(2) != 0)) {
                             acts.insert(row.number(0));
                         } else if (!shown) {
                             acts.erase(row.number(0));
                         }
                         memory.forget(row.number(0));
                         return true;
                     });
        if (!done) {
            return done.error();
        }
    }
    return std::vector<std::int64_t>(acts.begin(), acts.end());
}

Result<void> Ledger::Impl::merge_touched() {
    if (!rules) {
        return {};
    }
    const auto changed = changed_acts();
    if (!changed) {
        return changed.error();
    }
    const std::vector<std::int64_t>& acts = *changed;
    if (acts.empty()) {
        return {};
    }
    // In a ledger without events yet, those to come are made under these rules.
    auto noted = db.run(
        "INSERT INTO settings (key, value) SELECT 'merge', ? WHERE "
        "NOT EXISTS (SELECT 1 FROM settings WHERE key = 'merge') AND "
        "NOT EXISTS (SELECT 1 FROM codings WHERE current = 1 AND id NOT IN "
        "(SELECT coding FROM coding_spans WHERE since = ?))",
        merged_under,
        *version);
    return noted ? merge_acts(acts) : noted;
}

Result<void> Ledger::Impl::merge_acts(const std::vector<std::int64_t>& acts) {
    const auto guidance = guidance_of(db);
    if (!guidance) {
        return guidance.error();
    }
    return EventStore(db, memory, *rules, *guidance, *version).update(acts);
}

Result<void> build_past_events(Database& db, MergeMemory& memory, EventStore& store) {
    std::vector<std::pair<std::int64_t, std::int64_t>> members;
    auto done = for_rows(db,
                         "SELECT event, act FROM past_members ORDER BY event, act",
                         {},
                         [&](const SqlStatement& row) {
                             members.emplace_back(row.number(0), row.number(1));
                             return true;
                         });
    for (std::size_t i = 0; i < members.size() && done;) {
        std::vector<std::int64_t> acts;
        const std::int64_t event = members[i].first;
        for (; i < members.size() && members[i].first == event; ++i) {
            acts.push_back(members[i].second);
        }
        done = store.restore(acts);
        memory.end_batch();
    }
    return done;
}

Result<std::size_t> Ledger::unmerged() {
    // Counting takes as long as the ledger is large; most often there is nothing to
    // count.
    const auto known = impl_->db.number(
        "SELECT 1 FROM settings WHERE key = 'merge' AND value = ?", impl_->merged_under);
    if (!known || *known) {
        return known ? Result<std::size_t>(0) : known.error();
    }
    const auto acts = impl_->db.number(
        "SELECT count(*) FROM acts a JOIN codings c ON c.id = a.coding AND c.current = "
        "1");
    return acts ? Result<std::size_t>(static_cast<std::size_t>(acts->value_or(0)))
                : acts.error();
}

Result<void> Ledger::merge_anew() {
    if (auto open = impl_->open_batch(); !open) {
        return open;
    }
    auto done = [&]() -> Result<void> {
        std::vector<std::int64_t> acts;
        auto read = for_rows(impl_->db,
                             "SELECT a.id FROM acts a JOIN codings c ON c.id = a.coding "
                             "WHERE c.current = 1 OR a.event IS NOT NULL ORDER BY a.id",
                             {},
                             [&](const SqlStatement& row) {
                                 acts.push_back(row.number(0));
                                 return true;
                             });
        if (!read) {
            return read;
        }
        const auto version = impl_->version_of_batch("merge", {}, {});
        if (!version) {
            return version.error();
        }
        // Keys may be others under other rules or another version of the program.
        impl_->memory.clear();
        read = impl_->db.run("DELETE FROM merge_keys");
        if (read) {
            read = impl_->fill_sketches();
        }
        if (read) {
            read = impl_->merge_acts(acts);
        }
        return read ? impl_->db.run(
                          "INSERT OR REPLACE INTO settings (key, value) VALUES ('merge', "
                          "?)",
                          impl_->merged_under)
                    : read;
    }();
    if (!done) {
        roll_back();
        return done;
    }
    return commit();
}

/// Sketches of acts that were stored before ledgers had them; rows of datasets have none.
Result<void> Ledger::Impl::fill_sketches() {
    std::vector<std::pair<std::int64_t, std::string>> made;
    auto done =
        for_rows(db,
                 "SELECT a.id, CAST(substr(CAST(r.text AS BLOB), a.context_begin + 1, "
                 "a.context_end - a.context_begin) AS TEXT) FROM acts a "
                 "JOIN codings c ON c.id = a.coding JOIN articles r ON r.id = c.article "
                 "WHERE a.sketch IS NULL AND r.text IS NOT NULL AND c.current = 1 AND "
                 "coalesce(c.blocks, '') NOT LIKE '[[\"row\"%'",
                 {},
                 [&](const SqlStatement& row) {
                     made.emplace_back(row.number(0), packed(sketch_of(row.bytes(1))));
                     return true;
                 });
    for (const auto& [row, sketch] : made) {
        if (done) {
            done =
                db.run("UPDATE acts SET sketch = ? WHERE id = ?", SqlBlob{sketch}, row);
        }
    }
    return done;
}

std::string Ledger::Impl::now() {
    std::string out;
    (void)for_rows(db,
                   "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')",
                   {},
                   [&](const SqlStatement& row) {
                       out = row.text(0);
                       return true;
                   });
    return out;
}

}  // namespace chancery
