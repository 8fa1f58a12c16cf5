// The stages of reading in order.
// SPDX-License-Identifier: Apache-2.0
#include "reading/reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "reading/chars.h"
#include "reading/lemmatizer.h"
#include "reading/model_file.h"
#include "reading/names.h"
#include "reading/parser.h"
#include "reading/splitter.h"
#include "reading/tagger.h"
#include "reading/tokenizer.h"
#include "reading/words.h"

namespace chancery {

using namespace reading;  // NOLINT(google-build-using-namespace): the room's own parts

struct Reader::Parts {
    ModelFile file;
    Lexicon lexicon;
    WordLists lists;
    SentenceSplitter splitter;
    Tagger tagger;
    Lemmatizer lemmatizer;
    Parser parser;
    NameFinder names;
};

struct Reader::Workspace::Buffers {
    std::vector<Span> spans;
    std::vector<std::uint32_t> ends;
    SentenceSplitter::Work split;
    std::vector<Word> words;
    std::vector<std::uint8_t> tags;
    std::vector<std::uint8_t> upos;
    std::vector<NameLabel> labels;
    std::vector<Score> scores;
    std::string text;
    FeatureList features;
    Parser::Work parser;
    Lemmatizer::Work lemma;
    std::vector<TokenIndex> kept;  ///< of a grouped sentence: the tokens that are parsed
};

Reader::Workspace::Workspace() : buffers_(std::make_unique<Buffers>()) {}

Reader::Workspace::~Workspace() = default;
Reader::Workspace::Workspace(Workspace&&) noexcept = default;
Reader::Workspace& Reader::Workspace::operator=(Workspace&&) noexcept = default;

Reader::Reader(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

namespace {

/// Keeps the first error.
template <typename T>
void note(const Result<T>& part, Error& error) {
    if (!part && error.message.empty()) {
        error.message = part.error().message;
    }
}

}  // namespace

Result<Reader> Reader::open(const std::string& model_path) {
    auto file = ModelFile::open(model_path);
    if (!file) {
        return file.error();
    }
    const auto bytes = file->numbers<char>("words");
    auto lists = WordLists::parse({bytes.data(), bytes.size()}, model_path);
    if (!lists) {
        return lists.error();
    }
    auto lexicon = Lexicon::from(*file);
    auto splitter = SentenceSplitter::from(*file);
    auto tagger = Tagger::from(*file);
    auto lemmatizer = Lemmatizer::from(*file);
    auto parser = Parser::from(*file);
    auto names = NameFinder::from(*file);
    Error error{"", model_path, 0};
    note(lexicon, error);
    note(splitter, error);
    note(tagger, error);
    note(lemmatizer, error);
    note(parser, error);
    note(names, error);
    if (!error.message.empty()) {
        return error;
    }
    return Reader(std::make_shared<const Parts>(Parts{*file,
                                                      *lexicon,
                                                      std::move(*lists),
                                                      *splitter,
                                                      *tagger,
                                                      *lemmatizer,
                                                      *parser,
                                                      *names}));
}

Reading Reader::read(std::string_view text,
                     std::span<const Span> blocks,
                     Workspace& workspace) const {
    Reading out = cut(text, blocks, workspace);
    analyse(text, out, workspace);
    return out;
}

Reading Reader::read_words(std::string_view text,
                           std::span<const Span> blocks,
                           Workspace& workspace) const {
    Reading out = cut(text, blocks, workspace);
    analyse_words(text, out, workspace, /*trees=*/false);
    return out;
}

Reading Reader::cut(std::string_view text,
                    std::span<const Span> blocks,
                    Workspace& workspace) const {
    Reading out;
    auto& work = *workspace.buffers_;
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
        work.spans.clear();
        work.ends.clear();
        tokenize(text, blocks[b], parts_->lists, work.spans);
        work.words.clear();
        for (const Span span : work.spans) {
            work.words.push_back(
                make_word(quote(text, span), parts_->lexicon, work.text));
        }
        parts_->splitter.split(
            {text, work.spans, work.words, {}}, parts_->lists, work.ends, work.split);
        std::uint32_t first = 0;
        const auto base = static_cast<TokenIndex>(out.tokens.size());
        for (const std::uint32_t end : work.ends) {
            const auto sentence = static_cast<std::uint32_t>(out.sentences.size());
            out.sentences.push_back({base + first, base + end, b});
            for (; first < end; ++first) {
                Token token;
                token.span = work.spans[first];
                token.sentence = sentence;
                out.tokens.push_back(token);
            }
        }
    }
    return out;
}

Reading Reader::read(std::string_view text, Workspace& workspace) const {
    const Span all{0, static_cast<std::uint32_t>(text.size())};
    return read(text, {&all, 1}, workspace);
}

namespace {

/// A name goes on over a hyphen that joins it to a further proper noun ("Kim Jong-un"):
/// the name corpora have few names that are cut so.
void join_hyphens(std::string_view text,
                  std::span<const Token> tokens,
                  std::span<NameLabel> labels) {
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const bool joined = tokens[i].span.end == tokens[i + 1].span.begin &&
                            tokens[i + 1].span.end == tokens[i + 2].span.begin;
        if (labels[i] == 0 || labels[i + 1] != 0 || labels[i + 2] != 0 || !joined ||
            tokens[i + 2].upos != Upos::propn || quote(text, tokens[i + 1].span) != "-") {
            continue;
        }
        const auto inside = static_cast<NameLabel>((labels[i] + 1) / 2 * 2);
        labels[i + 1] = inside;
        labels[i + 2] = inside;
    }
}

/// Words of the lists of groups that lie in no other name are names of groups.
void label_groups(std::string_view text,
                  std::span<const Token> tokens,
                  const WordLists& lists,
                  std::span<NameLabel> labels) {
    constexpr auto begins_group =
        static_cast<NameLabel>(2 * static_cast<int>(NameKind::group) + 1);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (labels[i] == 0 && begins_upper(quote(text, tokens[i].span)) &&
            lists.group(quote(text, tokens[i].span))) {
            labels[i] = begins_group;
        }
    }
}

