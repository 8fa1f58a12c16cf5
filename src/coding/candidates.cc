// SPDX-License-Identifier: Apache-2.0
#include "coding/candidates.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chancery {

namespace {

/// Prepositions by which a verb reaches the one that it is done to.
constexpr std::array<std::string_view, 16> reaching{"against",
                                                    "with",
                                                    "to",
                                                    "on",
                                                    "at",
                                                    "from",
                                                    "towards",
                                                    "toward",
                                                    "upon",
                                                    "into",
                                                    "for",
                                                    "of",
                                                    "over",
                                                    "in",
                                                    "between",
                                                    "near"};

bool reaches(std::string_view preposition) {
    return std::find(reaching.begin(), reaching.end(), preposition) != reaching.end();
}

bool is_clause(Rel rel) {
    return rel == Rel::acl || rel == Rel::acl_relcl || rel == Rel::appos ||
           rel == Rel::parataxis || rel == Rel::advcl || rel == Rel::punct ||
           rel == Rel::advcl_relcl;
}

}  // namespace

bool CandidateFinder::names_actor(TokenIndex head) const {
    return head != no_token && !roles_.actors_of(head, nullptr).empty();
}

bool CandidateFinder::is_time(TokenIndex head) const {
    const std::string_view lemma = s_.lemma(head);
    constexpr std::array<std::string_view, 14> times{"Monday",
                                                     "Tuesday",
                                                     "Wednesday",
                                                     "Thursday",
                                                     "Friday",
                                                     "Saturday",
                                                     "Sunday",
                                                     "day",
                                                     "week",
                                                     "month",
                                                     "year",
                                                     "hour",
                                                     "statement",
                                                     "time"};
    return s_.token(head).upos == Upos::num ||
           std::find(times.begin(), times.end(), lemma) != times.end();
}

TokenIndex CandidateFinder::actor_below(TokenIndex head, TokenIndex but) const {
    // "lifted the blockade of X", "rejected X's offer", "expressed concern about X"
    for (const TokenIndex c : s_.children(head)) {
        const Rel rel = s_.token(c).rel;
        const bool part = rel == Rel::nmod || rel == Rel::obl || rel == Rel::nmod_poss ||
                          rel == Rel::obl_agent;
        if (part && c != but && names_actor(c) && s_.token(c).upos != Upos::pron) {
            return c;
        }
    }
    for (const TokenIndex c : s_.children(head)) {
        const Rel rel = s_.token(c).rel;
        if ((rel == Rel::amod || rel == Rel::compound) && names_actor(c)) {
            return c;  // "suspended Iranian imports"
        }
        const bool deeper =
            rel == Rel::nmod || rel == Rel::acl;  // "sanctions imposed on X"
        if (deeper && c != but && !is_time(c)) {
            if (const TokenIndex below = actor_below(c, but); below != no_token) {
                return below;
            }
        }
    }
    return no_token;
}

Span CandidateFinder::phrase(TokenIndex head) const {
    Span out = s_.token(head).span;
    std::vector<TokenIndex> todo{head};
    while (!todo.empty()) {
        const TokenIndex i = todo.back();
        todo.pop_back();
        out.begin = std::min(out.begin, s_.token(i).span.begin);
        out.end = std::max(out.end, s_.token(i).span.end);
        for (const TokenIndex c : s_.children(i)) {
            const Rel rel = s_.token(c).rel;
            if (!is_clause(rel) && !(i == head && rel == Rel::case_)) {
                todo.push_back(c);
            }
        }
    }
    return out;
}

bool CandidateFinder::is_known(TokenIndex head) const {
    const std::vector<ActorIndex> named = roles_.actors_of(head, nullptr);
    return std::any_of(named.begin(), named.end(), [&](ActorIndex i) {
        const Actor& actor = a_.actors[i];
        return !actor.code.empty() || !actor.table_name.empty() ||
               actor.kind == ActorKind::person;
    });
}

bool CandidateFinder::is_place(TokenIndex head) const {
    return std::any_of(a_.places.begin(), a_.places.end(), [&](const PlaceMention& p) {
        return p.head == head || (p.first <= head && head < p.last);
    });
}

