// SPDX-License-Identifier: Apache-2.0
#include "actors/places.h"

#include <algorithm>
#include <initializer_list>
#include <map>

#include "actors/grammar.h"
#include "actors/people.h"
#include "base/ascii.h"

namespace chancery::actors {

namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The preposition before a name, past determiners and adjectives; no_token where none.
TokenIndex preposition_before(const Draft& d, TokenIndex first) {
    const TokenIndex begin = d.sentence_begin(first);
    for (TokenIndex i = first; i > begin && first - i < 4;) {
        --i;
        const Upos tag = d.token(i).upos;
        if (tag == Upos::adp || tag == Upos::sconj) {
            return i;
        }
        if (tag != Upos::det && tag != Upos::adj && tag != Upos::num) {
            return no_token;
        }
    }
    return no_token;
}

Use use_by_preposition(const Draft& d, TokenIndex i) {
    for (const LowerWord word : std::initializer_list<LowerWord>{"in",
                                                                 "at",
                                                                 "near",
                                                                 "outside",
                                                                 "around",
                                                                 "across",
                                                                 "throughout",
                                                                 "within",
                                                                 "inside",
                                                                 "over",
                                                                 "via",
                                                                 "off"}) {
        if (d.is(i, word)) {
            return Use::place;
        }
    }
    for (const LowerWord word :
         std::initializer_list<LowerWord>{"to", "from", "into", "for", "through", "of"}) {
        if (d.is(i, word)) {
            return Use::either;
        }
    }
    return Use::actor;
}

/// "Hanoi, Vietnam": a place followed by the country it lies in.
bool is_address(const Draft& d, TokenIndex last) {
    const TokenIndex end = d.sentence_end(last - 1);
    if (last + 1 >= end || d.text(last) != ",") {
        return false;
    }
    const Chunk* next = d.chunks.from(Chunks::names, last + 1);
    return next != nullptr && has(*next, Lexeme::state) &&
           (next->last >= end || d.token(next->last).upos == Upos::punct);
}

Use use_by_relation(const Draft& d, TokenIndex first, TokenIndex last) {
    TokenIndex head = d.head_of(first, last);
    for (int n = 0; n < 4 && d.token(head).rel == Rel::conj && d.token(head).head < first;
         ++n) {
        head = d.token(head).head;
        if (const TokenIndex p = preposition_before(d, head); p != no_token) {
            return use_by_preposition(d, p);
        }
    }
    const Token& t = d.token(head);
    switch (t.rel) {
        case Rel::nsubj:
        case Rel::nsubj_pass:
        case Rel::nsubj_outer:
        case Rel::iobj:
        case Rel::nmod_poss:
        case Rel::obl_agent:
            return Use::actor;
        case Rel::obj:
            return t.head != no_token &&
                           one_of(d.reading.lemma(t.head),
                                  {"visit", "leave", "reach", "tour", "enter"})
                       ? Use::either
                       : Use::actor;
        case Rel::compound:
        case Rel::amod:
        case Rel::nmod_desc:
        case Rel::appos:
        case Rel::obl_unmarked:
        case Rel::nmod_unmarked:
            return Use::place;
        default:
            return Use::either;
    }
}

}  // namespace

Use use_of_place(const Draft& draft, TokenIndex first, TokenIndex last) {
    const Span dateline = draft.article.dateline_from.span;
    const Span words{draft.token(first).span.begin, draft.token(last - 1).span.end};
    if (!dateline.empty() && dateline.overlaps(words)) {
        return Use::place;
    }
    if (is_address(draft, last)) {
        return Use::place;
    }
    if (last < draft.sentence_end(first) && is_possessive_mark(draft.text(last))) {
        return Use::actor;
    }
    if (const TokenIndex p = preposition_before(draft, first); p != no_token) {
        return use_by_preposition(draft, p);
    }
    return use_by_relation(draft, first, last);
}

bool has_site(const Draft& draft, TokenIndex first, TokenIndex last) {
    const TokenIndex site = draft.token(draft.head_of(first, last)).head;
    if (site == no_token || site <= last || site >= draft.sentence_end(first) ||
        !is_possessive_mark(draft.text(last)) || draft.token(site).upos != Upos::propn) {
        return false;
    }
    const TokenIndex p = preposition_before(draft, first);
    return p != no_token && use_by_preposition(draft, p) == Use::place;
}

bool is_capital(const Draft& draft, std::string_view name, std::string_view country) {
    const auto entries = draft.tables.find(name);
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
        return entry.lexeme == Lexeme::capital &&
               draft.tables.state(entry.row).code == country;
    });
}

std::optional<std::uint32_t> find_place(const Draft& draft,
                                        std::string_view name,
                                        std::string_view country) {
    std::optional<std::uint32_t> best;
    const auto weight = [&](std::uint32_t row) {
        const PlaceRow& place = draft.tables.place(row);
        return std::pair(!country.empty() && place.code == country, place.population);
    };
    for (const Entry& entry : draft.tables.find(name)) {
        if (entry.lexeme == Lexeme::place &&
            (!best || weight(entry.row) > weight(*best))) {
            best = entry.row;
        }
    }
    return best;
}

