// Which acts of different articles are one event: a pure function of the acts.
// SPDX-License-Identifier: Apache-2.0
//
// Acts meet under keys (merge_keys()), are compared two by two (same_event()), and those
// that hang together are divided into events (division_of()). All three depend on the
// acts alone, so that any order of arrival and any partition of the work give the same
// events: whoever adds acts compares them with those that they meet, loads what hangs
// together with these, and divides it anew.
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

    /// Names the rules: a checksum of the table; others give other events.
    [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

    /// Two acts hang together where same_event() gives as much as this, or more.
    [[nodiscard]] double link() const { return link_; }

    [[nodiscard]] double operator[](MergeFeature feature) const {
        return weights_[static_cast<std::size_t>(feature)];
    }

    /// What is added for acts of these types, whatever their modes; nothing where no row
    /// says it. Any order.
    [[nodiscard]] std::optional<double> types(ActType one, ActType other) const {
        const double value = types_[place(one, other)];
        return value == no_row ? std::nullopt : std::optional(value);
    }

    /// The same for types with their modes. Kinds are numbers as merge_kind() in
    /// merge_rules.h gives them.
    [[nodiscard]] std::optional<double> kinds(std::uint32_t one,
                                              std::uint32_t other) const;

    /// Whether there is any such row for these types.
    [[nodiscard]] bool has_kinds(ActType one, ActType other) const {
        return has_kinds_[place(one, other)];
    }

  private:
    static constexpr double no_row = 1e9;

    static std::size_t place(ActType one, ActType other) {
        return static_cast<std::size_t>(one) * act_type_count +
               static_cast<std::size_t>(other);
    }

    std::optional<std::string> add_pair(std::string_view text, double value);

    std::vector<double> weights_;  ///< by MergeFeature
    std::vector<double> types_;    ///< by place()
    std::vector<bool> has_kinds_;  ///< the same
    /// Two kinds, the lesser above; sorted when read.
    std::vector<std::pair<std::uint64_t, double>> kinds_;
    double link_ = 0;
    std::string fingerprint_;
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

/// Acts divided into events.
struct Division {
    /// Indices of acts, each list sorted, lists in the order of their first.
    std::vector<std::vector<std::uint32_t>> events;
    /// For each act the first of those that it hangs together with, of all that are one
    /// event with it and that could come to be if acts are added. See docs/merge.md.
    std::vector<std::uint32_t> bundle;
};

/// Divides acts into events. Any order of the acts gives the same sets, and so does any
/// company: acts of other bundles do not change an event. What is not dated within days
/// goes to the likeliest of what is, and does not tie events of different days together.
/// Within an event no two acts are of one article, but where a decision says so. Of
/// decisions that contradict each other the later holds; those about acts that are not
/// there count for nothing.
///
/// To add acts to those of a ledger, give the new ones, those about which there are new
/// decisions, and the whole bundles of all that one of these meets with same_event() of
/// link() and more, or is joined to by decision. To take acts away, give the rest of
/// their bundles and do with each as if it was new.
[[nodiscard]] Division division_of(std::span<const MergeAct* const> acts,
                                   const MergeRules& rules,
                                   std::span<const MergeDecision> decisions);

/// The events of division_of().
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
