// Features and decoding of the name finder.
// SPDX-License-Identifier: Apache-2.0
#include "reading/names.h"

#include <limits>

#include "reading/tagger.h"

namespace chancery::reading {
namespace {

struct Around {
    Word word;
    std::uint32_t tag = 0xf1U;
};

Around around(const NamesInput& input, std::size_t i, int offset) {
    const auto j = static_cast<std::ptrdiff_t>(i) + offset;
    if (j < 0 || j >= static_cast<std::ptrdiff_t>(input.words.size())) {
        return {};
    }
    const auto at = static_cast<std::size_t>(j);
    return {input.words[at], input.tags[at]};
}

}  // namespace

void name_features(const NamesInput& input,
                   std::size_t i,
                   std::span<const NameLabel> labels,
                   FeatureList& out) {
    const Word& w = input.words[i];
    const std::uint32_t t = input.tags[i];
    const Around p1 = around(input, i, -1);
    const Around p2 = around(input, i, -2);
    const Around n1 = around(input, i, 1);
    const Around n2 = around(input, i, 2);
    const std::uint32_t l1 = i >= 1 ? labels[i - 1] : 0xf1U;
    const std::uint32_t l2 = i >= 2 ? labels[i - 2] : 0xf1U;
    out.clear();
    out.add(0, l1);
    out.add(1, l1, l2);
    out.add(2, l1, t);
    out.add(3, w.form, l1);
    out.add(4, w.lower);
    out.add(5, w.shape, i == 0, t);
    for (std::uint32_t k = 1; k < w.prefix.size(); ++k) {
        out.add(6 + k, w.prefix[k]);
    }
    for (std::uint32_t k = 1; k < w.suffix.size(); ++k) {
        out.add(10 + k, w.suffix[k]);
    }
    out.add(15, w.classes.coarse, w.shape);
    out.add(16, w.classes.middle, l1);
    out.add(17, w.classes.fine);
    out.add(18, w.classes.fine, l1, w.shape);
    out.add(20, p1.word.lower, l1);
    out.add(21, p2.word.lower, l1);
    out.add(22, n1.word.lower);
    out.add(23, n2.word.lower);
    out.add(24, p1.word.lower, w.lower);
    out.add(25, w.lower, n1.word.lower);
    out.add(26, p1.word.classes.fine);
    out.add(27, p2.word.classes.fine);
    out.add(28, n1.word.classes.fine);
    out.add(29, n2.word.classes.fine);
    out.add(30, p1.word.shape, w.shape, n1.word.shape);
    out.add(31, w.shape, n1.word.shape, n2.word.shape, l1);
    out.add(32, p1.tag, t, n1.tag);
    out.add(33, n1.tag, n2.tag, t);
    out.add(34, l1, w.shape, p1.word.lower);
    out.add(35, w.classes.middle, n1.word.classes.middle);
    out.add(36, p1.word.classes.middle, w.classes.middle);
    out.add(37, p1.word.suffix[2], w.shape);
    out.add(38, n1.word.suffix[2], w.shape);
    out.add(39, w.classes.middle, n1.word.shape, p1.word.shape);
    out.add(40, p1.word.lower, n1.word.lower, w.shape);
    out.add(41, p2.word.lower, p1.word.lower, w.shape);
}

Result<NameFinder> NameFinder::from(const ModelFile& file) {
    auto weights = weights_from(file, "names");
    if (!weights) {
        return weights.error();
    }
    if (weights->labels != name_labels) {
        return Error{
            "the name labels of the reading model are not those of this program", "", 0};
    }
    NameFinder finder;
    finder.weights_ = *weights;
    return finder;
}

void NameFinder::label(const NamesInput& input,
                       std::span<NameLabel> labels,
                       FeatureList& features,
                       std::vector<Score>& scores) const {
    scores.resize(weights_.labels);
    for (std::size_t i = 0; i < input.words.size(); ++i) {
        name_features(input, i, labels, features);
        weights_.score(features.view(), scores);
        const NameLabel before = i == 0 ? NameLabel{0} : labels[i - 1];
        Score best = std::numeric_limits<Score>::min();
        for (NameLabel l = 0; l < name_labels; ++l) {
            if (scores[l] > best && may_follow(before, l)) {
                best = scores[l];
                labels[i] = l;
            }
        }
    }
}

}  // namespace chancery::reading
