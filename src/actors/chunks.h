// Where the names, roles, bodies and honorifics of the tables stand in a reading.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
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

    static constexpr std::size_t layers = 4;

    /// Keeps references to all three.
    Chunks(std::string_view text, const Reading& reading, const ActorTables& tables);

    /// Matches anew where the tags of the reading have changed since; false where they
    /// have not. Tokens, sentences and names are those of before.
    bool follow_tags();

    /// The chunk of `layer` that covers token `i`, or null.
    [[nodiscard]] const Chunk* at(Layer layer, TokenIndex i) const {
        const auto& cover = cover_[layer];
        return i >= cover.size() || cover[i] < 0
                   ? nullptr
                   : &chunks_[layer][static_cast<std::size_t>(cover[i])];
    }

    /// The chunk of `layer` that begins with token `i`, or null.
    [[nodiscard]] const Chunk* from(Layer layer, TokenIndex i) const {
        const Chunk* chunk = at(layer, i);
        return chunk != nullptr && chunk->first == i ? chunk : nullptr;
    }

    /// True where a chunk of `layer` begins in [first, last).
    [[nodiscard]] bool any(Layer layer, TokenIndex first, TokenIndex last) const {
        return next_[layer][first] < last;
    }

    [[nodiscard]] const std::vector<Chunk>& all(Layer layer) const {
        return chunks_[layer];
    }

    /// The first row of `chunk` under `lexeme` that its spelling allows.
    [[nodiscard]] std::optional<std::uint32_t> row(const Chunk& chunk,
                                                   Lexeme lexeme) const;

    /// Words of token `i`, folded; unknown_word where the tables do not have one.
    [[nodiscard]] WordId word(TokenIndex i) const { return token_words_[i]; }

    /// The first eight bytes of token `i`, the first one lowest, ASCII in small letters.
    [[nodiscard]] std::uint64_t head(TokenIndex i) const { return letters_[i].head; }

    /// True where the token starts with a capital letter.
    [[nodiscard]] bool capitalised(TokenIndex i) const { return capital_[i] != 0; }

    /// True in a headline with no capitals but the first, where small letters say
    /// nothing.
    [[nodiscard]] bool plain(TokenIndex i) const {
        return plain_[reading_.tokens[i].sentence] != 0;
    }

    /// True where the sentence of the token is written in capitals.
    [[nodiscard]] bool shouted(TokenIndex i) const {
        return shouted_[reading_.tokens[i].sentence] != 0;
    }

    /// Innermost reader's name that covers token `i`, or null.
    [[nodiscard]] const Name* reader_name(TokenIndex i) const {
        return i >= name_cover_.size() || name_cover_[i] < 0
                   ? nullptr
                   : &reading_.names[static_cast<std::size_t>(name_cover_[i])];
    }

    /// Outermost organisation of the reader's names that covers token `i`, or null.
    [[nodiscard]] const Name* reader_organisation(TokenIndex i) const;

  private:
    /// How the letters of a token are written.
    struct Letters {
        std::uint64_t head = 0;              ///< the first eight bytes, A-Z as a-z
        std::uint32_t upper = 0, lower = 0;  ///< of ASCII
        Upos tag = Upos::x;                  ///< when matched
    };

    [[nodiscard]] static Letters letters_of(std::string_view bytes);
    void make_words();
    void add_word(TokenIndex i, WordId id);
    void add_words(TokenIndex i, std::string_view key);
    void mark_shouting();
    void match();
    void match_at(TokenIndex i);
    void take(Layer layer, Chunk chunk);
    void mark_next();
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
    std::vector<Letters> letters_;
    std::vector<std::uint8_t> capital_;
    std::vector<std::uint8_t> shouted_, plain_;  ///< by sentence
    std::vector<Chunk> chunks_[layers];
    std::vector<std::int32_t> cover_[layers];
    std::vector<TokenIndex> next_[layers];  ///< first token of the next chunk from here
    std::vector<std::int32_t> name_cover_, organisation_cover_;
};

[[nodiscard]] constexpr bool has(const Chunk& chunk, Lexeme lexeme) {
    return (chunk.lexemes & bit(lexeme)) != 0;
}

}  // namespace chancery
