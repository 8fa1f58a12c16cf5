// Contents that are phrases: infinitives, objects, and what hangs on a preposition.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "coding/content.h"

namespace chancery {

/// "urged them to go and spoke to others": a past tense is no part of an infinitive.
TokenIndex ContentReader::end_of_infinitive(TokenIndex infinitive) const {
    for (const TokenIndex c : s_.children(infinitive)) {
        if (s_.token(c).rel == Rel::conj && s_.token(c).xpos == Xpos::vbd) {
            return first_[c];
        }
    }
    return last_[infinitive];
}

std::optional<Content> ContentReader::infinitive(const CueSite& site) const {
    const TokenIndex holder = site.noun == no_token ? site.verb : site.noun;
    for (const TokenIndex h : {holder, site.verb}) {
        for (const TokenIndex c : s_.children(h)) {
            const Rel rel = s_.token(c).rel;
            const bool under = rel == Rel::xcomp || rel == Rel::acl ||
                               rel == Rel::advcl || rel == Rel::ccomp;
            const TokenIndex to = s_.infinitive_mark(c);
            if (under && c > site.verb && to != no_token) {
                return one({to, end_of_infinitive(c)}, "infinitive", site);
            }
        }
    }
    return std::nullopt;
}

/// Phrases and clauses that go with the object: "accused X of firing at Y", "praised the
/// stance on Z".
bool ContentReader::is_complement(TokenIndex child) const {
    switch (s_.token(child).rel) {
        case Rel::obj:
        case Rel::xcomp:
        case Rel::nmod:
        case Rel::ccomp:
        case Rel::obl:
        case Rel::acl:
        case Rel::acl_relcl:
            return true;
        case Rel::advcl:
            return s_.infinitive_mark(child) != no_token ||
                   s_.child(child, Rel::mark, "of") != no_token ||
                   s_.child(child, Rel::mark, "for") != no_token ||
                   s_.has_child(child, Rel::case_);
        default:
            return false;
    }
}

/// "in his address", "during the visit": where it was said.
bool ContentReader::is_occasion(TokenIndex phrase) const {
    const std::string_view preposition = s_.preposition_of(phrase);
    const std::string_view lemma = s_.lemma(phrase);
    return (preposition == "in" || preposition == "during" || preposition == "at" ||
            preposition == "after" || preposition == "on") &&
           (preposition == "during" || words_.is(SpeechClass::occasion, lemma) ||
            words_.is(SpeechClass::speech, lemma) ||
            words_.is(SpeechClass::document, lemma));
}

TokenIndex ContentReader::end_of_object(const CueSite& site, TokenIndex from) const {
    TokenIndex end = last_[from];
    for (const TokenIndex c : s_.children(site.verb)) {
        if (c <= from || first_[c] < end) {
            continue;
        }
        // "praised his work, helping …": what the object does.
        const bool goes_on = s_.token(c).rel == Rel::advcl && first_[c] >= end &&
                             s_.token(c).xpos == Xpos::vbg && c == end + 1;
        if (goes_on && words_.verb(s_.lemma(c)).empty()) {
            end = last_[c];
            continue;
        }
        if (s_.token(c).rel == Rel::obl && is_occasion(c)) {
            break;
        }
        if (!is_complement(c)) {
            if (s_.token(c).rel == Rel::punct || s_.token(c).rel == Rel::advmod) {
                continue;
            }
            break;
        }
        // A comma before it, or words that are no part of it: it stands apart.
        if (first_[c] != end) {
            break;
        }
        end = last_[c];
    }
    return end;
}

std::optional<Content> ContentReader::object(const CueSite& site) const {
    TokenIndex o = site.prep_object;
    TokenIndex begin = no_token;
    if (o != no_token) {
        begin = std::max(first_[o], site.particle + 1);
    } else {
        o = s_.child(site.verb, Rel::obj);
        if (o == no_token || o < site.verb) {
            return std::nullopt;
        }
        // "wished him good health"
        const TokenIndex person = s_.child(site.verb, Rel::iobj);
        if (words_.is(SpeechClass::courtesy, s_.lemma(o))) {
            return std::nullopt;
        }
        begin = person != no_token && person > site.verb && person < o ? first_[person]
                                                                       : first_[o];
    }
    return one({begin, end_of_object(site, o)}, "object", site);
}

std::optional<Content> ContentReader::person_to(const CueSite& site) const {
    TokenIndex person = site.prep_object;
    if (person == no_token) {
        person = s_.child(site.verb, Rel::obj);
    }
    if (person == no_token) {
        person = s_.child(site.verb, Rel::iobj);
    }
    if (person == no_token || person < site.verb) {
        return std::nullopt;
    }
    const TokenIndex begin = site.particle == no_token
                                 ? first_[person]
                                 : std::max(first_[person], site.particle + 1);
    for (const TokenIndex c : s_.children(site.verb)) {
        const Rel rel = s_.token(c).rel;
        if (c > person && (rel == Rel::xcomp || rel == Rel::advcl || rel == Rel::ccomp) &&
            s_.infinitive_mark(c) != no_token) {
            return one({begin, end_of_infinitive(c)}, "person-to", site);
        }
    }
    const TokenIndex inner = s_.child(person, Rel::acl);
    if (inner != no_token && s_.infinitive_mark(inner) != no_token) {
        return one({begin, last_[person]}, "person-to", site);
    }
    return std::nullopt;
}

std::optional<Content> ContentReader::as_phrase(const CueSite& site) const {
    std::vector<TokenIndex> holders{site.verb};
    if (const TokenIndex o = s_.child(site.verb, Rel::obj); o != no_token) {
        holders.push_back(o);
    }
    for (const TokenIndex h : holders) {
        for (const TokenIndex c : s_.children(h)) {
            for (const TokenIndex mark : s_.children(c)) {
                const Rel rel = s_.token(mark).rel;
                if (c > site.verb && s_.lemma(mark) == "as" &&
                    (rel == Rel::case_ || rel == Rel::mark)) {
                    return one({mark + 1, last_[c]}, "as", site);
                }
            }
        }
    }
    return std::nullopt;
}

/// 'called the move a "farce"': what it is called, where it is quoted.
std::optional<Content> ContentReader::name_given(const CueSite& site) const {
    const TokenIndex object = s_.child(site.verb, Rel::obj);
    if (object == no_token || object < site.verb || s_.is_passive(site.verb)) {
        return std::nullopt;
    }
    const Sentence& sentence = s_.reading().sentences[s_.token(site.verb).sentence];
    for (TokenIndex i = object + 1; i < std::min(sentence.last, object + 5); ++i) {
        const Quotation* q = quotation_at(s_.token(i).span.begin);
        if (q != nullptr && q->span.begin == s_.token(i).span.begin) {
            return Content{{q->span}, "name", 0.8F};
        }
        if (s_.token(i).upos == Upos::punct && s_.form(i) == ",") {
            break;
        }
    }
    return std::nullopt;
}

/// "expressed hope that …": the clause hangs on the noun or on the verb.
std::optional<Content> ContentReader::clause_of_noun(const CueSite& site) const {
    for (const TokenIndex h : {site.noun, site.verb}) {
        for (const TokenIndex c : s_.children(h)) {
            const Rel rel = s_.token(c).rel;
            const bool clause = rel == Rel::ccomp || rel == Rel::acl ||
                                rel == Rel::acl_relcl || rel == Rel::advcl;
            if (!clause || c < site.noun || s_.infinitive_mark(c) != no_token) {
                continue;
            }
            TokenRange range = extent(c);
            range.first = std::max(range.first, site.noun + 1);
            const bool that = s_.lemma(range.first) == "that";
            const bool bare = rel == Rel::ccomp || rel == Rel::acl_relcl;
            if (!that && !(bare && has_subject(c))) {
                continue;
            }
            range.first += that ? 1 : 0;
            return one(range, "clause", site);
        }
    }
    return std::nullopt;
}

/// "voiced concern over the vote": the phrase that begins behind the words of saying,
/// wherever the tree hangs it.
std::optional<Content> ContentReader::preposition(const CueSite& site) const {
    const TokenIndex before = site.noun == no_token ? site.verb : site.noun;
    const TokenIndex mark = before + 1;
    if (mark >= first_.size() || s_.token(mark).sentence != s_.token(before).sentence) {
        return std::nullopt;
    }
    const Token& t = s_.token(mark);
    const TokenIndex head = t.head;
    if ((t.rel != Rel::case_ && t.rel != Rel::mark) || head == no_token ||
        first_[head] != mark) {
        return std::nullopt;
    }
    const Rel rel = s_.token(head).rel;
    const bool phrase = rel == Rel::nmod || rel == Rel::obl || rel == Rel::acl ||
                        rel == Rel::advcl || rel == Rel::xcomp;
    if (!phrase) {
        return std::nullopt;
    }
    return one({mark, end_of_object(site, head)}, "preposition", site);
}

}  // namespace chancery
