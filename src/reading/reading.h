// What the reader makes of an article: sentences, tokens, tags, lemmas, trees and names.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "reading/ud.h"

namespace chancery {

/// Index of a token in Reading::tokens.
using TokenIndex = std::uint32_t;
inline constexpr TokenIndex no_token = 0xffffffffU;

struct Token {
    Span span;                   ///< in the text that was read
    Span lemma;                  ///< in Reading::lemmas
    TokenIndex head = no_token;  ///< index of the governor; no_token for the root
    Upos upos = Upos::x;
    Xpos xpos = Xpos::none;  ///< Penn tag: tense of verbs, number of nouns
    Rel rel = Rel::dep;
    std::uint32_t sentence = 0;  ///< index in Reading::sentences
};

struct Sentence {
    TokenIndex first = 0;
    TokenIndex last = 0;      ///< one past the last token
    std::uint32_t block = 0;  ///< index of the text block that holds it
};

/// Kinds of names (CoNLL-2003 / UNER kinds and nationalities, religions, political
/// groups).
enum class NameKind : std::uint8_t { person, organisation, location, group };

struct Name {
    TokenIndex first = 0;
    TokenIndex last = 0;  ///< one past the last token
    NameKind kind = NameKind::person;
};

/// Tokens that act as one word in the tree: a name with its offices. `head` lies among
/// them and stands for them all.
struct TokenGroup {
    TokenIndex first = 0;
    TokenIndex last = 0;  ///< one past the last
    TokenIndex head = 0;
};

/// The reading of one text. Trees: one root in each sentence, no cycle, heads in the same
/// sentence. Tokens are in order and cover every byte that is not white space.
struct Reading {
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;
    std::vector<Name> names;  ///< in order, not overlapping
    /// Names inside names, in order, each in one of `names`: the place in "Foreign
    /// Ministry of Viet Nam", the group in "Russian Foreign Ministry".
    std::vector<Name> inner_names;
    std::string lemmas;  ///< arena of lemma bytes

    [[nodiscard]] std::string_view lemma(TokenIndex i) const {
        return quote(lemmas, tokens[i].lemma);
    }
};

}  // namespace chancery
