// Who takes part in a draft: the roles of its rule, filled from the sentence, from the
// communication that it stands in, and from who is speaking.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "coding/discourse.h"
#include "coding/draft.h"
#include "coding/implied.h"
#include "coding/parties.h"
#include "coding/roles.h"

namespace chancery {

/// Fills the participants of drafts in one article; holds references only.
class Participants {
  public:
    explicit Participants(const CodingInput& input);

    /// Sets actors, recipients and count with their reasons. False where the act lacks a
    /// participant that its rule or type needs; a letter without addressee is let through
    /// with `incomplete` set.
    [[nodiscard]] bool fill(Draft& draft, const Discourse& discourse) const;

  private:
    [[nodiscard]] ActorIndex partner_of(ActorIndex speaker,
                                        ActorIndex state,
                                        const Discourse& discourse) const;
    [[nodiscard]] Filled told_by(const Draft& draft) const;
    [[nodiscard]] bool tours_a_region(const Draft& draft) const;
    void drop_others(std::vector<ActorIndex>& list) const;
    void drop_organs(std::vector<ActorIndex>& list) const;
    [[nodiscard]] ActorIndex whose_hand(ActorIndex actor) const;
    [[nodiscard]] std::size_t codes_of(const Act& act) const;
    [[nodiscard]] Filled host_of_the_guest(const Draft& draft,
                                           const Discourse& discourse) const;
    [[nodiscard]] bool is_next_round(const Draft& draft) const;
    [[nodiscard]] bool is_we(Span words) const;
    [[nodiscard]] Filled first_person(const Draft& draft) const;
    [[nodiscard]] ActorIndex state_of(ActorIndex actor) const;
    [[nodiscard]] std::vector<ActorIndex> speakers_of(TokenIndex trigger,
                                                      Span& words) const;
    [[nodiscard]] Filled find_actors(Draft& draft, const Discourse& discourse) const;
    void leave_out_recipients(Draft& draft,
                              const std::vector<ActorIndex>& recipients) const;
    [[nodiscard]] Filled named_recipients(Draft& draft, const Discourse& discourse) const;
    [[nodiscard]] Filled implied_recipients(const Draft& draft,
                                            const Discourse& discourse) const;
    void settle_promise(const Draft& draft,
                        Filled& recipients,
                        const Discourse& discourse) const;
    void fill_recipients(Draft& draft, const Discourse& discourse) const;
    [[nodiscard]] Filled host_by_place(const Draft& draft) const;
    void fill_count(Draft& draft) const;
    [[nodiscard]] bool suffice(const Draft& draft) const;
    [[nodiscard]] static bool is_letter(const Act& act);
    [[nodiscard]] bool of_a_party(const Act& act, ActorIndex actor) const;
    [[nodiscard]] bool at_home(const Act& act) const;
    [[nodiscard]] bool only_organisations(const std::vector<ActorIndex>& list) const;
    [[nodiscard]] TokenIndex speaker_of(TokenIndex trigger) const;
    void prefer_speaker(Draft& draft) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    const ArticleStatements* statements_;
    RoleReader roles_;
    Parties parties_;
    Implied implied_;
};

}  // namespace chancery
