// SPDX-License-Identifier: Apache-2.0
#include "coding/roles.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery {

namespace {

constexpr std::array<std::string_view, 20> slot_names{"subject",
                                                      "object",
                                                      "indirect-object",
                                                      "preposition",
                                                      "oblique",
                                                      "verb-oblique",
                                                      "complement-subject",
                                                      "complement-object",
                                                      "complement-oblique",
                                                      "owner-of-object",
                                                      "object-of",
                                                      "object-adjective",
                                                      "owner",
                                                      "adjective",
                                                      "context",
                                                      "speaker",
                                                      "owner-of-subject",
                                                      "complement-owner",
                                                      "crowd",
                                                      "authority"};

void add_once(std::vector<ActorIndex>& out, ActorIndex actor) {
    if (std::find(out.begin(), out.end(), actor) == out.end()) {
        out.push_back(actor);
    }
}

}  // namespace

bool RoleReader::may_use_context(const RoleSpec& spec) {
    return std::any_of(spec.begin(), spec.end(), [](const auto& alternatives) {
        return std::any_of(alternatives.begin(),
                           alternatives.end(),
                           [](const SlotRef& s) { return s.slot == Slot::context; });
    });
}

Filled RoleReader::fill(const RoleSpec& spec,
                        const TriggerSite& site,
                        bool through,
                        std::span<const ActorIndex> without) const {
    Filled filled;
    for (const auto& alternatives : spec) {
        for (const SlotRef& slot : alternatives) {
            Filled one = fill_slot(slot, site);
            std::erase_if(one.actors, [&](ActorIndex a) { return holds(without, a); });
            if (one.actors.empty() && through) {
                one = fill_through(slot, site);
                std::erase_if(one.actors,
                              [&](ActorIndex a) { return holds(without, a); });
            }
            if (one.actors.empty()) {
                continue;
            }
            for (const ActorIndex actor : one.actors) {
                add_once(filled.actors, actor);
            }
            if (filled.rule.empty()) {
                filled.rule = one.rule;
                filled.words = one.words;
            }
            break;
        }
    }
    return filled;
}

Filled RoleReader::fill_through(const SlotRef& slot, const TriggerSite& site) const {
    Filled filled;
    const bool phrase = slot.slot == Slot::oblique || slot.slot == Slot::obj ||
                        slot.slot == Slot::prep || slot.slot == Slot::comp_obj ||
                        slot.slot == Slot::comp_oblique || slot.slot == Slot::objof;
    if (!phrase) {
        return filled;
    }
    filled.rule = "owner-of-thing";
    for (const TokenIndex head : heads(slot, site)) {
        if (s_.token(head).upos == Upos::noun) {
            add_states_of(head, filled.actors, &filled.words);
        }
    }
    return filled;
}

Filled RoleReader::fill_slot(const SlotRef& slot, const TriggerSite& site) const {
    Filled filled;
    filled.rule = slot_names[static_cast<std::size_t>(slot.slot)];
    if (slot.slot == Slot::comp_owner) {
        // "said the US move was reckless", "said rhetoric from North Korea is …"
        const TokenIndex clause = s_.complement(site.verb);
        add_owner_of_subject(clause, filled);
        return filled;
    }
    if (slot.slot == Slot::subj_owner) {
        add_owner_of_subject(site.verb_is_trigger ? site.verb : no_token, filled);
        return filled;
    }
    for (const TokenIndex head : heads(slot, site)) {
        Span words;
        for (const ActorIndex actor : actors_of(head, &words)) {
            add_once(filled.actors, actor);
        }
        if (filled.words.empty()) {
            filled.words = words;
        }
    }
    return filled;
}

