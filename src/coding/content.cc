// SPDX-License-Identifier: Apache-2.0
#include "coding/content.h"

#include <algorithm>
#include <array>

namespace chancery {

namespace {

constexpr std::array<ContentShape, 8> shape_order{ContentShape::clause,
                                                  ContentShape::quote,
                                                  ContentShape::person_to,
                                                  ContentShape::infinitive,
                                                  ContentShape::as,
                                                  ContentShape::name,
                                                  ContentShape::object,
                                                  ContentShape::preposition};
constexpr std::uint32_t longest_dateline = 12;  // tokens
constexpr std::uint32_t gap_to_quotation = 14;  // tokens between a cue and its quotation

bool is_present(Xpos tag) {
    return tag == Xpos::vbz || tag == Xpos::vbp;
}

}  // namespace

ContentReader::ContentReader(const Syntax& syntax,
                             const SpeechWords& words,
                             const std::vector<Quotation>& quotations)
    : s_(syntax), words_(words), quotations_(quotations) {
    const auto& tokens = syntax.reading().tokens;
    const auto n = static_cast<TokenIndex>(tokens.size());
    first_.resize(n);
    last_.resize(n);
    for (TokenIndex i = 0; i < n; ++i) {
        first_[i] = i;
        last_[i] = i + 1;
    }
    // Each token widens those above it: as many steps as its depth.
    for (TokenIndex i = 0; i < n; ++i) {
        for (TokenIndex g = tokens[i].head; g != no_token; g = tokens[g].head) {
            if (first_[g] <= i && last_[g] > i) {
                break;
            }
            first_[g] = std::min(first_[g], i);
            last_[g] = std::max(last_[g], i + 1);
        }
    }
}

std::optional<Content> ContentReader::read(const CueSite& site) const {
    for (const Shape s : shape_order) {
        if (!site.cue->may_take(s)) {
            continue;
        }
        if (auto content = shape(s, site)) {
            return content;
        }
    }
    return std::nullopt;
}

std::optional<Content> ContentReader::shape(Shape shape, const CueSite& site) const {
    switch (shape) {
        case Shape::clause:
            return site.noun == no_token ? clause(site) : clause_of_noun(site);
        case Shape::quote:
            return quotation(site);
        case Shape::infinitive:
            return infinitive(site);
        case Shape::object:
            return object(site);
        case Shape::person_to:
            return person_to(site);
        case Shape::as:
            return as_phrase(site);
        case Shape::name:
            return name_given(site);
        case Shape::preposition:
            return preposition(site);
    }
    return std::nullopt;
}

bool ContentReader::is_mark(TokenIndex i) const {
    return double_mark_at(s_.form(i), 0) != 0 || s_.form(i) == "'" ||
           s_.form(i) == "\u2018" || s_.form(i) == "\u2019";
}

/// Without punctuation at its ends, other than quotation marks and brackets.
std::optional<Span> ContentReader::trimmed(TokenRange range) const {
    const auto is_loose = [&](TokenIndex i) {
        const std::string_view form = s_.form(i);
        return s_.token(i).upos == Upos::punct && !is_mark(i) && form != ")" &&
               form != "(" && form != "]" && form != "[";
    };
    while (!range.empty() && is_loose(range.first)) {
        ++range.first;
    }
    while (!range.empty() && is_loose(range.last - 1)) {
        --range.last;
    }
    if (range.empty()) {
        return std::nullopt;
    }
    return Span{s_.token(range.first).span.begin, s_.token(range.last - 1).span.end};
}

const Quotation* ContentReader::quotation_at(std::uint32_t offset) const {
    const auto after = std::upper_bound(
        quotations_.begin(), quotations_.end(), offset, [](auto at, const Quotation& q) {
            return at < q.span.begin;
        });
    if (after == quotations_.begin()) {
        return nullptr;
    }
    const Quotation& q = *(after - 1);
    return offset < q.span.end ? &q : nullptr;
}

/// Quotations that begin or end inside are taken whole: their sentences are split before
/// they end. One that holds the cue too stays outside.
Span ContentReader::with_whole_quotations(Span span, const CueSite& site) const {
    const Span cue = s_.token(site.verb).span;
    for (const std::uint32_t at : {span.begin, span.end - 1}) {
        const Quotation* q = quotation_at(at);
        if (q != nullptr && !q->span.contains(cue)) {
            span.begin = std::min(span.begin, q->span.begin);
            span.end = std::max(span.end, q->span.end);
        }
    }
    return span;
}

std::optional<Content> ContentReader::one(TokenRange range,
                                          std::string_view rule,
                                          const CueSite& site) const {
    range.last = end_of_report(range, rule == "clause");
    const auto span = trimmed(range);
    if (!span) {
        return std::nullopt;
    }
    Span whole = with_whole_quotations(*span, site);
    // 'saying it is time "to start"': the tree ends before the quotation.
    const Quotation* next = quotation_at(whole.end + 1);
    if (next != nullptr && next->span.begin == whole.end + 1 && !next->single &&
        s_.text()[whole.end] == ' ' && !next->span.contains(s_.token(site.verb).span)) {
        whole.end = next->span.end;
    }
    return Content{{whole}, rule, 0.9F};
}

/// The first token of the sentence behind a dateline ("BEIJING, Jan. 2 (Yonhap) --",
/// "LONDON:") and the words that join it to the one before.
TokenIndex ContentReader::sentence_start(TokenIndex i) const {
    const Sentence& sentence = s_.reading().sentences[s_.token(i).sentence];
    TokenIndex start = sentence.first;
    for (TokenIndex t = start; t < sentence.last && t < start + longest_dateline; ++t) {
        const Upos tag = s_.token(t).upos;
        const std::string_view form = s_.form(t);
        const bool dash =
            form == "--" || form == "\u2013" || form == "\u2014" || form == "-";
        const std::uint32_t at = s_.token(t).span.begin;
        const bool apart = t > start && s_.token(t - 1).span.end < at;
        if (t > start && (form == ":" || (dash && apart))) {
            return t + 1;
        }
        if (tag != Upos::propn && tag != Upos::punct && tag != Upos::num &&
            tag != Upos::adp) {
            break;
        }
    }
    return start;
}

TokenRange ContentReader::cue_clause(const CueSite& site) const {
    TokenRange range{std::min(site.verb, site.from), site.verb + 1};
    for (const TokenIndex c : s_.children(site.verb)) {
        const Rel rel = s_.token(c).rel;
        const bool own = rel == Rel::aux || rel == Rel::advmod ||
                         rel == Rel::compound_prt || rel == Rel::iobj ||
                         c == site.speaker;
        if (own) {
            range.first = std::min(range.first, first_[c]);
            range.last = std::max(range.last, last_[c]);
        }
    }
    return range;
}

/// The clause that completes the verb; of two the one behind it.
TokenIndex ContentReader::complement_clause(TokenIndex verb) const {
    TokenIndex c = no_token;
    for (const TokenIndex child : s_.children(verb)) {
        // A lone word before it is its subject ("ACTED said"), whatever the tree says.
        const bool lone = child < verb && last_[child] == first_[child] + 1;
        if (s_.token(child).rel == Rel::ccomp && !lone && (c == no_token || c < verb)) {
            c = child;
        }
    }
    return c;
}

std::optional<Content> ContentReader::clause(const CueSite& site) const {
    const TokenIndex c = complement_clause(site.verb);
    if (c == no_token) {
        auto loose = loose_clause(site);
        return loose ? loose : around(site);
    }
    const TokenIndex mark = s_.child(c, Rel::mark);
    if (mark != no_token && c > site.verb && s_.lemma(mark) != "that" &&
        s_.token(mark).xpos == Xpos::in && s_.lemma(mark) != "whether" &&
        s_.lemma(mark) != "if") {
        return std::nullopt;  // "claims X, while …": an adjunct
    }
    const TokenRange cue = cue_clause(site);
    if (c > site.verb) {
        auto content = clause_after(site, c);
        const auto before = content ? part_before(site, cue, *content) : std::nullopt;
        if (before) {
            content->parts.insert(content->parts.begin(), *before);
        }
        return content;
    }
    TokenRange range{first_[c], cue.first};
    if (s_.token(site.verb).rel == Rel::root ||
        s_.token(site.verb).rel == Rel::parataxis) {
        range.first = sentence_start(site.verb);
    }
    return one(range, "clause-before", site);
}

/// What stands before the words of saying of a content that goes on behind them:
/// "Beijing, he said, looks forward to it", '"Now," he said, "it is time"'.
std::optional<Span> ContentReader::part_before(const CueSite& site,
                                               TokenRange cue,
                                               const Content& rest) const {
    for (const TokenIndex child : s_.children(site.verb)) {
        const Token& t = s_.token(child);
        const bool early = t.rel == Rel::nsubj && child < cue.first &&
                           t.xpos != Xpos::wp && t.xpos != Xpos::wdt;
        if (early && child != site.speaker) {
            return trimmed({first_[child], cue.first});
        }
    }
    const Quotation* before = quotation_before(site, cue);
    if (before == nullptr || quotation_at(rest.parts.front().begin) == nullptr) {
        return std::nullopt;
    }
    return before->span;
}

std::optional<Content> ContentReader::clause_after(const CueSite& site,
                                                   TokenIndex clause) const {
    TokenRange range = extent(clause);
    range.first = std::max(range.first, site.verb + 1);
    // "insisted the ship be removed": a subject that was taken for an object.
    const TokenIndex object = s_.child(site.verb, Rel::obj);
    if (object != no_token && object > site.verb && object < clause &&
        site.cue->addressee != AddresseeSlot::object &&
        (!has_subject(clause) ||
         (first_[object] == site.verb + 1 && !site.cue->may_take(Shape::object)))) {
        range.first = first_[object];
    }
    const auto skips = [&](TokenIndex i) {
        const Token& t = s_.token(i);
        return (s_.lemma(i) == "that" && t.rel != Rel::nsubj && t.rel != Rel::det &&
                t.rel != Rel::obj) ||
               (t.upos == Upos::punct && !is_mark(i));
    };
    while (!range.empty() && skips(range.first)) {
        ++range.first;
    }
    // "said Monday his government had acted": when it was said.
    const bool dated = range.first == site.verb + 1 && range.first + 2 < range.last &&
                       s_.token(range.first).rel != Rel::nsubj &&
                       words_.is(SpeechClass::day, s_.lemma(range.first));
    const TokenIndex next = range.first + 1;
    if (dated && s_.token(next).rel != Rel::case_ && s_.token(next).head != range.first &&
        s_.token(next).upos != Upos::punct) {
        ++range.first;
    }
    // "told reporters Israel violated the truce": who is told, taken for a part of it.
    if (site.cue->addressee == AddresseeSlot::object && range.first == site.verb + 1 &&
        range.first + 2 < range.last && s_.token(range.first).xpos == Xpos::nns &&
        words_.is(SpeechClass::voice, s_.lemma(range.first)) &&
        s_.is_nominal(range.first + 1)) {
        ++range.first;
    }
    range.last = end_with_present(site, range);
    return one(range, "clause", site);
}

/// True where the clause hangs on the verb as an adjunct, or on the noun of one.
bool ContentReader::hangs_between(TokenIndex verb, TokenIndex clause) const {
    const Rel rel = s_.token(clause).rel;
    TokenIndex g = s_.token(clause).head;
    if (rel == Rel::advcl || rel == Rel::parataxis) {
        return g == verb;
    }
    if (rel != Rel::acl_relcl && rel != Rel::acl) {
        return false;
    }
    while (g != no_token && g > verb &&
           (s_.token(g).rel == Rel::nmod || s_.token(g).rel == Rel::obl ||
            s_.token(g).rel == Rel::appos || s_.token(g).rel == Rel::obl_unmarked)) {
        g = s_.token(g).head;
    }
    return g == verb;
}

/// "announced on a channel, that he was there": a clause with "that" which the tree hangs
/// on a word between.
std::optional<Content> ContentReader::loose_clause(const CueSite& site) const {
    const TokenIndex end = last_[site.verb];
    for (TokenIndex i = site.verb + 1; i < end; ++i) {
        const Token& t = s_.token(i);
        const bool mark = t.rel == Rel::mark && s_.lemma(i) == "that";
        if (mark && t.head != no_token && t.head > i &&
            hangs_between(site.verb, t.head)) {
            return clause_after(site, t.head);
        }
    }
    return std::nullopt;
}

/// "stressed that he values the ties, and stands ready": told in the past, the second
/// verb in the present is what was said.
TokenIndex ContentReader::end_with_present(const CueSite& site, TokenRange range) const {
    if (s_.token(site.verb).xpos == Xpos::vbd) {
        for (const TokenIndex c : s_.children(site.verb)) {
            const Xpos tag = s_.token(c).xpos;
            const TokenIndex copula = s_.child(c, Rel::cop);
            const bool present =
                is_present(tag) || s_.child(c, Rel::aux, "will") != no_token ||
                (copula != no_token && is_present(s_.token(copula).xpos));
            const bool quoted = quotation_at(s_.token(site.verb).span.begin) != nullptr;
            if (s_.token(c).rel == Rel::conj && first_[c] >= range.last && present &&
                (quoted || !has_subject(c))) {
                range.last = std::max(range.last, last_[c]);
            }
        }
    }
    return range.last;
}

/// The reporter's own words at the end of a clause stand apart: ", as the world looks
/// on", ", after a meeting", "amid tensions".
TokenIndex ContentReader::end_of_report(TokenRange range, bool indirect) const {
    for (TokenIndex i = range.first + 2; i < range.last; ++i) {
        const Token& t = s_.token(i);
        const std::string_view lemma = s_.lemma(i);
        const TokenIndex head = t.head;
        const std::string_view before = s_.form(i - 1);
        const bool dash = before == "--" || before == "\u2013" || before == "\u2014";
        const bool aside = lemma == "which" && (dash || (before == "," && indirect));
        if (head == no_token || head < i || (last_[head] < range.last && !dash)) {
            continue;
        }
        const bool comma = before == ",";
        const bool clause = t.rel == Rel::mark && comma &&
                            (lemma == "as" || lemma == "after" || lemma == "before") &&
                            has_subject(head);
        const bool phrase = t.rel == Rel::case_ && lemma == "amid";
        if ((clause || phrase || aside) && quotation_at(t.span.begin) == nullptr) {
            return i;
        }
    }
    return range.last;
}

/// True where a predicate stands before the words of saying that is told by them: it
/// governs them, or hangs on them with a subject of its own and nothing that makes it an
/// adjunct.
bool ContentReader::has_predicate_before(const CueSite& site, TokenRange before) const {
    const Token& verb = s_.token(site.verb);
    if (verb.rel == Rel::parataxis) {
        return true;
    }
    if (s_.has_child(site.verb, Rel::obj) || s_.has_child(site.verb, Rel::xcomp)) {
        return false;
    }
    if (verb.head != no_token) {
        return verb.head >= before.first && verb.head < before.last &&
               (verb.rel == Rel::ccomp || verb.rel == Rel::advcl ||
                verb.rel == Rel::conj) &&
               !s_.has_child(site.verb, Rel::mark) && !s_.has_child(site.verb, Rel::cc);
    }
    for (const TokenIndex c : s_.children(site.verb)) {
        if (c < before.last && has_subject(c) && !s_.has_child(c, Rel::mark)) {
            return true;
        }
    }
    return false;
}

bool ContentReader::has_subject(TokenIndex predicate) const {
    return s_.has_child(predicate, Rel::nsubj) ||
           s_.has_child(predicate, Rel::nsubj_pass) || s_.has_child(predicate, Rel::expl);
}

/// "Ties, he said, are good", "ties are good, he said": the sentence without the words of
/// saying.
std::optional<Content> ContentReader::around(const CueSite& site) const {
    const Token& verb = s_.token(site.verb);
    const Sentence& sentence = s_.reading().sentences[verb.sentence];
    const TokenRange cue = cue_clause(site);
    const TokenIndex start = sentence_start(site.verb);
    if (site.speaker == no_token || s_.token(site.speaker).head != site.verb ||
        cue.first <= start || s_.token(cue.first - 1).upos != Upos::punct) {
        return std::nullopt;
    }
    const auto before = trimmed({start, cue.first});
    if (!before || !has_predicate_before(site, {start, cue.first})) {
        return std::nullopt;
    }
    Content content{{with_whole_quotations(*before, site)}, "around", 0.8F};
    // What follows belongs to it where the predicate is still to come.
    const TokenIndex from = std::max(cue.last, last_[site.verb]);
    if (verb.head != no_token && verb.head > site.verb && from < sentence.last) {
        if (const auto after = trimmed({from, sentence.last})) {
            content.parts.push_back(with_whole_quotations(*after, site));
        }
    }
    return content;
}

/// The quotation that ends where the words of saying begin ('… ," he said'), or null.
const Quotation* ContentReader::quotation_before(const CueSite& site,
                                                 TokenRange cue) const {
    const TokenIndex first = s_.reading().sentences[s_.token(site.verb).sentence].first;
    for (TokenIndex i = cue.first; i > first && i + 4 > cue.first; --i) {
        const Token& t = s_.token(i - 1);
        const Quotation* q = quotation_at(t.span.end - 1);
        if (q != nullptr && q->span.end == t.span.end &&
            !q->span.contains(s_.token(site.verb).span)) {
            return q;
        }
        if (t.upos != Upos::punct) {
            break;
        }
    }
    return nullptr;
}

std::optional<Content> ContentReader::quotation(const CueSite& site) const {
    const TokenRange cue = cue_clause(site);
    const Sentence& sentence = s_.reading().sentences[s_.token(site.verb).sentence];
    if (const Quotation* before = quotation_before(site, cue)) {
        return Content{{before->span}, "quotation-before", 0.9F};
    }
    for (TokenIndex i = cue.last; i < sentence.last && i < cue.last + gap_to_quotation;
         ++i) {
        const Token& t = s_.token(i);
        const Quotation* q = quotation_at(t.span.begin);
        if (q == nullptr) {
            continue;
        }
        const bool starts = q->span.begin == t.span.begin;
        const bool after_mark =
            i == cue.last || s_.token(i - 1).upos == Upos::punct || i == site.verb + 1;
        if (starts && after_mark && !q->span.contains(s_.token(site.verb).span)) {
            return Content{{q->span}, "quotation-after", 0.85F};
        }
        break;
    }
    return std::nullopt;
}

std::optional<Content> ContentReader::around_phrase(TokenRange phrase) const {
    const Sentence& sentence = s_.reading().sentences[s_.token(phrase.first).sentence];
    CueSite site;
    site.verb = phrase.first;
    const TokenIndex start = sentence_start(phrase.first);
    const auto before = trimmed({start, phrase.first});
    if (before) {
        // What follows belongs to it only where the predicate is still to come.
        TokenIndex root = sentence.first;
        while (root < sentence.last && s_.token(root).head != no_token) {
            ++root;
        }
        Content content{{with_whole_quotations(*before, site)}, "source-after", 0.85F};
        if (root >= phrase.last) {
            if (const auto after = trimmed({phrase.last, sentence.last})) {
                content.parts.push_back(with_whole_quotations(*after, site));
            }
        }
        return content;
    }
    return one({phrase.last, sentence.last}, "source-before", site);
}

}  // namespace chancery
