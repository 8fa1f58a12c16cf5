// SPDX-License-Identifier: Apache-2.0
#include "ledger/event_store.h"

#include <algorithm>
#include <deque>

#include "ledger/correction_store.h"
#include "ledger/rows.h"

namespace chancery {

/// An act that is no longer current leaves its event.
void EventStore::take_out(std::int64_t row) {
    const StoredAct* one = act(row);
    if (one == nullptr) {
        return;
    }
    memory_.remove_keys(steps_, row, merge_keys(one->merge).own);
    if (one->event != 0) {
        steps_.run("UPDATE memberships SET until = ? WHERE act = ? AND until IS NULL",
                   version_,
                   row);
        steps_.run("UPDATE acts SET event = NULL WHERE id = ?", row);
    }
    memory_.forget(row);
}

EventStore::Rows EventStore::members_of(std::int64_t event) {
    Rows rows;
    steps_.rows("SELECT id FROM acts WHERE event = ? ORDER BY id",
                event,
                [&](const SqlStatement& row) { rows.push_back(row.number(0)); });
    return rows;
}

/// Acts that are to be looked at with this one: those that decisions tie to it, and those
/// that it meets and is alike with.
EventStore::Rows EventStore::linked_to(std::int64_t row, const MergeAct& mine) {
    Rows out;
    if (const auto joined = guidance_.joined.find(row);
        joined != guidance_.joined.end()) {
        out = joined->second;
    }
    const MergeKeys keys = merge_keys(mine);
    for (const std::uint64_t key : keys.meets) {
        for (const std::int64_t other : memory_.under_key(steps_, key)) {
            const StoredAct* two = done_.contains(other) ? nullptr : act(other);
            if (two != nullptr && same_event(mine, two->merge, rules_) >= rules_.link()) {
                out.push_back(other);
            }
        }
    }
    return out;
}

/// All acts that hang together with this one through links, itself included.
EventStore::Rows EventStore::hanging_together(std::int64_t seed) {
    Rows out;
    std::set<std::int64_t> found = {seed};
    std::deque<std::int64_t> open = {seed};
    while (!open.empty() && !steps_.failed()) {
        const std::int64_t row = open.front();
        open.pop_front();
        out.push_back(row);
        const StoredAct* one = act(row);
        if (one == nullptr) {
            break;
        }
        for (const std::int64_t other : linked_to(row, one->merge)) {
            if (found.insert(other).second) {
                open.push_back(other);
            }
        }
    }
    return out;
}

/// The events of these acts are made anew: they are no more, and all that was in them is
/// looked at.
void EventStore::open_event_of(std::int64_t row) {
    const StoredAct* one = act(row);
    if (one == nullptr || one->event == 0 || !old_.insert(one->event).second) {
        return;
    }
    const std::int64_t event = one->event;
    for (const std::int64_t member : members_of(event)) {
        if (seen_.insert(member).second) {
            open_.push_back(member);
        }
    }
    drop_event(event);
}

Result<void> EventStore::update(const std::vector<std::int64_t>& acts) {
    for (const std::int64_t row : acts) {
        if (seen_.insert(row).second) {
            open_.push_back(row);
        }
    }
    // First all keys are as they will be, then acts are looked for under them.
    Rows current;
    for (std::size_t i = 0; i < open_.size() && !steps_.failed(); ++i) {
        const std::int64_t row = open_[i];
        const StoredAct* one = act(row);
        if (one == nullptr) {
            break;
        }
        open_event_of(row);
        if (one->current && !guidance_.dropped.contains(row)) {
            // Those that are here for the sake of others have theirs.
            if (i < acts.size()) {
                memory_.add_keys(row, merge_keys(one->merge).own);
            }
            current.push_back(row);
        } else {
            take_out(row);
        }
    }
    memory_.write_keys(steps_);
    open_.clear();
    while (!current.empty() && !steps_.failed()) {
        for (const std::int64_t row : current) {
            if (!done_.contains(row) && !steps_.failed()) {
                divide_and_write(hanging_together(row));
            }
        }
        // What was in the events of acts that were found only now.
        current = std::move(open_);
        open_.clear();
    }
    return link_written();
}

Result<void> EventStore::link_written() {
    for (const auto& [event, written] : written_) {
        link(event, written);
    }
    return steps_.failed() ? Result<void>(steps_.error()) : Result<void>();
}

void EventStore::divide_and_write(const Rows& rows) {
    std::vector<const MergeAct*> list;
    for (const std::int64_t row : rows) {
        done_.insert(row);
        const StoredAct* one = act(row);
        if (one == nullptr) {
            return;
        }
        open_event_of(row);
    }
    for (const std::int64_t row : rows) {
        list.push_back(&act(row)->merge);
    }
    for (const auto& set : divide(list, rules_, guidance_.decisions)) {
        Rows members;
        for (const std::uint32_t i : set) {
            members.push_back(rows[i]);
        }
        write_event(members);
    }
}

void EventStore::write_event(const Rows& rows) {
    const std::int64_t event = build_and_write(rows);
    for (const std::int64_t row : rows) {
        join(row, event);
    }
}

/// Gives the row of the act that the event is named after.
std::int64_t EventStore::build_and_write(const Rows& rows) {
    std::vector<const EventAct*> acts;
    std::vector<FieldSet> set;
    for (const std::int64_t row : rows) {
        const StoredAct* one = act(row);
        if (one == nullptr) {
            return 0;
        }
        acts.push_back(&one->shown);
        if (const auto found = guidance_.set.find(row); found != guidance_.set.end()) {
            set.insert(set.end(), found->second.begin(), found->second.end());
        }
    }
    // Analysts may have set a field by different acts of what is one event now.
    std::stable_sort(set.begin(), set.end(), [](const FieldSet& a, const FieldSet& b) {
        return a.entry < b.entry;
    });
    const BuiltEvent built = build_event(acts, set);
    const std::int64_t event = acts[built.founder]->row;
    write_row(event, built, rows);
    return event;
}

Result<void> EventStore::restore(const std::vector<std::int64_t>& acts) {
    build_and_write(acts);
    return steps_.failed() ? Result<void>(steps_.error()) : Result<void>();
}

/// The act is of this event from this version on.
void EventStore::join(std::int64_t row, std::int64_t event) {
    StoredAct* one = act(row);
    if (one == nullptr || one->event == event) {
        return;
    }
    if (one->event != 0) {
        steps_.run("UPDATE memberships SET until = ? WHERE act = ? AND until IS NULL",
                   version_,
                   row);
    }
    steps_.run(
        "INSERT INTO memberships (act, since, event) VALUES (?1,?2,?3) "
        "ON CONFLICT DO UPDATE SET until = NULL, event = ?3",
        row,
        version_,
        event);
    steps_.run("UPDATE acts SET event = ? WHERE id = ?", event, row);
    one->event = event;
}

void EventStore::drop_event(std::int64_t event) {
    drop_pairs(event);
    written_.erase(event);
    for (const std::string_view sql :
         {"DELETE FROM event_parties WHERE event = ?",
          "DELETE FROM event_contexts WHERE event = ?",
          "DELETE FROM event_links WHERE event = ?1 OR other = ?1",
          "DELETE FROM events WHERE id = ?"}) {
        steps_.run(sql, event);
    }
}

namespace {

/// Days between a plan, or a denial, and what it is about.
constexpr std::int64_t most_days_apart = 62;

/// Events of these types can be what came of a plan.
constexpr std::string_view outcomes = "('CONSULT', 'COOPERATE', 'SUPPORT')";

/// Finds events `o` of a pair of codes in a span of days that are not ?5, with what their
/// status and type must be.
std::string linkable_sql(std::string_view table, const std::string& condition) {
    return "SELECT o.event FROM " + std::string(table) +
           " o JOIN events b ON b.id = o.event WHERE o.one = ?1 AND o.other = ?2 AND "
           "o.sort_day BETWEEN ?3 AND ?4 AND o.event <> ?5 AND (" +
           condition + ")";
}

const std::string& linkable_with(Status status, bool is_outcome) {
    static const std::string denials = "b.status = 'denied' AND b.type = ?6";
    static const std::string of_plan =
        linkable_sql("event_pairs",
                     "(" + denials + ") OR (b.status = 'happened' AND b.type IN " +
                         std::string(outcomes) + ")");
    static const std::string of_denial =
        linkable_sql("event_pairs", "b.status <> 'denied' AND b.type = ?6");
    static const std::string of_outcome =
        linkable_sql("open_pairs", "(" + denials + ") OR b.status = 'planned'");
    static const std::string of_other = linkable_sql("open_pairs", denials);
    switch (status) {
        case Status::planned:
            return of_plan;
        case Status::denied:
            return of_denial;
        case Status::happened:
            break;
    }
    return is_outcome ? of_outcome : of_other;
}

}  // namespace

/// Events that may be the plan, the outcome, the denial of this one, or what it denies:
/// two of their parties are of the same states, or the only ones are.
std::set<std::int64_t> EventStore::linkable(std::int64_t event,
                                            const Written& written,
                                            const MergeAct& lead) {
    std::set<std::int64_t> out;
    const std::string& sql =
        linkable_with(lead.status,
                      lead.type == ActType::consult || lead.type == ActType::cooperate ||
                          lead.type == ActType::support);
    for (const auto& [one, other] : written.pairs) {
        steps_.rows_with(
            sql,
            [&](const SqlStatement& row) { out.insert(row.number(0)); },
            one,
            other,
            written.sort_day - most_days_apart,
            written.sort_day + most_days_apart,
            event,
            name(lead.type));
    }
    return out;
}

/// What was planned finds what came of it, and what was denied what others say was done.
/// Events are compared by the acts that they show most of.
void EventStore::link(std::int64_t event, const Written& written) {
    const StoredAct* mine = act(written.lead);
    if (mine == nullptr) {
        return;
    }
    const MergeAct& one = mine->merge;
    for (const std::int64_t other : linkable(event, written, one)) {
        const SqlNumber its =
            steps_.number("SELECT lead FROM events WHERE id = ?", other);
        const StoredAct* two = its ? act(*its) : nullptr;
        const auto kind =
            two == nullptr ? std::nullopt : link_of(one, two->merge, rules_);
        if (!kind) {
            continue;
        }
        add_link(event, other, *kind);
        if (const auto back = link_of(two->merge, one, rules_)) {
            add_link(other, event, *back);
        }
    }
}

void EventStore::add_link(std::int64_t event, std::int64_t other, EventLinkKind kind) {
    steps_.run("INSERT OR IGNORE INTO event_links (event, other, kind) VALUES (?,?,?)",
               event,
               other,
               name(kind));
}

}  // namespace chancery
