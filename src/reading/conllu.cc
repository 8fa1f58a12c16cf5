// Reading of CoNLL-U, and the text that it stands for.
// SPDX-License-Identifier: Apache-2.0
#include "reading/conllu.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "base/tsv.h"
#include "text/utf8.h"

namespace chancery {
namespace {

constexpr std::size_t column_count = 10;

/// The whole text as a number without sign; nothing where it is none.
std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, fault] =
        std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// Two numbers with a mark between them: "3-4", "8.1".
std::optional<std::pair<std::uint32_t, std::uint32_t>> number_pair(std::string_view text,
                                                                   char mark) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto first = number(text.substr(0, at));
    const auto second = number(text.substr(at + 1));
    if (!first || !second) {
        return std::nullopt;
    }
    return std::pair(*first, *second);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

/// Puts sentences together line by line.
class ConlluParser {
  public:
    ConlluParser(const std::string& path, const ConlluLimits& limits)
        : path_(path), limits_(limits) {}

    Result<void> line(std::string_view text);
    Result<void> end_sentence();

    std::vector<ConlluSentence> take() { return std::move(sentences_); }

  private:
    using Columns = std::vector<std::string_view>;

    Result<void> row(const Columns& columns);
    Result<void> range(const Columns& columns);
    Result<void> word(const Columns& columns);

    [[nodiscard]] Error fault(std::string message) const {
        return {std::move(message), path_, number_};
    }

    const std::string& path_;
    const ConlluLimits& limits_;
    std::uint32_t number_ = 0;
    ConlluSentence sentence_;
    std::vector<ConlluSentence> sentences_;
};

Result<void> ConlluParser::range(const Columns& columns) {
    const auto ids = number_pair(columns[0], '-');
    const auto next = static_cast<std::uint32_t>(sentence_.words.size()) + 1;
    const auto done = sentence_.ranges.empty() ? 0 : sentence_.ranges.back().last;
    if (!ids || ids->second <= ids->first) {
        return fault("\"" + std::string(columns[0]) +
                     "\" is no range of words such as 3-4");
    }
    if (ids->first != next || ids->first <= done || ids->second > limits_.max_words) {
        return fault("the range " + std::string(columns[0]) +
                     " must begin with the next word, " + std::to_string(next) +
                     ", and lie outside of other ranges");
    }
    sentence_.ranges.push_back(
        {ids->first - 1, ids->second, std::string(columns[1]), std::string(columns[9])});
    return {};
}

Result<void> ConlluParser::word(const Columns& columns) {
    const auto next = sentence_.words.size() + 1;
    if (number(columns[0]) != next) {
        return fault("the word after " + std::to_string(next - 1) + " must have the ID " +
                     std::to_string(next) + ", not \"" + std::string(columns[0]) +
                     "\"; end a sentence with an empty line");
    }
    if (next > limits_.max_words) {
        return fault("the sentence has more than " + std::to_string(limits_.max_words) +
                     " words; end sentences with an empty line");
    }
    ConlluWord word;
    if (columns[6] != "_") {
        const auto head = number(columns[6]);
        if (!head || *head > limits_.max_words) {
            return fault("\"" + std::string(columns[6]) +
                         "\" in column 7 is no HEAD: the number of a word of the "
                         "sentence, 0 or _");
        }
        word.head = static_cast<std::int32_t>(*head);
    }
    word.form = columns[1];
    word.lemma = columns[2];
    word.upos = columns[3];
    word.xpos = columns[4];
    word.feats = columns[5];
    word.deprel = columns[7];
    word.deps = columns[8];
    word.misc = columns[9];
    word.line = number_;
    sentence_.words.push_back(std::move(word));
    return {};
}

Result<void> ConlluParser::row(const Columns& columns) {
    if (columns.size() != column_count) {
        return fault("has " + std::to_string(columns.size()) +
                     " columns where CoNLL-U has 10, with one tab between them");
    }
    for (std::size_t i = 0; i < column_count; ++i) {
        if (columns[i].empty()) {
            return fault("column " + std::to_string(i + 1) +
                         " is empty; write _ where there is nothing to say");
        }
    }
    if (columns[0].find('.') != std::string_view::npos) {
        return number_pair(columns[0], '.')
                   ? Result<void>()
                   : fault("\"" + std::string(columns[0]) +
                           "\" is no ID of an empty node such as 8.1");
    }
    return columns[0].find('-') == std::string_view::npos ? word(columns)
                                                          : range(columns);
}

Result<void> ConlluParser::end_sentence() {
    const auto count = sentence_.words.size();
    if (!sentence_.ranges.empty() && sentence_.ranges.back().last > count) {
        return fault("the sentence ends inside of the range that goes to " +
                     std::to_string(sentence_.ranges.back().last));
    }
    for (const ConlluWord& word : sentence_.words) {
        if (word.head > static_cast<std::int32_t>(count)) {
            return Error{"the HEAD " + std::to_string(word.head) +
                             " is not in the sentence, which has " +
                             std::to_string(count) + " words",
                         path_,
                         word.line};
        }
    }
    if (count > 0) {
        sentences_.push_back(std::move(sentence_));
        sentence_ = {};
    }
    return {};
}

Result<void> ConlluParser::line(std::string_view text) {
    ++number_;
    if (text.size() > limits_.max_line) {
        return fault("the line is longer than " + std::to_string(limits_.max_line) +
                     " bytes; is this CoNLL-U?");
    }
    if (text.ends_with('\r')) {
        text.remove_suffix(1);
    }
    if (text.empty()) {
        return end_sentence();
    }
    if (!is_utf8(text)) {
        return fault("is not UTF-8; convert the file, for example with iconv");
    }
    if (sentence_.words.empty() && sentence_.ranges.empty()) {
        if (text.front() == '#') {
            sentence_.comments.emplace_back(text);
            return {};
        }
        sentence_.line = number_;
    }
    return row(split(text, '\t'));
}

}  // namespace

