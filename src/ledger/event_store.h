// Acts of the ledger become events as articles arrive; for the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ledger/event.h"
#include "ledger/impl.h"
#include "ledger/merge.h"
#include "ledger/merge_memory.h"
#include "ledger/stored_act.h"

namespace chancery {

/// Days of events that have none; before all others.
inline constexpr std::int64_t no_day = -10'000'000;

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
               MergeMemory& memory,
               const MergeRules& rules,
               const Guidance& guidance,
               std::int64_t version)
        : steps_(db),
          db_(db),
          memory_(memory),
          rules_(rules),
          guidance_(guidance),
          version_(version) {}

    /// Makes the events of these acts anew: acts that are current and in no event yet, in
    /// one whose acts or corrections changed, or no longer current. All others whose
    /// events they change are looked at too.
    Result<void> update(const std::vector<std::int64_t>& acts);
    /// Writes the event of these acts as they stand, without merging.
    Result<void> restore(const std::vector<std::int64_t>& acts);
    /// Links the events that were written with all others.
    Result<void> link_written();

  private:
    using Rows = MergeMemory::Rows;
    /// Two codes, the lesser first; a code and nothing for an event of one alone.
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    /// An event that was written, as far as it is looked for by others.
    struct Written {
        std::int64_t lead = 0;
        std::int64_t sort_day = 0;
        Pairs pairs;
    };

    StoredAct* act(std::int64_t row) { return memory_.act(steps_, row); }

    void open_event_of(std::int64_t row);
    void take_out(std::int64_t row);
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
    std::string outlets_json(const Rows& rows);
    std::vector<EventParty> parties_set(const std::string& keys);
    void join(std::int64_t row, std::int64_t event);
    void drop_event(std::int64_t event);
    void drop_pairs(std::int64_t event);
    [[nodiscard]] std::set<std::int64_t> linkable(std::int64_t event,
                                                  const Written& written,
                                                  const MergeAct& lead);
    void link(std::int64_t event, const Written& written);
    void add_link(std::int64_t event, std::int64_t other, EventLinkKind kind);

    Steps steps_;
    Database& db_;
    MergeMemory& memory_;
    const MergeRules& rules_;
    const Guidance& guidance_;
    std::int64_t version_;
    std::unordered_set<std::int64_t> done_;  ///< acts that were divided
    /// Events that acts were in before, now dropped.
    std::unordered_set<std::int64_t> old_;
    std::unordered_set<std::int64_t> seen_;    ///< acts that are or were to be looked at
    Rows open_;                                ///< those that still are
    std::map<std::int64_t, Written> written_;  ///< events that there are now
};

/// Fills the temporary tables of look_back(): the events of `past_members`. `memory` is
/// that of `store`.
Result<void> build_past_events(Database& db, MergeMemory& memory, EventStore& store);

}  // namespace chancery
