// What corrections there are, and what they can be about.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/correction_store.h"
#include "ledger/impl.h"
#include "ledger/rows.h"
#include "text/fold.h"

namespace chancery {

Result<std::vector<Correction>> Ledger::corrections() {
    auto all = load_corrections(impl_->db);
    if (!all) {
        return all;
    }
    if (auto guidance = guidance_of(impl_->db, *all); !guidance) {
        return guidance.error();
    }
    return all;
}

Result<std::vector<ActAnchor>> Ledger::anchors_of(std::string_view id) {
    std::vector<ActAnchor> out;
    std::vector<std::int64_t> rows;
    // "e…" is an event, or else an act whose own identifier begins so.
    const bool named = id.starts_with('e') || id.starts_with('E');
    auto meant = event(id);
    if (!meant) {
        return meant.error();
    }
    for (const ActRow& act : meant->acts) {
        const bool only = !named || act.id.starts_with(id);
        if (named && only) {
            rows = {act.row};
            break;
        }
        if (named) {
            // The lead first: what is set is set on it.
            rows.insert(act.id == meant->event.lead ? rows.begin() : rows.end(), act.row);
        }
    }
    if (!named) {
        auto one = act(id);
        if (!one) {
            return one.error();
        }
        rows.push_back(one->act.row);
    }
    for (const std::int64_t row : rows) {
        auto anchor = anchor_of(impl_->db, row);
        if (!anchor) {
            return anchor.error();
        }
        out.push_back(*std::move(anchor));
    }
    return out;
}

Result<std::vector<NamedParty>> Ledger::parties_named(std::string_view words) {
    std::vector<NamedParty> out;
    const std::string key = name_key(words);
    auto done = for_rows(
        impl_->db,
        "SELECT t.kind, t.code, t.key, (SELECT coalesce(x.table_name, x.name) FROM "
        "actors x "
        "WHERE x.party = t.id ORDER BY x.table_name IS NULL, length(x.name) DESC, x.name "
        "LIMIT 1), (SELECT count(*) FROM actors x JOIN participants p ON p.actor = x.id "
        "WHERE x.party = t.id) AS acts FROM parties t "
        "WHERE t.id IN (SELECT party FROM spellings WHERE ?1 IN (name_key, table_key)) "
        "AND t.id NOT IN (SELECT party FROM party_aliases) "
        "ORDER BY acts DESC, t.key, t.kind, t.code",
        {SqlValue(key)},
        [&](const SqlStatement& row) {
            out.push_back({{row.text(0), row.text(1), row.text(2)},
                           row.text(3),
                           static_cast<std::uint32_t>(row.number(4))});
            return true;
        });
    if (!done) {
        return done.error();
    }
    return out;
}

}  // namespace chancery
