// SPDX-License-Identifier: Apache-2.0
#include "coding/tense.h"

namespace chancery {

Tense tense_of(TokenIndex verb, const Syntax& syntax) {
    if (verb == no_token || !syntax.is_verb(verb)) {
        return Tense::none;
    }
    // The first helper has the tense: "has been meeting", "was met".
    for (const TokenIndex c : syntax.children(verb)) {
        const Token& helper = syntax.token(c);
        if (helper.rel != Rel::aux && helper.rel != Rel::aux_pass &&
            helper.rel != Rel::cop) {
            continue;
        }
        const bool past = helper.xpos == Xpos::vbd;
        if (syntax.lemma(c) == "have") {
            return past ? Tense::past_perfect : Tense::perfect;
        }
        if (helper.xpos == Xpos::md) {
            return Tense::none;
        }
        return past ? Tense::past : Tense::present;
    }
    switch (syntax.token(verb).xpos) {
        case Xpos::vbd:
            return Tense::past;
        case Xpos::vbz:
        case Xpos::vbp:
            return Tense::present;
        case Xpos::vbg:
        case Xpos::vbn:
            return Tense::participle;
        default:
            return Tense::none;
    }
}

}  // namespace chancery
