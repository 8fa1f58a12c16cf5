// SPDX-License-Identifier: Apache-2.0
//
// Days. An event is sorted by its first day (or that of the article), so a span of days
// is a span of the index, widened at its beginning by how long events last. The few that
// last longer than a week are looked up by themselves.
//
// Parties. A filter is a set of codes and of parties that its words name. Where few
// events have one of them, these are listed and looked at one by one. Where many have and
// only the first in order of days are asked for, events are gone through in that order
// and each is looked at: the more have it, the sooner enough are found. Of two states
// that both are in the news each day few events are of both: they are found by the pair.
#include "ledger/event_plan.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "ledger/event_store.h"
#include "ledger/rows.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Days that all but a few events last at most.
constexpr std::int64_t usual_days = 7;
/// Parties that words may name before they are looked up by each event.
constexpr std::size_t most_parties = 400;

/// One filter on who takes part, looked up.
struct Party {
    const ActorFilter* filter = nullptr;
    std::vector<std::int64_t> parties;  ///< that the words name and no code holds
    bool too_many = false;              ///< more than that

    [[nodiscard]] bool codes_only() const {
        return parties.empty() && !too_many && !filter->codes.empty() &&
               filter->sector.empty();
    }
};

/// The condition on events e that one of their acts a, of articles r, is `told` so.
std::string listed_or_met(const std::string& told, bool of_articles, bool few) {
    if (!of_articles) {
        // Rows of memberships are small, and those of acts are not.
        return "e.id IN (SELECT a.event FROM (SELECT act AS id, event FROM memberships "
               "WHERE until IS NULL) a" +
               told + ")";
    }
    const std::string joined =
        "codings c JOIN acts a ON a.coding = c.id JOIN articles r ON r.id = c.article" +
        told;
    return few ? "e.id IN (SELECT a.event FROM " + joined + " AND a.event IS NOT NULL)"
               : "EXISTS (SELECT 1 FROM " + joined + " AND a.event = e.id)";
}

class Planner {
  public:
    Planner(Database& db, const EventFilter& filter, EventUse use, std::int64_t few)
        : db_(db), filter_(filter), use_(use), few_(few) {}

    Result<EventPlan> plan() {
        where_ = where_of(filter_);
        auto done = add_days();
        done = done ? add_told() : done;
        for (const ActorFilter& actor : filter_.acts.actors) {
            done = done ? look_up(actor) : done;
        }
        for (std::size_t i = 0; i < parties_.size() && done; ++i) {
            for (std::size_t j = i + 1; j < parties_.size() && done; ++j) {
                done = add_pair(parties_[i], parties_[j]);
            }
        }
        for (const Party& party : parties_) {
            done = done ? add_party(party) : done;
        }
        return done ? Result<EventPlan>({std::move(where_), std::move(words_)})
                    : done.error();
    }

  private:
    Result<void> add_days();
    Result<void> add_told();
    Result<bool> add_outlet(Where& told);
    Result<bool> add_words(Where& told);
    Result<std::vector<std::string>> outlets_called(const std::string& words);
    Result<void> look_up(const ActorFilter& filter);
    Result<void> add_pair(const Party& one, const Party& other);
    Result<void> add_party(const Party& party);

    /// Whether a query has no more rows than are listed.
    Result<bool> is_few(const std::string& sql, const std::vector<SqlValue>& values) {
        return has_at_most(db_, few_, sql, values);
    }

    /// "sort_day BETWEEN" of a table that has it; nothing where any day will do.
    std::string days_of(std::string_view of, std::vector<SqlValue>& values) const {
        if (!bounded_) {
            return {};
        }
        values.emplace_back(first_);
        values.emplace_back(last_);
        return " AND " + std::string(of) + "sort_day BETWEEN ? AND ?";
    }

    Database& db_;
    const EventFilter& filter_;
    EventUse use_;
    std::int64_t few_;
    Where where_;
    std::string words_;
    std::vector<Party> parties_;
    bool bounded_ = false;  ///< no event is outside of these
    std::int64_t first_ = 0, last_ = 0;
};

