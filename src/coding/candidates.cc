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

std::size_t reach(std::string_view preposition) {
    return static_cast<std::size_t>(
        std::find(reaching.begin(), reaching.end(), preposition) - reaching.begin());
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
        const bool part = rel == Rel::nmod || rel == Rel::obl || rel == Rel::nmod_poss;
        if (part && c != but && names_actor(c) && s_.token(c).upos != Upos::pron) {
            return c;
        }
    }
    for (const TokenIndex c : s_.children(head)) {
        const Rel rel = s_.token(c).rel;
        if ((rel == Rel::amod || rel == Rel::compound) && names_actor(c)) {
            return c;  // "suspended Iranian imports"
        }
        if (rel == Rel::nmod && c != but && !is_time(c)) {
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

void CandidateFinder::find_recipient(TokenIndex verb, Candidate& out) const {
    const TokenIndex actor = out.pair.actor;
    const TokenIndex object = s_.undergoer(verb);
    std::vector<std::pair<std::size_t, TokenIndex>> around;
    for (const TokenIndex c : s_.children(verb)) {
        const Rel rel = s_.token(c).rel;
        if ((rel == Rel::obl || rel == Rel::iobj) && c != actor && !is_time(c)) {
            const std::string_view preposition = s_.preposition_of(c);
            const std::size_t place = rel == Rel::iobj ? 0 : reach(preposition);
            if (place < reaching.size()) {
                around.emplace_back(place, c);
            }
        }
    }
    std::stable_sort(around.begin(), around.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    const auto take = [&](TokenIndex head, bool to_actor) {
        out.pair.recipient = head;
        out.recipient = phrase(head);
        out.to_actor = to_actor;
    };
    if (object != no_token && object != actor && names_actor(object)) {
        return take(object, true);
    }
    if (object != no_token && object != actor) {
        if (const TokenIndex below = actor_below(object, actor); below != no_token) {
            return take(below, true);
        }
    }
    for (const auto& [place, head] : around) {
        if (names_actor(head)) {
            return take(head, true);
        }
    }
    if (object != no_token && object != actor) {
        return take(object, false);
    }
    for (const auto& [place, head] : around) {
        const TokenIndex below = actor_below(head, actor);
        return below != no_token ? take(below, true) : take(head, false);
    }
    if (const TokenIndex below = s_.complement(verb);
        below != no_token && below != verb) {
        const TokenIndex inner = s_.undergoer(below);
        if (inner != no_token && inner != actor) {
            const TokenIndex named =
                names_actor(inner) ? inner : actor_below(inner, actor);
            return named != no_token ? take(named, true) : take(inner, false);
        }
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