void RoleReader::add_owner_of_subject(TokenIndex clause, Filled& filled) const {
    const TokenIndex thing = clause == no_token ? no_token : s_.doer(clause);
    if (thing == no_token || s_.token(thing).upos != Upos::noun) {
        return;
    }
    add_states_of(thing, filled.actors, &filled.words);
    // "missiles fired by the army", "a bombing by the group"
    const TokenIndex participle = s_.child(thing, Rel::acl);
    std::vector<TokenIndex> agents;
    s_.obliques(thing, "by", agents);
    if (participle != no_token && s_.is_passive(participle)) {
        agents.push_back(s_.doer(participle));
    }
    for (const TokenIndex agent : agents) {
        if (agent != no_token && filled.actors.empty()) {
            filled.actors = actors_of(agent, &filled.words);
        }
    }
}

void RoleReader::owner_heads(TokenIndex noun, std::vector<TokenIndex>& out) const {
    const TokenIndex owner = s_.child(noun, Rel::nmod_poss);
    if (owner == no_token) {
        return;
    }
    // "In his letter, President X …": the owner is named after the pronoun.
    if (s_.token(owner).upos == Upos::pron) {
        const TokenIndex clause = s_.clause_of(noun);
        const TokenIndex subject = s_.surface_subject(clause);
        if (subject != no_token && subject > noun && s_.token(noun).rel == Rel::obl) {
            out.push_back(subject);
            return;
        }
    }
    out.push_back(owner);
}

void RoleReader::adjective_heads(TokenIndex noun, std::vector<TokenIndex>& out) const {
    for (const TokenIndex c : s_.children(noun)) {
        const Rel rel = s_.token(c).rel;
        // "anti-government protests" are not the government's.
        if (c < noun && !s_.lemma(c).starts_with("anti") &&
            !s_.lemma(c).starts_with("Anti") &&
            (rel == Rel::amod || rel == Rel::compound || rel == Rel::nmod_desc ||
             rel == Rel::nmod_unmarked || rel == Rel::nmod)) {
            out.push_back(c);
        }
    }
}

bool RoleReader::is_amount(TokenIndex noun) const {
    return s_.token(noun).upos == Upos::sym || s_.token(noun).upos == Upos::num ||
           t_.in_class("currency", s_.lemma(noun)) ||
           t_.in_class("quantity", s_.lemma(noun));
}

void RoleReader::drop_agents(std::vector<TokenIndex>& heads) const {
    std::erase_if(heads,
                  [&](TokenIndex head) { return s_.token(head).rel == Rel::obl_agent; });
}

TokenIndex RoleReader::said_of(TokenIndex noun) const {
    for (const TokenIndex c : s_.children(noun)) {
        const Rel rel = s_.token(c).rel;
        if (c > noun && (rel == Rel::acl || rel == Rel::ccomp) &&
            s_.child(c, Rel::mark, "that") != no_token) {
            return c;
        }
    }
    return no_token;
}

std::vector<TokenIndex> RoleReader::nouns_between(std::string_view word,
                                                  const TriggerSite& site) const {
    std::vector<TokenIndex> out;
    const TokenIndex object = site.verb == no_token ? no_token : s_.undergoer(site.verb);
    const bool mutual = word == "with" || word == "between" || word == "of";
    if (site.noun != no_token && !mutual) {
        s_.obliques(site.noun, "of", out);  // "a suspension of aid to X"
    }
    if (object != no_token && site.verb_is_trigger && is_amount(object)) {
        // "pledged $5 million in aid to X"
        s_.obliques(object, "in", out);
        s_.obliques(site.verb, "in", out);
        s_.obliques(object, "of", out);
    }
    if (word == "with" && object != no_token) {
        s_.obliques(object, "for", out);  // "rejected calls for talks with X"
    }
    if (word == "by" && site.noun != no_token && site.verb != no_token) {
        // "regret over the action taken by X"
        std::vector<TokenIndex> deeds;
        for (const std::string_view before : {"over", "at", "about", "for"}) {
            s_.obliques(site.noun, before, deeds);
            s_.obliques(site.verb, before, deeds);
        }
        for (const TokenIndex deed : deeds) {
            const TokenIndex participle = s_.child(deed, Rel::acl);
            out.push_back(deed);
            if (participle != no_token) {
                out.push_back(participle);
            }
        }
    }
    if (word == "against" && site.noun != no_token) {
        // "lodged a complaint with the court against X": hung upon the court.
        for (const std::string_view before : {"with", "to", "at", "in", "before"}) {
            s_.obliques(site.noun, before, out);
            if (site.verb != no_token) {
                s_.obliques(site.verb, before, out);
            }
        }
    }
    return out;
}