Result<void> Planner::add_days() {
    const ActFilter& asked = filter_.acts;
    if (!asked.from && !asked.to) {
        return {};
    }
    constexpr std::int64_t ever = 10'000'000;
    const std::int64_t from = asked.from ? asked.from->number : -ever;
    last_ = asked.to ? asked.to->number : ever;
    first_ = std::max(from - usual_days, no_day + 1);
    std::vector<std::int64_t> lasting;
    auto done = for_rows(
        db_,
        "SELECT id FROM events WHERE exact_day = 1 AND last_day - first_day > 7 AND "
        "first_day <= ? AND last_day >= ? AND first_day < ?",
        {last_, from, first_},
        [&](const SqlStatement& row) {
            lasting.push_back(row.number(0));
            return true;
        });
    if (!done) {
        return done;
    }
    if (lasting.empty()) {
        bounded_ = true;
        where_.add("e.sort_day BETWEEN ? AND ?", first_, last_);
        return {};
    }
    std::string ids;
    for (const std::int64_t id : lasting) {
        ids += (ids.empty() ? "" : ",") + std::to_string(id);
    }
    where_.add("(e.sort_day BETWEEN ? AND ? OR e.id IN (" + ids + "))", first_, last_);
    return {};
}

/// The folded names of outlets that hold these words, on word boundaries.
Result<std::vector<std::string>> Planner::outlets_called(const std::string& words) {
    std::vector<std::string> out;
    const std::string key = ' ' + name_key(words) + ' ';
    // From each name to the next: there are few outlets and many articles.
    auto done =
        for_rows(db_,
                 "WITH RECURSIVE names (name) AS ("
                 "SELECT min(outlet_key) FROM articles UNION ALL "
                 "SELECT (SELECT min(outlet_key) FROM articles WHERE outlet_key > "
                 "name) FROM names WHERE name IS NOT NULL) "
                 "SELECT name FROM names WHERE name IS NOT NULL",
                 {},
                 [&](const SqlStatement& row) {
                     const std::string name = row.text(0);
                     if ((' ' + name + ' ').find(key) != std::string::npos) {
                         out.push_back(name);
                     }
                     return true;
                 });
    return done ? Result<std::vector<std::string>>(std::move(out)) : done.error();
}

/// Conditions on articles r by the outlet's name. Whether few articles are of it.
Result<bool> Planner::add_outlet(Where& told) {
    const auto outlets = outlets_called(filter_.acts.outlet);
    if (!outlets) {
        return outlets.error();
    }
    if (outlets->empty()) {
        told.add("0");
        return true;
    }
    Where of_outlets;
    of_outlets.add_any("outlet_key", *outlets);
    told.add_any("r.outlet_key", *outlets);
    return is_few("SELECT 1 FROM articles" + of_outlets.sql, of_outlets.values);
}

/// Conditions on acts a by their words. Whether few acts hold them.
Result<bool> Planner::add_words(Where& told) {
    const std::string& words = filter_.acts.words.expression();
    if (words.empty()) {
        told.add("0");
        return true;
    }
    told.add("a.id IN (SELECT rowid FROM act_text WHERE act_text MATCH ?)", words);
    return is_few("SELECT 1 FROM act_text WHERE act_text MATCH ?", {words});
}

/// What is asked of articles and words may hold for any one of the acts.
Result<void> Planner::add_told() {
    const ActFilter& asked = filter_.acts;
    Where told;
    bool few = use_ == EventUse::all || !asked.docs.empty();
    told.add_any("r.doc", asked.docs);
    if (!asked.outlet.empty()) {
        const auto known = add_outlet(told);
        if (!known) {
            return known.error();
        }
        few = few || *known;
    }
    const bool of_articles = !told.sql.empty();
    if (asked.words.asks()) {
        const auto known = add_words(told);
        if (!known) {
            return known.error();
        }
        if (!of_articles && !*known && use_ == EventUse::some) {
            words_ = asked.words.expression();
            return {};
        }
        few = few || *known;
    }
    if (!told.sql.empty()) {
        where_.add(listed_or_met(told.sql, of_articles, few));
        where_.values.insert(where_.values.end(), told.values.begin(), told.values.end());
    }
    return {};
}

