// Who a group is: "the leaders", "both sides", "the six ministers", "they" stand for
// those who met, called each other or were listed. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coding/discourse.h"
#include "coding/draft.h"
#include "coding/roles.h"

namespace chancery {

/// Finds the members of groups in one article; holds references only.
class Parties {
  public:
    Parties(const CodingInput& input, const RoleReader& roles);

    /// Puts the members in the place of a group where the article says who they are: one
    /// of several states ("trade chiefs of South Korea and China"), the parties of a
    /// communication told before ("the two leaders"), or those of a list ("the
    /// participants were …"). `words` is the mention that gave the list. True where it
    /// did.
    bool name(std::vector<ActorIndex>& list,
              Span words,
              const Discourse& discourse) const;

    /// A group of several named states as those states, or as their leaders and ministers
    /// whom the article names. True where it was one.
    bool name_the_states(std::vector<ActorIndex>& list, Span words) const;

    /// Whom a noun means that names no actor by itself: "The meeting issued a statement",
    /// "The parties pledged …". Empty where nobody is known.
    [[nodiscard]] std::vector<ActorIndex> meant_by(TokenIndex noun,
                                                   const Discourse& discourse) const;

    /// The parties of the latest meeting, call or negotiation; empty where there is none.
    [[nodiscard]] static std::vector<ActorIndex> latest_meeting(
        const Discourse& discourse);

    /// The one person of `code` whom the article names with an office that has all the
    /// words of `office` in it; else nothing.
    [[nodiscard]] std::optional<ActorIndex> leader_of(
        std::string_view code, std::span<const std::string> office) const;

  private:
    /// Those whom the article lists as one group.
    struct Listed {
        std::vector<ActorIndex> members;
        TokenIndex noun = no_token;  ///< what they are called there, or no_token
        std::uint32_t sentence = 0;
        bool attended = false;  ///< took part in what the article is about
    };

    /// The words by which a group is named.
    struct GroupWords {
        std::string head;                 ///< lemma in the singular, folded: "leader"
        std::vector<std::string> others;  ///< what else is said of it: "european"
        std::uint32_t number = 0;         ///< "the three ministers"; 0 where not said
        std::uint32_t sentence = 0;
    };

    void find_lists();
    void find_list_at(TokenIndex verb);
    void find_predicate_list(TokenIndex predicate);
    void find_among(TokenIndex preposition);
    void find_bare_list(std::uint32_t n);
    void find_group_of_states(std::uint32_t n);
    void add_list(std::vector<ActorIndex> members, TokenIndex noun, bool attended);
    [[nodiscard]] std::vector<ActorIndex> named_under(TokenIndex head) const;

    [[nodiscard]] std::span<const Mention> mentions_in(TokenIndex first,
                                                       TokenIndex last) const;
    [[nodiscard]] const Mention* mention_at(Span words) const;
    [[nodiscard]] GroupWords words_of(const Mention& mention) const;
    [[nodiscard]] bool is_unknown_group(ActorIndex actor) const;
    [[nodiscard]] bool fits(const GroupWords& words,
                            const std::vector<ActorIndex>& members,
                            std::uint32_t sentence) const;
    [[nodiscard]] bool said_of(std::string_view word,
                               const std::vector<ActorIndex>& members,
                               std::uint32_t sentence) const;
    [[nodiscard]] bool has_office(ActorIndex actor, std::string_view word) const;
    [[nodiscard]] std::vector<ActorIndex> as_called(
        const GroupWords& words, const std::vector<ActorIndex>& members) const;
    [[nodiscard]] std::vector<ActorIndex> members_of(const GroupWords& words,
                                                     ActorIndex group,
                                                     const Discourse& discourse) const;
    [[nodiscard]] std::vector<ActorIndex> states_of_region(const GroupWords& words) const;
    [[nodiscard]] std::vector<ActorIndex> they(const Mention& pronoun,
                                               const Discourse& discourse) const;
    void states_beside(const Mention& mention, std::vector<ActorIndex>& out) const;
    void states_in(const Mention& mention, std::vector<ActorIndex>& out) const;
    bool name_regions(std::vector<ActorIndex>& list) const;
    bool add_attendees(std::vector<ActorIndex>& list) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    const RoleReader& roles_;
    std::vector<Listed> lists_;
};

}  // namespace chancery
