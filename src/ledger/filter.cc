// Filters become SQL.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/filter.h"

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

namespace {

void add_actor(Where& where, const ActorFilter& filter) {
    std::string sql =
        "a.id IN (SELECT p.act FROM participants p JOIN actors x ON x.id = p.actor "
        "WHERE ";
    if (filter.role != ActorFilter::Role::any) {
        sql += filter.role == ActorFilter::Role::actor ? "p.role = 'actor' AND "
                                                       : "p.role = 'recipient' AND ";
    }
    std::string ways = "0";
    const std::string words = match(filter.words, false);
    if (!words.empty()) {
        ways += " OR x.id IN (SELECT rowid FROM actor_names WHERE actor_names MATCH ?)";
    }
    for (std::size_t i = 0; i < filter.codes.size(); ++i) {
        ways += " OR x.code = ?";
    }
    where.add(sql + "(" + ways + "))");
    if (!words.empty()) {
        where.values.emplace_back(words);
    }
    where.values.insert(where.values.end(), filter.codes.begin(), filter.codes.end());
}

void add_types(Where& where, const std::vector<TypeFilter>& types) {
    if (types.empty()) {
        return;
    }
    std::string ways;
    for (const TypeFilter& filter : types) {
        ways += ways.empty() ? "((" : " OR (";
        ways += filter.type.empty() ? "1" : "a.type = ?";
        ways += filter.mode.empty() ? ")" : " AND a.mode = ?)";
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

void add_days(Where& where, const ActFilter& filter) {
    if (!filter.from && !filter.to) {
        return;
    }
    constexpr std::int64_t ever = 10'000'000;  // days; 27,000 years
    const std::int64_t from = filter.from ? filter.from->number : -ever;
    const std::int64_t to = filter.to ? filter.to->number : ever;
    std::string sql =
        "((a.exact_day = 1 AND a.first_day <= ? AND a.last_day >= ?) OR "
        "(a.exact_day = 0 AND a.first_day >= ? AND a.last_day <= ?)";
    if (filter.or_published) {
        where.add(sql + " OR (a.first_day IS NULL AND r.published_day BETWEEN ? AND ?))",
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
               std::string_view words) {
    if (words.empty()) {
        return;
    }
    const std::string query = match(words, true);
    if (query.empty()) {
        where.add("0");
        return;
    }
    const std::string name(table);
    where.add(std::string(column) + " IN (SELECT rowid FROM " + name + " WHERE " + name +
                  " MATCH ?)",
              query);
}

void add_contexts(Where& where, const std::vector<std::string>& contexts) {
    if (contexts.empty()) {
        return;
    }
    std::string sql = "a.id IN (SELECT act FROM act_contexts WHERE context IN (?";
    for (std::size_t i = 1; i < contexts.size(); ++i) {
        sql += ",?";
    }
    where.add(sql + "))");
    for (const std::string& context : contexts) {
        where.values.emplace_back(context);
    }
}

}  // namespace

Where where_of(const ActFilter& filter) {
    Where where;
    where.add("c.current = 1");
    for (const ActorFilter& actor : filter.actors) {
        add_actor(where, actor);
    }
    add_types(where, filter.types);
    add_days(where, filter);
    add_outlet(where, filter.outlet);
    where.add_any("r.doc", filter.docs);
    add_words(where, "a.id", "act_text", filter.words);
    where.add_any("a.status", filter.statuses);
    if (!filter.channel.empty()) {
        where.add("a.channel = ?", filter.channel);
    }
    if (!filter.cameo.empty()) {
        where.add("substr(a.cameo, 1, length(?)) = ?", filter.cameo, filter.cameo);
    }
    add_contexts(where, filter.contexts);
    if (filter.min_confidence > 0) {
        // Confidences are stored as doubles of floats: 0.9 is kept as 0.89999998.
        where.add("a.confidence >= ? - 1e-6", filter.min_confidence);
    }
    if (!filter.background) {
        where.add("a.background = 0");
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
