// Where a person's name ends. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/grammar.h"

namespace chancery::actors {

namespace {

/// Small words inside names: "Abdel Fattah el-Sisi", "Ursula von der Leyen".
bool is_particle(const Draft& d, TokenIndex i) {
    for (const LowerWord word : std::initializer_list<LowerWord>{"al",
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

/// "Pro-China Muizzu": what somebody is for or against is no part of his name.
bool is_leaning(std::string_view form) {
    for (const std::string_view prefix : {"Pro-", "Anti-", "Ex-", "Non-"}) {
        if (form.starts_with(prefix)) {
            return true;
        }
    }
    return false;
}

bool is_name_word(const Draft& d, TokenIndex i) {
    const Upos tag = d.token(i).upos;
    if (is_leaning(d.text(i))) {
        return false;
    }
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

/// One past a nickname in quotation marks inside a name (Ferdinand "Bongbong" Marcos);
/// `i` where none stands.
TokenIndex after_nickname(const Draft& d, TokenIndex i, TokenIndex end) {
    const auto quotes = [&](TokenIndex k) {
        const std::string_view mark = d.text(k);
        return mark == "\"" || mark == "\u201c" || mark == "\u201d" || mark == "``" ||
               mark == "''" || mark == "\u2018" || mark == "\u2019" || mark == "'";
    };
    const bool found = i + 3 < end && quotes(i) && d.chunks.capitalised(i + 1) &&
                       quotes(i + 2) && is_name_word(d, i + 3);
    return found ? i + 3 : i;
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
        } else if (const TokenIndex next = after_nickname(d, j, end); next > j) {
            last = next + 1;
            j = next;
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

/// The reader's person whose first word the reader left out ("Men" of "Men Sam An"):
/// what the tree joins to a proper noun as one flat name. Null where there is none.
const Name* name_after_first_word(const Draft& d, TokenIndex i, TokenIndex end) {
    const TokenIndex next = i + 1;
    if (next >= end || !d.chunks.capitalised(i) || d.token(i).upos != Upos::propn ||
        (d.token(next).rel != Rel::flat && d.token(next).rel != Rel::appos) ||
        d.token(next).head != i || d.chunks.at(Chunks::names, i) != nullptr ||
        d.chunks.reader_name(i) != nullptr) {
        return nullptr;
    }
    const Name* name = d.chunks.reader_name(next);
    return name != nullptr && name->kind == NameKind::person && name->first == next
               ? name
               : nullptr;
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
    if (const Name* rest = name_after_first_word(draft, i, end); rest != nullptr) {
        last = std::max(last, end_of_person(draft, i, rest->last));
    }
    if (after_title || last > i) {
        last = std::max(last, name_run(draft, i, end));
    }
    return last > i ? after_suffix(draft, last, end) : last;
}

}  // namespace chancery::actors
