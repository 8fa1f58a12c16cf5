// SPDX-License-Identifier: Apache-2.0
#include "coding/places.h"

#include <algorithm>
#include <string>

#include "coding/stays.h"

namespace chancery {

namespace {

bool is_visit(const Draft& draft) {
    return draft.act.mode == "visit" || draft.rule->mode == "visit";
}

bool is_meeting_ahead(const Act& act) {
    return act.type == ActType::agree && act.mode == "meet";
}

}  // namespace

void set_place(Act& act,
               const PlaceMention& place,
               std::string_view rule,
               float confidence) {
    act.place = place.name;
    act.location = Location{
        place.code, place.latitude, place.longitude, place.located, place.is_country};
    act.reasons.push_back(Reason{"place", std::string(rule), place.span, confidence});
}

bool is_material(const Act& act) {
    switch (act.type) {
        case ActType::assault:
        case ActType::coerce:
        case ActType::mobilize:
        case ActType::protest:
        case ActType::retreat:
        case ActType::aid:
            return true;
        default:
            return false;
    }
}

bool Places::by_preposition(const Draft& draft, std::string_view preposition) const {
    if (t_.in_class("place-at", preposition)) {
        return true;
    }
    if (t_.in_class("place-to", preposition)) {
        return is_visit(draft) || is_meeting_ahead(draft.act);
    }
    return is_material(draft.act) && t_.in_class("place-of-deed", preposition);
}

bool Places::is_name_of_act(const Draft& draft, const PlaceMention& place) const {
    const Token& token = s_.token(place.head);
    const TokenIndex noun = draft.site.noun;
    if (token.rel == Rel::obj && is_visit(draft)) {
        return token.head == draft.trigger;  // "visited Japan"
    }
    return noun != no_token && token.rel == Rel::compound && token.head == noun &&
           !place.is_country;  // "the Minsk talks"
}

bool Places::hangs_on_other_noun(const Draft& draft, TokenIndex place) const {
    // "met on the sidelines of the forum in Kazan", but "condemned the war in Ukraine"
    for (TokenIndex i = s_.token(place).head; i != no_token; i = s_.token(i).head) {
        if (i == draft.trigger || i == draft.site.noun || s_.is_verb(i)) {
            return false;
        }
        if (s_.token(i).upos == Upos::noun && !t_.in_class("venue", s_.lemma(i)) &&
            !t_.in_class("place-kind", s_.lemma(i))) {
            return true;
        }
    }
    return false;
}

bool Places::is_where(const Draft& draft, const PlaceMention& place) const {
    if (is_name_of_act(draft, place)) {
        return true;
    }
    const TokenIndex head = coding::place_phrase(place.head, s_, t_);
    if (!by_preposition(draft, s_.preposition_of(head))) {
        return false;
    }
    // What is said is not said all over a continent; it is about it.
    const bool broad = place.code.empty() && place.located;
    return is_material(draft.act) || (!broad && !hangs_on_other_noun(draft, head));
}

int Places::score_of(const Draft& draft, const PlaceMention& place) const {
    const TokenIndex head = coding::place_phrase(place.head, s_, t_);
    Standing standing = attachment_.standing(draft.trigger, head);
    if (draft.site.noun != no_token && s_.dominates(draft.site.noun, head)) {
        standing = Standing::phrase;
    }
    if (is_utterance(draft.act) && standing <= Standing::beside) {
        const TokenIndex saying = attachment_.saying_above(draft.trigger);
        standing = saying != no_token && s_.clause_of(head) == saying
                       ? Standing::above
                       : Standing::elsewhere;
    }
    if (standing == Standing::elsewhere) {
        return 0;
    }
    // The city before the palace and the country.
    const int rank =
        place.is_country ? 0 : (place.located && !place.is_settlement ? 1 : 2);
    return 3 * weight(standing) + rank;
}

void Places::settle_host(Draft& draft) const {
    for (const ActorIndex host : draft.act.recipients) {
        const Actor& actor = a_.actors[host];
        if (actor.kind == ActorKind::state) {
            PlaceMention place;
            place.name = actor.name;
            place.code = actor.code;
            place.is_country = true;
            set_place(draft.act, place, "host-state", 0.7F);
            return;
        }
    }
}

std::vector<Places::Claim> Places::claims(const Draft& draft) const {
    std::vector<Claim> out;
    const Sentence& sentence = s_.reading().sentences[draft.sentence];
    const auto first = std::lower_bound(
        a_.places.begin(),
        a_.places.end(),
        sentence.first,
        [](const PlaceMention& p, TokenIndex token) { return p.first < token; });
    for (auto place = first; place != a_.places.end() && place->head < sentence.last;
         ++place) {
        const int score = is_where(draft, *place) ? score_of(draft, *place) : 0;
        if (score > 0) {
            out.push_back(Claim{&*place, score});
        }
    }
    return out;
}

void Places::settle(Draft& draft) const {
    const auto all = claims(draft);
    const auto best =
        std::max_element(all.begin(), all.end(), [](const Claim& x, const Claim& y) {
            return x.score < y.score;
        });
    if (best != all.end()) {
        set_place(draft.act, *best->place, "place-in-clause", 0.8F);
    } else if (draft.rule->mode == "visit") {
        settle_host(draft);
    }
}

}  // namespace chancery
