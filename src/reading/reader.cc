// The stages of reading in order.
// SPDX-License-Identifier: Apache-2.0
#include "reading/reader.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "reading/chars.h"
#include "reading/labels.h"
#include "reading/lemmatizer.h"
#include "reading/model_file.h"
#include "reading/names.h"
#include "reading/network.h"
#include "reading/splitter.h"
#include "reading/tokenizer.h"
#include "reading/word_rows.h"
#include "reading/words.h"

namespace chancery {

using namespace reading;  // NOLINT(google-build-using-namespace): the room's own parts

struct Reader::Parts {
    ModelFile file;
    Lexicon lexicon;
    WordLists lists;
    SentenceSplitter splitter;
    Lemmatizer lemmatizer;
    Network network;
};

struct Reader::Workspace::Buffers {
    std::vector<Span> spans;
    std::vector<std::uint32_t> ends;
    SentenceSplitter::Work split;
    std::vector<Word> block;     ///< the words of the block that is cut
    std::vector<Word> words;     ///< of all tokens of the text
    std::vector<WordRows> rows;  ///< of the words that the network reads
    std::vector<WordReading> readings;
    std::vector<NameLabel> labels;
    std::string text;
    Network::Work network;
    Lemmatizer::Work lemma;
    std::vector<TokenIndex> kept;  ///< of grouped sentences: the tokens that are read
};

Reader::Workspace::Workspace() : buffers_(std::make_unique<Buffers>()) {}

Reader::Workspace::~Workspace() = default;
Reader::Workspace::Workspace(Workspace&&) noexcept = default;
Reader::Workspace& Reader::Workspace::operator=(Workspace&&) noexcept = default;

Reader::Reader(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

std::uint64_t Reader::checksum() const {
    return parts_->file.checksum();
}

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
    auto lemmatizer = Lemmatizer::from(*file);
    auto network = Network::from(*file);
    Error error{"", model_path, 0};
    note(lexicon, error);
    note(splitter, error);
    note(lemmatizer, error);
    note(network, error);
    if (error.message.empty() && lexicon->rows() > network->known_words()) {
        error.message = "the lexicon of the reading model does not fit its network";
    }
    if (!error.message.empty()) {
        return error;
    }
    return Reader(std::make_shared<const Parts>(
        Parts{*file, *lexicon, std::move(*lists), *splitter, *lemmatizer, *network}));
}

Reading Reader::read(std::string_view text,
                     std::span<const Span> blocks,
                     Workspace& workspace) const {
    Reading out = cut(text, blocks, workspace);
    read_words(text, out, workspace);
    return out;
}

Reading Reader::cut(std::string_view text,
                    std::span<const Span> blocks,
                    Workspace& workspace) const {
    Reading out;
    auto& work = *workspace.buffers_;
    work.words.clear();
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
        work.spans.clear();
        work.ends.clear();
        tokenize(text, blocks[b], parts_->lists, work.spans);
        work.block.clear();
        for (const Span span : work.spans) {
            work.block.push_back(
                make_word(quote(text, span), parts_->lexicon, work.text));
        }
        parts_->splitter.split(
            {text, work.spans, work.block, {}}, parts_->lists, work.ends, work.split);
        work.words.insert(work.words.end(), work.block.begin(), work.block.end());
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
            tokens[i].sentence != tokens[i + 2].sentence ||
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

}  // namespace

void Reader::analyse(std::string_view text,
                     Reading& reading,
                     Workspace& workspace) const {
    auto& work = *workspace.buffers_;
    work.words.clear();
    for (const Token& token : reading.tokens) {
        work.words.push_back(
            make_word(quote(text, token.span), parts_->lexicon, work.text));
    }
    read_words(text, reading, workspace);
}

/// Tags, lemmas, trees and names of tokens whose words are in the workspace.
void Reader::read_words(std::string_view text,
                        Reading& reading,
                        Workspace& workspace) const {
    auto& work = *workspace.buffers_;
    reading.names.clear();
    reading.inner_names.clear();
    reading.lemmas.clear();
    work.rows.clear();
    work.ends.clear();
    for (const Word& word : work.words) {
        work.rows.push_back(rows_of(word));
    }
    for (const Sentence& sentence : reading.sentences) {
        work.ends.push_back(sentence.last);
    }
    work.readings.assign(work.words.size(), {});
    parts_->network.read(work.rows, work.ends, work.readings, work.network);
    work.labels.clear();
    for (const Sentence& sentence : reading.sentences) {
        for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
            Token& token = reading.tokens[i];
            const WordReading& word = work.readings[i];
            token.upos = word.tags.upos;
            token.xpos = word.tags.xpos;
            token.head = word.head == 0 ? no_token : sentence.first + word.head - 1;
            token.rel = word.rel;
            work.labels.push_back(word.name);
            const auto begin = static_cast<std::uint32_t>(reading.lemmas.size());
            parts_->lemmatizer.lemma(quote(text, token.span),
                                     {&work.words[i], word.tags},
                                     reading.lemmas,
                                     work.lemma);
            token.lemma = {begin, static_cast<std::uint32_t>(reading.lemmas.size())};
        }
    }
    join_hyphens(text, reading.tokens, work.labels);
    label_groups(text, reading.tokens, parts_->lists, work.labels);
    collect_names(work.labels, 0, reading.names);
    find_inner_names(text, reading, work.words, parts_->lists, reading.inner_names);
}

