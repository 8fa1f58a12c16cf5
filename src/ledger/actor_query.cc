// Actors over all articles of a ledger, and the offices that articles say they hold.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/filter.h"
#include "ledger/impl.h"
#include "ledger/rows.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Current codings of articles, with x the actors of theirs and t who these are.
constexpr std::string_view current_actors =
    " FROM actors x JOIN parties t ON t.id = x.party "
    "JOIN codings c ON c.id = x.coding AND c.current = 1 "
    "JOIN articles r ON r.id = c.article";

constexpr std::string_view own_key = "t.key";

std::uint32_t count_at(const SqlStatement& row, int column) {
    return static_cast<std::uint32_t>(row.number(column));
}

Where where_of(const ActorQuery& query) {
    Where where;
    if (!query.words.empty()) {
        const std::string words = match(query.words, false);
        if (words.empty()) {
            where.add("0");
        } else {
            where.add("x.party IN (" + std::string(parties_by_words) + ")", words);
        }
    }
    if (!query.kind.empty()) {
        where.add("x.kind = ?", query.kind);
    }
    if (!query.code.empty()) {
        where.add("x.code = ?", query.code);
    }
    if (!query.sector.empty()) {
        where.add("x.sector = ?", query.sector);
    }
    for (const PartyFilter& party : query.parties) {
        const Where of = of_party(party);
        where.add(of.sql.substr(std::string_view(" WHERE ").size()));
        where.values.insert(where.values.end(), of.values.begin(), of.values.end());
    }
    return where;
}

ActorRow actor_from(const SqlStatement& row) {
    ActorRow out;
    int column = 0;
    for (std::string* field :
         {&out.name, &out.table_name, &out.key, &out.kind, &out.code, &out.sector}) {
        *field = row.text(column++);
    }
    out.acts = count_at(row, 6);
    out.articles = count_at(row, 7);
    out.first = row.text(8);
    out.last = row.text(9);
    return out;
}

/// Actors of a condition. The name is the tables', or the longest (then first) form.
Result<void> for_actors(Database& db,
                        const Where& where,
                        const std::string& limit,
                        const std::function<bool(const ActorRow&)>& visit) {
    const std::string sql =
        "SELECT coalesce(max(x.table_name), substr(min(printf('%09d', 999999999 - "
        "length(x.name)) || x.name), 10)), max(x.table_name), " +
        std::string(own_key) +
        ", x.kind, x.code, max(x.sector), count(DISTINCT p.act), count(DISTINCT "
        "c.article), min(r.published), max(r.published)" +
        std::string(current_actors) + " LEFT JOIN participants p ON p.actor = x.id" +
        where.sql + " GROUP BY " + std::string(own_key) +
        ", x.kind, x.code ORDER BY 7 DESC, 8 DESC, 3, 4, 5" + limit;
    return for_rows(db, sql, where.values, [&](const SqlStatement& row) {
        return visit(actor_from(row));
    });
}

Where one_actor(const std::string& key,
                const std::string& kind,
                const std::string& code) {
    Where where;
    where.add(std::string(own_key) + " = ?", key);
    where.add("x.kind = ?", kind);
    where.add("coalesce(x.code, '') = ?", code);
    return where;
}

Result<std::vector<ActorSaying>> sayings(Database& db,
                                         const Where& where,
                                         std::string_view what,
                                         std::string_view join) {
    const std::string column(what);
    Where said = where;
    said.add(column + " IS NOT NULL");
    const std::string sql = "SELECT " + column +
                            ", count(DISTINCT c.article), min(r.published), "
                            "max(r.published)" +
                            std::string(current_actors) + std::string(join) + said.sql +
                            " GROUP BY 1 ORDER BY 2 DESC, 1";
    std::vector<ActorSaying> out;
    auto done = for_rows(db, sql, said.values, [&](const SqlStatement& row) {
        out.push_back({row.text(0), count_at(row, 1), row.text(2), row.text(3)});
        return true;
    });
    if (!done) {
        return done.error();
    }
    return out;
}

}  // namespace

Result<void> Ledger::actors(const ActorQuery& query,
                            const std::function<bool(const ActorRow&)>& visit) {
    return for_actors(impl_->db,
                      where_of(query),
                      query.limit ? " LIMIT " + std::to_string(*query.limit) : "",
                      visit);
}

