// Rules found in the trees of an article: which words name an act, and whether it is a
// fact. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "coding/discourse.h"
#include "coding/draft.h"
#include "coding/participants.h"
#include "coding/unlisted.h"

namespace chancery {

/// Matches rules against the tokens of one sentence after the other.
class DraftMaker {
  public:
    explicit DraftMaker(const CodingInput& input);

    /// Appends the drafts of sentence `index`, in the order of their triggers.
    /// `discourse` is read for roles that the context gives.
    void read_sentence(std::uint32_t index,
                       const Discourse& discourse,
                       std::vector<Draft>& out);

  private:
    /// "accused X of a raid, calling it a crime": what is judged is what X is accused of.
    void share_judged(std::size_t from, std::vector<Draft>& drafts) const;
    static void drop_superseded(std::size_t from, std::vector<Draft>& drafts);
    [[nodiscard]] std::optional<TriggerSite> match(const Rule& rule,
                                                   TokenIndex token) const;
    [[nodiscard]] bool match_particle(const Rule& rule,
                                      TokenIndex verb,
                                      TriggerSite& site) const;
    [[nodiscard]] std::optional<TriggerSite> match_copula(const Rule& rule,
                                                          TokenIndex copula) const;
    [[nodiscard]] TokenIndex asked_to(TokenIndex verb, std::string_view word) const;
    [[nodiscard]] TokenIndex asked_clause(const TriggerSite& site) const;

    [[nodiscard]] bool has_asked_clause(const TriggerSite& site) const {
        return asked_clause(site) != no_token;
    }

    [[nodiscard]] bool match_modifiers(const Rule& rule, TokenIndex noun) const;
    [[nodiscard]] bool holds(const Condition& condition, const TriggerSite& site) const;
    /// "did not accept", "neither accepts nor …"
    [[nodiscard]] bool is_negated(TokenIndex verb) const;
    /// The complement clause (of an adjective: its own) stands without negation, modal
    /// verb and condition.
    [[nodiscard]] bool complement_is_told(TokenIndex verb) const;
    [[nodiscard]] bool complement_has_aux(const LemmaSet& words, TokenIndex verb) const;
    [[nodiscard]] bool word_condition(const Condition& condition,
                                      const TriggerSite& site) const;
    [[nodiscard]] bool names_one_of(const LemmaSet& words, TokenIndex noun) const;
    [[nodiscard]] bool is_standing_attitude(const Draft& draft) const;
    /// Whether a particle or a noun before its hyphen makes another verb of it: "knock
    /// out", "body-slam".
    [[nodiscard]] bool is_other_verb(TriggerPos pos, TokenIndex verb) const;
    [[nodiscard]] bool has_particle(TokenIndex verb, std::string_view kind) const;
    /// The object of a rule for a verb with its noun, or no_token.
    [[nodiscard]] TokenIndex match_object(const Rule& rule, TokenIndex verb) const;
    /// "hold itself accountable": nothing between two.
    [[nodiscard]] bool turns_on_itself(const Draft& draft) const;
    [[nodiscard]] bool modifier_in(const LemmaSet& words, TokenIndex noun) const;
    /// "a request for comment".
    [[nodiscard]] bool is_for(const LemmaSet& words, const TriggerSite& site) const;
    /// Whether an office before or behind a name is one of \p words.
    [[nodiscard]] bool title_in(const LemmaSet& words, TokenIndex name) const;
    [[nodiscard]] bool kind_condition(const Condition& condition,
                                      const TriggerSite& site) const;
    [[nodiscard]] TokenIndex governing_verb(TokenIndex noun) const;
    void try_rules(TriggerPos pos,
                   TokenIndex token,
                   const Discourse& d,
                   std::vector<Draft>& out);
    [[nodiscard]] std::optional<Draft> make(const Rule& rule,
                                            const TriggerSite& site,
                                            TokenIndex trigger,
                                            const Discourse& discourse) const;
    /// Type, mode and status of what lies ahead; false where its future is no act.
    [[nodiscard]] bool enter_as_planned(Draft& draft) const;
    /// Rules that want a negation take it as told; false where it is only supposed.
    [[nodiscard]] bool accept_negation(Draft& draft) const;
    void add_unlisted(TokenIndex verb, std::vector<Draft>& out);
    [[nodiscard]] bool refuse(Draft& draft) const;
    [[nodiscard]] bool apply_modality(Draft& draft) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    RoleReader roles_;
    Participants participants_;
    Unlisted unlisted_;
    std::vector<bool> consumed_;  ///< nouns that belong to a light verb's act
};

}  // namespace chancery