void RoleReader::oblique_heads(const std::string& word,
                               const TriggerSite& site,
                               std::vector<TokenIndex>& out) const {
    // A phrase is attached to the verb or to its noun; parsers often take the other one.
    if (site.noun != no_token) {
        s_.obliques(site.noun, word, out);
    }
    const bool of_verb = site.verb_is_trigger || word == "with" || word == "between";
    if (out.empty() && site.verb != no_token && of_verb) {
        s_.obliques(site.verb, word, out);
        if (site.verb_is_trigger) {
            drop_agents(out);
        }
        const TokenIndex object = s_.child(site.verb, Rel::obj);
        if (out.empty() && object != no_token && object != site.noun && word != "of") {
            s_.obliques(object, word, out);
        }
    }
    if (!out.empty()) {
        return;
    }
    if (site.prep != no_token && site.prep != site.noun) {
        s_.obliques(site.prep, word, out);  // "gave in to demands from X"
    }
    const std::vector<TokenIndex> inner = nouns_between(word, site);
    for (const TokenIndex noun : inner) {
        s_.obliques(noun, word, out);
    }
}

void RoleReader::complement_heads(const SlotRef& slot,
                                  const TriggerSite& site,
                                  std::vector<TokenIndex>& out) const {
    // The complement hangs on the verb, or on its noun: "expressed readiness to work with
    // X".
    TokenIndex clause = site.verb == no_token ? no_token : s_.complement(site.verb);
    if (clause == no_token && site.noun != no_token) {
        clause = s_.child(site.noun, Rel::acl);
    }
    if (clause == no_token && site.verb_is_trigger && site.noun != no_token) {
        const TokenIndex purpose = s_.child(site.verb, Rel::advcl);
        const bool to = purpose != no_token && s_.infinitive_mark(purpose) != no_token;
        clause = to && purpose > site.noun ? purpose : no_token;
    }
    if (clause == no_token) {
        return;
    }
    if (slot.slot == Slot::comp_oblique) {
        s_.obliques(clause, slot.word, out);
        const TokenIndex object = s_.child(clause, Rel::obj);
        if (out.empty() && object != no_token) {
            s_.obliques(object, slot.word, out);
        }
    } else if (const TokenIndex object = s_.undergoer(clause); object != no_token) {
        out.push_back(object);
    }
}

void RoleReader::verb_heads(const SlotRef& slot,
                            const TriggerSite& site,
                            std::vector<TokenIndex>& out) const {
    const TokenIndex verb = site.verb;
    TokenIndex head = no_token;
    if (verb == no_token) {
        // "is on a visit to Peru": the noun is the predicate.
        const bool on = slot.slot == Slot::subj && site.noun != no_token &&
                        s_.has_child(site.noun, Rel::cop) &&
                        s_.preposition_of(site.noun) == "on";
        head = on ? s_.child(site.noun, Rel::nsubj) : no_token;
    } else if (slot.slot == Slot::subj) {
        // Who receives a letter did not write it.
        const bool receiver =
            !site.verb_is_trigger && t_.in_class("receive", s_.lemma(verb));
        head = receiver ? no_token : s_.doer(verb);
    } else if (slot.slot == Slot::obj) {
        head = site.verb_is_trigger ? s_.undergoer(verb) : no_token;
    } else if (slot.slot == Slot::iobj) {
        head = s_.child(verb, Rel::iobj);
    } else if (slot.slot == Slot::comp_subj) {
        TokenIndex complement = s_.complement(verb);
        if (complement == no_token && site.noun != no_token) {
            complement = said_of(site.noun);
        }
        head = complement == no_token ? no_token : s_.doer(complement);
    } else {
        s_.obliques(verb, slot.word, out);
        drop_agents(out);
    }
    if (head != no_token) {
        out.push_back(head);
    }
}

