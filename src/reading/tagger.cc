// Features and decoding of the tagger.
// SPDX-License-Identifier: Apache-2.0
#include "reading/tagger.h"

namespace chancery::reading {
namespace {

/// Stands for the words before the first and after the last.
const Word& outside() {
    static const Word word = [] {
        Word w;
        w.form = w.lower = w.shape = 1;
        w.classes = {0xffff, 0xffff, 0xffff, 0xffff};
        return w;
    }();
    return word;
}

const Word& at(std::span<const Word> words, std::size_t i, int offset) {
    const auto j = static_cast<std::ptrdiff_t>(i) + offset;
    return j < 0 || j >= static_cast<std::ptrdiff_t>(words.size())
               ? outside()
               : words[static_cast<std::size_t>(j)];
}

void own_features(const Word& w, bool first, FeatureList& out) {
    out.add(0, 0U);
    out.add(1, w.form);
    out.add(2, w.lower);
    out.add(3, w.shape, first);
    for (std::uint32_t k = 0; k < w.prefix.size(); ++k) {
        out.add(4 + k, w.prefix[k]);
    }
    for (std::uint32_t k = 0; k < w.suffix.size(); ++k) {
        out.add(8 + k, w.suffix[k]);
    }
    out.add(13, w.suffix[2], w.shape);
    out.add(14, w.classes.coarse);
    out.add(15, w.classes.middle);
    out.add(16, w.classes.fine);
    out.add(17, w.classes.tags, w.shape, first);
}

}  // namespace

void tag_features(std::span<const Word> words,
                  std::size_t i,
                  std::span<const std::uint8_t> tags,
                  FeatureList& out) {
    const Word& w = words[i];
    const Word& p1 = at(words, i, -1);
    const Word& p2 = at(words, i, -2);
    const Word& n1 = at(words, i, 1);
    const Word& n2 = at(words, i, 2);
    const std::uint32_t t1 = i >= 1 ? tags[i - 1] : 255U;
    const std::uint32_t t2 = i >= 2 ? tags[i - 2] : 255U;
    out.clear();
    own_features(w, i == 0, out);
    out.add(20, p1.lower);
    out.add(21, p2.lower);
    out.add(22, n1.lower);
    out.add(23, n2.lower);
    out.add(24, p1.lower, w.lower);
    out.add(25, w.lower, n1.lower);
    out.add(26, t1);
    out.add(27, t1, t2);
    out.add(28, t1, w.lower);
    out.add(29, t1, t2, w.classes.tags);
    out.add(30, w.classes.tags, n1.classes.tags);
    out.add(31, t1, w.classes.tags, n1.classes.tags);
    out.add(32, n1.classes.tags, n2.classes.tags);
    out.add(33, t1, w.suffix[2]);
    out.add(34, n1.suffix[2], n1.shape);
    out.add(35, p1.suffix[2]);
    out.add(36, n1.classes.middle);
    out.add(37, p1.classes.middle);
    out.add(38, n1.classes.fine, w.classes.middle);
    out.add(39, p1.classes.fine, w.classes.middle);
    out.add(40, n2.classes.middle);
    out.add(41, w.shape, n1.shape);
    out.add(42, p1.shape, w.shape);
    out.add(43, w.classes.tags, n1.lower);
    out.add(44, p1.lower, w.classes.tags);
    out.add(45, t1, n1.classes.tags, w.lower);
    out.add(46, p1.lower, n1.lower);
    out.add(47, w.classes.coarse, n1.classes.coarse, p1.classes.coarse);
}

Result<Weights> weights_from(const ModelFile& file, const std::string& name) {
    const auto shape = file.numbers<std::uint32_t>(name + ".shape");
    const auto data = file.numbers<std::int8_t>(name + ".weights");
    if (shape.size() != 2 || shape[1] == 0 ||
        data.size() != std::size_t{shape[0]} + 1 + shape[1] ||
        (shape[0] & (shape[0] + 1U)) != 0) {
        return Error{"the reading model lacks a sound table \"" + name + "\"", "", 0};
    }
    return Weights{data.data(), shape[0], shape[1]};
}

Result<Tagger> Tagger::from(const ModelFile& file) {
    Tagger tagger;
    tagger.pairs_ = file.numbers<TagPair>("tagger.pairs");
    auto weights = weights_from(file, "tagger");
    if (!weights) {
        return weights.error();
    }
    if (weights->labels != tagger.pairs_.size() || tagger.pairs_.size() > 255) {
        return Error{"the tag set of the reading model does not fit its weights", "", 0};
    }
    for (const TagPair pair : tagger.pairs_) {
        if (pair.upos > Upos::x || pair.xpos > Xpos::dollar) {
            return Error{"the reading model has a tag that is not known", "", 0};
        }
    }
    tagger.weights_ = *weights;
    return tagger;
}

void Tagger::tag(std::span<const Word> words,
                 std::span<std::uint8_t> tags,
                 FeatureList& features,
                 std::vector<Score>& scores) const {
    scores.resize(weights_.labels);
    for (std::size_t i = 0; i < words.size(); ++i) {
        tag_features(words, i, tags, features);
        weights_.score(features.view(), scores);
        tags[i] = static_cast<std::uint8_t>(best_label(scores));
    }
}

}  // namespace chancery::reading
