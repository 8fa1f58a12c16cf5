// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include "coding/statement_finder.h"

namespace chancery {

namespace {

constexpr std::uint32_t shortest_announced = 30;  // bytes
constexpr std::ptrdiff_t most_near = 64;          // statements looked at around a place

/// By where they begin; of those that begin together the longer one first.
bool in_order(const FoundStatement& a, const FoundStatement& b) {
    const Span x = a.statement.content;
    const Span y = b.statement.content;
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
}

}  // namespace

ArticleStatements StatementFinder::settle() {
    std::stable_sort(found_.begin(), found_.end(), in_order);
    cut_at_others();
    drop_thoughts();
    add_announced();
    join_continued();
    drop_repeated();
    ArticleStatements result;
    for (FoundStatement& found : found_) {
        result.statements.push_back(std::move(found.statement));
    }
    index(result);
    return result;
}

/// True where `other`, told inside the words of `told`, is no part of them: who says it
/// says it of all of them (", he added"), or goes on speaking (", adding that").
bool StatementFinder::stands_apart(const FoundStatement& told,
                                   const FoundStatement& other) const {
    const Span content = other.statement.content;
    const bool wider = content.contains(told.statement.cue) ||
                       (content.begin <= told.statement.content.begin &&
                        content.end <= told.statement.content.end);
    if (wider && other.verb > told.verb) {
        return true;
    }
    const Token& before = s_.token(other.clause.first - 1);
    const std::string_view joint = s_.lemma(other.clause.first - 1);
    if (joint == "with" || joint == "while" || joint == "after") {
        return other.clause.first >= 2 && s_.form(other.clause.first - 2) == ",";
    }
    const bool same = told.statement.speakers == other.statement.speakers &&
                      (!told.statement.speakers.empty() ||
                       told.statement.speaker == other.statement.speaker);
    const bool joined =
        before.upos == Upos::cconj || s_.form(other.clause.first - 1) == ",";
    return same && joined && !other.mind;
}

/// Where the words end that stand before `first` and what joins it to them.
std::uint32_t StatementFinder::join_before(TokenIndex first) const {
    const std::uint32_t sentence = s_.token(first).sentence;
    while (first > 0 && s_.token(first - 1).sentence == sentence) {
        const Upos tag = s_.token(first - 1).upos;
        const std::string_view lemma = s_.lemma(first - 1);
        const bool joint = tag == Upos::punct || tag == Upos::cconj || lemma == "with" ||
                           lemma == "while" || lemma == "after";
        if (!joint || double_mark_at(s_.form(first - 1), 0) != 0) {
            break;
        }
        --first;
    }
    return first == 0 ? 0 : s_.token(first - 1).span.end;
}

/// What somebody said ends where the text goes on with what he, or another, said next.
void StatementFinder::cut_at_others() {
    const auto sentence_of = [&](const FoundStatement* f) {
        return s_.token(f->verb).sentence;
    };
    std::vector<FoundStatement*> by_sentence;
    for (FoundStatement& found : found_) {
        by_sentence.push_back(&found);
    }
    std::stable_sort(by_sentence.begin(), by_sentence.end(), [&](auto* x, auto* y) {
        return sentence_of(x) < sentence_of(y);
    });
    for (auto first = by_sentence.begin(); first != by_sentence.end();) {
        const auto last = std::find_if(first, by_sentence.end(), [&](auto* f) {
            return sentence_of(f) != sentence_of(*first);
        });
        for (auto told = first; told != last; ++told) {
            for (auto other = first; other != last; ++other) {
                cut_at(**told, **other);
            }
        }
        first = last;
    }
}

void StatementFinder::cut_at(FoundStatement& told, const FoundStatement& other) {
    Span& content = told.statement.content;
    if (other.verb == told.verb || other.clause.empty() || other.clause.first == 0) {
        return;
    }
    const std::uint32_t at = s_.token(other.clause.first).span.begin;
    const Quotation* q = contents_.quotation_at(at);
    if (at <= content.begin || at >= content.end ||
        (q != nullptr && content.contains(q->span))) {
        return;
    }
    const std::uint32_t end = join_before(other.clause.first);
    if (end > content.begin && stands_apart(told, other)) {
        content.end = std::min(content.end, end);
        told.statement.kind = kind_of(content);
    }
}

/// "He said he hoped …" is one statement, not two.
void StatementFinder::drop_thoughts() {
    const auto is_thought = [&](const FoundStatement& inner,
                                const FoundStatement& outer) {
        if (outer.verb == inner.verb || inner.clause.empty() ||
            !outer.statement.content.contains(inner.statement.cue)) {
            return false;
        }
        const std::uint32_t begin = s_.token(inner.clause.first).span.begin;
        const bool same = inner.pronoun && begin <= outer.statement.content.begin &&
                          inner.statement.speakers == outer.statement.speakers;
        return inner.mind || same;
    };
    std::vector<FoundStatement> kept;
    for (const FoundStatement& inner : found_) {
        const auto [first, last] = near(inner.statement.cue.begin);
        if (std::none_of(first, last, [&](const auto& outer) {
                return is_thought(inner, outer);
            })) {
            kept.push_back(inner);
        }
    }
    found_ = std::move(kept);
}

/// Those whose content begins at or before the byte, as many as may still reach it:
/// statements inside one another are few.
StatementFinder::Range StatementFinder::near(std::uint32_t at) {
    const auto last = std::upper_bound(
        found_.begin(), found_.end(), at, [](std::uint32_t byte, const auto& f) {
            return byte < f.statement.content.begin;
        });
    return {last - std::min<std::ptrdiff_t>(last - found_.begin(), most_near), last};
}

/// A quotation that is a sentence of its own or several.
bool StatementFinder::stands_alone(const Quotation& quotation) const {
    const auto& tokens = s_.reading().tokens;
    auto it = std::lower_bound(
        tokens.begin(), tokens.end(), quotation.span.begin, [](const Token& t, auto at) {
            return t.span.begin < at;
        });
    const auto plain = [&](const Token& t) {
        return !quotation.span.overlaps(t.span) && t.upos != Upos::punct;
    };
    for (; it != tokens.end() && it->span.begin < quotation.span.end;) {
        const Sentence& sentence = s_.reading().sentences[it->sentence];
        if (std::any_of(
                tokens.begin() + sentence.first, tokens.begin() + sentence.last, plain)) {
            return false;
        }
        it = tokens.begin() + sentence.last;
    }
    return true;
}

/// True where some statement holds a part of the quotation, or stands inside of it.
bool StatementFinder::is_taken(const Quotation& quotation) {
    const auto [first, last] = near(quotation.span.end);
    return std::any_of(first, last, [&](const FoundStatement& f) {
        return f.statement.content.overlaps(quotation.span) ||
               quotation.span.contains(f.statement.cue);
    });
}

/// 'justified the strike as "defensive": "At the direction of …"': a long quotation
/// behind a colon is what the subject of its sentence says.
void StatementFinder::add_announced() {
    const auto& reading = s_.reading();
    std::vector<FoundStatement> announced;
    for (const Quotation& q : quotations_) {
        std::uint32_t before = q.span.begin;
        while (before > 0 && text()[before - 1] == ' ') {
            --before;
        }
        if (q.single || q.span.size() < shortest_announced || before == 0 ||
            text()[before - 1] != ':' || is_taken(q)) {
            continue;
        }
        const auto colon = std::lower_bound(
            reading.tokens.begin(),
            reading.tokens.end(),
            before - 1,
            [](const Token& t, std::uint32_t at) { return t.span.begin < at; });
        if (colon == reading.tokens.end()) {
            continue;
        }
        TokenIndex root = reading.sentences[colon->sentence].first;
        while (reading.tokens[root].head != no_token) {
            ++root;
        }
        const Party speaker = speakers_.read(s_.is_verb(root) ? s_.doer(root) : no_token);
        if (speaker.empty() || !speaker.may_speak) {
            continue;
        }
        FoundStatement found;
        found.verb = root;
        found.statement.speakers = speaker.actors;
        found.statement.speaker = speaker.words;
        found.statement.cue = reading.tokens[root].span;
        found.statement.content = q.span;
        found.statement.kind = StatementKind::direct;
        found.statement.rule = "colon";
        found.statement.confidence = 0.7F;
        announced.push_back(std::move(found));
    }
    found_.insert(found_.end(), announced.begin(), announced.end());
    std::stable_sort(found_.begin(), found_.end(), in_order);
}

/// A quotation without words of saying beside it is the next part of what was said
/// before.
void StatementFinder::join_continued() {
    const auto end_of = [](const FoundStatement& f) {
        return std::max(f.statement.content.end, f.statement.cue.end);
    };
    std::vector<FoundStatement> joined;
    for (const Quotation& q : quotations_) {
        if (q.single || is_taken(q) || !stands_alone(q)) {
            continue;
        }
        const auto [first, last] = near(q.span.end);
        FoundStatement* before = nullptr;
        const auto consider = [&](FoundStatement& f) {
            if (end_of(f) <= q.span.begin &&
                contents_.quotation_at(f.statement.cue.begin) == nullptr &&
                (before == nullptr || end_of(f) >= end_of(*before))) {
                before = &f;
            }
        };
        std::for_each(first, last, consider);
        if (!joined.empty()) {
            consider(joined.back());
        }
        if (before == nullptr) {
            continue;
        }
        if (before->statement.group == 0) {
            before->statement.group = ++groups_;
        }
        FoundStatement made = *before;
        made.statement.content = q.span;
        made.statement.kind = StatementKind::direct;
        made.statement.rule = "continued";
        made.statement.confidence = 0.8F;
        joined.push_back(std::move(made));
    }
    found_.insert(found_.end(), joined.begin(), joined.end());
    std::stable_sort(found_.begin(), found_.end(), in_order);
}

/// The standfirst and the lead often tell a statement in the same words.
void StatementFinder::drop_repeated() {
    std::multimap<std::string_view, const FoundStatement*> told;
    std::vector<FoundStatement> kept;
    kept.reserve(found_.size());  // `told` points into it
    for (FoundStatement& f : found_) {
        const std::string_view words = quote(text(), f.statement.content);
        const auto [first, last] = told.equal_range(words);
        const bool repeated = std::any_of(first, last, [&](const auto& earlier) {
            const Statement& a = earlier.second->statement;
            return a.speakers == f.statement.speakers && a.group == 0 &&
                   f.statement.group == 0;
        });
        if (!repeated) {
            kept.push_back(std::move(f));
            told.emplace(words, &kept.back());
        }
    }
    found_ = std::move(kept);
}

/// Statements are in order, those inside others behind them: the last one to cover a
/// token is the innermost.
void StatementFinder::index(ArticleStatements& result) const {
    const auto& tokens = s_.reading().tokens;
    result.holding.assign(tokens.size(), -1);
    for (std::size_t k = 0; k < result.statements.size(); ++k) {
        const Span content = result.statements[k].content;
        auto it = std::lower_bound(
            tokens.begin(), tokens.end(), content.begin, [](const Token& t, auto at) {
                return t.span.begin < at;
            });
        for (; it != tokens.end() && it->span.end <= content.end; ++it) {
            result.holding[static_cast<std::size_t>(it - tokens.begin())] =
                static_cast<std::int32_t>(k);
        }
    }
}

}  // namespace chancery
