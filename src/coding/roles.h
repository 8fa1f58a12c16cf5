// From the slots of a rule to the actors that fill them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "coding/discourse.h"
#include "coding/rules.h"
#include "coding/syntax.h"

namespace chancery {

/// The words of one sentence that a rule was found at.
struct TriggerSite {
    TokenIndex verb =
        no_token;  ///< the trigger verb, or the verb that governs a noun trigger
    TokenIndex noun = no_token;  ///< the trigger noun, or the object noun of a light verb
    TokenIndex prep = no_token;  ///< object of the trigger's own preposition
    bool verb_is_trigger = false;  ///< false for noun triggers
};

/// Who fills a role, and the words that name them.
struct Filled {
    std::vector<ActorIndex> actors;
    Span words;             ///< the first mention that gave an actor; empty for context
    std::string_view rule;  ///< the slot or mechanism, a constant
};

/// Reads roles in one article; holds references only.
class RoleReader {
  public:
    RoleReader(const Syntax& syntax,
               const ArticleActors& actors,
               const CodingTables& tables)
        : s_(syntax), a_(actors), t_(tables) {}

    /// Of each term of the sum the first alternative that names an actor.
    /// Where `through`, a thing stands for whose it is: "thanked them for the support of
    /// X". Those in `without` fill no slot: "threatened to attack X" is not to himself.
    [[nodiscard]] Filled fill(const RoleSpec& spec,
                              const TriggerSite& site,
                              bool through,
                              std::span<const ActorIndex> without = {}) const;

    /// True where one of the alternatives is the slot `context`.
    [[nodiscard]] static bool may_use_context(const RoleSpec& spec);

    /// The noun phrases that a slot points at.
    [[nodiscard]] std::vector<TokenIndex> heads(const SlotRef& slot,
                                                const TriggerSite& site) const;

    /// What is counted or sorted by `noun`: "diplomats" of "scores of diplomats",
    /// "aggression" of "an act of aggression"; `noun` itself where it is no such word.
    [[nodiscard]] TokenIndex content_of(TokenIndex noun) const;

    /// The actors that a noun phrase names, with all that is coordinated with it.
    [[nodiscard]] std::vector<ActorIndex> actors_of(TokenIndex head, Span* words) const;

  private:
    [[nodiscard]] Filled fill_through(const SlotRef& slot, const TriggerSite& site) const;
    [[nodiscard]] Filled fill_slot(const SlotRef& slot, const TriggerSite& site) const;
    [[nodiscard]] std::int32_t whose_man(std::int32_t mention) const;
    void add_token(TokenIndex token,
                   bool follow,
                   std::vector<ActorIndex>& out,
                   Span* words) const;
    void add_mention(std::int32_t mention,
                     std::vector<ActorIndex>& out,
                     Span* words) const;
    void add_states_of(TokenIndex noun, std::vector<ActorIndex>& out, Span* words) const;
    /// Nouns between a trigger and a phrase with `word` that parsers hang upon them.
    [[nodiscard]] std::vector<TokenIndex> nouns_between(std::string_view word,
                                                        const TriggerSite& site) const;
    /// "$5 million", "10 tonnes": what is meant is named behind it.
    [[nodiscard]] bool is_amount(TokenIndex noun) const;
    /// Who did the thing that a verb is about: "condemned the execution of the activist
    /// by X". Parsers hang the phrase upon the verb, the thing or a noun behind it.
    void agents_of(TokenIndex thing,
                   const TriggerSite& site,
                   std::vector<TokenIndex>& out) const;
    /// "condemned by X": who does it in a passive is nobody to whom it is done.
    void drop_agents(std::vector<TokenIndex>& heads) const;
    void oblique_heads(const std::string& word,
                       const TriggerSite& site,
                       std::vector<TokenIndex>& out) const;
    void verb_heads(const SlotRef& slot,
                    const TriggerSite& site,
                    std::vector<TokenIndex>& out) const;
    void object_heads(const SlotRef& slot,
                      const TriggerSite& site,
                      std::vector<TokenIndex>& out) const;
    /// The clause that says what a feeling or claim is: "dismay that X had left".
    [[nodiscard]] TokenIndex said_of(TokenIndex noun) const;
    void complement_heads(const SlotRef& slot,
                          const TriggerSite& site,
                          std::vector<TokenIndex>& out) const;
    [[nodiscard]] TokenIndex speaker_of(TokenIndex trigger) const;
    void add_owner_of_subject(TokenIndex clause, Filled& filled) const;
    void owner_heads(TokenIndex noun, std::vector<TokenIndex>& out) const;
    void adjective_heads(TokenIndex noun, std::vector<TokenIndex>& out) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
};

}  // namespace chancery
