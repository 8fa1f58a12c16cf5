// Tag sets and training sentences.
// SPDX-License-Identifier: Apache-2.0
#include "examples.h"

#include <algorithm>
#include <map>

namespace chancery::train {

using reading::TagPair;

TagSet make_tag_set(const std::vector<GoldDocument>& documents) {
    std::map<std::pair<Upos, Xpos>, int> counts;
    for (const auto& document : documents) {
        for (const auto& sentence : document.sentences) {
            for (const auto& token : sentence.tokens) {
                ++counts[{token.upos, token.xpos}];
            }
        }
    }
    std::vector<std::pair<int, std::pair<Upos, Xpos>>> ranked;
    for (const auto& [pair, count] : counts) {
        if (count >= 3) {
            ranked.emplace_back(-count, pair);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    TagSet set;
    for (const auto& [count, pair] : ranked) {
        set.pairs.push_back({pair.first, pair.second});
    }
    return set;
}

std::uint8_t TagSet::index(TagPair pair) const {
    auto found = std::find(pairs.begin(), pairs.end(), pair);
    if (found == pairs.end()) {
        found = std::find_if(
            pairs.begin(), pairs.end(), [&](TagPair p) { return p.upos == pair.upos; });
    }
    return found == pairs.end() ? std::uint8_t{0}
                                : static_cast<std::uint8_t>(found - pairs.begin());
}

namespace {

/// True where `token` hangs, through any number of words, on `above`.
bool hangs_on(const std::vector<std::int32_t>& heads,
              std::int32_t token,
              std::int32_t above) {
    const auto n = static_cast<std::int32_t>(heads.size());
    while (token != above && token != n) {
        token = heads[static_cast<std::size_t>(token)];
    }
    return token == above;
}

/// The word with the shortest arc over a word that does not hang on the arc's head;
/// -1 if there is none.
std::int32_t crossing(const std::vector<std::int32_t>& heads) {
    const auto n = static_cast<std::int32_t>(heads.size());
    std::int32_t found = -1;
    std::int32_t shortest = n + 1;
    for (std::int32_t c = 0; c < n; ++c) {
        const std::int32_t h = heads[static_cast<std::size_t>(c)];
        const auto low = std::min(c, h);
        const auto high = std::max(c, h);
        if (h == n || high - low >= shortest) {
            continue;
        }
        for (std::int32_t k = low + 1; k < high; ++k) {
            if (!hangs_on(heads, k, h)) {
                found = c;
                shortest = high - low;
                break;
            }
        }
    }
    return found;
}

}  // namespace

void make_projective(std::vector<std::int32_t>& heads) {
    // An arc from the tree's own root covers only what hangs on it: no arc is lifted to
    // the artificial root, and each lift makes the tree flatter, so this ends.
    for (auto c = crossing(heads); c >= 0; c = crossing(heads)) {
        auto& head = heads[static_cast<std::size_t>(c)];
        head = heads[static_cast<std::size_t>(head)];
    }
}

namespace {

/// Short words that headlines leave in lower case.
bool stays_lower(Upos upos, std::size_t size) {
    return (upos == Upos::adp || upos == Upos::det || upos == Upos::cconj ||
            upos == Upos::part) &&
           size <= 4;
}

void raise(std::string& form, std::size_t count) {
    for (std::size_t i = 0; i < std::min(form.size(), count); ++i) {
        if (form[i] >= 'a' && form[i] <= 'z') {
            form[i] = static_cast<char>(form[i] - 'a' + 'A');
        }
    }
}

}  // namespace

GoldDocument recase(const GoldDocument& document,
                    const GoldSentence& sentence,
                    Casing casing) {
    GoldDocument out;
    GoldSentence copy = sentence;
    const auto last = static_cast<std::int32_t>(copy.tokens.size()) - 1;
    const bool stop = last > 2 && copy.tokens.back().xpos == Xpos::period &&
                      std::none_of(copy.tokens.begin(),
                                   copy.tokens.end(),
                                   [&](const GoldToken& t) { return t.head == last; }) &&
                      copy.tokens.back().head >= 0;
    if (stop && casing == Casing::title) {
        copy.tokens.pop_back();
    }
    std::uint32_t before = 0;
    for (auto& token : copy.tokens) {
        std::string form(quote(document.text, token.span));
        if (casing == Casing::upper) {
            raise(form, form.size());
        } else if (!stays_lower(token.upos, form.size())) {
            raise(form, form.starts_with("n'") || form.starts_with('\'') ? 0 : 1);
        }
        if (token.span.begin != before) {
            out.text += ' ';
        }
        before = token.span.end;
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        out.text += form;
        token.span = {begin, static_cast<std::uint32_t>(out.text.size())};
    }
    out.sentences.push_back(std::move(copy));
    return out;
}

Example make_example(const GoldDocument& document,
                     const GoldSentence& sentence,
                     const TagSet& tag_set,
                     const reading::Lexicon& lexicon) {
    Example example;
    std::string buffer;
    const auto n = static_cast<std::int32_t>(sentence.tokens.size());
    for (const auto& token : sentence.tokens) {
        example.forms.emplace_back(quote(document.text, token.span));
        example.words.push_back(
            reading::make_word(example.forms.back(), lexicon, buffer));
        example.lemmas.push_back(token.lemma);
        example.gold_tags.push_back(tag_set.index({token.upos, token.xpos}));
        example.heads.push_back(token.head < 0 ? n : token.head);
        example.rels.push_back(token.rel);
        example.labels.push_back(token.label);
    }
    example.tags = example.gold_tags;
    for (const auto tag : example.tags) {
        example.upos.push_back(static_cast<std::uint8_t>(tag_set.pairs[tag].upos));
    }
    example.has_names = sentence.has_names;
    example.has_tree = sentence.has_tree;
    if (example.has_tree) {
        make_projective(example.heads);
    }
    return example;
}

}  // namespace chancery::train