void RoleReader::agents_of(TokenIndex thing,
                           const TriggerSite& site,
                           std::vector<TokenIndex>& out) const {
    s_.obliques(thing, "by", out);
    if (out.empty() && site.verb != no_token && thing != site.prep) {
        s_.obliques(site.verb, "by", out);
        drop_agents(out);
    }
    for (const TokenIndex c : s_.children(thing)) {
        if (out.empty() && s_.token(c).rel == Rel::nmod) {
            s_.obliques(c, "by", out);
        }
    }
}

void RoleReader::object_heads(const SlotRef& slot,
                              const TriggerSite& site,
                              std::vector<TokenIndex>& out) const {
    TokenIndex object = site.verb == no_token || !site.verb_is_trigger
                            ? no_token
                            : s_.undergoer(site.verb);
    if (object == no_token) {
        object = site.prep;  // "objected to Russia's proposal"
    }
    object = content_of(object);
    if (object == no_token) {
        return;
    }
    if (slot.slot == Slot::objposs) {
        owner_heads(object, out);
    } else if (slot.slot == Slot::objadj) {
        adjective_heads(object, out);
    } else {
        agents_of(object, site, out);
        if (out.empty()) {
            s_.obliques(object, "of", out);
        }
        // "a resolution presented by Britain"
        const TokenIndex participle = out.empty() ? s_.child(object, Rel::acl) : no_token;
        const TokenIndex agent = participle == no_token || !s_.is_passive(participle)
                                     ? no_token
                                     : s_.doer(participle);
        if (agent != no_token) {
            out.push_back(agent);
        }
    }
}

TokenIndex RoleReader::speaker_of(TokenIndex trigger) const {
    for (TokenIndex i = trigger; i != no_token; i = s_.token(i).head) {
        // "…", she told reporters: the verb of saying hangs below what is said.
        for (const TokenIndex c : s_.children(i)) {
            if (s_.token(c).rel == Rel::parataxis && t_.in_class("say", s_.lemma(c))) {
                return s_.doer(c);
            }
        }
        const Token& t = s_.token(i);
        const bool said = t.rel == Rel::ccomp || t.rel == Rel::parataxis;
        if (said && t.head != no_token && t_.in_class("say", s_.lemma(t.head))) {
            return s_.doer(t.head);
        }
    }
    return no_token;
}

std::vector<TokenIndex> RoleReader::heads(const SlotRef& slot,
                                          const TriggerSite& site) const {
    std::vector<TokenIndex> out;
    switch (slot.slot) {
        case Slot::subj:
        case Slot::obj:
        case Slot::iobj:
        case Slot::comp_subj:
        case Slot::verb_oblique:
            verb_heads(slot, site, out);
            break;
        case Slot::prep:
            if (site.prep != no_token) {
                out.push_back(site.prep);
            }
            break;
        case Slot::oblique:
            oblique_heads(slot.word, site, out);
            break;
        case Slot::comp_obj:
        case Slot::comp_oblique:
            complement_heads(slot, site, out);
            break;
        case Slot::objposs:
        case Slot::objof:
        case Slot::objadj:
            object_heads(slot, site, out);
            break;
        case Slot::poss:
            if (site.noun != no_token) {
                owner_heads(site.noun, out);
            }
            break;
        case Slot::adj:
            if (site.noun != no_token) {
                adjective_heads(site.noun, out);
            }
            break;
        case Slot::speaker: {
            const TokenIndex speaker =
                speaker_of(site.verb_is_trigger ? site.verb : site.noun);
            if (speaker != no_token) {
                out.push_back(speaker);
            }
            break;
        }
        case Slot::subj_owner:
        case Slot::comp_owner:
        case Slot::crowd:
        case Slot::authority:
        case Slot::context:
            break;
    }
    return out;
}

