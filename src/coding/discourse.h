// The letters, calls and meetings of an article so far: to whom a later sentence speaks.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "coding/act.h"

namespace chancery {

/// One communication between named parties, in the order of the text.
struct Communication {
    std::vector<ActorIndex>
        from;                    ///< who writes, calls, visits; all parties where mutual
    std::vector<ActorIndex> to;  ///< empty where mutual
    Channel channel = Channel::none;
    std::string date;
    std::string place;
    Location location;
    bool planned = false;  ///< lies ahead of the telling
    bool visit = false;
    std::uint32_t sentence = 0;  ///< that tells it
};

/// Several who did something together, as one sentence told it.
struct JointDoers {
    std::vector<ActorIndex> doers;
    TokenIndex trigger = no_token;
    std::uint32_t sentence = 0;
};

/// Grows while the sentences of one article are read in order.
class Discourse {
  public:
    void add(Communication communication);

    /// The latest communication to which `who` is a party, or null. Parties are
    /// remembered for the rest of the article.
    [[nodiscard]] const Communication* latest_with(ActorIndex who) const;

    /// The parties of `communication` other than `who`; of the sender's side and the
    /// receiver's side the one that `who` is not on.
    static std::vector<ActorIndex> others(const Communication& communication,
                                          std::span<const ActorIndex> who);

    /// Remembers who did the act just told, for sentences that speak of "the move".
    void tell(const Act& act);
    /// The latest doers of an act of one of `types` that share nobody with `who`; empty
    /// where there are none. No types: any act but those of words (ACCUSE, REQUEST,
    /// REJECT, SUPPORT).
    [[nodiscard]] std::vector<ActorIndex> latest_doer(
        std::span<const ActorIndex> who, std::span<const ActType> types) const;

    /// Remembers who acted together, for sentences that speak of "they".
    void joint(JointDoers doers) { joint_ = std::move(doers); }

    /// The last of these, or null.
    [[nodiscard]] const JointDoers* latest_joint() const {
        return joint_.doers.empty() ? nullptr : &joint_;
    }

    /// Remembers against whom a measure was taken.
    void target(std::span<const ActorIndex> targets);
    /// The latest targets that share nobody with `who`; empty where there are none.
    [[nodiscard]] std::vector<ActorIndex> latest_target(
        std::span<const ActorIndex> who) const;

    [[nodiscard]] const std::vector<Communication>& all() const { return all_; }

  private:
    struct Told {
        std::vector<ActorIndex> doers;
        ActType type = ActType::consult;
    };

    std::vector<Communication> all_;
    std::vector<Told> told_;
    std::vector<std::vector<ActorIndex>> targets_;
    JointDoers joint_;
};

}  // namespace chancery
