// Where sentences end.
// SPDX-License-Identifier: Apache-2.0
//
// Rules over full stops, abbreviations, closing marks and datelines propose the ends; a
// linear classifier that has the proposal among its features decides at every pair of
// neighbouring tokens. It learns, for one, headings and lists that end without a full
// stop.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "reading/features.h"
#include "reading/model_file.h"
#include "reading/tokenizer.h"
#include "reading/words.h"

namespace chancery::reading {

/// Index one past the last token of a dateline ("SEOUL, Jan. 2 (Yonhap) --") that opens
/// the tokens of a block; 0 where there is none. A dateline is a sentence of its own.
[[nodiscard]] std::uint32_t dateline_end(std::string_view text,
                                         std::span<const Span> tokens);

/// Appends, for the tokens of one block, the index one past the last token of each
/// sentence by rule; the last is tokens.size().
void split_by_rule(std::string_view text,
                   std::span<const Span> tokens,
                   const WordLists& lists,
                   std::vector<std::uint32_t>& ends);

/// The tokens of one block as the classifier sees them.
struct SplitInput {
    std::string_view text;
    std::span<const Span> tokens;
    std::span<const Word> words;
    std::span<const std::uint8_t> rule;  ///< 1: the rules end a sentence after this token
};

/// Features of the place between tokens `i` and `i + 1`.
void split_features(const SplitInput& input, std::size_t i, FeatureList& out);

class SentenceSplitter {
  public:
    [[nodiscard]] static Result<SentenceSplitter> from(const ModelFile& file);

    /// Buffers of one thread.
    struct Work {
        std::vector<std::uint32_t> ends;
        std::vector<std::uint8_t> rule;
        FeatureList features;
    };

    /// As split_by_rule(), by the classifier. `words` are those of `tokens`.
    void split(const SplitInput& input,
               const WordLists& lists,
               std::vector<std::uint32_t>& ends,
               Work& work) const;

  private:
    Weights weights_;
};

}  // namespace chancery::reading