/// Adds the names of one sentence, given its labels.
void collect_names(std::span<const NameLabel> labels,
                   TokenIndex first,
                   std::vector<Name>& out) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == 0) {
            continue;
        }
        const auto begin = i;
        const auto inside = static_cast<NameLabel>((labels[i] + 1) / 2 * 2);
        while (i + 1 < labels.size() && labels[i + 1] == inside) {
            ++i;
        }
        out.push_back({first + static_cast<TokenIndex>(begin),
                       first + static_cast<TokenIndex>(i + 1),
                       static_cast<NameKind>(inside / 2 - 1)});
    }
}

}  // namespace

void Reader::analyse(std::string_view text,
                     Reading& reading,
                     Workspace& workspace) const {
    analyse_words(text, reading, workspace, /*trees=*/true);
}

void Reader::analyse_words(std::string_view text,
                           Reading& reading,
                           Workspace& workspace,
                           bool trees) const {
    auto& work = *workspace.buffers_;
    reading.names.clear();
    reading.lemmas.clear();
    for (const Sentence& sentence : reading.sentences) {
        const std::span<Token> tokens(reading.tokens.data() + sentence.first,
                                      sentence.last - sentence.first);
        work.words.clear();
        for (const Token& token : tokens) {
            work.words.push_back(
                make_word(quote(text, token.span), parts_->lexicon, work.text));
        }
        work.tags.assign(tokens.size(), 0);
        work.upos.assign(tokens.size(), 0);
        work.labels.assign(tokens.size(), 0);
        parts_->tagger.tag(work.words, work.tags, work.features, work.scores);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const TagPair pair = parts_->tagger.pair(work.tags[i]);
            work.upos[i] = static_cast<std::uint8_t>(pair.upos);
            tokens[i].upos = pair.upos;
            tokens[i].xpos = pair.xpos;
            const auto begin = static_cast<std::uint32_t>(reading.lemmas.size());
            parts_->lemmatizer.lemma(quote(text, tokens[i].span),
                                     {&work.words[i], work.tags[i]},
                                     reading.lemmas,
                                     work.lemma);
            tokens[i].lemma = {begin, static_cast<std::uint32_t>(reading.lemmas.size())};
        }
        if (trees) {
            const ParserState& tree =
                parts_->parser.parse({work.words, work.tags, work.upos}, work.parser);
            for (std::size_t i = 0; i < tokens.size(); ++i) {
                const auto head = tree.heads()[i];
                tokens[i].head = head == tree.size()
                                     ? no_token
                                     : sentence.first + static_cast<TokenIndex>(head);
                tokens[i].rel = tree.rels()[i];
            }
        }
        parts_->names.label(
            {work.words, work.tags}, work.labels, work.features, work.scores);
        join_hyphens(text, tokens, work.labels);
        label_groups(text, tokens, parts_->lists, work.labels);
        collect_names(work.labels, sentence.first, reading.names);
    }
}

