// SPDX-License-Identifier: Apache-2.0
#include "ledger/act_plan.h"

#include <string>
#include <vector>

#include "ledger/rows.h"

namespace chancery {

namespace {

/// Actors of articles whose acts are listed rather than met on the way.
constexpr std::int64_t few_actors = 4000;

Result<void> add_actor(Database& db, Where& where, const ActorFilter& filter, bool some) {
    const PartyList list = parties_of(filter);
    if (list.sql.empty() && filter.sector.empty()) {
        where.add("0");
        return {};
    }
    std::string who;
    std::vector<SqlValue> values = list.values;
    const auto add = [&](const std::string& condition) { who += " AND " + condition; };
    if (!list.sql.empty()) {
        add("x.party IN (" + list.sql + ")");
    }
    if (filter.role != ActorFilter::Role::any) {
        add(filter.role == ActorFilter::Role::actor ? "p.role = 'actor'"
                                                    : "p.role = 'recipient'");
    }
    if (!filter.sector.empty()) {
        add("x.sector = ?");
        values.emplace_back(filter.sector);
    }
    const auto few =
        !some ? Result<bool>(true)
        : list.sql.empty()
            ? Result<bool>(false)
            : has_at_most(db,
                          few_actors,
                          "SELECT 1 FROM actors WHERE party IN (" + list.sql + ")",
                          list.values);
    if (!few) {
        return few.error();
    }
    const std::string joined =
        "participants p JOIN actors x ON x.id = p.actor" + who + " WHERE ";
    where.add(*few ? "a.id IN (SELECT p.act FROM " + joined + "1)"
                   : "EXISTS (SELECT 1 FROM " + joined + "p.act = a.id)");
    where.values.insert(where.values.end(), values.begin(), values.end());
    return {};
}

}  // namespace

bool goes_by_day(const ActFilter& filter) {
    return filter.limit && filter.docs.empty() && filter.outlet.empty();
}

Result<Where> plan_acts(Database& db, const ActFilter& filter) {
    Where where = where_of(filter);
    for (const ActorFilter& actor : filter.actors) {
        auto done = add_actor(db, where, actor, goes_by_day(filter));
        if (!done) {
            return done.error();
        }
    }
    return where;
}

}  // namespace chancery
