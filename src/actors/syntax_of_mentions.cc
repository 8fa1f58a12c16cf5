// SPDX-License-Identifier: Apache-2.0
#include "actors/syntax_of_mentions.h"

#include <algorithm>
#include <utility>

namespace chancery::actors {

namespace {

// No sentence of sense is deeper; hostile ones cost no more.
constexpr unsigned deepest = 40;

bool opens_clause(const Token& t) {
    switch (t.rel) {
        case Rel::root:
        case Rel::ccomp:
        case Rel::csubj:
        case Rel::csubj_outer:
        case Rel::csubj_pass:
        case Rel::advcl:
        case Rel::advcl_relcl:
        case Rel::acl:
        case Rel::acl_relcl:
        case Rel::parataxis:
            return true;
        case Rel::conj:
            return t.upos == Upos::verb || t.upos == Upos::aux;
        default:
            return t.head == no_token;
    }
}

/// 0 content, 1 adverbial, 2 relative, 3 joined, 4 aside.
unsigned link_of(Rel rel) {
    switch (rel) {
        case Rel::advcl:
        case Rel::advcl_relcl:
            return 1;
        case Rel::acl:
        case Rel::acl_relcl:
            return 2;
        case Rel::conj:
            return 3;
        case Rel::parataxis:
            return 4;
        default:
            return 0;
    }
}

/// Of the clauses from `low` up to `high`, the link of the one right under `high`; -1
/// where `high` is not above `low`.
int link_below(const Reading& reading, TokenIndex high, TokenIndex low) {
    for (unsigned step = 0; step < deepest && reading.tokens[low].head != no_token;
         ++step) {
        const TokenIndex above = clause_of(reading, reading.tokens[low].head);
        if (above == high) {
            return static_cast<int>(link_of(reading.tokens[low].rel));
        }
        low = above;
    }
    return -1;
}

}  // namespace

bool is_subject(Rel rel) {
    return rel == Rel::nsubj || rel == Rel::nsubj_pass || rel == Rel::nsubj_outer;
}

TokenIndex phrase_head(const Reading& reading, TokenIndex head) {
    for (unsigned step = 0; step < deepest; ++step) {
        const Token& t = reading.tokens[head];
        const bool part = t.rel == Rel::appos || t.rel == Rel::flat ||
                          t.rel == Rel::compound || t.rel == Rel::nmod_desc ||
                          (t.rel == Rel::conj && !opens_clause(t));
        if (!part || t.head == no_token) {
            break;
        }
        head = t.head;
    }
    return head;
}

Role role_of(const Reading& reading, TokenIndex head) {
    switch (reading.tokens[phrase_head(reading, head)].rel) {
        case Rel::nsubj:
        case Rel::nsubj_outer:
            return Role::subject;
        case Rel::nsubj_pass:
            return Role::passive;
        case Rel::obj:
        case Rel::iobj:
            return Role::object;
        case Rel::obl:
        case Rel::obl_agent:
        case Rel::obl_unmarked:
            return Role::oblique;
        case Rel::nmod_poss:
            return Role::possessor;
        case Rel::nmod:
        case Rel::nmod_unmarked:
            return Role::modifier;
        default:
            return Role::other;
    }
}

unsigned role_class(Role role) {
    switch (role) {
        case Role::subject:
        case Role::passive:
            return 0;
        case Role::object:
        case Role::oblique:
            return 1;
        default:
            return 2;
    }
}

TokenIndex clause_of(const Reading& reading, TokenIndex head) {
    for (unsigned step = 0; step < deepest; ++step) {
        const Token& t = reading.tokens[head];
        if (opens_clause(t) || t.head == no_token) {
            break;
        }
        head = t.head;
    }
    return head;
}

ClauseTie clause_tie(const Reading& reading, TokenIndex other, TokenIndex own) {
    if (other == own) {
        return ClauseTie::same;
    }
    const auto tie = [](ClauseTie first, int link) {
        return static_cast<ClauseTie>(static_cast<int>(first) + link);
    };
    if (const int link = link_below(reading, other, own); link >= 0) {
        return tie(ClauseTie::above_content, link);
    }
    if (const int link = link_below(reading, own, other); link >= 0) {
        return tie(ClauseTie::below_content, link);
    }
    return ClauseTie::beside;
}

unsigned depth_of(const Reading& reading, TokenIndex head, unsigned limit) {
    unsigned depth = 0;
    while (depth < limit && reading.tokens[head].head != no_token) {
        head = reading.tokens[head].head;
        ++depth;
    }
    return depth;
}

TokenIndex preposition_of(const Reading& reading, TokenIndex head, TokenIndex first) {
    const TokenIndex top = phrase_head(reading, head);
    const TokenIndex begin = reading.sentences[reading.tokens[head].sentence].first;
    constexpr TokenIndex reach = 6;
    for (TokenIndex i = first; i > begin && i + reach > first; --i) {
        const Token& t = reading.tokens[i - 1];
        if (t.rel == Rel::case_ && (t.head == top || t.head == head)) {
            return i - 1;
        }
    }
    return no_token;
}

}  // namespace chancery::actors