namespace {

/// Hangs the tokens of a group on its head.
void close_group(const TokenGroup& group, std::vector<Token>& tokens) {
    for (TokenIndex i = group.first; i < group.last; ++i) {
        if (i != group.head) {
            tokens[i].head = group.head;
            tokens[i].rel = tokens[i].upos == Upos::punct ? Rel::punct : Rel::nmod_desc;
        }
    }
}

}  // namespace

void Reader::parse_grouped(std::string_view text,
                           std::span<const TokenGroup> groups,
                           const Sentence& sentence,
                           Reading& reading,
                           Workspace& workspace) const {
    auto& work = *workspace.buffers_;
    work.kept.clear();
    work.words.clear();
    work.tags.clear();
    work.upos.clear();
    const auto pairs = parts_->tagger.pairs();
    std::size_t g = 0;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        while (g < groups.size() && groups[g].last <= i) {
            ++g;
        }
        if (g < groups.size() && i >= groups[g].first && i != groups[g].head) {
            continue;
        }
        Token& token = reading.tokens[i];
        const bool head = g < groups.size() && i == groups[g].head;
        if (head && token.upos != Upos::propn && token.upos != Upos::noun) {
            // "To Lam" read as a preposition and a verb: it is a name all the same.
            token.upos = Upos::propn;
            token.xpos = Xpos::nnp;
        }
        const auto pair =
            std::find(pairs.begin(), pairs.end(), TagPair{token.upos, token.xpos});
        work.kept.push_back(i);
        work.words.push_back(
            make_word(quote(text, token.span), parts_->lexicon, work.text));
        work.tags.push_back(static_cast<std::uint8_t>(pair - pairs.begin()));
        work.upos.push_back(static_cast<std::uint8_t>(token.upos));
    }
    const ParserState& tree =
        parts_->parser.parse({work.words, work.tags, work.upos}, work.parser);
    for (const TokenGroup& group : groups) {
        close_group(group, reading.tokens);
    }
    for (std::size_t i = 0; i < work.kept.size(); ++i) {
        const auto head = tree.heads()[i];
        Token& token = reading.tokens[work.kept[i]];
        token.head =
            head == tree.size() ? no_token : work.kept[static_cast<std::size_t>(head)];
        token.rel = tree.rels()[i];
    }
}

void Reader::parse(std::string_view text,
                   std::span<const TokenGroup> groups,
                   Reading& reading,
                   Workspace& workspace) const {
    for (const Sentence& sentence : reading.sentences) {
        std::size_t n = 0;
        while (n < groups.size() && groups[n].first < sentence.last) {
            ++n;
        }
        parse_grouped(text, groups.first(n), sentence, reading, workspace);
        groups = groups.subspan(n);
    }
}

}  // namespace chancery
