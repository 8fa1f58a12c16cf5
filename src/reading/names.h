// Names of persons, organisations, places and groups: begin/inside/outside labels over
// tokens. SPDX-License-Identifier: Apache-2.0
//
// Method: the linear classifier of the tagger over words, tags and clusters, left to
// right (L. Ratinov and D. Roth, 2009), with hashed features.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "reading/features.h"
#include "reading/model_file.h"
#include "reading/reading.h"
#include "reading/words.h"

namespace chancery::reading {

/// 0 is outside; 1 + 2k begins a name of kind k, 2 + 2k goes on with it.
using NameLabel = std::uint8_t;
inline constexpr NameLabel name_labels = 9;

struct NamesInput {
    std::span<const Word> words;
    std::span<const std::uint8_t> tags;
};

/// The features of token `i` given the labels before it.
void name_features(const NamesInput& input,
                   std::size_t i,
                   std::span<const NameLabel> labels,
                   FeatureList& out);

class NameFinder {
  public:
    [[nodiscard]] static Result<NameFinder> from(const ModelFile& file);

    /// Labels one sentence. Precondition: labels.size() == words.size().
    void label(const NamesInput& input,
               std::span<NameLabel> labels,
               FeatureList& features,
               std::vector<Score>& scores) const;

  private:
    Weights weights_;
};

/// True where `label` may follow `before` (an inside label needs a name of its kind).
[[nodiscard]] constexpr bool may_follow(NameLabel before, NameLabel label) {
    return label == 0 || label % 2 == 1 || before == label || before + 1 == label;
}

}  // namespace chancery::reading
