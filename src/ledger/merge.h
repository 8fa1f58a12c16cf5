// Which acts of different articles are one event: a pure function of the acts.
// SPDX-License-Identifier: Apache-2.0
//
// Acts meet under keys (merge_keys()), are compared two by two (same_event()), and those
// that hang together are divided into events (divide()). All three depend on the acts
// alone, so that any order of arrival and any partition of the work give the same events:
// whoever adds acts loads those that share a key with them, and so on while new ones are
// linked, and divides what hangs together anew.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/actor.h"
#include "base/date.h"
#include "base/result.h"
#include "coding/act.h"
#include "ledger/query.h"

namespace chancery {

/// A participant, as far as the merge looks at it.
struct MergeParty {
    std::string key;   ///< name_key() of its name in the tables, else in the article
    std::string code;  ///< ISO 3166 alpha-3 or acronym; may be empty
    ActorKind kind = ActorKind::other;
    bool recipient = false;
};

/// What the sentence of an act says, in few bytes.
struct Sketch {
    std::uint64_t sentence = 0;        ///< hash of its words in order, folded; 0 for none
    std::vector<std::uint32_t> words;  ///< hashes of its words of meaning, sorted, unique
};

/// Folds, drops stop words; at most 48 words are kept, those of the least hashes.
[[nodiscard]] Sketch sketch_of(std::string_view sentence);

/// One act, as far as the merge looks at it.
struct MergeAct {
    std::string id;   ///< its public identifier
    std::string doc;  ///< acts of one article are never one event
    ActType type = ActType::consult;
    std::string mode;
    Channel channel = Channel::none;
    Status status = Status::happened;
    bool background = false;
    std::optional<DayRange> days;  ///< when it was done
    std::optional<Day> published;  ///< of the article
    std::string place;             ///< name_key() of it; may be empty
    std::string place_country;     ///< ISO 3166 alpha-3; may be empty
    std::uint32_t count = 0;       ///< of acts told together; 0 where none is given
    std::vector<MergeParty> parties;
    Sketch sketch;
};

/// What analysts decided of two acts, by identifier.
struct MergeDecision {
    std::string one, other;
    bool same = true;  ///< false: never in one event
};

/// The weights and thresholds of data/ledger/merge.tsv.
class MergeRules {
  public:
    /// Errors: missing, or at fault (file and line).
    static Result<MergeRules> open(const std::string& folder);
    [[nodiscard]] double weight(std::string_view feature) const;

  private:
    std::vector<std::pair<std::string, double>> weights_;
};

/// Two acts that can be one event share one of these at least. The day is in the upper
/// 24 bits, so that what is told about the same time lies together.
[[nodiscard]] std::vector<std::uint64_t> merge_keys(const MergeAct& act);

/// How likely it is that two acts are one event, 0-1; 0 where they cannot be. Symmetric.
[[nodiscard]] double same_event(const MergeAct& one,
                                const MergeAct& other,
                                const MergeRules& rules);

/// Divides acts that hang together into events, as lists of their indices: each sorted,
/// lists in the order of their first. Any order of the acts gives the same sets.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> divide(
    std::span<const MergeAct* const> acts,
    const MergeRules& rules,
    std::span<const MergeDecision> decisions);

/// All at once; the reference for what the ledger does step by step.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> merge(
    std::span<const MergeAct> acts,
    const MergeRules& rules,
    std::span<const MergeDecision> decisions);

}  // namespace chancery
