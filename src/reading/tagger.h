// Part-of-speech tags: a linear classifier over each word and its neighbours, left to
// right. SPDX-License-Identifier: Apache-2.0
//
// Method: averaged perceptron tagger (M. Collins, 2002) in its greedy form, with hashed
// features; a label is a pair of universal tag and Penn tag.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "reading/features.h"
#include "reading/model_file.h"
#include "reading/ud.h"
#include "reading/words.h"

namespace chancery::reading {

/// A pair of tags; its index in the tag set is what the classifiers call a tag.
struct TagPair {
    Upos upos = Upos::x;
    Xpos xpos = Xpos::none;

    friend constexpr bool operator==(TagPair, TagPair) = default;
};

/// The features of token `i` given the tags of the tokens before it.
void tag_features(std::span<const Word> words,
                  std::size_t i,
                  std::span<const std::uint8_t> tags,
                  FeatureList& out);

class Tagger {
  public:
    [[nodiscard]] static Result<Tagger> from(const ModelFile& file);

    /// Tags one sentence. Precondition: tags.size() == words.size().
    void tag(std::span<const Word> words,
             std::span<std::uint8_t> tags,
             FeatureList& features,
             std::vector<Score>& scores) const;

    [[nodiscard]] TagPair pair(std::uint8_t tag) const { return pairs_[tag]; }

    [[nodiscard]] std::span<const TagPair> pairs() const { return pairs_; }

  private:
    std::span<const TagPair> pairs_;
    Weights weights_;
};

/// The table in sections "NAME.weights" and "NAME.shape" (mask, labels).
[[nodiscard]] Result<Weights> weights_from(const ModelFile& file,
                                           const std::string& name);

}  // namespace chancery::reading
