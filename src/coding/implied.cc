// SPDX-License-Identifier: Apache-2.0
#include "coding/implied.h"

#include <algorithm>
#include <array>
#include <span>

namespace chancery {

namespace {

bool has_slot(const RoleSpec& spec, Slot wanted) {
    return std::any_of(spec.begin(), spec.end(), [&](const auto& alternatives) {
        return std::any_of(alternatives.begin(),
                           alternatives.end(),
                           [&](const SlotRef& s) { return s.slot == wanted; });
    });
}

}  // namespace

bool Implied::is_deed(TokenIndex token) const {
    const Token& t = s_.token(token);
    if (t.upos == Upos::pron) {
        return a_.mention_at[token] < 0 && t_.in_class("deed-pronoun", s_.lemma(token));
    }
    const bool definite = s_.has_child(token, Rel::det) ||
                          s_.has_child(token, Rel::nmod_poss) || t.xpos == Xpos::nns;
    return t.upos == Upos::noun && definite && t_.in_class("deed", s_.lemma(token));
}

TokenIndex Implied::judged(const Draft& draft) const {
    const TriggerSite& site = draft.site;
    TokenIndex deed = site.verb_is_trigger ? s_.undergoer(site.verb) : no_token;
    if (deed == no_token) {
        deed = site.prep;
    }
    if (draft.rule->pos == TriggerPos::adjective) {
        deed = s_.doer(site.verb);  // "the move is unacceptable"
    }
    if (has_slot(draft.rule->recipients, Slot::comp_subj)) {
        const TokenIndex complement = s_.complement(site.verb);
        deed = complement == no_token ? deed : s_.doer(complement);
    }
    return deed;
}

bool Implied::judges_a_deed(const Draft& draft) const {
    const Act& act = draft.act;
    const bool judges = (act.type == ActType::accuse && act.mode != "investigate") ||
                        act.type == ActType::reject;
    const TokenIndex deed = judges ? judged(draft) : no_token;
    return deed != no_token && s_.token(deed).upos == Upos::noun && is_deed(deed);
}

Filled Implied::doer_of_deed(const Draft& draft, const Discourse& discourse) const {
    constexpr std::array force{ActType::assault, ActType::coerce};
    constexpr std::array show{ActType::mobilize, ActType::assault};
    constexpr std::array measure{ActType::sanction, ActType::coerce};
    constexpr std::array blame{ActType::accuse};
    constexpr std::array wish{ActType::request};
    const Act& act = draft.act;
    const bool judges = (act.type == ActType::accuse && act.mode != "investigate") ||
                        act.type == ActType::reject || act.mode == "endorse" ||
                        act.mode == "praise";
    const TokenIndex deed = judges ? judged(draft) : no_token;
    // "defended his decision": whose it is has been said.
    if (deed == no_token || !is_deed(deed) || s_.has_child(deed, Rel::nmod_poss)) {
        return {};
    }
    std::span<const ActType> types;
    if (t_.in_class("deed-of-force", s_.lemma(deed))) {
        types = force;
    } else if (t_.in_class("deed-of-arms", s_.lemma(deed))) {
        types = show;
    } else if (t_.in_class("deed-of-state", s_.lemma(deed))) {
        types = measure;
    } else if (t_.in_class("deed-of-blame", s_.lemma(deed))) {
        types = blame;
    } else if (t_.in_class("deed-of-wish", s_.lemma(deed))) {
        types = wish;
    }
    return {discourse.latest_doer(act.actors, types), {}, "doer-of-the-deed"};
}

bool Implied::has_power(const Actor& actor, const Draft& draft) const {
    if (actor.kind != ActorKind::body) {
        return false;
    }
    if (draft.act.mode == "convict") {
        return actor.sector == Sector::jud;
    }
    return actor.sector == Sector::cop || actor.sector == Sector::mil ||
           actor.name.find("uthorit") != std::string::npos;
}

const PlaceMention* Implied::place_in(const Draft& draft) const {
    const auto sentence = s_.token(draft.trigger).sentence;
    const auto found =
        std::find_if(a_.places.begin(), a_.places.end(), [&](const PlaceMention& p) {
            const Token& t = s_.token(p.head);
            const bool phrase = t.rel == Rel::obl || t.rel == Rel::nmod ||
                                t.rel == Rel::obj || t.rel == Rel::nsubj_pass;
            return phrase && !p.code.empty() && t.sentence == sentence &&
                   s_.dominates(draft.trigger, p.head);
        });
    return found == a_.places.end() ? nullptr : &*found;
}

ActorIndex Implied::state_with(std::string_view code) const {
    const auto found =
        std::find_if(a_.actors.begin(), a_.actors.end(), [&](const Actor& a) {
            return a.kind == ActorKind::state && a.code == code;
        });
    return found == a_.actors.end() ? no_actor
                                    : static_cast<ActorIndex>(found - a_.actors.begin());
}

bool Implied::holds_code(const std::vector<ActorIndex>& list,
                         std::string_view code) const {
    return std::any_of(list.begin(), list.end(), [&](ActorIndex a) {
        return a_.actors[a].code == code;
    });
}

bool Implied::undergoes(const Mention& mention) const {
    const Rel rel = s_.token(mention.head).rel;
    return rel == Rel::obj || rel == Rel::nsubj_pass ||
           (rel == Rel::nmod && s_.preposition_of(mention.head) == "of");
}

Filled Implied::authority(const Draft& draft) const {
    const TriggerSite& site = draft.site;
    // "people arrested there" and "after being released" describe, they do not tell.
    const Rel rel = site.verb == no_token ? Rel::root : s_.token(site.verb).rel;
    const bool told = (rel != Rel::acl && rel != Rel::advcl) ||
                      s_.has_child(site.verb, Rel::nsubj_pass);
    const bool doer_left_out =
        !site.verb_is_trigger || (told && s_.is_passive(site.verb));
    if (!has_slot(draft.rule->actors, Slot::authority) || !doer_left_out) {
        return {};
    }
    const PlaceMention* place = place_in(draft);
    for (auto m = a_.mentions.rbegin(); m != a_.mentions.rend(); ++m) {
        if (m->first > draft.trigger || m->actors.size() != 1 || undergoes(*m)) {
            continue;
        }
        const Actor& actor = a_.actors[m->actors.front()];
        const bool there = place == nullptr || actor.code == place->code;
        if (there && has_power(actor, draft)) {
            return {m->actors, m->span, "authority-told-of"};
        }
    }
    const ActorIndex state = place == nullptr ? no_actor : state_with(place->code);
    if (state == no_actor) {
        return {};
    }
    return {{state}, place->span, "state-of-the-place"};
}

Filled Implied::crowd(const Draft& draft) const {
    if (!has_slot(draft.rule->actors, Slot::crowd)) {
        return {};
    }
    const auto found =
        std::find_if(a_.mentions.begin(), a_.mentions.end(), [&](const Mention& m) {
            return m.actors.size() == 1 &&
                   a_.actors[m.actors.front()].kind == ActorKind::people &&
                   t_.in_class("crowd-word", s_.lemma(m.head));
        });
    if (found == a_.mentions.end()) {
        return {};
    }
    return {found->actors, found->span, "crowd-told-of"};
}

Filled Implied::home_government(const Draft& draft) const {
    const Act& act = draft.act;
    if (act.mode != "demonstrate" || act.actors.size() != 1) {
        return {};
    }
    const Actor& crowd = a_.actors[act.actors.front()];
    if (crowd.kind != ActorKind::people || crowd.code.empty()) {
        return {};
    }
    const auto government =
        std::find_if(a_.actors.begin(), a_.actors.end(), [&](const Actor& a) {
            return a.kind == ActorKind::body && a.sector == Sector::gov &&
                   a.code == crowd.code && a.name.find("overnment") != std::string::npos;
        });
    const ActorIndex against =
        government != a_.actors.end()
            ? static_cast<ActorIndex>(government - a_.actors.begin())
            : state_with(crowd.code);
    if (against == no_actor) {
        return {};
    }
    return {{against}, {}, "government-of-the-crowd"};
}

Filled Implied::target_by_place(const Draft& draft) const {
    const bool strikes = draft.act.type == ActType::assault ||
                         draft.act.mode == "withdraw" || draft.act.type == ActType::aid;
    const PlaceMention* place = strikes ? place_in(draft) : nullptr;
    const ActorIndex state = place == nullptr || holds_code(draft.act.actors, place->code)
                                 ? no_actor
                                 : state_with(place->code);
    if (state == no_actor) {
        return {};
    }
    return {{state}, place->span, "state-of-the-place"};
}

}  // namespace chancery
