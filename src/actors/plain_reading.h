// A reading by the plainest rules, for tests, benchmarks and fuzzing with hostile text.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery::actors {

/// How the tokens of a sentence hang together.
enum class TreeShape : std::uint8_t {
    chain,       ///< each on the one before
    left_chain,  ///< each on the one after
    flat,        ///< all on the first
};

struct ReadingShape {
    TreeShape tree = TreeShape::flat;
    std::size_t sentence = 0;  ///< tokens of a sentence; 0 for one sentence
    bool names = false;        ///< runs of capitalised words are names of persons
};

/// Tokens are what stands between spaces; tags come from a few words and from capitals.
class PlainReading {
  public:
    static Reading read(std::string_view text, const ReadingShape& shape) {
        Reading reading;
        TokenIndex first = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            if (end > at) {
                reading.tokens.push_back(token(text, at, end));
            }
            at = end + 1;
            const std::size_t length = reading.tokens.size() - first;
            if (length > 0 && (at >= text.size() || length == shape.sentence)) {
                add_sentence(reading, first, shape.tree);
                first = static_cast<TokenIndex>(reading.tokens.size());
            }
        }
        if (shape.names) {
            add_names(text, reading);
        }
        return reading;
    }

    /// An article with one paragraph.
    static Article article(std::string text) {
        Article article;
        article.text = std::move(text);
        Block block;
        block.kind = BlockKind::paragraph;
        block.span = {0, static_cast<std::uint32_t>(article.text.size())};
        article.blocks.push_back(block);
        return article;
    }

  private:
    struct Word {
        std::string_view text;
        Upos upos;
        Xpos xpos;
    };

    static bool is_capital(char c) {
        return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    }

    static Token token(std::string_view text, std::size_t begin, std::size_t end) {
        static constexpr std::array<Word, 15> words{{
            {"of", Upos::adp, Xpos::in},
            {"in", Upos::adp, Xpos::in},
            {"and", Upos::cconj, Xpos::cc},
            {"the", Upos::det, Xpos::dt},
            {"a", Upos::det, Xpos::dt},
            {"both", Upos::det, Xpos::dt},
            {"he", Upos::pron, Xpos::prp},
            {"him", Upos::pron, Xpos::prp},
            {"it", Upos::pron, Xpos::prp},
            {"they", Upos::pron, Xpos::prp},
            {"I", Upos::pron, Xpos::prp},
            {"his", Upos::pron, Xpos::prp_s},
            {"met", Upos::verb, Xpos::vbd},
            {"said", Upos::verb, Xpos::vbd},
            {"big", Upos::adj, Xpos::jj},
        }};
        const std::string_view word = text.substr(begin, end - begin);
        Token token;
        token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        token.upos = Upos::noun;
        token.xpos = word.size() > 2 && word.back() == 's' ? Xpos::nns : Xpos::nn;
        if (is_capital(word.front())) {
            token.upos = Upos::propn;
            token.xpos = Xpos::nnp;
        } else if (word.find_first_of(",.\"()'-") == 0) {
            token.upos = Upos::punct;
        }
        for (const Word& known : words) {
            if (known.text == word) {
                token.upos = known.upos;
                token.xpos = known.xpos;
            }
        }
        const bool object = word == "him";
        token.rel = object                                                  ? Rel::obj
                    : token.upos == Upos::pron || token.upos == Upos::propn ? Rel::nsubj
                                                                            : Rel::nmod;
        return token;
    }

    static void add_sentence(Reading& reading, TokenIndex first, TreeShape tree) {
        const auto last = static_cast<TokenIndex>(reading.tokens.size());
        const auto number = static_cast<std::uint32_t>(reading.sentences.size());
        for (TokenIndex i = first; i < last; ++i) {
            Token& token = reading.tokens[i];
            token.sentence = number;
            token.head = tree == TreeShape::left_chain ? i + 1
                         : tree == TreeShape::chain    ? i - 1
                                                       : first;
        }
        reading.tokens[tree == TreeShape::left_chain ? last - 1 : first].head = no_token;
        Sentence sentence;
        sentence.first = first;
        sentence.last = last;
        reading.sentences.push_back(sentence);
    }

    static void add_names(std::string_view text, Reading& reading) {
        const auto size = static_cast<TokenIndex>(reading.tokens.size());
        for (TokenIndex i = 0; i < size;) {
            TokenIndex j = i;
            while (j < size && reading.tokens[j].sentence == reading.tokens[i].sentence &&
                   is_capital(text[reading.tokens[j].span.begin])) {
                ++j;
            }
            if (j > i) {
                reading.names.push_back(Name{i, j, NameKind::person});
            }
            i = std::max(i + 1, j);
        }
    }
};

}  // namespace chancery::actors
