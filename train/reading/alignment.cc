// Making the sides, and the alignment of their words.
// SPDX-License-Identifier: Apache-2.0
#include "alignment.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "base/tsv.h"
#include "text/utf8.h"

namespace chancery::train {
namespace {

constexpr std::array<std::string_view, 28> content_relations = {
    "nsubj",    "obj",    "iobj",       "csubj",  "ccomp",    "xcomp",      "obl",
    "vocative", "expl",   "dislocated", "advcl",  "advmod",   "discourse",  "nmod",
    "appos",    "nummod", "acl",        "amod",   "conj",     "fixed",      "flat",
    "compound", "list",   "parataxis",  "orphan", "goeswith", "reparandum", "root"};
constexpr std::array<std::string_view, 7> function_relations = {
    "aux", "cop", "mark", "det", "clf", "case", "cc"};
constexpr std::array<std::string_view, 21> universal_features = {
    "PronType", "NumType", "Poss",  "Reflex",   "Foreign",  "Abbr",     "Gender",
    "Animacy",  "Number",  "Case",  "Definite", "Degree",   "VerbForm", "Mood",
    "Tense",    "Aspect",  "Voice", "Evident",  "Polarity", "Person",   "Polite"};

template <typename List>
bool holds(const List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// Unicode category Zs.
bool is_blank(char32_t c) {
    return c == 0x20 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

/// Appends the form without its blanks; gives the span of what was appended.
Span append_characters(std::string_view form, std::string& out) {
    const auto begin = static_cast<std::uint32_t>(out.size());
    for (std::size_t i = 0; i < form.size();) {
        const CodePoint point = code_point_at(form, i);
        if (!is_blank(point.value)) {
            out.append(form.substr(i, point.length));
        }
        i += point.length;
    }
    return {begin, static_cast<std::uint32_t>(out.size())};
}

std::string universal_only(std::string_view feats) {
    auto fields = split(feats, '|');
    const auto end = std::remove_if(fields.begin(), fields.end(), [](std::string_view f) {
        return !holds(universal_features, f.substr(0, f.find('=')));
    });
    std::sort(fields.begin(), end);
    std::string out;
    std::for_each(fields.begin(), end, [&](std::string_view field) {
        out.append(out.empty() ? "" : "|").append(field);
    });
    return out;
}

/// Builds a side sentence by sentence.
class SideMaker {
  public:
    explicit SideMaker(const std::string& path) : path_(path) {}

    Result<void> add(const ConlluSentence& sentence);

    Side take() { return std::move(side_); }

  private:
    Result<void> add_tokens(const ConlluSentence& sentence);
    void add_word(const ConlluWord& word, Span token, bool multiword);
    void place_parts(const ConlluRange& range, std::size_t first);
    [[nodiscard]] Result<void> check_tree(const ConlluSentence& sentence,
                                          std::size_t first) const;

    [[nodiscard]] Error fault(const char* message, const ConlluWord& word) const {
        return {message, path_, word.line};
    }

    const std::string& path_;
    Side side_;
};

void SideMaker::add_word(const ConlluWord& word, Span token, bool multiword) {
    SideWord made;
    made.span = token;
    made.own = token;
    made.multiword = multiword;
    const std::string_view relation = word.deprel;
    made.relation = relation.substr(0, relation.find(':'));
    made.feats = universal_only(word.feats);
    made.columns = &word;
    side_.words.push_back(std::move(made));
}

/// Gives the words of a multiword token their parts of it, if they make it up.
void SideMaker::place_parts(const ConlluRange& range, std::size_t first) {
    SideWord* const words = side_.words.data() + first;
    const Span token = words[range.first].span;
    std::string joined;
    std::vector<Span> parts;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        const Span part = append_characters(words[i].columns->form, joined);
        parts.push_back({token.begin + part.begin, token.begin + part.end});
    }
    if (joined == quote(side_.characters, token)) {
        for (std::uint32_t i = range.first; i < range.last; ++i) {
            words[i].own = parts[i - range.first];
        }
    }
}

Result<void> SideMaker::add_tokens(const ConlluSentence& sentence) {
    auto range = sentence.ranges.begin();
    const std::size_t first = side_.words.size();
    for (std::uint32_t i = 0; i < sentence.words.size();) {
        const bool multiword = range != sentence.ranges.end() && range->first == i;
        const std::string& form = multiword ? range->form : sentence.words[i].form;
        const Span token = append_characters(form, side_.characters);
        if (token.empty()) {
            return fault("the form is nothing but blanks", sentence.words[i]);
        }
        side_.tokens.push_back(token);
        const std::uint32_t last = multiword ? range->last : i + 1;
        for (; i < last; ++i) {
            add_word(sentence.words[i], token, multiword);
        }
        if (multiword) {
            place_parts(*range++, first);
        }
    }
    return {};
}

/// One root, every word with a head, no cycle. `first` is the sentence's first word.
Result<void> SideMaker::check_tree(const ConlluSentence& sentence,
                                   std::size_t first) const {
    const std::size_t count = sentence.words.size();
    const ConlluWord* root = nullptr;
    for (const ConlluWord& word : sentence.words) {
        if (word.head < 0) {
            return fault("the word has no HEAD", word);
        }
        if (word.head == 0 && root != nullptr) {
            return fault("the sentence has several roots", word);
        }
        root = word.head == 0 ? &word : root;
    }
    // A word that is reached again on its own way up is in a cycle.
    std::vector<std::size_t> seen_from(count, count);
    for (std::size_t start = 0; start < count; ++start) {
        std::size_t at = start;
        while (seen_from[at] == count) {
            seen_from[at] = start;
            const auto parent = side_.words[first + at].parent;
            if (parent == no_word) {
                break;
            }
            at = static_cast<std::size_t>(parent) - first;
        }
        const bool ends_at_root = side_.words[first + at].parent == no_word;
        if (seen_from[at] == start && !ends_at_root) {
            return fault("the heads of the sentence go in a circle", sentence.words[at]);
        }
    }
    return {};
}

Result<void> SideMaker::add(const ConlluSentence& sentence) {
    const std::size_t first = side_.words.size();
    const auto begin = static_cast<std::uint32_t>(side_.characters.size());
    if (auto done = add_tokens(sentence); !done) {
        return done;
    }
    side_.sentences.push_back(
        {begin, static_cast<std::uint32_t>(side_.characters.size())});
    for (std::size_t i = first; i < side_.words.size(); ++i) {
        SideWord& word = side_.words[i];
        if (word.columns->head > 0) {
            word.parent = static_cast<std::int32_t>(first) + word.columns->head - 1;
        }
        if (word.parent != no_word && holds(function_relations, word.relation)) {
            side_.words[static_cast<std::size_t>(word.parent)]
                .function_children.push_back(static_cast<std::int32_t>(i));
        }
    }
    return check_tree(sentence, first);
}

}  // namespace

Result<Side> make_side(std::span<const ConlluSentence> sentences,
                       const std::string& path) {
    SideMaker maker(path);
    for (const ConlluSentence& sentence : sentences) {
        if (auto done = maker.add(sentence); !done) {
            return done.error();
        }
    }
    return maker.take();
}

bool is_content(std::string_view relation) {
    return relation == "dep" || holds(content_relations, relation);
}

namespace {

std::string lower_case(const std::string& text) {
    std::string out;
    icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(out);
    return out;
}

using Words = std::vector<SideWord>;

/// Goes through both sides at once.
class Aligner {
  public:
    Aligner(const Words& gold, const Words& system) : gold_(gold), system_(system) {}

