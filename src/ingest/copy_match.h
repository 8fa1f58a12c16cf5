// Two stories compared word by word: what of the one is in the other, and where.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "ingest/copies.h"
#include "ingest/copy_text.h"

namespace chancery {

/// What of a story another one has: parts of its words that are compared, 0-1.
struct CopyCover {
    float share = 0;    ///< of all
    float opening = 0;  ///< of its opening
    float head = 0;     ///< of the first words of it, some 40
    float spread = 0;   ///< of its eighths, those of which much is shared
};

/// How much two stories share.
struct CopyMatch {
    bool equal = false;       ///< word by word
    std::uint32_t words = 0;  ///< of the second story that the first one has
    CopyCover first, second;
    std::vector<CopiedParagraph> paragraphs;  ///< `origin` is of the first story
};

/// A story made ready to be compared with others. Paragraphs most of whose prints are in
/// `common` (sorted) are left out.
class CopyMatcher {
  public:
    CopyMatcher(const CopyText& first, const std::vector<std::uint64_t>& common);

    /// Linear in the words of `second`.
    [[nodiscard]] CopyMatch match(const CopyText& second);

  private:
    /// Words that are compared, and the paragraph of each.
    struct Words {
        std::vector<std::uint32_t> words;
        std::vector<std::uint32_t> paragraph;
    };

    struct Run {
        std::uint32_t second = 0, first = 0;  ///< where it begins
        std::uint32_t words = 0;
    };

    [[nodiscard]] Words words_of(const CopyText& text) const;
    void fill_table();
    /// Where the first story has the run that begins at `words` first; -1 for nowhere.
    [[nodiscard]] std::int64_t find(const std::uint32_t* words) const;
    [[nodiscard]] std::vector<Run> runs_in(const Words& second) const;
    [[nodiscard]] std::vector<CopiedParagraph> paragraphs_of(
        const Words& second, const std::vector<Run>& runs) const;

    const std::vector<std::uint64_t>& common_;
    Words first_;
    std::vector<std::uint32_t> table_;  ///< positions + 1 in first_, by hash; 0: free
    std::vector<bool> fresh_;           ///< words of first_ not said before in such a run
    std::uint32_t fresh_words_ = 0;
    std::vector<bool> covered_;  ///< scratch: words of first_ found in a second story
};

}  // namespace chancery
