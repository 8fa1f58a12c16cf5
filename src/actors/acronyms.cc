// SPDX-License-Identifier: Apache-2.0
#include "actors/acronyms.h"

#include <algorithm>

#include "text/fold.h"

namespace chancery::actors {

namespace {

constexpr std::size_t shortest = 2;
constexpr std::size_t longest = 8;

char initial(const Draft& d, TokenIndex i) {
    const std::string key = fold(d.text(i));
    const char c = key.empty() ? ' ' : key.front();
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_person(const Draft& d, TokenIndex i) {
    const Name* name = d.chunks.reader_name(i);
    const Chunk* chunk = d.chunks.at(Chunks::names, i);
    return (name != nullptr && name->kind == NameKind::person) ||
           (chunk != nullptr && has(*chunk, Lexeme::leader));
}

/// The first token of the words before `end` whose initials are `acronym`; `end` where
/// they are not. Words in small letters may be left out of it ("of", "and").
TokenIndex start_of_long(const Draft& d, std::string_view acronym, TokenIndex end) {
    const TokenIndex begin = d.sentence_begin(end - 1);
    std::size_t left = acronym.size();
    TokenIndex i = end;
    for (std::size_t n = 0; n < acronym.size() * 2 && i > begin && left > 0; ++n) {
        --i;
        if (is_person(d, i)) {
            return end;
        }
        if (initial(d, i) == acronym[left - 1]) {
            --left;
        } else if (d.chunks.capitalised(i)) {
            return end;
        }
    }
    return left == 0 && d.chunks.capitalised(i) ? i : end;
}

bool is_firm_word(const Draft& d, TokenIndex i) {
    static constexpr LowerWord words[] = {"ltd",
                                          "ltd.",
                                          "inc",
                                          "inc.",
                                          "llc",
                                          "plc",
                                          "corp",
                                          "corp.",
                                          "jsc",
                                          "gmbh",
                                          "co.",
                                          "kft",
                                          "kft.",
                                          "s.a.",
                                          "bhd"};
    return d.chunks.capitalised(i) &&
           std::any_of(std::begin(words), std::end(words), [&](const LowerWord& word) {
               return d.is(i, word);
           });
}

/// The first of the capitalised words that end with a firm's suffix at `suffix`.
TokenIndex start_of_firm(const Draft& d, TokenIndex suffix) {
    constexpr TokenIndex most = 8;
    const TokenIndex begin = d.sentence_begin(suffix);
    TokenIndex i = suffix;
    while (i > begin && suffix - i < most) {
        const Upos tag = d.token(i - 1).upos;
        const bool word = d.chunks.capitalised(i - 1) && !is_person(d, i - 1) &&
                          (tag == Upos::propn || tag == Upos::noun || tag == Upos::adj);
        if (!word && d.text(i - 1) != "&" && d.text(i - 1) != "-") {
            break;
        }
        --i;
    }
    return d.chunks.capitalised(i) ? i : suffix;
}

}  // namespace

bool is_acronym(std::string_view word) {
    return word.size() >= shortest && word.size() <= longest &&
           std::all_of(
               word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

TokenIndex after_firm(const Draft& draft, TokenIndex last) {
    const TokenIndex end = draft.sentence_end(last - 1);
    TokenIndex j = last;
    j += j + 1 < end && draft.text(j) == "," ? 1U : 0U;
    return j < end && is_firm_word(draft, j) ? j + 1 : last;
}

std::string_view bracketed_acronym(const Draft& draft, TokenIndex i) {
    const auto size = static_cast<TokenIndex>(draft.reading.tokens.size());
    const bool bracket = i + 2 < size && draft.text(i) == "(" && draft.text(i + 2) == ")";
    const std::string_view word = bracket ? draft.text(i + 1) : std::string_view();
    return is_acronym(word) ? word : std::string_view();
}

Acronyms find_acronyms(const Draft& draft) {
    Acronyms found;
    for (TokenIndex i = 1; i < draft.reading.tokens.size(); ++i) {
        if (is_firm_word(draft, i) && !draft.chunks.shouted(i)) {
            const TokenIndex start = start_of_firm(draft, i);
            if (start < i) {
                found.long_forms.emplace(start, after_firm(draft, i + 1));
            }
        }
        const std::string_view acronym = bracketed_acronym(draft, i);
        if (acronym.empty() || draft.sentence_begin(i) == i) {
            continue;
        }
        const TokenIndex start = start_of_long(draft, acronym, i);
        if (start < i) {
            found.long_forms.emplace(start, i);
            found.short_forms.emplace(acronym);
        }
    }
    return found;
}

}  // namespace chancery::actors