Result<void> Planner::look_up(const ActorFilter& filter) {
    Party out;
    out.filter = &filter;
    const std::string words = match(filter.words, false);
    if (!words.empty()) {
        std::vector<SqlValue> values{words};
        std::string sql =
            "SELECT DISTINCT s.party FROM spellings s JOIN parties t ON "
            "t.id = s.party WHERE s.id IN (SELECT rowid FROM actor_names "
            "WHERE actor_names MATCH ?)";
        if (!filter.codes.empty()) {
            sql += " AND t.code NOT IN (" + marks(filter.codes.size()) + ")";
            values.insert(values.end(), filter.codes.begin(), filter.codes.end());
        }
        auto done = for_rows(db_, sql, values, [&](const SqlStatement& row) {
            out.parties.push_back(row.number(0));
            return out.parties.size() <= most_parties;
        });
        if (!done) {
            return done;
        }
        out.too_many = out.parties.size() > most_parties;
    }
    parties_.push_back(std::move(out));
    return {};
}

/// Events of both: what they do is looked at by add_party().
Result<void> Planner::add_pair(const Party& one, const Party& other) {
    if (!one.codes_only() || !other.codes_only()) {
        return {};
    }
    std::set<std::pair<std::string, std::string>> pairs;
    for (const std::string& a : one.filter->codes) {
        for (const std::string& b : other.filter->codes) {
            if (a == b) {
                return {};  // one party can be both
            }
            pairs.insert(std::minmax(a, b));
        }
    }
    constexpr std::size_t most_pairs = 16;
    if (pairs.size() > most_pairs) {
        return {};
    }
    std::string listed;
    std::string met;
    std::vector<SqlValue> values;
    std::vector<SqlValue> met_values;
    for (const auto& [a, b] : pairs) {
        listed += listed.empty() ? "" : " UNION ALL ";
        listed += "SELECT event FROM event_pairs WHERE one = ? AND other = ?";
        values.insert(values.end(), {a, b});
        listed += days_of("", values);
        met += met.empty() ? "" : " OR ";
        met += "(one = ? AND other = ?)";
        met_values.insert(met_values.end(), {a, b});
    }
    const auto few = use_ == EventUse::all ? Result<bool>(true) : is_few(listed, values);
    if (!few) {
        return few.error();
    }
    if (*few) {
        where_.add("e.id IN (" + listed + ")");
        where_.values.insert(where_.values.end(), values.begin(), values.end());
    } else {
        where_.add("EXISTS (SELECT 1 FROM event_pairs WHERE (" + met +
                   ") AND sort_day = e.sort_day AND event = e.id)");
        where_.values.insert(where_.values.end(), met_values.begin(), met_values.end());
    }
    return {};
}

