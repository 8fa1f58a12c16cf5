// Where the names, roles, bodies and honorifics of the tables stand in a reading.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "actors/tables.h"
#include "reading/reading.h"

namespace chancery {

/// A run of tokens that a key of the tables matches, written as its entries demand.
struct Chunk {
    TokenIndex first = 0;
    TokenIndex last = 0;  ///< one past the last
    Matcher::Key key = 0;
    std::uint32_t lexemes = 0;  ///< bit set of the Lexemes that the spelling allows
};

/// The layers of chunks over one reading. In each layer chunks are the longest from the
/// left and do not overlap; layers do.
class Chunks {
  public:
    enum Layer : std::uint8_t { names, bodies, roles, honorifics };

    Chunks(std::string_view text, const Reading& reading, const ActorTables& tables);

    /// The chunk of `layer` that covers token `i`, or null.
    [[nodiscard]] const Chunk* at(Layer layer, TokenIndex i) const;
    /// The chunk of `layer` that begins with token `i`, or null.
    [[nodiscard]] const Chunk* from(Layer layer, TokenIndex i) const;

    [[nodiscard]] const std::vector<Chunk>& all(Layer layer) const {
        return chunks_[layer];
    }

    /// The first row of `chunk` under `lexeme` that its spelling allows.
    [[nodiscard]] std::optional<std::uint32_t> row(const Chunk& chunk,
                                                   Lexeme lexeme) const;

    /// Words of token `i`, folded; unknown_word where the tables do not have one.
    [[nodiscard]] WordId word(TokenIndex i) const { return token_words_[i]; }

    /// True where the token starts with a capital letter.
    [[nodiscard]] bool capitalised(TokenIndex i) const { return capital_[i] != 0; }

    /// True in a headline with no capitals but the first, where small letters say
    /// nothing.
    [[nodiscard]] bool plain(TokenIndex i) const {
        return plain_[reading_.tokens[i].sentence];
    }

    /// True where the sentence of the token is written in capitals.
    [[nodiscard]] bool shouted(TokenIndex i) const {
        return shouted_[reading_.tokens[i].sentence];
    }

    /// Innermost reader's name that covers token `i`, or null.
    [[nodiscard]] const Name* reader_name(TokenIndex i) const;

    /// Outermost organisation of the reader's names that covers token `i`, or null.
    [[nodiscard]] const Name* reader_organisation(TokenIndex i) const;

  private:
    void make_words(std::string_view text);
    void mark_shouting(std::string_view text);
    void match_layer(Layer layer, std::string_view text);
    [[nodiscard]] std::uint32_t allowed(Matcher::Key key,
                                        Layer layer,
                                        TokenIndex first,
                                        TokenIndex last) const;
    [[nodiscard]] bool spelled(Casing casing, TokenIndex first, TokenIndex last) const;
    [[nodiscard]] std::uint32_t contextual(std::uint32_t lexemes,
                                           TokenIndex first,
                                           TokenIndex last) const;

    const Reading& reading_;
    const ActorTables& tables_;
    std::string_view text_;
    std::vector<WordId> words_;  ///< of all tokens, with marks at breaks
    std::vector<TokenIndex> token_of_word_;
    std::vector<std::uint32_t> word_begin_;  ///< by token; one more than tokens
    std::vector<WordId> token_words_;        ///< first word of each token
    std::vector<std::uint8_t> capital_, capitals_;
    std::vector<bool> shouted_, plain_;
    std::vector<Chunk> chunks_[4];
    std::vector<std::int32_t> cover_[4];
    std::vector<std::int32_t> name_cover_, organisation_cover_;
};

/// The bit of a lexeme in Chunk::lexemes.
[[nodiscard]] constexpr std::uint32_t bit(Lexeme lexeme) {
    return 1U << static_cast<unsigned>(lexeme);
}

[[nodiscard]] constexpr bool has(const Chunk& chunk, Lexeme lexeme) {
    return (chunk.lexemes & bit(lexeme)) != 0;
}

}  // namespace chancery
