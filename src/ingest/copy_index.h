// The prints of many stories, and which stories share enough of them to be compared.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "ingest/copy_text.h"

namespace chancery {

/// Two stories to be compared, by rank: `earlier` < `later`.
struct CopyCandidate {
    std::uint32_t later = 0;
    std::uint32_t earlier = 0;
};

/// What CopyIndex::settle() found.
struct CopyCandidates {
    std::vector<CopyCandidate> pairs;   ///< by earlier, then later
    std::vector<std::uint64_t> common;  ///< prints of what is no story's own; sorted
};

/// What the index counts of a story.
struct CopyCounts {
    std::uint32_t prints = 0;
    std::uint32_t outlet = 0;   ///< by any number; 0 where not known
    std::uint16_t opening = 0;  ///< prints in its opening
    /// Prints in each eighth of its words.
    std::array<std::uint32_t, 8> eighths{};
};

class CopyIndex {
  public:
    /// The next story, numbered from 0; 2^28 at most.
    void add(const CopyText& text);

    [[nodiscard]] std::size_t size() const { return counts_.size(); }

    /// Empties the index. `ranks`: for each story its place in the order in which the
    /// original comes before its copies, a permutation; `outlets`: for each story
    /// its outlet, by any number; 0 where not known.
    CopyCandidates settle(const std::vector<std::uint32_t>& ranks,
                          const std::vector<std::uint32_t>& outlets);

  private:
    /// A print in a story. 12 bytes: there are hundreds of millions.
    struct Entry {
        std::uint32_t high = 0, low = 0;  ///< of the hash
        std::uint32_t story = 0;          ///< and where in it
    };

    std::array<std::deque<Entry>, 256> entries_;  ///< by the hash's first byte
    std::vector<CopyCounts> counts_;
    std::vector<CopyPrint> scratch_;
};

}  // namespace chancery
