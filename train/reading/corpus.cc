// Reading of CoNLL-U, IOB2 and WikiGold files.
// SPDX-License-Identifier: Apache-2.0
#include "corpus.h"

#include <charconv>
#include <fstream>
#include <string_view>
#include <utility>

#include "base/tsv.h"

namespace chancery::train {
namespace {

using reading::NameLabel;

/// Puts documents together line by line.
class ConlluReader {
  public:
    explicit ConlluReader(const std::string& path) : path_(path) {}

    Result<std::vector<GoldDocument>> read();

  private:
    Result<void> line(std::string_view text);
    Result<void> token(const std::vector<std::string_view>& columns);
    void comment(std::string_view text);
    void end_sentence();
    void end_block();
    void append(std::string_view form, bool space_after);
    Span take_part(std::string_view form);

    Error fault(const std::string& message) const { return {message, path_, number_}; }

    GoldDocument& document() { return documents_.back(); }

    const std::string& path_;
    std::uint32_t number_ = 0;
    std::vector<GoldDocument> documents_;
    GoldSentence sentence_;
    std::uint32_t block_begin_ = 0;
    // The surface of a multiword token is cut into its words one after another.
    int word_last_ = 0;
    Span rest_;
    bool space_pending_ = false;
};

int to_int(std::string_view text) {
    int value = -1;
    std::from_chars(text.begin(), text.end(), value);
    return value;
}

void ConlluReader::end_block() {
    if (documents_.empty()) {
        return;
    }
    auto& text = document().text;
    const auto end = static_cast<std::uint32_t>(text.size());
    if (end > block_begin_) {
        document().blocks.push_back({block_begin_, end});
        text += "\n\n";
    }
    block_begin_ = static_cast<std::uint32_t>(text.size());
    space_pending_ = false;
}

void ConlluReader::comment(std::string_view text) {
    if (text.starts_with("# newdoc")) {
        end_block();
        documents_.emplace_back();
        block_begin_ = 0;
        document().id = std::string(text.substr(text.find('=') + 2));
    } else if (text.starts_with("# newpar") && !text.starts_with("# newpar_block")) {
        end_block();
    } else if (text.starts_with("# sent_id = ")) {
        sentence_.id = std::string(text.substr(12));
    }
}

void ConlluReader::append(std::string_view form, bool space_after) {
    auto& text = document().text;
    if (space_pending_) {
        text += ' ';
    }
    rest_.begin = static_cast<std::uint32_t>(text.size());
    text += form;
    rest_.end = static_cast<std::uint32_t>(text.size());
    space_pending_ = space_after;
}

/// The span of the next word of a multiword token; the last takes what is left.
Span ConlluReader::take_part(std::string_view form) {
    Span span = rest_;
    const auto size = static_cast<std::uint32_t>(form.size());
    if (size < rest_.size()) {
        span.end = span.begin + size;
    }
    rest_.begin = span.end;
    return span;
}

Result<void> ConlluReader::token(const std::vector<std::string_view>& columns) {
    const auto id = columns[0];
    const bool space = columns[9].find("SpaceAfter=No") == std::string_view::npos;
    if (id.find('.') != std::string_view::npos) {
        return {};
    }
    if (const auto dash = id.find('-'); dash != std::string_view::npos) {
        word_last_ = to_int(id.substr(dash + 1));
        append(columns[1], space);
        return {};
    }
    const int number = to_int(id);
    GoldToken token;
    if (number <= word_last_) {
        token.span = number == word_last_ ? rest_ : take_part(columns[1]);
    } else {
        append(columns[1], space);
        token.span = rest_;
    }
    const auto upos = upos_from(columns[3]);
    const auto xpos = xpos_from(columns[4]);
    const auto rel = rel_from(columns[7]);
    if (!upos || !rel) {
        return fault("a tag or relation that is not known");
    }
    token.upos = *upos;
    token.xpos = xpos.value_or(Xpos::none);
    token.rel = *rel;
    token.head = to_int(columns[6]) - 1;
    token.lemma = std::string(columns[2]);
    for (const auto field : split(columns[9], '|')) {
        if (field.starts_with("Entity=")) {
            token.entity = std::string(field.substr(7));
        }
    }
    sentence_.tokens.push_back(std::move(token));
    return {};
}

void ConlluReader::end_sentence() {
    if (sentence_.tokens.empty()) {
        return;
    }
    word_last_ = 0;
    sentence_.block = static_cast<std::uint32_t>(document().blocks.size());
    document().sentences.push_back(std::move(sentence_));
    sentence_ = {};
}

Result<void> ConlluReader::line(std::string_view text) {
    if (text.empty()) {
        end_sentence();
        return {};
    }
    if (text.front() == '#') {
        comment(text);
        return {};
    }
    const auto columns = split(text, '\t');
    if (columns.size() != 10) {
        return fault("a line of CoNLL-U has ten columns");
    }
    if (documents_.empty()) {
        documents_.emplace_back();
    }
    return token(columns);
}

Result<std::vector<GoldDocument>> ConlluReader::read() {
    std::ifstream file(path_);
    if (!file) {
        return Error{"cannot be opened", path_, 0};
    }
    for (std::string text; std::getline(file, text);) {
        ++number_;
        if (auto done = line(text); !done) {
            return done.error();
        }
    }
    end_sentence();
    end_block();
    return std::move(documents_);
}

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

/// Adds a word of WikiGold to the sentence, cut at hyphens between letters.
void add_word(GoldDocument& document,
              GoldSentence& sentence,
              std::string_view word,
              NameLabel label) {
    if (!document.text.empty()) {
        document.text += ' ';
    }
    const auto base = static_cast<std::uint32_t>(document.text.size());
    document.text += word;
    std::uint32_t from = 0;
    const auto push = [&](std::uint32_t to) {
        if (to > from) {
            GoldToken token;
            token.span = {base + from, base + to};
            token.label = label;
            sentence.tokens.push_back(std::move(token));
            if (label % 2 == 1) {
                ++label;
            }
            from = to;
        }
    };
    for (std::uint32_t i = 1; i + 1 < word.size(); ++i) {
        if (word[i] == '-' && word[i - 1] != '-' && word[i + 1] != '-') {
            push(i);
            push(i + 1);
        }
    }
    push(static_cast<std::uint32_t>(word.size()));
}

}  // namespace

Result<std::vector<GoldDocument>> read_conllu(const std::string& path) {
    return ConlluReader(path).read();
}

namespace {

void set_labels(const std::vector<NameLabel>& labels, GoldSentence& sentence) {
    if (labels.size() != sentence.tokens.size()) {
        return;
    }
    sentence.has_names = true;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        sentence.tokens[i].label = labels[i];
    }
}

}  // namespace