namespace {

/// Calls `each` with every sentence that holds groups, and these.
template <typename Each>
void each_grouped(const Reading& reading,
                  std::span<const TokenGroup> groups,
                  const Each& each) {
    for (const Sentence& sentence : reading.sentences) {
        std::size_t n = 0;
        while (n < groups.size() && groups[n].first < sentence.last) {
            ++n;
        }
        if (n > 0) {
            each(sentence, groups.first(n));
        }
        groups = groups.subspan(n);
    }
}

/// True where each group is a subtree already whose only way out and in is its head.
bool stand_alone(const Sentence& sentence,
                 std::span<const TokenGroup> groups,
                 const std::vector<Token>& tokens) {
    const auto group_of = [&](TokenIndex i) {
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& g) {
            return i >= g.first && i < g.last;
        });
        return found == groups.end() ? nullptr : &*found;
    };
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const auto head = tokens[i].head;
        const auto* const own = group_of(i);
        const auto* const above = head == no_token ? nullptr : group_of(head);
        const bool fits = own == nullptr ? above == nullptr || head == above->head
                          : i == own->head
                              ? above != own && (above == nullptr || head == above->head)
                              : above == own;
        if (!fits) {
            return false;
        }
    }
    return true;
}

/// The word by which a group is read: its head's, but for a surname that is a function
/// word too ("Theresa May", "To Lam") the longest other word of the name.
TokenIndex word_for(const TokenGroup& group,
                    const Reading& reading,
                    std::string_view text) {
    constexpr std::array<std::string_view, 24> misleading{
        "May", "Will", "Can", "Must", "Might", "Do", "Be",  "Is",
        "An",  "To",   "In",  "On",   "At",    "So", "No",  "Or",
        "And", "He",   "She", "It",   "We",    "My", "The", "Mark"};
    const auto form = [&](TokenIndex i) { return quote(text, reading.tokens[i].span); };
    if (std::find(misleading.begin(), misleading.end(), form(group.head)) ==
        misleading.end()) {
        return group.head;
    }
    TokenIndex best = group.head;
    for (TokenIndex i = group.first; i < group.last; ++i) {
        const bool name = reading.tokens[i].upos == Upos::propn && i != group.head;
        if (name && (best == group.head || form(i).size() > form(best).size())) {
            best = i;
        }
    }
    return best;
}

/// Hangs the tokens of a group on its head, which is made a noun.
void close_group(const TokenGroup& group, std::vector<Token>& tokens) {
    for (TokenIndex i = group.first; i < group.last; ++i) {
        if (i != group.head) {
            tokens[i].head = group.head;
            tokens[i].rel = tokens[i].upos == Upos::punct ? Rel::punct : Rel::nmod_desc;
        }
    }
    Token& head = tokens[group.head];
    if (head.upos != Upos::propn && head.upos != Upos::noun) {
        // "To Lam" read as a preposition and a verb: it is a name all the same.
        head.upos = Upos::propn;
        head.xpos = Xpos::nnp;
    }
}

}  // namespace

void Reader::join(std::string_view text,
                  std::span<const TokenGroup> groups,
                  Reading& reading,
                  Workspace& workspace) const {
    auto& work = *workspace.buffers_;
    work.kept.clear();
    work.rows.clear();
    work.ends.clear();
    each_grouped(reading, groups, [&](const Sentence& sentence, auto inside) {
        if (stand_alone(sentence, inside, reading.tokens)) {
            return;
        }
        auto group = inside.begin();
        for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
            while (group != inside.end() && group->last <= i) {
                ++group;
            }
            if (group == inside.end() || i < group->first || i == group->head) {
                const bool of_group = group != inside.end() && i >= group->first;
                const TokenIndex word = of_group ? word_for(*group, reading, text) : i;
                const auto form = quote(text, reading.tokens[word].span);
                work.kept.push_back(i);
                work.rows.push_back(rows_of(make_word(form, parts_->lexicon, work.text)));
            }
        }
        work.ends.push_back(static_cast<std::uint32_t>(work.kept.size()));
    });
    work.readings.assign(work.rows.size(), {});
    parts_->network.read(work.rows, work.ends, work.readings, work.network);
    std::uint32_t first = 0;
    for (const auto last : work.ends) {
        for (auto i = first; i < last; ++i) {
            const auto& word = work.readings[i];
            Token& token = reading.tokens[work.kept[i]];
            token.head = word.head == 0 ? no_token : work.kept[first + word.head - 1];
            token.rel = word.rel;
        }
        first = last;
    }
    for (const TokenGroup& group : groups) {
        close_group(group, reading.tokens);
    }
}

}  // namespace chancery