Result<void> Planner::add_party(const Party& party) {
    const ActorFilter& filter = *party.filter;
    // What must hold of one of the participants p, besides who it is.
    std::string besides;
    std::vector<SqlValue> besides_values;
    if (filter.role != ActorFilter::Role::any) {
        besides += " AND p.role = ?";
        besides_values.emplace_back(
            std::string(filter.role == ActorFilter::Role::actor ? "actor" : "recipient"));
    }
    if (!filter.sector.empty()) {
        besides += " AND (SELECT sector FROM actors x WHERE x.id = p.actor) = ?";
        besides_values.emplace_back(filter.sector);
    }
    const std::string by_words = "p.party IN (" + std::string(parties_by_words) + ")";
    std::string ids;
    for (const std::int64_t id : party.parties) {
        ids += (ids.empty() ? "" : ",") + std::to_string(id);
    }

    struct Way {
        std::string sql;
        std::vector<SqlValue> values;
    };

    std::vector<Way> ways;
    if (party.too_many) {
        ways.push_back({by_words, {match(filter.words, false)}});
    } else if (!ids.empty()) {
        ways.push_back({"p.party IN (" + ids + ")", {}});
    }
    if (!filter.codes.empty()) {
        Way way{"p.code IN (" + marks(filter.codes.size()) + ")", {}};
        way.values.assign(filter.codes.begin(), filter.codes.end());
        ways.push_back(std::move(way));
    }
    if (ways.empty()) {
        const bool anybody = filter.words.empty() && !filter.sector.empty();
        ways.push_back({anybody ? "1" : "0", {}});
    }
    std::string listed;
    std::vector<SqlValue> values;
    std::string met;
    std::vector<SqlValue> met_values;
    for (const Way& way : ways) {
        listed += listed.empty() ? "" : " UNION ALL ";
        listed += "SELECT p.event FROM event_parties p WHERE " + way.sql;
        values.insert(values.end(), way.values.begin(), way.values.end());
        listed += days_of("p.", values) + besides;
        values.insert(values.end(), besides_values.begin(), besides_values.end());
        met += (met.empty() ? "" : " OR ") + way.sql;
        met_values.insert(met_values.end(), way.values.begin(), way.values.end());
    }
    const bool is_all = use_ == EventUse::all || party.too_many;
    const auto few = is_all ? Result<bool>(true) : is_few(listed, values);
    if (!few) {
        return few.error();
    }
    if (*few) {
        where_.add("e.id IN (" + listed + ")");
        where_.values.insert(where_.values.end(), values.begin(), values.end());
    } else {
        where_.add("EXISTS (SELECT 1 FROM event_parties p WHERE p.event = e.id AND (" +
                   met + ")" + besides + ")");
        where_.values.insert(where_.values.end(), met_values.begin(), met_values.end());
        where_.values.insert(
            where_.values.end(), besides_values.begin(), besides_values.end());
    }
    return {};
}

}  // namespace

Result<EventPlan> plan_events(Database& db,
                              const EventFilter& filter,
                              EventUse use,
                              std::int64_t few) {
    return Planner(db, filter, use, few).plan();
}

Result<std::unordered_set<std::int64_t>> events_with_words(
    Database& db, const std::vector<std::int64_t>& events, const std::string& words) {
    std::vector<std::pair<std::int64_t, std::int64_t>> acts;  // with their event
    Result<void> done;
    for (const std::int64_t event : events) {
        done = done ? for_kept(db,
                               "SELECT id FROM acts WHERE event = ?",
                               event,
                               [&](const SqlStatement& row) {
                                   acts.emplace_back(row.number(0), event);
                                   return true;
                               })
                    : done;
    }
    std::sort(acts.begin(), acts.end());
    // What happened at one time came in at one time: few spans of rows hold them all.
    constexpr std::int64_t widest_gap = 5000;
    std::unordered_set<std::int64_t> out;
    for (std::size_t begin = 0; begin < acts.size() && done;) {
        std::size_t end = begin + 1;
        while (end < acts.size() && acts[end].first - acts[end - 1].first < widest_gap) {
            ++end;
        }
        std::size_t at = begin;
        done = for_rows(
            db,
            "SELECT rowid FROM act_text WHERE act_text MATCH ? AND rowid BETWEEN ? AND ? "
            "ORDER BY rowid",
            {words, acts[begin].first, acts[end - 1].first},
            [&](const SqlStatement& row) {
                while (at < end && acts[at].first < row.number(0)) {
                    ++at;
                }
                if (at < end && acts[at].first == row.number(0)) {
                    out.insert(acts[at].second);
                }
                return at < end;
            });
        begin = end;
    }
    return done ? Result<std::unordered_set<std::int64_t>>(std::move(out)) : done.error();
}

}  // namespace chancery
