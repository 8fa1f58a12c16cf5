// Acts of the ledger become events as articles arrive; for the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "ledger/event.h"
#include "ledger/impl.h"
#include "ledger/merge.h"

namespace chancery {

/// Days of events that have none; before all others.
inline constexpr std::int64_t no_day = -10'000'000;

/// An act as the ledger has it, for merging and for what its event shows.
struct StoredAct {
    MergeAct merge;
    EventAct shown;
    std::int64_t event = 0;  ///< row of the act that its event is named after; 0 for none
    bool current = true;     ///< its coding is shown
};

/// Reads one act; nothing where there is none.
Result<std::optional<StoredAct>> load_stored_act(Database& db, std::int64_t act);

/// What corrections say to the merge, found again in the acts that are there now.
struct Guidance {
    std::vector<MergeDecision> decisions;
    std::set<std::int64_t> dropped;  ///< acts that are no event
    std::unordered_map<std::int64_t, std::vector<FieldSet>> set;  ///< by act
    /// Acts that are to be merged, by act: what hangs together by decision.
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> joined;
};

/// Merges step by step. What it makes depends on the acts that are current and on the
/// corrections, not on the steps. Lives for one batch.
class EventStore {
  public:
    EventStore(Database& db,
               const MergeRules& rules,
               const Guidance& guidance,
               std::int64_t version)
        : steps_(db), db_(db), rules_(rules), guidance_(guidance), version_(version) {}

    /// Makes the events of these acts anew: acts that are current and in no event yet, in
    /// one whose acts or corrections changed, or no longer current. All others whose
    /// events they change are looked at too.
    Result<void> update(const std::vector<std::int64_t>& acts);
    /// Writes the event of these acts as they stand, without merging.
    Result<void> restore(const std::vector<std::int64_t>& acts);

  private:
    using Rows = std::vector<std::int64_t>;

    const StoredAct* act(std::int64_t row);
    void open_event_of(std::int64_t row);
    void change_keys(std::int64_t row, const StoredAct& one, std::string_view sql);
    void take_out(std::int64_t row);
    const Rows& under_key(std::uint64_t key);
    Rows members_of(std::int64_t event);
    Rows linked_to(std::int64_t row, const MergeAct& mine);
    Rows hanging_together(std::int64_t seed);
    void divide_and_write(const Rows& rows);
    std::int64_t build_and_write(const Rows& rows);
    void write_event(const Rows& rows);
    void write_row(std::int64_t event, const BuiltEvent& built, const Rows& rows);
    void write_parties(std::int64_t event,
                       std::int64_t sort_day,
                       const BuiltEvent& built,
                       const Rows& rows);
    std::vector<EventParty> parties_set(const std::string& keys);
    void join(std::int64_t row, std::int64_t event);
    void drop_event(std::int64_t event);
    void link(std::int64_t event);
    void add_link(std::int64_t event, std::int64_t other, EventLinkKind kind);

    Steps steps_;
    Database& db_;
    const MergeRules& rules_;
    const Guidance& guidance_;
    std::int64_t version_;
    std::unordered_map<std::int64_t, StoredAct> acts_;
    std::unordered_map<std::uint64_t, Rows> keys_;
    std::set<std::int64_t> done_;     ///< acts that were divided
    std::set<std::int64_t> old_;      ///< events that acts were in before, now dropped
    std::set<std::int64_t> seen_;     ///< acts that are or were to be looked at
    Rows open_;                       ///< those that still are
    std::set<std::int64_t> written_;  ///< events that there are now
};

/// Fills the temporary tables of look_back(): the events of `past_members`, by the
/// corrections of then.
Result<void> build_past_events(Database& db);

}  // namespace chancery
