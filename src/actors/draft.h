// The work on one article while its actors are being found; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "actors/chunks.h"
#include "actors/tables.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery::actors {

/// A word in small letters, made for fast comparison with tokens.
class LowerWord {
  public:
    /// From a literal, while compiling.
    template <std::size_t N>
    consteval LowerWord(const char (&word)[N])  // NOLINT(google-explicit-constructor)
        : LowerWord(std::string_view(word, N - 1)) {}

    constexpr LowerWord(std::string_view word)  // NOLINT(google-explicit-constructor)
        : text(word) {
        for (std::size_t k = 0; k < word.size() && k < sizeof head; ++k) {
            head |= std::uint64_t{static_cast<unsigned char>(word[k])} << (8 * k);
        }
    }

    std::string_view text;
    std::uint64_t head = 0;  ///< the first eight bytes, the first one lowest
};

enum class Determiner : std::uint8_t { none, the, a, possessive, demonstrative, both };

/// An office or role as an article words it: "the former President of Laos",
/// "Chinese Foreign Ministry spokesperson", "protesters".
struct OfficePhrase {
    TokenIndex first = 0;  ///< with its determiner
    TokenIndex last = 0;
    TokenIndex role_first = 0;  ///< of the (first) role noun
    TokenIndex role_last = 0;
    TokenIndex possessor = no_token;  ///< "his", "its", or the owner's last token
    std::uint32_t role = 0;           ///< row in roles
    Determiner determiner = Determiner::none;
    Office office = Office::none;  ///< the weightiest of its offices
    Sector sector = Sector::none;
    std::string code;   ///< state or IGO it belongs to, if said
    std::string place;  ///< code of a state after "in" or "from", if said
    std::vector<HeldOffice> offices;
    bool plural = false;
    bool collective = false;  ///< "delegation", "company": no person
    bool former = false;
    bool dead = false;                ///< "the late King"
    Gender gender = Gender::unknown;  ///< "queen", "spokeswoman"
    Tenure tenure = Tenure::held;     ///< of the first of its offices
    bool subordinate = false;         ///< "deputy", "vice", "acting"
    bool counterpart = false;
    bool modified = false;  ///< words other than a determiner stand before the role
};

/// Bounds for hostile text; no article that somebody wrote comes near them. What lies
/// beyond does not count, so that time grows with the length of the text.
namespace bounds {
inline constexpr TokenIndex near_tokens = 400;     ///< looked through on each side
inline constexpr std::size_t near_mentions = 200;  ///< looked back through
inline constexpr std::size_t pair_mentions = 2000;
inline constexpr std::size_t namesakes = 200;  ///< people compared with one name
inline constexpr std::size_t name_words = 32;  ///< of a name with parts that are compared
inline constexpr std::size_t forms = 64;       ///< of one person's name, and its offices
inline constexpr std::size_t bodies = 200;     ///< that a short name may mean
}  // namespace bounds

enum class Found : std::uint8_t {
    person,       ///< a name, perhaps with offices
    description,  ///< an office or role with no name
    listed,       ///< "the Presidents of Finland and the United States"
    group,        ///< plural people with no name
    body,
    organisation,  ///< row in organisations, or unknown
    media,
    state,
    pronoun,
    pair,  ///< "both sides", "the two leaders"
};

/// A phrase found by the grammar, before it is known who it is.
struct Phrase {
    Found found = Found::person;
    TokenIndex first = 0, last = 0;
    TokenIndex head = 0;
    TokenIndex name_first = 0, name_last = 0;  ///< person: the name without honorifics
    std::int32_t before = -1, after = -1;      ///< office phrases in Draft::offices
    std::uint32_t row = no_actor;              ///< in the table of `found`, if known
    Lexeme lexeme = Lexeme::state;             ///< state: which kind of name
    Gender gender = Gender::unknown;           ///< by honorific
    std::vector<std::string> codes;            ///< listed: of each state
    std::int32_t beside = -1;  ///< person: first token of the phrase joined before it
    std::string code;          ///< body, group: country said
    bool dead = false;
    bool plural = false;
    TokenIndex owner = no_token;  ///< body: "Trump" in "the Trump administration"
    bool nested = false;          ///< inside another phrase
    bool several = false;         ///< group: of several states, so of no single one
    bool weak = false;  ///< person: a capitalised word that may be nobody's name
    bool common =
        false;  ///< weak, and tagged a common noun: somebody of this article only
    bool or_organisation = false;  ///< weak; an organisation where it is nobody's name
    ActorIndex actor = no_actor;   ///< when resolved
};

/// The plural of a body of the tables: "foreign ministries".
struct PluralBody {
    TokenIndex first = 0, last = 0;
    std::uint32_t row = 0;
};

struct Draft {
    const Article& article;
    const Reading& reading;
    const ActorTables& tables;
    Chunks chunks;
    Day date;  ///< of the article; the far future where it has none
    std::vector<OfficePhrase> offices;
    std::vector<PluralBody> plural_bodies;  ///< by first, then last
    std::vector<Phrase> phrases;
    ArticleActors out;
    std::string home;      ///< country that the article is most about; may be empty
    std::string domestic;  ///< country whose officials need no country in the article

    Draft(const Article& a, const Reading& r, const ActorTables& t);

    /// Makes ready for another pass over the reading, whose tags and trees may have
    /// changed. The first pass looks at no trees: to it the head is the last token.
    void begin_again();

    [[nodiscard]] const Token& token(TokenIndex i) const { return reading.tokens[i]; }

    [[nodiscard]] std::string_view text(TokenIndex i) const {
        return quote(article.text, reading.tokens[i].span);
    }

    /// The words of [first, last) as one line, white space runs as one space, without
    /// marks of direction and spaces of no width.
    [[nodiscard]] std::string words(TokenIndex first, TokenIndex last) const;

    /// True where the token is this word, its ASCII letters in any case.
    [[nodiscard]] bool is(TokenIndex i, const LowerWord& word) const {
        return chunks.head(i) == word.head &&
               reading.tokens[i].span.size() == word.text.size() &&
               (word.text.size() <= sizeof word.head || is_slow(i, word.text));
    }

    [[nodiscard]] TokenIndex sentence_end(TokenIndex i) const {
        return reading.sentences[reading.tokens[i].sentence].last;
    }

    [[nodiscard]] TokenIndex sentence_begin(TokenIndex i) const {
        return reading.sentences[reading.tokens[i].sentence].first;
    }

    /// The token of [first, last) by which the tree holds it: of those governed from
    /// outside the one nearest the root.
    [[nodiscard]] TokenIndex head_of(TokenIndex first, TokenIndex last) const;

    /// True inside quotation marks.
    [[nodiscard]] bool quoted(TokenIndex i) const { return quoted_[i] != 0; }

  private:
    void mark_quotes();
    void measure_depths();
    [[nodiscard]] bool is_slow(TokenIndex i, std::string_view lower) const;

    std::vector<std::uint8_t> quoted_;
    std::vector<std::uint32_t> depths_;  ///< by token: how many govern it in its tree
};

/// True for "'s", "’s" and "'".
[[nodiscard]] bool is_possessive_mark(std::string_view token);

}  // namespace chancery::actors
