// Treebanks as documents with exact spans.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "reading/conllu.h"
#include "reading/labels.h"
#include "reading/ud.h"

namespace chancery::train {

struct GoldToken {
    Span span;  ///< in GoldDocument::text
    Upos upos = Upos::x;
    Xpos xpos = Xpos::none;
    Rel rel = Rel::dep;
    std::int32_t head = -1;  ///< index in the sentence; -1 for the root
    std::string lemma;
};

struct GoldSentence {
    std::string id;
    std::vector<GoldToken> tokens;
    std::uint32_t block = 0;  ///< index in GoldDocument::blocks
};

/// A text put together again from its tokens: one blank between tokens unless
/// SpaceAfter=No, an empty line between paragraphs.
struct GoldDocument {
    std::string id;
    std::string text;
    std::vector<Span> blocks;
    std::vector<GoldSentence> sentences;
};

/// The sentences of a CoNLL-U file. Errors name the file and line.
[[nodiscard]] Result<std::vector<ConlluSentence>> read_sentences(const std::string& path);

/// Reads a CoNLL-U file whose words all have tags and heads. Errors name the file and
/// line.
[[nodiscard]] Result<std::vector<GoldDocument>> read_conllu(const std::string& path);

/// Reads IOB2: "B-PER", "I-PER"; 0 for "O" and kinds that are not known.
[[nodiscard]] reading::NameLabel label_from(std::string_view text);

/// Name labels of whole sentences, from a file of Universal NER (IOB2).
class SentenceLabels {
  public:
    [[nodiscard]] static Result<SentenceLabels> open(const std::string& path);

    /// The labels of the sentence of this sent_id – or, where the file has other ids but
    /// `total` sentences, of the `number`th; nullptr where there are none.
    [[nodiscard]] const std::vector<reading::NameLabel>* find(const std::string& id,
                                                              std::size_t number,
                                                              std::size_t total) const;

  private:
    std::map<std::string, std::vector<reading::NameLabel>> labels_;
    std::vector<std::string> order_;  ///< the ids as they stand in the file
};

}  // namespace chancery::train