void RoleReader::add_mention(std::int32_t mention,
                             std::vector<ActorIndex>& out,
                             Span* words) const {
    const Mention& m = a_.mentions[static_cast<std::size_t>(mention)];
    for (const ActorIndex actor : m.actors) {
        add_once(out, actor);
    }
    if (words != nullptr && words->empty()) {
        *words = m.span;
    }
}

/// "Lee envoy Kim Min-ho": the envoy is meant, however the two names hang together.
std::int32_t RoleReader::whose_man(std::int32_t mention) const {
    const auto at = static_cast<std::size_t>(mention);
    const Mention& master = a_.mentions[at];
    for (std::size_t i = at + 1; i < a_.mentions.size(); ++i) {
        const Mention& man = a_.mentions[i];
        if (man.first > master.last) {
            break;
        }
        const bool follows = man.first == master.last && man.kind == MentionKind::name &&
                             master.kind == MentionKind::name &&
                             s_.token(man.first).upos == Upos::noun &&
                             s_.token(man.head).head == master.head;
        if (follows && a_.actors[man.actors.front()].kind == ActorKind::person &&
            a_.actors[master.actors.front()].kind == ActorKind::person) {
            return static_cast<std::int32_t>(i);
        }
    }
    return mention;
}

void RoleReader::add_token(TokenIndex token,
                           bool follow,
                           std::vector<ActorIndex>& out,
                           Span* words) const {
    std::int32_t mention = a_.mention_of_head[token];
    if (mention < 0) {
        mention = a_.mention_at[token];
    }
    if (mention >= 0) {
        add_mention(whose_man(mention), out, words);
    } else if (follow && t_.in_class("delegate", s_.lemma(token))) {
        add_states_of(token, out, words);
    }
}

void RoleReader::add_states_of(TokenIndex noun,
                               std::vector<ActorIndex>& out,
                               Span* words) const {
    // "a delegation from Laos", "the two sides' negotiators", "Lao officials"
    std::vector<TokenIndex> heads;
    owner_heads(noun, heads);
    adjective_heads(noun, heads);
    s_.obliques(noun, "of", heads);
    s_.obliques(noun, "from", heads);
    if (t_.in_class("bond", s_.lemma(noun))) {
        s_.obliques(noun, "with", heads);  // "committed to close relations with Peru"
    }
    for (const TokenIndex head : heads) {
        std::vector<TokenIndex> all;
        s_.coordinated(head, all);
        for (const TokenIndex i : all) {
            add_token(i, false, out, words);
        }
    }
}

TokenIndex RoleReader::content_of(TokenIndex noun) const {
    if (noun == no_token || !t_.in_class("quantity", s_.lemma(noun))) {
        return noun;
    }
    std::vector<TokenIndex> of;
    s_.obliques(noun, "of", of);
    return of.empty() ? noun : of.front();
}

std::vector<ActorIndex> RoleReader::actors_of(TokenIndex head, Span* words) const {
    std::vector<ActorIndex> out;
    std::vector<TokenIndex> all;
    if (s_.token(head).upos == Upos::num && a_.mention_at[head] < 0) {
        return out;  // "will expel three, and Denmark two": no list of alike
    }
    s_.coordinated(head, all);
    for (const TokenIndex i : all) {
        // "dozens of activists": what is counted, unless the whole has a mention.
        const bool named = a_.mention_of_head[i] >= 0 || a_.mention_at[i] >= 0;
        add_token(named ? i : content_of(i), true, out, words);
    }
    return out;
}

}  // namespace chancery
