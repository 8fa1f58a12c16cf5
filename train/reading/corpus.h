// Treebanks and name corpora as documents with exact spans.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "reading/names.h"
#include "reading/ud.h"

namespace chancery::train {

struct GoldToken {
    Span span;  ///< in GoldDocument::text
    Upos upos = Upos::x;
    Xpos xpos = Xpos::none;
    Rel rel = Rel::dep;
    std::int32_t head = -1;  ///< index in the sentence; -1 for the root
    std::string lemma;
    std::string entity;  ///< the Entity field of MISC, as GUM writes it
    reading::NameLabel label = 0;
};

struct GoldSentence {
    std::string id;
    std::vector<GoldToken> tokens;
    std::uint32_t block = 0;  ///< index in GoldDocument::blocks
    bool has_names = false;
    bool has_tree = true;
};

/// A text put together again from its tokens: one blank between tokens unless
/// SpaceAfter=No, an empty line between paragraphs.
struct GoldDocument {
    std::string id;
    std::string text;
    std::vector<Span> blocks;
    std::vector<GoldSentence> sentences;
};

/// Reads a CoNLL-U file. Errors name the file and line.
[[nodiscard]] Result<std::vector<GoldDocument>> read_conllu(const std::string& path);

/// Reads Universal NER labels (IOB2) into the sentences of the same sent_id – or, where
/// the file has other ids, of the same place – and of the same length.
[[nodiscard]] Result<void> add_names(const std::string& path,
                                     std::vector<GoldDocument>& documents);

/// Makes names of GUM's mentions of persons, organisations and places: those whose words
/// are proper nouns (for persons the head with its flat parts, without titles).
void add_gum_names(GoldDocument& document);

/// Reads "word IOB1-label" lines (WikiGold); hyphens inside words are cut as UD does.
[[nodiscard]] Result<std::vector<GoldDocument>> read_wikigold(const std::string& path);

}  // namespace chancery::train
