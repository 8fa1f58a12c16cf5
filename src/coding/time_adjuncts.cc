// SPDX-License-Identifier: Apache-2.0
#include "coding/time_adjuncts.h"

namespace chancery {

namespace {

bool is_verb(const Token& token) {
    return token.upos == Upos::verb || token.upos == Upos::aux;
}

/// The token of the time that hangs on one outside, or no_token.
TokenIndex top_of(const TimeExpression& time, const std::vector<Token>& tokens) {
    for (TokenIndex i = time.first; i < time.last; ++i) {
        const TokenIndex head = tokens[i].head;
        if (head != no_token && (head < time.first || head >= time.last)) {
            return i;
        }
    }
    return no_token;
}

TokenIndex verb_above(TokenIndex i, const std::vector<Token>& tokens) {
    TokenIndex at = i;
    while (at != no_token && !is_verb(tokens[at])) {
        at = tokens[at].head;
    }
    return at == no_token ? i : at;
}

bool is_of_phrase(TokenIndex i, const Reading& reading) {
    for (TokenIndex c = i;
         c > 0 && reading.tokens[c - 1].sentence == reading.tokens[i].sentence;
         --c) {
        const Token& before = reading.tokens[c - 1];
        if (before.head == i && before.rel == Rel::case_) {
            return reading.lemma(c - 1) == "of";
        }
    }
    return false;
}

bool below(TokenIndex i, TokenIndex ancestor, const std::vector<Token>& tokens) {
    for (; i != no_token; i = tokens[i].head) {
        if (i == ancestor) {
            return true;
        }
    }
    return false;
}

void free_one(TokenIndex i, TokenIndex governor, Reading& reading) {
    Token& token = reading.tokens[i];
    const bool clause = is_verb(token);
    const TokenIndex head = clause ? verb_above(governor, reading.tokens) : governor;
    // A governor below the token would close a circle.
    if (head == i || below(head, i, reading.tokens) || is_of_phrase(i, reading)) {
        return;
    }
    token.head = head;
    if (clause) {
        token.rel = Rel::advcl;
    } else if (token.rel == Rel::nmod || token.rel == Rel::obl) {
        token.rel = is_verb(reading.tokens[head]) ? Rel::obl : Rel::nmod;
    }
}

/// "met leaders of the bloc on Friday": they met on Friday; no leader is of Friday. A
/// noun of a deed ("the attack on Friday") keeps its day.
void lift_from_persons(TokenIndex top, const CodingTables& tables, Reading& reading) {
    Token& time = reading.tokens[top];
    const TokenIndex head = time.head;
    const Token& governor = reading.tokens[head];
    const bool person = governor.upos == Upos::propn ||
                        (governor.upos == Upos::noun &&
                         tables.in_class("humannoun", reading.lemma(head)));
    if (head > top || !person || time.rel != Rel::nmod) {
        return;
    }
    const TokenIndex verb = verb_above(head, reading.tokens);
    if (verb != head && verb < head) {
        time.head = verb;
        time.rel = Rel::obl;
    }
}

/// "threatened on Monday to close the strait": what is threatened, not what Monday or the
/// threat is for.
void bind_infinitive(TokenIndex mark,
                     const Sentence& sentence,
                     const CodingTables& tables,
                     Reading& reading) {
    if (mark >= sentence.last || reading.tokens[mark].rel != Rel::mark ||
        reading.lemma(mark) != "to") {
        return;
    }
    const TokenIndex clause = reading.tokens[mark].head;
    if (clause == no_token || reading.tokens[clause].rel != Rel::advcl) {
        return;
    }
    const TokenIndex verb = reading.tokens[clause].head;
    if (verb != no_token && verb < mark && is_verb(reading.tokens[verb]) &&
        tables.in_class("infinitive-verb", reading.lemma(verb))) {
        reading.tokens[clause].rel = Rel::xcomp;
    }
}

}  // namespace

void free_time_adjuncts(const std::vector<TimeExpression>& times,
                        const CodingTables& tables,
                        Reading& reading) {
    for (const TimeExpression& time : times) {
        if (time.first >= time.last) {
            continue;
        }
        const TokenIndex top = top_of(time, reading.tokens);
        if (top == no_token) {
            continue;  // the time is the root: nothing governs it
        }
        lift_from_persons(top, tables, reading);
        const TokenIndex governor = reading.tokens[top].head;
        const Sentence& sentence = reading.sentences[reading.tokens[time.first].sentence];
        for (TokenIndex i = time.last; i < sentence.last; ++i) {
            const Token& token = reading.tokens[i];
            const bool hangs_on_time = token.head != no_token &&
                                       token.head >= time.first && token.head < time.last;
            const bool movable = token.rel == Rel::nmod || token.rel == Rel::obl ||
                                 token.rel == Rel::acl || token.rel == Rel::advcl;
            if (hangs_on_time && movable) {
                free_one(i, governor, reading);
            }
        }
        bind_infinitive(time.last, sentence, tables, reading);
    }
}

}  // namespace chancery