namespace {

/// The country that a name of a place, state or outlet points to; empty where none.
std::string country_of(const Draft& d, std::string_view name) {
    std::string code;
    for (const Entry& entry : d.tables.find(name)) {
        switch (entry.lexeme) {
            case Lexeme::state:
            case Lexeme::demonym:
            case Lexeme::capital:
            case Lexeme::metonym:
                return std::string(d.tables.state(entry.row).code);
            case Lexeme::media:
                code = std::string(d.tables.media(entry.row).code);
                break;
            default:
                break;
        }
    }
    if (code.empty()) {
        if (const auto place = find_place(d, name, {})) {
            code = std::string(d.tables.place(*place).code);
        }
    }
    return code;
}

/// As country_of() for the name, else for the longest run of its words that names one
/// ("Fox News" in "Fox Online News" does not; "USA" in "USA TODAY" does).
std::string country_in(const Draft& d, std::string_view name) {
    constexpr std::size_t longest = 16;  // of an outlet's name, that is
    std::vector<std::string> words = name_words(name);
    words.resize(std::min(words.size(), longest));
    for (std::size_t length = words.size(); length > 0; --length) {
        for (std::size_t begin = 0; begin + length <= words.size(); ++begin) {
            std::string part;
            for (std::size_t k = begin; k < begin + length; ++k) {
                part += (part.empty() ? "" : " ") + words[k];
            }
            if (std::string code = country_of(d, part); !code.empty()) {
                return code;
            }
        }
    }
    return {};
}

}  // namespace

namespace {

bool is_capitals(std::string_view word) {
    return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) {
               return is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
           });
}

/// "NEW DELHI: The visitor …" at the start of a sentence, where page furniture before it
/// kept it from being read as a dateline: the tokens before the colon, or none.
TokenIndex capitals_before_colon(const Draft& draft, const Sentence& sentence) {
    constexpr TokenIndex longest = 3;
    TokenIndex i = sentence.first;
    while (i < sentence.last && i < sentence.first + longest &&
           is_capitals(quote(draft.article.text, draft.token(i).span))) {
        ++i;
    }
    const bool colon = i < sentence.last && draft.is(i, ":");
    return colon ? i : sentence.first;
}

/// The name and the words of a dateline, read from the text where ingest found none.
std::pair<std::string, Span> dateline_words(const Draft& draft) {
    const Article& article = draft.article;
    if (!article.dateline.empty()) {
        return {article.dateline, article.dateline_from.span};
    }
    for (const Sentence& sentence : draft.reading.sentences) {
        const TokenIndex end = capitals_before_colon(draft, sentence);
        if (end == sentence.first) {
            continue;
        }
        std::string name = draft.words(sentence.first, end);
        const auto row = find_place(draft, name, {});
        if (row && draft.tables.place(*row).settlement) {
            const Span span{draft.token(sentence.first).span.begin,
                            draft.token(end - 1).span.end};
            return {std::string(draft.tables.place(*row).name), span};
        }
    }
    return {};
}

}  // namespace

std::optional<PlaceMention> dateline_of(const Draft& draft) {
    const auto [name, span] = dateline_words(draft);
    if (name.empty()) {
        return std::nullopt;
    }
    PlaceMention place;
    place.name = name;
    place.span = span;
    place.code = country_of(draft, name);
    const auto row = find_place(draft, name, place.code);
    if (row && (place.code.empty() || draft.tables.place(*row).code == place.code)) {
        const PlaceRow& known = draft.tables.place(*row);
        place.code = std::string(known.code);
        place.latitude = known.latitude;
        place.longitude = known.longitude;
        place.located = true;
        place.is_settlement = known.settlement;
    }
    place.is_capital = is_capital(draft, place.name, place.code);
    return place.code.empty() ? std::nullopt : std::optional(place);
}

std::string home_of(const Draft& draft) {
    constexpr int dateline_weight = 4;
    constexpr int outlet_weight = 3;
    std::map<std::string, int> counts;
    for (const Chunk& chunk : draft.chunks.all(Chunks::names)) {
        std::string code = code_of(draft, chunk);
        if (const auto row = draft.chunks.row(chunk, Lexeme::place);
            code.empty() && row) {
            code = draft.tables.place(*row).code;
        }
        if (draft.tables.is_state(code)) {
            ++counts[code];
        }
    }
    if (const std::string code = country_in(draft, draft.article.outlet); !code.empty()) {
        counts[code] += outlet_weight;
    }
    if (const std::string code = country_of(draft, draft.article.dateline);
        !code.empty()) {
        counts[code] += dateline_weight;
    }
    std::string best;
    int most = 0;
    for (const auto& [code, count] : counts) {
        if (count > most) {
            best = code;
            most = count;
        }
    }
    return best;
}

std::string domestic_of(const Draft& draft) {
    std::string code = country_of(draft, draft.article.dateline);
    if (code.empty()) {
        code = country_in(draft, draft.article.outlet);
    }
    for (const Chunk& chunk : draft.chunks.all(Chunks::names)) {
        if (!code.empty() && code_of(draft, chunk) == code) {
            return code;
        }
    }
    return draft.home;
}

}  // namespace chancery::actors