    std::vector<std::pair<std::int32_t, std::int32_t>> run();

  private:
    struct Stretch {
        std::size_t gold = 0, gold_end = 0, system = 0, system_end = 0;
    };

    void simple_step();
    [[nodiscard]] Stretch multiword_stretch();
    void align_stretch(const Stretch& stretch);

    void match(std::size_t gold, std::size_t system) {
        pairs_.emplace_back(static_cast<std::int32_t>(gold),
                            static_cast<std::int32_t>(system));
    }

    const Words& gold_;
    const Words& system_;
    std::size_t g_ = 0;
    std::size_t s_ = 0;
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs_;
};

void Aligner::simple_step() {
    const Span gold = gold_[g_].span;
    const Span system = system_[s_].span;
    if (gold == system) {
        match(g_++, s_++);
    } else if (gold.begin <= system.begin) {
        ++g_;
    } else {
        ++s_;
    }
}

/// Whether word `i` lies past a stretch that ends at `end`.
bool is_past(const Words& words, std::size_t i, std::uint32_t end) {
    return i >= words.size() ||
           (words[i].multiword ? words[i].span.begin >= end : words[i].span.end > end);
}

/// The smallest stretch that holds the multiword token met and all that overlap with it.
Aligner::Stretch Aligner::multiword_stretch() {
    const SideWord& gold = gold_[g_];
    const SideWord& system = system_[s_];
    std::uint32_t end = gold.multiword ? gold.span.end : system.span.end;
    // A plain word that begins before the multiword token has no partner.
    if (gold.multiword && !system.multiword && system.span.begin < gold.span.begin) {
        ++s_;
    } else if (!gold.multiword && gold.span.begin < system.span.begin) {
        ++g_;
    }
    Stretch out{g_, g_, s_, s_};
    while (!is_past(gold_, out.gold_end, end) || !is_past(system_, out.system_end, end)) {
        const bool take_gold =
            out.gold_end < gold_.size() &&
            (out.system_end >= system_.size() ||
             gold_[out.gold_end].span.begin <= system_[out.system_end].span.begin);
        const SideWord& word =
            take_gold ? gold_[out.gold_end++] : system_[out.system_end++];
        if (word.multiword) {
            end = std::max(end, word.span.end);
        }
    }
    return out;
}

/// Matches the longest common subsequence of the stretch's words.
void Aligner::align_stretch(const Stretch& stretch) {
    std::vector<std::string> gold;
    std::vector<std::string> system;
    for (std::size_t i = stretch.gold; i < stretch.gold_end; ++i) {
        gold.push_back(lower_case(gold_[i].columns->form));
    }
    for (std::size_t i = stretch.system; i < stretch.system_end; ++i) {
        system.push_back(lower_case(system_[i].columns->form));
    }
    const std::size_t row = system.size() + 1;
    std::vector<std::uint32_t> length((gold.size() + 1) * row, 0);
    for (std::size_t g = gold.size(); g-- > 0;) {
        for (std::size_t s = system.size(); s-- > 0;) {
            length[g * row + s] =
                gold[g] == system[s]
                    ? 1 + length[(g + 1) * row + s + 1]
                    : std::max(length[(g + 1) * row + s], length[g * row + s + 1]);
        }
    }
    for (std::size_t g = 0, s = 0; g < gold.size() && s < system.size();) {
        if (gold[g] == system[s]) {
            match(stretch.gold + g++, stretch.system + s++);
        } else if (length[g * row + s] == length[(g + 1) * row + s]) {
            ++g;
        } else {
            ++s;
        }
    }
}

std::vector<std::pair<std::int32_t, std::int32_t>> Aligner::run() {
    while (g_ < gold_.size() && s_ < system_.size()) {
        if (!gold_[g_].multiword && !system_[s_].multiword) {
            simple_step();
            continue;
        }
        const Stretch stretch = multiword_stretch();
        align_stretch(stretch);
        g_ = stretch.gold_end;
        s_ = stretch.system_end;
    }
    return std::move(pairs_);
}

}  // namespace

std::vector<std::pair<std::int32_t, std::int32_t>> align(
    const std::vector<SideWord>& gold, const std::vector<SideWord>& system) {
    return Aligner(gold, system).run();
}

}  // namespace chancery::train
