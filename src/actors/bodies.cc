// Body phrases: "the Philippine Coast Guard", "Foreign Ministry of Viet Nam", and where
// a person's name ends. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/grammar.h"

namespace chancery::actors {

namespace {

constexpr int max_modifiers = 5;

/// Small words inside names: "Abdel Fattah el-Sisi", "Ursula von der Leyen".
bool is_particle(const Draft& d, TokenIndex i) {
    for (const std::string_view word : {"al",
                                        "el",
                                        "bin",
                                        "bint",
                                        "ibn",
                                        "van",
                                        "von",
                                        "der",
                                        "den",
                                        "de",
                                        "da",
                                        "dos",
                                        "la",
                                        "ul",
                                        "un",
                                        "-"}) {
        if (d.is(i, word)) {
            return true;
        }
    }
    return false;
}

bool is_name_word(const Draft& d, TokenIndex i) {
    const Upos tag = d.token(i).upos;
    const bool plain_name =
        d.chunks.plain(i) && !d.tables.people_by_short(d.chunks.word(i)).empty();
    if (!plain_name &&
        (!d.chunks.capitalised(i) || (tag != Upos::propn && tag != Upos::x))) {
        return false;
    }
    const Chunk* chunk = d.chunks.at(Chunks::names, i);
    constexpr std::uint32_t others = bit(Lexeme::state) | bit(Lexeme::demonym) |
                                     bit(Lexeme::organisation) | bit(Lexeme::capital) |
                                     bit(Lexeme::metonym);
    const Name* name = d.chunks.reader_name(i);
    const bool media = chunk != nullptr && has(*chunk, Lexeme::media) &&
                       (name == nullptr || name->kind != NameKind::person);
    return chunk == nullptr || has(*chunk, Lexeme::leader) ||
           ((chunk->lexemes & others) == 0 && !media);
}

/// Capitalised words from `i` on, with particles and hyphens between them.
TokenIndex name_run(const Draft& d, TokenIndex i, TokenIndex end) {
    if (i >= end || !is_name_word(d, i)) {
        return i;
    }
    constexpr int longest = 6;
    TokenIndex last = i + 1;
    int words = 1;
    for (TokenIndex j = i + 1; j < end && words < longest; ++j) {
        const bool role = d.chunks.from(Chunks::roles, j) != nullptr;
        if (is_name_word(d, j) && !role) {
            last = j + 1;
            ++words;
        } else if (d.text(j) == "-" && j + 1 < end && last == j &&
                   d.token(j - 1).span.end == d.token(j).span.begin &&
                   d.token(j).span.end == d.token(j + 1).span.begin) {
            // "Jong-un": what follows a hyphen belongs to the name in any case.
            last = j + 2;
            ++j;
        } else if (!is_particle(d, j)) {
            break;
        }
    }
    return last;
}

/// Where a reader's name really ends: before a role, a nationality or a dash.
TokenIndex end_of_person(const Draft& d, TokenIndex first, TokenIndex last) {
    for (TokenIndex i = first + 1; i < last; ++i) {
        const Chunk* chunk = d.chunks.from(Chunks::names, i);
        const bool demonym = chunk != nullptr && has(*chunk, Lexeme::demonym) &&
                             !has(*chunk, Lexeme::leader);
        const bool dash =
            d.text(i) == "-" && d.token(i - 1).span.end != d.token(i).span.begin;
        if (dash ||
            (i + 1 < last && (demonym || d.chunks.from(Chunks::roles, i) != nullptr))) {
            return i;
        }
    }
    return last;
}

/// "Jr.", also after a comma.
TokenIndex after_suffix(const Draft& d, TokenIndex last, TokenIndex end) {
    TokenIndex j = last;
    j += j + 1 < end && d.text(j) == "," ? 1U : 0U;
    const bool suffix =
        j < end && (d.is(j, "jr.") || d.is(j, "jr") || d.is(j, "sr.") || d.is(j, "sr"));
    return suffix ? j + 1 : last;
}

}  // namespace

TokenIndex person_name_end(const Draft& draft, TokenIndex i, bool after_title) {
    const TokenIndex size = static_cast<TokenIndex>(draft.reading.tokens.size());
    if (i >= size) {
        return i;
    }
    const TokenIndex end = draft.sentence_end(i);
    TokenIndex last = i;
    const Chunk* chunk = draft.chunks.from(Chunks::names, i);
    if (chunk != nullptr && has(*chunk, Lexeme::leader) &&
        (chunk->last - i > 1 || after_title || draft.chunks.reader_name(i) != nullptr)) {
        last = chunk->last;
    }
    const Name* name = draft.chunks.reader_name(i);
    const bool other = chunk != nullptr && !has(*chunk, Lexeme::leader) &&
                       name != nullptr && chunk->last >= name->last;
    if (name != nullptr && name->kind == NameKind::person && !other &&
        draft.chunks.capitalised(i)) {
        TokenIndex stop = end_of_person(draft, i, name->last);
        while (stop > i && is_possessive_mark(draft.text(stop - 1))) {
            --stop;
        }
        last = std::max(last, stop);
    }
    if (after_title || last > i) {
        last = std::max(last, name_run(draft, i, end));
    }
    return last > i ? after_suffix(draft, last, end) : last;
}

namespace {

/// True for a word that is somebody's short name in the tables ("Obama").
bool has_short_name(const Draft& d, TokenIndex i) {
    return d.chunks.capitalised(i) && d.chunks.at(Chunks::names, i) == nullptr &&
           !d.tables.people_by_short(d.chunks.word(i)).empty();
}

/// Takes a word that may stand between a determiner and a body; false where none does.
bool take_body_modifier(const Draft& d, TokenIndex& j, TokenIndex first, Phrase& phrase) {
    const Chunk* name = d.chunks.from(Chunks::names, j);
    const std::string code = name == nullptr ? std::string() : code_of(d, *name);
    if (name != nullptr && !code.empty()) {
        phrase.code = code;
        j = name->last;
        j += j < d.sentence_end(first) && is_possessive_mark(d.text(j)) ? 1U : 0U;
        return true;
    }
    const Token& t = d.token(j);
    const bool adjective =
        t.upos == Upos::adj || t.upos == Upos::num || (d.text(j) == "-" && j > first);
    const Name* reader = d.chunks.reader_name(j);
    const bool person = reader != nullptr && reader->kind == NameKind::person;
    if (t.upos == Upos::propn && (person || has_short_name(d, j))) {
        phrase.owner = j;
        ++j;
        j += j < d.sentence_end(first) && is_possessive_mark(d.text(j)) ? 1U : 0U;
        return true;
    }
    const bool noun = j > first && (t.upos == Upos::noun || t.upos == Upos::propn) &&
                      (t.rel == Rel::compound || t.rel == Rel::amod) &&
                      (reader == nullptr || reader->kind != NameKind::person);
    if (adjective || noun) {
        ++j;
        return true;
    }
    return false;
}

const Chunk* body_from(const Draft& d, TokenIndex j, bool modified) {
    const Chunk* body = d.chunks.from(Chunks::bodies, j);
    if (body == nullptr) {
        return nullptr;
    }
    const Chunk* name = d.chunks.from(Chunks::names, j);
    // "Congress" alone is the one the tables know; "the Argentine Congress" is not.
    const bool known = name != nullptr && name->last == body->last && !modified &&
                       has(*name, Lexeme::organisation);
    const bool longer = known || (name != nullptr && name->last > body->last);
    const Token& last = d.token(body->last - 1);
    const Token& first = d.token(body->first);
    const bool noun = last.upos == Upos::noun || last.upos == Upos::propn ||
                      first.upos == Upos::noun || first.upos == Upos::propn;
    return longer || !noun ? nullptr : body;
}

bool is_determiner(const Draft& d, TokenIndex i) {
    return d.token(i).upos == Upos::det ||
           (d.token(i).upos == Upos::pron && d.token(i).xpos == Xpos::prp_s);
}

}  // namespace

std::optional<Phrase> parse_body(const Draft& draft, TokenIndex i) {
    const TokenIndex end = draft.sentence_end(i);
    Phrase phrase;
    phrase.found = Found::body;
    phrase.first = i;
    TokenIndex j = i;
    j += is_determiner(draft, i) ? 1U : 0U;
    const TokenIndex start = j;
    const Chunk* body = nullptr;
    for (int n = 0; n <= max_modifiers && j < end; ++n) {
        body = body_from(draft, j, j > start);
        if (body != nullptr || !take_body_modifier(draft, j, i, phrase)) {
            break;
        }
    }
    if (body == nullptr) {
        return std::nullopt;
    }
    phrase.row = *draft.chunks.row(*body, Lexeme::body);
    phrase.name_first = body->first;
    phrase.name_last = body->last;
    phrase.last = body->last;
    if (phrase.last < end &&
        (draft.is(phrase.last, "of") || draft.is(phrase.last, "for") ||
         draft.is(phrase.last, "in"))) {
        const Tail tail = parse_tail(draft, phrase.last);
        const bool proper =
            tail.last > phrase.last &&
            (!tail.code.empty() || draft.chunks.capitalised(tail.last - 1));
        if (proper && tail.place.empty()) {
            phrase.last = tail.last;
            phrase.name_last = tail.last;
            phrase.code = tail.code.empty() ? phrase.code : tail.code;
        } else if (!tail.place.empty() && phrase.code.empty()) {
            phrase.code = tail.place;  // the place itself is a phrase of its own
        }
    }
    // "the Ministry of Trade and Industry": as far as the reader's name reaches.
    const Name* name = draft.chunks.reader_name(body->last - 1);
    if (name != nullptr && name->kind == NameKind::organisation) {
        phrase.last = std::max(phrase.last, name->last);
        phrase.name_last = std::max(phrase.name_last, name->last);
        while (phrase.last > body->last &&
               is_possessive_mark(draft.text(phrase.last - 1))) {
            --phrase.last;
            --phrase.name_last;
        }
        phrase.name_first = std::min(phrase.name_first, std::max(name->first, i));
    }
    phrase.head = draft.head_of(phrase.first, phrase.last);
    return phrase;
}

}  // namespace chancery::actors