bool has_comment(const ConlluSentence& sentence, std::string_view name) {
    return std::any_of(
        sentence.comments.begin(), sentence.comments.end(), [&](std::string_view text) {
            text = trimmed(text.substr(1));
            return text.starts_with(name) &&
                   (text.size() == name.size() || text.substr(name.size(), 1) == " " ||
                    text.substr(name.size(), 1) == "=");
        });
}

std::string_view comment(const ConlluSentence& sentence, std::string_view name) {
    for (std::string_view text : sentence.comments) {
        const auto equals = text.find('=');
        const auto left =
            trimmed(text.substr(1, equals - std::min<std::size_t>(equals, 1)));
        if (equals != std::string_view::npos &&
            trimmed(left.substr(0, left.find(' '))) == name) {
            return trimmed(text.substr(equals + 1));
        }
    }
    return {};
}

std::string_view misc_field(std::string_view misc, std::string_view name) {
    for (const std::string_view field : split(misc, '|')) {
        if (field.starts_with(name) && field.substr(name.size()).starts_with('=')) {
            return field.substr(name.size() + 1);
        }
    }
    return {};
}

Result<std::vector<ConlluSentence>> from_conllu(std::string_view bytes,
                                                const std::string& path,
                                                const ConlluLimits& limits) {
    if (bytes.size() > std::numeric_limits<std::uint32_t>::max() / 2) {
        return Error{"is larger than 2 GiB; cut it into several files", path, 0};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    ConlluParser parser(path, limits);
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        if (auto done = parser.line(bytes.substr(0, end)); !done) {
            return done.error();
        }
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    if (auto done = parser.end_sentence(); !done) {
        return done.error();
    }
    return parser.take();
}

std::vector<std::span<const ConlluSentence>> documents(
    std::span<const ConlluSentence> sentences) {
    std::vector<std::span<const ConlluSentence>> out;
    std::size_t first = 0;
    for (std::size_t i = 1; i <= sentences.size(); ++i) {
        if (i == sentences.size() || has_comment(sentences[i], "newdoc")) {
            out.push_back(sentences.subspan(first, i - first));
            first = i;
        }
    }
    return out;
}

namespace {

/// Puts a text together from words.
class TextBuilder {
  public:
    void add(const ConlluSentence& sentence);
    ConlluText finish();

  private:
    void end_block();
    void add_token(std::string_view form, bool space_after);

    ConlluText out_;
    std::uint32_t block_begin_ = 0;
    bool space_pending_ = false;
};

void TextBuilder::end_block() {
    const auto end = static_cast<std::uint32_t>(out_.text.size());
    if (end > block_begin_) {
        out_.blocks.push_back({block_begin_, end});
        out_.text += "\n\n";
    }
    block_begin_ = static_cast<std::uint32_t>(out_.text.size());
    space_pending_ = false;
}

void TextBuilder::add_token(std::string_view form, bool space_after) {
    if (space_pending_) {
        out_.text += ' ';
    }
    space_pending_ = space_after;
    Token token;
    token.span.begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += form;
    token.span.end = static_cast<std::uint32_t>(out_.text.size());
    token.sentence = static_cast<std::uint32_t>(out_.reading.sentences.size());
    out_.reading.tokens.push_back(token);
}

void TextBuilder::add(const ConlluSentence& sentence) {
    if (has_comment(sentence, "newdoc") || has_comment(sentence, "newpar")) {
        end_block();
    }
    const auto first = static_cast<TokenIndex>(out_.reading.tokens.size());
    auto range = sentence.ranges.begin();
    for (std::uint32_t i = 0; i < sentence.words.size(); ++i) {
        const std::string* misc = &sentence.words[i].misc;
        bool inside = false;
        if (range != sentence.ranges.end() && i >= range->first) {
            misc = &range->misc;
            inside = i + 1 < range->last;
            range += inside ? 0 : 1;
        }
        add_token(sentence.words[i].form,
                  !inside && misc_field(*misc, "SpaceAfter") != "No");
    }
    out_.reading.sentences.push_back({first,
                                      static_cast<TokenIndex>(out_.reading.tokens.size()),
                                      static_cast<std::uint32_t>(out_.blocks.size())});
}

ConlluText TextBuilder::finish() {
    end_block();
    return std::move(out_);
}

}  // namespace

ConlluText conllu_text(std::span<const ConlluSentence> sentences) {
    TextBuilder builder;
    for (const ConlluSentence& sentence : sentences) {
        builder.add(sentence);
    }
    return builder.finish();
}

}  // namespace chancery