Result<std::optional<ActorRecord>> Ledger::actor_record(const std::string& key,
                                                        const std::string& kind,
                                                        const std::string& code) {
    const Where where = one_actor(key, kind, code);
    std::optional<ActorRecord> out;
    auto done = for_actors(impl_->db, where, "", [&](const ActorRow& row) {
        out.emplace().actor = row;
        return false;
    });
    if (!done) {
        return done.error();
    }
    if (!out) {
        return out;
    }

    struct List {
        std::vector<ActorSaying>* into;
        std::string_view column, join;
    };

    for (const List& list :
         {List{&out->names, "x.name", ""},
          List{&out->offices,
               "o.title",
               " JOIN offices o ON o.actor = x.id AND o.from_table = 0"},
          List{&out->outlets, "r.outlet", ""}}) {
        auto found = sayings(impl_->db, where, list.column, list.join);
        if (!found) {
            return found.error();
        }
        *list.into = std::move(*found);
    }
    return out;
}

Result<std::vector<OfficeObservation>> Ledger::office_observations() {
    // Only the words are taken from the texts: rows are sorted, and texts are long.
    const auto words = [](const std::string& what) {
        return "CAST(substr(CAST(r.text AS BLOB), o." + what + "_begin + 1, o." + what +
               "_end - o." + what + "_begin) AS TEXT)";
    };
    std::vector<OfficeObservation> out;
    auto done = for_rows(
        impl_->db,
        // A guess at the state from what the article is about ("+home") is no fact.
        "SELECT x.name, x.table_name, o.title, coalesce(o.code, "
        "iif(coalesce(x.rule, '') LIKE '%+home', NULL, x.code)), x.sector, "
        "r.doc, r.outlet, r.agency, r.published, " +
            words("said") + ", " + words("context") + std::string(current_actors) +
            " JOIN offices o ON o.actor = x.id AND o.from_table = 0 "
            "WHERE x.kind = 'person' AND coalesce(o.tenure, '') NOT IN ('past', 'elect') "
            "AND coalesce(x.rule, '') NOT LIKE 'unnamed%' "
            "ORDER BY r.id, x.ordinal, o.ordinal",
        {},
        [&](const SqlStatement& row) {
            OfficeObservation& seen = out.emplace_back();
            int column = 0;
            for (std::string* field : {&seen.name,
                                       &seen.table_name,
                                       &seen.title,
                                       &seen.code,
                                       &seen.sector,
                                       &seen.doc,
                                       &seen.outlet,
                                       &seen.agency,
                                       &seen.published,
                                       &seen.words,
                                       &seen.context}) {
                *field = row.text(column++);
            }
            return true;
        });
    if (!done) {
        return done.error();
    }
    return out;
}

Result<void> Ledger::decide(const OfficeDecision& decision) {
    return impl_->db.run(
        "INSERT INTO office_decisions (at, author, fact, decision, person, office, "
        "title, "
        "code, sector, since, until, reason) "
        "VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),?,?,?,?,?,?,?,?,?,?,?)",
        or_null(decision.author),
        decision.fact,
        name(decision.decision),
        decision.person,
        decision.office,
        decision.title,
        or_null(decision.code),
        or_null(decision.sector),
        or_null(decision.since),
        or_null(decision.until),
        or_null(decision.reason));
}

Result<std::vector<OfficeDecision>> Ledger::decisions() {
    std::vector<OfficeDecision> out;
    auto done = for_rows(
        impl_->db,
        "SELECT at, author, fact, decision, person, office, title, code, sector, since, "
        "until, reason FROM office_decisions ORDER BY id",
        {},
        [&](const SqlStatement& row) {
            OfficeDecision& one = out.emplace_back();
            one.at = row.text(0);
            one.author = row.text(1);
            one.fact = row.text(2);
            one.decision = decision_from(row.text(3)).value_or(Decision::open);
            int column = 4;
            for (std::string* field : {&one.person,
                                       &one.office,
                                       &one.title,
                                       &one.code,
                                       &one.sector,
                                       &one.since,
                                       &one.until,
                                       &one.reason}) {
                *field = row.text(column++);
            }
            return true;
        });
    if (!done) {
        return done.error();
    }
    return out;
}

}  // namespace chancery
