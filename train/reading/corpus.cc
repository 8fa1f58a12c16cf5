// Reading of CoNLL-U and IOB2 files.
// SPDX-License-Identifier: Apache-2.0
#include "corpus.h"

#include <fstream>
#include <span>
#include <string_view>
#include <utility>

#include "base/tsv.h"

namespace chancery::train {

using reading::NameLabel;

namespace {

/// The token of a word; its span is set by the caller.
Result<GoldToken> gold_token(const ConlluWord& word, const std::string& path) {
    const auto upos = upos_from(word.upos);
    const auto rel = rel_from(word.deprel);
    if (!upos || !rel || word.head < 0) {
        return Error{
            "a tag, relation or head that is missing or not known", path, word.line};
    }
    GoldToken token;
    token.upos = *upos;
    token.xpos = xpos_from(word.xpos).value_or(Xpos::none);
    token.rel = *rel;
    token.head = word.head - 1;
    token.lemma = word.lemma;
    return token;
}

Result<GoldDocument> gold_document(std::span<const ConlluSentence> sentences,
                                   const std::string& path) {
    ConlluText made = conllu_text(sentences);
    GoldDocument document;
    document.id = comment(sentences.front(), "newdoc");
    document.text = std::move(made.text);
    document.blocks = std::move(made.blocks);
    std::size_t number = 0;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        GoldSentence sentence;
        sentence.id = comment(sentences[s], "sent_id");
        sentence.block = made.reading.sentences[s].block;
        for (const ConlluWord& word : sentences[s].words) {
            auto token = gold_token(word, path);
            if (!token) {
                return token.error();
            }
            token->span = made.reading.tokens[number++].span;
            sentence.tokens.push_back(*std::move(token));
        }
        document.sentences.push_back(std::move(sentence));
    }
    return document;
}

}  // namespace

NameLabel label_from(std::string_view text) {
    if (text.size() < 5) {
        return 0;
    }
    const auto kind = text.substr(2);
    const int k = kind == "PER"   ? 0
                  : kind == "ORG" ? 1
                  : kind == "LOC" ? 2
                  : kind == "GRP" ? 3
                                  : -1;
    if (k < 0) {
        return 0;
    }
    return static_cast<NameLabel>(2 * k + (text.front() == 'B' ? 1 : 2));
}

Result<std::vector<ConlluSentence>> read_sentences(const std::string& path) {
    const auto bytes = read_file(path);
    return bytes ? from_conllu(*bytes, path) : bytes.error();
}

Result<std::vector<GoldDocument>> read_conllu(const std::string& path) {
    const auto sentences = read_sentences(path);
    if (!sentences) {
        return sentences.error();
    }
    std::vector<GoldDocument> out;
    for (const auto part : chancery::documents(*sentences)) {
        auto document = gold_document(part, path);
        if (!document) {
            return document.error();
        }
        out.push_back(*std::move(document));
    }
    return out;
}

Result<SentenceLabels> SentenceLabels::open(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        return Error{"cannot be opened", path, 0};
    }
    SentenceLabels out;
    for (std::string text; std::getline(file, text);) {
        if (text.starts_with("# sent_id = ")) {
            out.order_.push_back(text.substr(12));
        } else if (!text.empty() && text.front() != '#' && !out.order_.empty()) {
            const auto columns = split(text, '\t');
            out.labels_[out.order_.back()].push_back(
                columns.size() > 2 ? label_from(columns[2]) : NameLabel{0});
        }
    }
    return out;
}

const std::vector<NameLabel>* SentenceLabels::find(const std::string& id,
                                                   std::size_t number,
                                                   std::size_t total) const {
    auto found = labels_.find(id);
    if (found == labels_.end() && order_.size() == total) {
        found = labels_.find(order_[number]);
    }
    return found == labels_.end() ? nullptr : &found->second;
}

}  // namespace chancery::train
