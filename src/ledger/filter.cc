// Filters become SQL.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/filter.h"

#include <set>

#include "text/fold.h"

namespace chancery {

std::string match(std::string_view words, bool any_order) {
    const std::string key = name_key(words);
    if (key.empty()) {
        return {};
    }
    std::string out = "\"";
    for (const char c : key) {
        out += c == ' ' && any_order ? std::string("\" \"") : std::string(1, c);
    }
    return out + '"';
}

const std::string_view parties_by_words =
    "SELECT party FROM spellings WHERE id IN "
    "(SELECT rowid FROM actor_names WHERE actor_names MATCH ?)";

PartyList parties_of(const ActorFilter& filter) {
    PartyList out;
    const std::string words = match(filter.words, false);
    if (!words.empty()) {
        out.sql = parties_by_words;
        out.values.emplace_back(words);
    }
    for (const std::string& code : filter.codes) {
        out.sql += out.sql.empty() ? "" : " UNION ";
        out.sql += "SELECT id FROM parties WHERE code = ?";
        out.values.emplace_back(code);
    }
    return out;
}

namespace {

/// Where rows say who takes part in what.
struct PartyTable {
    std::string_view owner;   ///< the column whose rows are asked for: "a.id"
    std::string_view select;  ///< "SELECT p.act FROM …", with x or p as below
    std::string_view party;
    std::string_view has_code;  ///< a condition with one value
    std::string_view sector;
    std::string_view role;
};

constexpr PartyTable of_statements = {
    "s.id",
    "SELECT p.statement FROM voices p",
    "p.party",
    "p.party IN (SELECT id FROM parties WHERE code = ?)",
    "(SELECT x.sector FROM actors x WHERE x.id = p.actor)",
    "p.role"};

/// "p.role = '…' AND …" of what must hold of one participant; `besides` is a condition on
/// p.
void add_actor(Where& where,
               const PartyTable& table,
               const ActorFilter& filter,
               std::string_view role,
               const std::string& besides = {}) {
    std::string sql = std::string(table.owner) + " IN (" + std::string(table.select);
    std::vector<SqlValue> values;
    std::string_view join = " WHERE ";
    const auto add = [&](const std::string& condition) {
        sql += std::string(join) + condition;
        join = " AND ";
    };
    if (!role.empty()) {
        add(std::string(table.role) + " = '" + std::string(role) + '\'');
    }
    if (!besides.empty()) {
        add(besides);
    }
    const std::string words = match(filter.words, false);
    std::string ways;
    if (!words.empty()) {
        ways = std::string(table.party) + " IN (" + std::string(parties_by_words) + ")";
        values.emplace_back(words);
    }
    for (const std::string& code : filter.codes) {
        ways += (ways.empty() ? "" : " OR ") + std::string(table.has_code);
        values.emplace_back(code);
    }
    if (!ways.empty() || filter.sector.empty()) {
        add("(" + (ways.empty() ? "0" : ways) + ")");
    }
    if (!filter.sector.empty()) {
        add(std::string(table.sector) + " = ?");
        values.emplace_back(filter.sector);
    }
    where.add(sql + ")");
    where.values.insert(where.values.end(), values.begin(), values.end());
}

void add_types(Where& where,
               const std::string& of,
               const std::vector<TypeFilter>& types) {
    if (types.empty()) {
        return;
    }
    std::string ways;
    for (const TypeFilter& filter : types) {
        ways += ways.empty() ? "((" : " OR (";
        ways += filter.type.empty() ? "1" : of + ".type = ?";
        ways += filter.mode.empty() ? ")" : " AND " + of + ".mode = ?)";
    }
    where.add(ways + ")");
    for (const TypeFilter& filter : types) {
        for (const std::string* word : {&filter.type, &filter.mode}) {
            if (!word->empty()) {
                where.values.emplace_back(*word);
            }
        }
    }
}

void add_days(Where& where,
              const std::string& of,
              std::string_view published,
              const ActFilter& filter) {
    if (!filter.from && !filter.to) {
        return;
    }
    constexpr std::int64_t ever = 10'000'000;  // days; 27,000 years
    const std::int64_t from = filter.from ? filter.from->number : -ever;
    const std::int64_t to = filter.to ? filter.to->number : ever;
    const auto column = [&](const char* name) { return of + '.' + name; };
    std::string sql = "((" + column("exact_day") + " = 1 AND " + column("first_day") +
                      " <= ? AND " + column("last_day") + " >= ?) OR (" +
                      column("exact_day") + " = 0 AND " + column("first_day") +
                      " >= ? AND " + column("last_day") + " <= ?)";
    if (filter.or_published) {
        where.add(sql + " OR (" + column("first_day") + " IS NULL AND " +
                      std::string(published) + " BETWEEN ? AND ?))",
                  to,
                  from,
                  from,
                  to,
                  from,
                  to);
    } else {
        where.add(sql + ")", to, from, from, to);
    }
}

/// Words of an outlet's name in order, on word boundaries.
void add_outlet(Where& where, const std::string& outlet) {
    if (!outlet.empty()) {
        where.add("instr(' ' || r.outlet_key || ' ', ?) > 0",
                  std::string(" ") + name_key(outlet) + " ");
    }
}

void add_words(Where& where,
               std::string_view column,
               std::string_view table,
               const WordsQuery& words) {
    if (!words.asks()) {
        return;
    }
    if (words.expression().empty()) {
        where.add("0");
        return;
    }
    const std::string name(table);
    where.add(std::string(column) + " IN (SELECT rowid FROM " + name + " WHERE " + name +
                  " MATCH ?)",
              words.expression());
}

void add_contexts(Where& where,
                  const std::string& in,
                  const std::vector<std::string>& contexts) {
    if (contexts.empty()) {
        return;
    }
    where.add(in + " WHERE context IN (" + marks(contexts.size()) + "))");
    for (const std::string& context : contexts) {
        where.values.emplace_back(context);
    }
}

/// Of participants p with actors x: one who is of these parties, or serves them. Offices
/// no longer, or not yet, held do not count.
std::string is_of_party(const PartyFilter& filter, std::vector<SqlValue>& values) {
    std::string sql =
        "(x.party IN (SELECT t.id FROM parties t WHERE t.kind = 'party' AND t.id IN (" +
        std::string(parties_by_words) + ")";
    values.emplace_back(match(filter.words, false));
    if (!filter.codes.empty()) {
        sql += " AND t.code IN (" + marks(filter.codes.size()) + ")";
        values.insert(values.end(), filter.codes.begin(), filter.codes.end());
    }
    sql += ")";
    if (!filter.offices.empty()) {
        // By code first: there is an index of who serves a state, but none of titles.
        std::set<std::string> codes;
        std::string titles;
        std::vector<SqlValue> listed;
        for (const auto& [code, title] : filter.offices) {
            codes.insert(code);
            titles += titles.empty() ? "(?,?)" : ",(?,?)";
            listed.emplace_back(code);
            listed.emplace_back(title);
        }
        sql +=
            " OR x.party IN (SELECT id FROM parties WHERE kind = 'person' AND code IN (" +
            marks(codes.size()) +
            ")) AND EXISTS (SELECT 1 FROM offices o WHERE o.actor = x.id AND "
            "coalesce(o.tenure, '') NOT IN ('past', 'elect') AND (x.code, o.title) IN "
            "(VALUES " +
            titles + "))";
        values.insert(values.end(), codes.begin(), codes.end());
        values.insert(values.end(), listed.begin(), listed.end());
    }
    return sql + ")";
}

/// `in` is "… IN (SELECT … FROM … p JOIN actors x …".
void add_parties(Where& where,
                 std::string_view in,
                 const std::vector<PartyFilter>& parties) {
    for (const PartyFilter& party : parties) {
        if (match(party.words, false).empty()) {
            where.add("0");
            continue;
        }
        std::vector<SqlValue> values;
        where.add(std::string(in) + " WHERE " + is_of_party(party, values) + ")");
        where.values.insert(where.values.end(), values.begin(), values.end());
    }
}

}  // namespace

Where of_party(const PartyFilter& party) {
    Where out;
    if (match(party.words, false).empty()) {
        out.add("0");
    } else {
        out.add(is_of_party(party, out.values));
    }
    return out;
}

namespace {

/// What is asked of the columns that acts (a) and events (e) have in common.
void add_shared(Where& where, const std::string& of, const ActFilter& filter) {
    add_types(where, of, filter.types);
    where.add_any(of + ".status", filter.statuses);
    if (!filter.channel.empty()) {
        where.add(of + ".channel = ?", filter.channel);
    }
    if (!filter.cameo.empty()) {
        where.add(
            "substr(" + of + ".cameo, 1, length(?)) = ?", filter.cameo, filter.cameo);
    }
    if (!filter.place.empty()) {
        // A country by its code, any place by words of its name.
        where.add("(" + of + ".place_country = ? OR instr(' ' || lower(" + of +
                      ".place) || ' ', ?) > 0)",
                  filter.place_code,
                  " " + filter.place + " ");
    }
    if (filter.min_confidence > 0) {
        where.add(of + ".confidence >= ?", filter.min_confidence - confidence_slack);
    }
    if (!filter.background) {
        where.add(of + ".background = 0");
    }
}

}  // namespace

Where where_of(const ActFilter& filter) {
    Where where;
    where.add("c.current = 1");
    add_parties(
        where,
        "a.id IN (SELECT p.act FROM participants p JOIN actors x ON x.id = p.actor",
        filter.parties);
    add_days(where, "a", "r.published_day", filter);
    add_outlet(where, filter.outlet);
    where.add_any("r.doc", filter.docs);
    add_words(where, "a.id", "act_text", filter.words);
    add_contexts(where, "a.id IN (SELECT act FROM act_contexts", filter.contexts);
    add_shared(where, "a", filter);
    return where;
}

Where where_of(const EventFilter& asked) {
    const ActFilter& filter = asked.acts;
    Where where;
    add_days(where, "e", "e.sort_day", filter);
    add_parties(where,
                "e.id IN (SELECT m.event FROM participants p JOIN actors x ON x.id = "
                "p.actor JOIN memberships m ON m.act = p.act AND m.until IS NULL",
                filter.parties);
    add_contexts(where, "e.id IN (SELECT event FROM event_contexts", filter.contexts);
    add_shared(where, "e", filter);
    if (asked.conflicts) {
        where.add("e.conflicts IS NOT NULL");
    }
    if (asked.corrected) {
        where.add("e.corrected IS NOT NULL");
    }
    if (asked.min_sources > 0) {
        where.add("e.sources >= ?", std::int64_t{asked.min_sources});
    }
    return where;
}

Where where_of(const StatementFilter& filter) {
    Where where;
    where.add("c.current = 1");
    // Voices know the day of the article: few of them are looked at.
    std::string days;
    if (filter.from) {
        days = "p.day >= " + std::to_string(filter.from->number);
    }
    if (filter.to) {
        days += (days.empty() ? "p.day <= " : " AND p.day <= ") +
                std::to_string(filter.to->number);
    }
    for (const ActorFilter& actor : filter.speakers) {
        add_actor(where, of_statements, actor, "speaker", days);
    }
    for (const ActorFilter& actor : filter.addressees) {
        add_actor(where, of_statements, actor, "addressee");
    }
    add_parties(where,
                "s.id IN (SELECT p.statement FROM (SELECT * FROM voices WHERE role = "
                "'speaker') p JOIN actors x ON x.id = p.actor",
                filter.parties);
    add_words(where, "s.id", "statement_text", filter.words);
    if (!filter.kind.empty()) {
        where.add("s.kind = ?", filter.kind);
    }
    add_outlet(where, filter.outlet);
    where.add_any("r.doc", filter.docs);
    if (filter.from) {
        where.add("r.published_day >= ?", std::int64_t{filter.from->number});
    }
    if (filter.to) {
        where.add("r.published_day <= ?", std::int64_t{filter.to->number});
    }
    return where;
}

Where where_of(const ArticleFilter& filter) {
    Where where;
    if (!filter.all_versions) {
        where.add("r.current = 1");
    }
    if (filter.refused_only) {
        where.add("r.status = 'refused'");
    }
    where.add_any("r.doc", filter.docs);
    add_outlet(where, filter.outlet);
    add_words(where, "r.id", "article_text", filter.words);
    if (filter.from) {
        where.add("r.published_day >= ?", std::int64_t{filter.from->number});
    }
    if (filter.to) {
        where.add("r.published_day <= ?", std::int64_t{filter.to->number});
    }
    return where;
}

}  // namespace chancery