Result<void> add_names(const std::string& path, std::vector<GoldDocument>& documents) {
    std::ifstream file(path);
    if (!file) {
        return Error{"cannot be opened", path, 0};
    }
    std::map<std::string, std::vector<NameLabel>> labels;
    std::vector<std::string> order;
    for (std::string text; std::getline(file, text);) {
        if (text.starts_with("# sent_id = ")) {
            order.push_back(text.substr(12));
        } else if (!text.empty() && text.front() != '#' && !order.empty()) {
            const auto columns = split(text, '\t');
            labels[order.back()].push_back(columns.size() > 2 ? label_from(columns[2])
                                                              : NameLabel{0});
        }
    }
    std::size_t total = 0;
    for (const auto& document : documents) {
        total += document.sentences.size();
    }
    std::size_t number = 0;
    for (auto& document : documents) {
        for (auto& sentence : document.sentences) {
            auto found = labels.find(sentence.id);
            if (found == labels.end() && order.size() == total) {
                found = labels.find(order[number]);
            }
            ++number;
            if (found != labels.end()) {
                set_labels(found->second, sentence);
            }
        }
    }
    return {};
}

Result<std::vector<GoldDocument>> read_wikigold(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        return Error{"cannot be opened", path, 0};
    }
    std::vector<GoldDocument> documents(1);
    auto& document = documents.front();
    GoldSentence sentence;
    std::string before = "O";
    for (std::string text; std::getline(file, text);) {
        if (text.empty()) {
            if (!sentence.tokens.empty()) {
                sentence.has_names = true;
                sentence.has_tree = false;
                document.sentences.push_back(std::move(sentence));
                sentence = {};
            }
            before = "O";
            continue;
        }
        const auto blank = text.rfind(' ');
        std::string label = text.substr(blank + 1);
        // IOB1: "I-X" begins a name where what is before is not of kind X.
        const bool begins =
            label != "O" && (before.size() < 2 || before.substr(1) != label.substr(1));
        before = label;
        if (begins) {
            label.front() = 'B';
        }
        add_word(document, sentence, text.substr(0, blank), label_from(label));
    }
    return documents;
}

}  // namespace chancery::train
