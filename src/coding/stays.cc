// SPDX-License-Identifier: Apache-2.0
#include "coding/stays.h"

#include <cmath>

namespace chancery::coding {

TokenIndex place_phrase(TokenIndex place,
                        const Syntax& syntax,
                        const CodingTables& tables) {
    const Token& token = syntax.token(place);
    const TokenIndex noun = token.head;
    if (noun == no_token) {
        return place;
    }
    const bool kind = tables.in_class("place-kind", syntax.lemma(noun));
    const bool site =
        token.rel == Rel::nmod_poss && syntax.token(noun).upos == Upos::propn;
    return kind || site ? noun : place;
}

Stays::Stays(const CodingInput& input) : s_(*input.syntax), a_(*input.actors) {
    const CodingTables& tables = *input.tables;
    for (const PlaceMention& place : a_.places) {
        const TokenIndex phrase = place_phrase(place.head, s_, tables);
        if (place.code.empty() ||
            !tables.in_class("place-at", s_.preposition_of(phrase))) {
            continue;
        }
        TokenIndex i = s_.token(phrase).head;
        while (i != no_token && tables.in_class("venue", s_.lemma(i))) {
            i = s_.token(i).head;
        }
        if (i != no_token) {
            put(s_.is_verb(i) ? s_.doer(i) : i, place);
        }
    }
}

void Stays::put(TokenIndex who, const PlaceMention& place) {
    if (who == no_token || a_.mention_of_head[who] < 0) {
        return;
    }
    const auto m = static_cast<std::size_t>(a_.mention_of_head[who]);
    for (const ActorIndex actor : a_.mentions[m].actors) {
        if (a_.actors[actor].kind == ActorKind::person) {
            add(actor, s_.token(place.head).sentence, city_of(place));
        }
    }
}

const PlaceMention& Stays::city_of(const PlaceMention& place) const {
    constexpr double near = 0.5;  // degrees
    if (!place.located || place.is_settlement || place.is_country) {
        return place;
    }
    for (const PlaceMention& other : a_.places) {
        if (other.is_settlement && other.code == place.code &&
            std::abs(other.latitude - place.latitude) < near &&
            std::abs(other.longitude - place.longitude) < near) {
            return other;
        }
    }
    return place;
}

}  // namespace chancery::coding
