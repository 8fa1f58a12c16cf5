// SPDX-License-Identifier: Apache-2.0
#include "coding/syntax.h"

#include "coding/lemmas.h"

namespace chancery {

namespace {

constexpr int max_depth =
    8;  // of control and coordination; deeper chains are parse errors

bool is_subject(Rel rel) {
    return rel == Rel::nsubj || rel == Rel::nsubj_pass || rel == Rel::nsubj_outer;
}

bool is_clause(Rel rel) {
    switch (rel) {
        case Rel::root:
        case Rel::acl:
        case Rel::acl_relcl:
        case Rel::advcl:
        case Rel::advcl_relcl:
        case Rel::ccomp:
        case Rel::xcomp:
        case Rel::csubj:
        case Rel::csubj_pass:
        case Rel::csubj_outer:
        case Rel::parataxis:
            return true;
        default:
            return false;
    }
}

}  // namespace

Syntax::Syntax(const Reading& reading, std::string_view text, const CodingTables* tables)
    : reading_(&reading), text_(text), tables_(tables) {
    const std::size_t n = reading.tokens.size();
    lemmas_.reserve(n);
    for (TokenIndex i = 0; i < n; ++i) {
        const std::string_view read = reading.lemma(i);
        const bool mend = tables != nullptr && reading.tokens[i].upos == Upos::verb;
        lemmas_.push_back(mend ? verb_lemma(form(i), read, *tables) : read);
    }
    first_.assign(n + 2, 0);
    for (const Token& t : reading.tokens) {
        if (t.head != no_token) {
            ++first_[t.head + 2];
        }
    }
    for (std::size_t i = 2; i < first_.size(); ++i) {
        first_[i] += first_[i - 1];
    }
    children_.resize(first_.back());
    for (TokenIndex i = 0; i < n; ++i) {
        if (const TokenIndex head = reading.tokens[i].head; head != no_token) {
            children_[first_[head + 1]++] = i;
        }
    }
}

TokenIndex Syntax::child(TokenIndex i, Rel rel) const {
    for (const TokenIndex c : children(i)) {
        if (token(c).rel == rel) {
            return c;
        }
    }
    return no_token;
}

TokenIndex Syntax::child(TokenIndex i, Rel rel, std::string_view lemma_wanted) const {
    for (const TokenIndex c : children(i)) {
        if (token(c).rel == rel && lemma(c) == lemma_wanted) {
            return c;
        }
    }
    return no_token;
}

bool Syntax::is_nominal(TokenIndex i) const {
    const Upos tag = token(i).upos;
    return tag == Upos::noun || tag == Upos::propn || tag == Upos::pron ||
           tag == Upos::num || tag == Upos::sym;
}

bool Syntax::is_passive(TokenIndex verb) const {
    for (const TokenIndex c : children(verb)) {
        const Rel rel = token(c).rel;
        if (rel == Rel::nsubj_pass || rel == Rel::aux_pass || rel == Rel::csubj_pass) {
            return true;
        }
    }
    const Token& t = token(verb);
    if (t.xpos != Xpos::vbn || has_child(verb, Rel::aux)) {
        return false;
    }
    if (t.rel == Rel::acl || t.rel == Rel::advcl) {
        return !has_child(verb, Rel::obj);
    }
    if (t.rel == Rel::conj && t.head != no_token && own_subject(verb) == no_token) {
        return is_passive(t.head) && !has_child(verb, Rel::obj);
    }
    return has_child(verb, Rel::obl_agent);
}

TokenIndex Syntax::infinitive_mark(TokenIndex verb) const {
    const TokenIndex mark = child(verb, Rel::mark, "to");
    return mark != no_token && token(verb).upos != Upos::noun ? mark : no_token;
}

TokenIndex Syntax::own_subject(TokenIndex predicate) const {
    TokenIndex found = no_token;
    for (const TokenIndex c : children(predicate)) {
        if (is_subject(token(c).rel) &&
            (found == no_token || token(found).rel == Rel::nsubj_outer)) {
            found = c;
        }
    }
    return found;
}

TokenIndex Syntax::surface_subject(TokenIndex predicate) const {
    return subject(predicate, 0);
}

TokenIndex Syntax::subject(TokenIndex predicate, int depth) const {
    const TokenIndex own = own_subject(predicate);
    if (own == no_token) {
        return depth < max_depth ? inherited_subject(predicate, depth + 1) : no_token;
    }
    const Xpos tag = token(own).xpos;
    const bool relative = tag == Xpos::wdt || tag == Xpos::wp;
    if (!relative) {
        return own;
    }
    // "who", "which", "that" stand for what the relative clause hangs on.
    for (TokenIndex i = predicate; i != no_token; i = token(i).head) {
        if (token(i).rel == Rel::acl_relcl) {
            return token(i).head;
        }
        if (token(i).rel == Rel::advcl_relcl) {
            return no_token;
        }
        if (token(i).rel != Rel::conj) {
            break;
        }
    }
    // A relative clause hung too high: its noun stands before the comma.
    for (TokenIndex i = own; i > 0 && token(i - 1).sentence == token(own).sentence; --i) {
        if (token(i - 1).upos != Upos::punct) {
            return is_nominal(i - 1) ? i - 1 : own;
        }
    }
    return own;
}

/// "the raids, which officials say killed 20": what the clause under "say" lacks is what
/// the relative clause stands beside.
bool Syntax::asserts_of_noun(TokenIndex verb) const {
    if (token(verb).rel != Rel::acl_relcl || tables_ == nullptr ||
        !tables_->in_class("say", lemma(verb))) {
        return false;
    }
    const TokenIndex own = own_subject(verb);
    if (own == no_token || token(own).xpos == Xpos::wdt || token(own).xpos == Xpos::wp) {
        return false;
    }
    return std::any_of(children(verb).begin(), children(verb).end(), [&](TokenIndex c) {
        const Xpos tag = token(c).xpos;
        return c < own && (tag == Xpos::wdt || tag == Xpos::wp);
    });
}

TokenIndex Syntax::inherited_subject(TokenIndex predicate, int depth) const {
    const Token& t = token(predicate);
    const TokenIndex g = t.head;
    if (g == no_token) {
        return no_token;
    }
    switch (t.rel) {
        case Rel::conj:
        case Rel::advcl:
        case Rel::ccomp:
        case Rel::parataxis:
            if (t.rel == Rel::parataxis && t.xpos != Xpos::vbg) {
                return no_token;
            }
            if (t.rel == Rel::ccomp && asserts_of_noun(g)) {
                return token(g).head;
            }
            return is_nominal(g) && t.rel != Rel::conj && own_subject(g) == no_token
                       ? g
                       : subject(g, depth);
        case Rel::xcomp: {
            // "urged X to release": the object controls; "promised X to come" is rare
            // enough.
            const TokenIndex object = is_passive(g) ? no_token : child(g, Rel::obj);
            if (object != no_token && infinitive_mark(predicate) != no_token) {
                return object;
            }
            const TokenIndex indirect = child(g, Rel::iobj);
            return indirect != no_token ? indirect : subject(g, depth);
        }
        case Rel::acl:
        case Rel::acl_relcl:
            return subject_of_noun_clause(predicate, depth);
        default:
            return no_token;
    }
}

TokenIndex Syntax::subject_of_noun_clause(TokenIndex verb, int depth) const {
    const TokenIndex noun = token(verb).head;
    if (infinitive_mark(verb) == no_token) {
        // "issued a statement calling for …": who issued it calls.
        const Token& n = token(noun);
        const bool says = tables_ != nullptr && token(verb).xpos == Xpos::vbg &&
                          n.rel == Rel::obj && n.head != no_token &&
                          tables_->in_class("speaking-text", lemma(noun));
        if (says) {
            return subject(n.head, depth);
        }
        return noun;  // "a delegation visiting Laos", "a letter signed by …"
    }
    // "his plan to visit", "made a decision to visit"
    if (const TokenIndex owner = child(noun, Rel::nmod_poss); owner != no_token) {
        return owner;
    }
    // "They are each to send …"
    if (has_child(noun, Rel::cop) && own_subject(noun) != no_token) {
        return own_subject(noun);
    }
    const Token& n = token(noun);
    if (n.rel == Rel::obj && n.head != no_token) {
        return subject(n.head, depth);
    }
    return noun;
}

TokenIndex Syntax::doer(TokenIndex verb) const {
    if (!is_passive(verb)) {
        return surface_subject(verb);
    }
    if (const TokenIndex agent = child(verb, Rel::obl_agent); agent != no_token) {
        return agent;
    }
    std::vector<TokenIndex> by;
    obliques(verb, "by", by);
    return by.empty() ? no_token : by.front();
}

TokenIndex Syntax::undergoer(TokenIndex verb) const {
    if (is_passive(verb)) {
        return surface_subject(verb);
    }
    if (const TokenIndex object = child(verb, Rel::obj); object != no_token) {
        const Xpos tag = token(object).xpos;
        const bool relative = tag == Xpos::wdt || tag == Xpos::wp;
        return relative && token(verb).rel == Rel::acl_relcl ? token(verb).head : object;
    }
    if (token(verb).rel == Rel::acl_relcl && own_subject(verb) != no_token &&
        surface_subject(verb) != token(verb).head) {
        return token(verb).head;  // "the leader whom he met", "the deal they signed"
    }
    // An object that the parser took for an indirect one or for a bare adjunct.
    for (const TokenIndex c : children(verb)) {
        const bool bare = token(c).rel == Rel::iobj || token(c).rel == Rel::obl;
        if (bare && c > verb && token(c).upos == Upos::propn &&
            child(c, Rel::case_) == no_token) {
            return c;
        }
    }
    // "met and congratulated X": the object stands with the last verb.
    for (const TokenIndex c : children(verb)) {
        if (token(c).rel == Rel::conj && is_verb(c) && own_subject(c) == no_token &&
            c <= verb + 3) {
            if (const TokenIndex object = child(c, Rel::obj); object != no_token) {
                return object;
            }
        }
    }
    return no_token;
}

TokenIndex Syntax::complement(TokenIndex verb) const {
    for (const TokenIndex c : children(verb)) {
        if (token(c).rel == Rel::xcomp || token(c).rel == Rel::ccomp) {
            return c;
        }
    }
    return no_token;
}

std::string_view Syntax::preposition_of(TokenIndex i) const {
    const TokenIndex mark = child(i, Rel::case_);
    return mark == no_token ? std::string_view{} : lemma(mark);
}

void Syntax::obliques(TokenIndex i,
                      std::string_view preposition,
                      std::vector<TokenIndex>& out) const {
    for (const TokenIndex c : children(i)) {
        const Rel rel = token(c).rel;
        if ((rel == Rel::obl || rel == Rel::nmod || rel == Rel::obl_agent ||
             rel == Rel::advcl || rel == Rel::xcomp) &&
            child(c, Rel::case_, preposition) != no_token) {
            out.push_back(c);
        }
    }
}

void Syntax::coordinated(TokenIndex i, std::vector<TokenIndex>& out) const {
    out.push_back(i);
    for (const TokenIndex c : children(i)) {
        if (token(c).rel == Rel::conj && !is_verb(c) && out.size() < 64) {
            coordinated(c, out);
        }
    }
}

TokenIndex Syntax::clause_of(TokenIndex i) const {
    while (token(i).head != no_token) {
        const Token& t = token(i);
        if (is_clause(t.rel) || (t.rel == Rel::conj && is_verb(i))) {
            return i;
        }
        i = t.head;
    }
    return i;
}

bool Syntax::dominates(TokenIndex ancestor, TokenIndex i) const {
    for (; i != no_token; i = token(i).head) {
        if (i == ancestor) {
            return true;
        }
    }
    return false;
}

}  // namespace chancery
