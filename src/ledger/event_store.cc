// SPDX-License-Identifier: Apache-2.0
#include "ledger/event_store.h"

#include <algorithm>
#include <deque>

#include "ledger/correction_store.h"
#include "ledger/rows.h"

namespace chancery {

const StoredAct* EventStore::act(std::int64_t row) {
    const auto known = acts_.find(row);
    if (known != acts_.end()) {
        return &known->second;
    }
    auto loaded = load_stored_act(db_, row);
    if (!loaded || !*loaded) {
        steps_.fail(loaded ? Error{"an act is missing; `chancery check` says more", "", 0}
                           : loaded.error());
        return nullptr;
    }
    return &acts_.emplace(row, **std::move(loaded)).first->second;
}

/// `sql` has a key and an act as values.
void EventStore::change_keys(std::int64_t row,
                             const StoredAct& one,
                             std::string_view sql) {
    const MergeKeys keys = merge_keys(one.merge);
    for (const std::uint64_t key : keys.own) {
        steps_.run(sql, static_cast<std::int64_t>(key), row);
        keys_.erase(key);
    }
}

/// An act that is no longer current leaves its event.
void EventStore::take_out(std::int64_t row) {
    const StoredAct& one = acts_.at(row);
    change_keys(row, one, "DELETE FROM merge_keys WHERE key = ? AND act = ?");
    if (one.event != 0) {
        steps_.run("UPDATE memberships SET until = ? WHERE act = ? AND until IS NULL",
                   version_,
                   row);
        steps_.run("UPDATE acts SET event = NULL WHERE id = ?", row);
    }
    acts_.erase(row);
}

const EventStore::Rows& EventStore::under_key(std::uint64_t key) {
    const auto known = keys_.find(key);
    if (known != keys_.end()) {
        return known->second;
    }
    Rows rows;
    steps_.rows("SELECT act FROM merge_keys WHERE key = ?",
                static_cast<std::int64_t>(key),
                [&](const SqlStatement& row) { rows.push_back(row.number(0)); });
    return keys_.emplace(key, std::move(rows)).first->second;
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
        for (const std::int64_t other : under_key(key)) {
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
            change_keys(
                row, *one, "INSERT OR IGNORE INTO merge_keys (key, act) VALUES (?,?)");
            current.push_back(row);
        } else {
            take_out(row);
        }
    }
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
    for (const std::int64_t event : written_) {
        link(event);
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
    written_.insert(event);
}

/// Gives the row of the act that the event is named after.
std::int64_t EventStore::build_and_write(const Rows& rows) {
    std::vector<EventAct> acts;
    std::vector<FieldSet> set;
    for (const std::int64_t row : rows) {
        const StoredAct* one = act(row);
        if (one == nullptr) {
            return 0;
        }
        acts.push_back(one->shown);
        if (const auto found = guidance_.set.find(row); found != guidance_.set.end()) {
            set.insert(set.end(), found->second.begin(), found->second.end());
        }
    }
    const BuiltEvent built = build_event(acts, set);
    const std::int64_t event = acts[built.founder].row;
    write_row(event, built, rows);
    return event;
}

Result<void> EventStore::restore(const std::vector<std::int64_t>& acts) {
    build_and_write(acts);
    return steps_.failed() ? Result<void>(steps_.error()) : Result<void>();
}

/// The act is of this event from this version on.
void EventStore::join(std::int64_t row, std::int64_t event) {
    StoredAct& one = acts_.at(row);
    if (one.event == event) {
        return;
    }
    if (one.event != 0) {
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
    one.event = event;
}

void EventStore::drop_event(std::int64_t event) {
    for (const std::string_view sql :
         {"DELETE FROM event_parties WHERE event = ?",
          "DELETE FROM event_contexts WHERE event = ?",
          "DELETE FROM event_links WHERE event = ?1 OR other = ?1",
          "DELETE FROM events WHERE id = ?"}) {
        steps_.run(sql, event);
    }
}

/// What was planned finds what came of it, and what was denied what others say was done.
/// Events are compared by the acts that they show most of.
void EventStore::link(std::int64_t event) {
    const SqlNumber lead = steps_.number("SELECT lead FROM events WHERE id = ?", event);
    const StoredAct* mine = lead ? act(*lead) : nullptr;
    if (mine == nullptr) {
        return;
    }
    const MergeAct& one = mine->merge;
    Rows others;
    steps_.rows(
        "SELECT DISTINCT o.event FROM event_parties p JOIN event_parties o "
        "ON o.party = p.party AND o.sort_day BETWEEN p.sort_day - 62 AND p.sort_day + 62 "
        "JOIN events a ON a.id = p.event JOIN events b ON b.id = o.event "
        "WHERE p.event = ?1 AND o.event <> ?1 AND a.status <> b.status",
        event,
        [&](const SqlStatement& row) { others.push_back(row.number(0)); });
    for (const std::int64_t other : others) {
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
