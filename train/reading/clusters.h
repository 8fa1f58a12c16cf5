// Word clusters from raw text, at three grains.
// SPDX-License-Identifier: Apache-2.0
//
// Method: counts of a word's neighbours at four positions, positive pointwise mutual
// information with smoothed contexts (O. Levy, Y. Goldberg and I. Dagan, 2015), reduced
// by a randomised singular value decomposition (N. Halko et al., 2011), then k-means.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "reading/tokenizer.h"

namespace chancery::train {

/// Raw texts, as sequences of word numbers; 0 ends a line or paragraph.
class RawText {
  public:
    /// Cuts the text and adds its words.
    void add(std::string_view text, const reading::WordLists& lists);

    [[nodiscard]] const std::vector<std::uint32_t>& words() const { return words_; }

    /// Spelling of word number i (i >= 1), plain lower case with digits as 0.
    [[nodiscard]] const std::vector<std::string>& spellings() const { return spellings_; }

  private:
    std::vector<std::uint32_t> words_;
    std::vector<std::string> spellings_ = {""};
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<Span> spans_;
    std::string buffer_;
};

/// Bytes of a file, unpacked by the program xz where its name ends in ".xz".
[[nodiscard]] Result<std::string> read_raw(const std::string& path);

/// Coarse, middle and fine cluster (from 1) of the words seen at least five times.
using Clusters = std::unordered_map<std::string, std::array<std::uint16_t, 3>>;
[[nodiscard]] Clusters make_clusters(const RawText& text, std::uint64_t seed);

}  // namespace chancery::train