TokenIndex CandidateFinder::place_below(TokenIndex head) const {
    for (const TokenIndex c : s_.children(head)) {
        const Rel rel = s_.token(c).rel;
        if (rel != Rel::nmod && rel != Rel::obl && rel != Rel::nmod_poss) {
            continue;
        }
        if (is_place(c)) {
            return c;
        }
        if (const TokenIndex below = place_below(c); below != no_token) {
            return below;
        }
    }
    return no_token;
}

void CandidateFinder::consider(TokenIndex head, bool object, Options& out) const {
    const auto add = [&](Rank rank, TokenIndex i, bool actor) {
        if (i != no_token && i != out.actor && rank < out.best) {
            out.best = rank;
            out.head = i;
            out.to_actor = actor;
        }
    };
    if (names_actor(head)) {
        const bool known = is_known(head);
        add(known ? (object ? Rank::known_object : Rank::known_oblique)
                  : (object ? Rank::object_actor : Rank::oblique_actor),
            head,
            true);
    } else if (is_place(head)) {
        add(Rank::place, head, false);
    }
    const TokenIndex below = actor_below(head, out.actor);
    if (below != no_token) {
        add(is_known(below) ? Rank::known_below : Rank::actor_below, below, true);
    }
    if (!object && place_below(head) != no_token) {
        add(Rank::place, head, false);  // "in the hills of X"
    }
    const std::string_view preposition = s_.preposition_of(head);
    const bool goal = preposition == "from" || preposition == "to" ||
                      preposition == "against" || preposition == "into";
    const Rank aside = goal ? Rank::goal : Rank::oblique;
    add(object ? Rank::object : aside, head, false);
}

void CandidateFinder::look_around(TokenIndex predicate, Options& options) const {
    const TokenIndex object = s_.undergoer(predicate);
    if (object != no_token) {
        consider(object, true, options);
    }
    for (const TokenIndex c : s_.children(predicate)) {
        const Rel rel = s_.token(c).rel;
        const bool oblique = rel == Rel::obl || rel == Rel::iobj ||
                             (rel == Rel::nmod && s_.token(predicate).upos == Upos::noun);
        if (!oblique || c == object || is_time(c)) {
            continue;
        }
        if (rel == Rel::iobj || reaches(s_.preposition_of(c))) {
            consider(c, rel == Rel::iobj, options);
        }
    }
}

void CandidateFinder::look_below(TokenIndex predicate, Options& options) const {
    const Rel rel = s_.token(predicate).rel;
    const bool below = rel == Rel::xcomp || rel == Rel::ccomp ||
                       (rel == Rel::advcl && s_.infinitive_mark(predicate) != no_token);
    if (!below || !s_.is_verb(predicate) || options.best <= Rank::known_below) {
        return;
    }
    // "charged that X has abandoned the pact"
    const TokenIndex told = rel == Rel::ccomp ? s_.doer(predicate) : no_token;
    if (told != no_token && is_known(told)) {
        consider(told, true, options);
    }
    look_around(predicate, options);
}

void CandidateFinder::find_recipient(TokenIndex verb, Candidate& out) const {
    Options options;
    options.actor = out.pair.actor;
    look_around(verb, options);
    // "agreed to help X", "was sent to fight X"
    for (const TokenIndex c : s_.children(verb)) {
        look_below(c, options);
    }
    if (options.head != no_token) {
        out.pair.recipient = options.head;
        out.recipient = phrase(options.head);
        out.to_actor = options.to_actor;
    }
}

Candidate CandidateFinder::of_verb(TokenIndex verb) const {
    Candidate out;
    if (s_.token(verb).upos != Upos::verb) {
        return out;
    }
    const TokenIndex doer = s_.doer(verb);
    if (doer == no_token || s_.token(doer).sentence != s_.token(verb).sentence ||
        !names_actor(doer)) {
        return out;
    }
    out.pair.actor = doer;
    find_recipient(verb, out);
    if (out.pair.recipient != no_token) {
        out.predicate = verb;
    }
    return out;
}

}  // namespace chancery
