// SPDX-License-Identifier: Apache-2.0
#include "coding/attachment.h"

namespace chancery {

int weight(Standing standing) {
    switch (standing) {
        case Standing::elsewhere:
            return 0;
        case Standing::below:
        case Standing::beside:
            return 1;
        case Standing::above:
            return 2;
        case Standing::clause:
            return 3;
        case Standing::phrase:
            return 4;
    }
    return 0;
}

TokenIndex Attachment::head_of(TokenIndex first, TokenIndex last) const {
    for (TokenIndex i = first; i < last; ++i) {
        const TokenIndex head = s_.token(i).head;
        if (head == no_token || head < first || head >= last) {
            return i;
        }
    }
    return first;
}

bool Attachment::is_sequel(TokenIndex verb) const {
    for (const TokenIndex c : s_.children(verb)) {
        const Rel rel = s_.token(c).rel;
        if ((rel == Rel::mark || rel == Rel::case_ || rel == Rel::advmod) && c < verb &&
            t_.in_class("sequence", s_.lemma(c))) {
            return true;
        }
    }
    return false;
}

Standing Attachment::looking_up(TokenIndex from, TokenIndex to) const {
    for (TokenIndex i = from; s_.token(i).head != no_token;) {
        const Rel rel = s_.token(i).rel;
        const TokenIndex above = s_.clause_of(s_.token(i).head);
        if (above == i || is_sequel(i) ||
            (rel == Rel::ccomp && t_.in_class("say", s_.lemma(above)))) {
            // "said on Monday that they met", "after meeting him"
            return Standing::elsewhere;
        }
        if (rel == Rel::conj && s_.has_child(i, Rel::aux)) {
            return Standing::elsewhere;  // "is in Lima on Monday and will then travel on"
        }
        if (above == to) {
            const bool loose = rel == Rel::acl_relcl || rel == Rel::parataxis;
            return loose ? Standing::beside : Standing::above;
        }
        i = above;
    }
    return Standing::elsewhere;
}

Standing Attachment::looking_down(TokenIndex from, TokenIndex to) const {
    for (TokenIndex i = to; s_.token(i).head != no_token;) {
        const Rel rel = s_.token(i).rel;
        if ((rel != Rel::xcomp && rel != Rel::conj && rel != Rel::advcl) ||
            is_sequel(i)) {
            break;
        }
        const bool beside = rel != Rel::xcomp;
        i = s_.clause_of(s_.token(i).head);
        if (i == from) {
            return beside ? Standing::beside : Standing::below;
        }
    }
    return Standing::elsewhere;
}

Standing Attachment::standing(TokenIndex trigger, TokenIndex word) const {
    const TokenIndex mine = s_.clause_of(trigger);
    const TokenIndex theirs = s_.clause_of(word);
    if (!s_.is_verb(trigger) && s_.dominates(trigger, word)) {
        // "the visit, which began on Monday"
        return mine == theirs ? Standing::phrase : Standing::beside;
    }
    if (mine == theirs) {
        return Standing::clause;
    }
    const Standing up = looking_up(mine, theirs);
    return up != Standing::elsewhere ? up : looking_down(mine, theirs);
}

TokenIndex Attachment::saying_above(TokenIndex trigger) const {
    for (TokenIndex i = trigger; s_.token(i).head != no_token; i = s_.token(i).head) {
        const TokenIndex head = s_.token(i).head;
        if (s_.token(i).rel == Rel::ccomp && t_.in_class("say", s_.lemma(head))) {
            return s_.clause_of(head);
        }
    }
    return no_token;
}

}  // namespace chancery
