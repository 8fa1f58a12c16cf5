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

/// The first word whose arc crosses another; -1 if there is none.
std::int32_t crossing(const std::vector<std::int32_t>& heads) {
    const auto n = static_cast<std::int32_t>(heads.size());
    for (std::int32_t c = 0; c < n; ++c) {
        const std::int32_t h = heads[static_cast<std::size_t>(c)];
        const auto [low, high] = std::minmax(c, h);
        for (std::int32_t k = low + 1; k < high; ++k) {
            const std::int32_t other = heads[static_cast<std::size_t>(k)];
            if (other < low || other > high) {
                // Lift the shorter arc's child: the usual choice of projectivisation.
                const auto length = std::abs(other - k);
                return h != n && (other == n || high - low <= length) ? c : k;
            }
        }
    }
    return -1;
}

}  // namespace

void make_projective(std::vector<std::int32_t>& heads) {
    const auto n = static_cast<std::int32_t>(heads.size());
    for (auto c = crossing(heads); c >= 0; c = crossing(heads)) {
        auto& head = heads[static_cast<std::size_t>(c)];
        if (head == n) {
            break;
        }
        head = heads[static_cast<std::size_t>(head)];
    }
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
