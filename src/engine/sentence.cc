// SPDX-License-Identifier: Apache-2.0
#include "engine/sentence.h"

#include <string>

namespace chancery {

Article article_of_sentence(std::string_view sentence) {
    Article article;
    article.doc = "sentence";
    article.text = article.source = std::string(sentence);
    const Span all{0, static_cast<std::uint32_t>(sentence.size())};
    article.blocks = {Block{BlockKind::paragraph, all, "sentence"}};
    return article;
}

TokenIndex head_of_phrase(const Coded& coded, std::string_view phrase) {
    const std::size_t at = coded.article.text.find(phrase);
    if (phrase.empty() || at == std::string::npos) {
        return no_token;
    }
    const std::size_t end = at + phrase.size();
    const auto& tokens = coded.reading.tokens;
    const auto is_inside = [&](TokenIndex i) {
        return tokens[i].span.begin < end && tokens[i].span.end > at;
    };
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
        const bool word = tokens[i].upos != Upos::punct && tokens[i].upos != Upos::adp;
        const TokenIndex head = tokens[i].head;
        if (is_inside(i) && word && (head == no_token || !is_inside(head))) {
            return i;
        }
    }
    return no_token;
}

}  // namespace chancery
