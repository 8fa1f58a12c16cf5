// Which acts of different articles are one event: a pure function of the acts.
// SPDX-License-Identifier: Apache-2.0
//
// Acts meet under keys (merge_keys()), are compared two by two (same_event()), and those
// that hang together are divided into events (divide()). All three depend on the acts
// alone, so that any order of arrival and any partition of the work give the same events:
// whoever adds acts loads those that they meet, and so on while new ones are
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

/// Folds, drops stop words, cuts endings; at most 48 words are kept, those of the least
/// hashes.
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
    /// name_key() of it; empty where it is not known, or no more than its country is.
    std::string place;
    std::string place_country;  ///< ISO 3166 alpha-3; may be empty
    std::uint32_t count = 0;    ///< of acts told together; 0 where none is given
    std::vector<MergeParty> parties;
    Sketch sketch;
};

/// What analysts decided of two acts, by identifier.
struct MergeDecision {
    std::string one, other;
    bool same = true;  ///< false: never in one event
};

/// What the comparison looks at; the rows of data/ledger/merge.tsv. See merge_rules.h.
enum class MergeFeature : std::uint8_t;

/// The weights and thresholds of data/ledger/merge.tsv.
class MergeRules {
  public:
    /// Errors: missing, or at fault (file and line).
    static Result<MergeRules> open(const std::string& folder);
    /// The value of a row by its name; 0 where there is no such row.
    [[nodiscard]] double weight(std::string_view feature) const;

    /// Two acts hang together where same_event() gives as much as this, or more.
    [[nodiscard]] double link() const { return link_; }

    [[nodiscard]] double operator[](MergeFeature feature) const {
        return weights_[static_cast<std::size_t>(feature)];
    }

    /// What is added for two kinds of act; nothing where no row says it. Kinds are
    /// numbers as merge_kind() in merge_rules.h gives them; any order.
    [[nodiscard]] std::optional<double> pair(std::uint32_t one,
                                             std::uint32_t other) const;

  private:
    std::vector<double> weights_;  ///< by MergeFeature
    /// Two kinds, the lesser above; sorted.
    std::vector<std::pair<std::uint64_t, double>> pairs_;
    double link_ = 0;
};

/// The keys of an act, each list sorted.
struct MergeKeys {
    std::vector<std::uint64_t> own;    ///< under which others find it; eight at most
    std::vector<std::uint64_t> meets;  ///< under which it finds others; sixteen at most
};

/// Acts that can be one event find each other: one's own keys and what the other meets
/// have a key in common, and the other way round. Acts that do not are never compared.
/// The upper 24 bits are the day on which the key's span of time begins, plus 2^23, so
/// that what is told about the same time lies together.
[[nodiscard]] MergeKeys merge_keys(const MergeAct& act);

/// How likely it is that two acts are one event, 0-1; 0 where they cannot be, or where it
/// is less than rules.link(). Symmetric; takes no memory.
[[nodiscard]] double same_event(const MergeAct& one,
                                const MergeAct& other,
                                const MergeRules& rules);

/// What one event has to do with another.
enum class EventLinkKind : std::uint8_t {
    plan_of,         ///< the first was planned, the other is what came of it
    carried_out_as,  ///< the same the other way round
    denial_of,       ///< the first denies what the other says was done
    denied_by,       ///< the same the other way round
};
[[nodiscard]] std::string_view name(EventLinkKind kind);  ///< "plan-of"

/// Whether the acts of two events say so. Acts of one article may.
[[nodiscard]] std::optional<EventLinkKind> link_of(const MergeAct& one,
                                                   const MergeAct& other,
                                                   const MergeRules& rules);

/// Divides acts into events, as lists of their indices: each sorted, lists in the order
/// of their first. Any order of the acts gives the same sets, and so does any company:
/// acts that do not hang together, by links or decisions, do not change each other's.
/// Within an event no two acts are of one article, but where a decision says so. Of
/// decisions that contradict each other the later holds; those about acts that are not
/// there count for nothing.
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
