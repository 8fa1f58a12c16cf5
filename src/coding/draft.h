// Rules found in the trees of an article: acts with their participants, before the
// article is looked at as a whole. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "coding/act.h"
#include "coding/discourse.h"
#include "coding/modality.h"
#include "coding/roles.h"
#include "coding/rules.h"
#include "coding/syntax.h"

namespace chancery {

/// An act as one sentence tells it, with what later steps need to know of the words.
struct Draft {
    Act act;
    const Rule* rule = nullptr;
    TriggerSite site;
    TokenIndex trigger = no_token;
    std::uint32_t sentence = 0;
    Modality modality;
    bool collective = false;  ///< each of several actors did it for himself
    bool incomplete = false;  ///< lacks a recipient that the occasion may still give
    bool in_title = false;    ///< read from the headline
};

/// What a matcher reads from; all must outlive it.
struct CodingInput {
    const Syntax* syntax = nullptr;
    const ArticleActors* actors = nullptr;
    const CodingTables* tables = nullptr;
};

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
    struct Match;
    static void drop_superseded(std::size_t from, std::vector<Draft>& drafts);
    [[nodiscard]] std::optional<TriggerSite> match(const Rule& rule,
                                                   TokenIndex token) const;
    [[nodiscard]] bool match_particle(const Rule& rule,
                                      TokenIndex verb,
                                      TriggerSite& site) const;
    [[nodiscard]] bool match_modifiers(const Rule& rule, TokenIndex noun) const;
    [[nodiscard]] bool holds(const Condition& condition, const TriggerSite& site) const;
    [[nodiscard]] bool complement_has_aux(const LemmaSet& words, TokenIndex verb) const;
    [[nodiscard]] bool word_condition(const Condition& condition,
                                      const TriggerSite& site) const;
    [[nodiscard]] bool modifier_in(const LemmaSet& words, TokenIndex noun) const;
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
    bool fill_roles(Draft& draft, const Discourse& discourse) const;
    [[nodiscard]] static bool is_letter(const Act& act);
    [[nodiscard]] bool blames_a_deed(const Draft& draft) const;
    void fill_recipients(Draft& draft, const Discourse& discourse) const;
    [[nodiscard]] bool apply_modality(Draft& draft) const;
    [[nodiscard]] bool participants_suffice(const Draft& draft) const;
    [[nodiscard]] bool only_organisations(const std::vector<ActorIndex>& list) const;
    void fill_count(Draft& draft) const;
    [[nodiscard]] bool of_a_party(const Act& act, ActorIndex actor) const;
    [[nodiscard]] TokenIndex speaker_of(TokenIndex trigger) const;
    void prefer_speaker(Draft& draft) const;
    void name_the_parties(std::vector<ActorIndex>& list,
                          const Discourse& discourse) const;
    [[nodiscard]] bool is_party_word(std::string_view name) const;
    void name_the_states(std::vector<ActorIndex>& list) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    RoleReader roles_;
    std::vector<bool> consumed_;  ///< nouns that belong to a light verb's act
};

}  // namespace chancery
