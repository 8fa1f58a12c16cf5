// Perceptron training of the sentence splitter and the lemmatiser.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "averaged.h"
#include "corpus.h"
#include "reading/labels.h"
#include "reading/lemmatizer.h"
#include "reading/model_file.h"
#include "reading/tokenizer.h"
#include "reading/words.h"

namespace chancery::train {

struct LearnerOptions {
    unsigned bits = 21;  ///< 2^bits row starts in the weight table
    int rounds = 5;
    std::uint64_t seed = 1;
};

/// Learns the ends of sentences from the texts as the tokeniser cuts them.
[[nodiscard]] AveragedTable learn_splitter(const std::vector<GoldDocument>& documents,
                                           const reading::Lexicon& lexicon,
                                           const reading::WordLists& lists,
                                           const LearnerOptions& options);

/// A word of a treebank.
struct LemmaExample {
    std::string form;
    std::string lemma;
    reading::Word word;
    reading::TagPair tags;
};

struct LemmaModel {
    std::vector<reading::LemmaRule> rules;
    std::vector<reading::LemmaEntry> known;
    AveragedTable table;
};

[[nodiscard]] LemmaModel learn_lemmas(std::vector<LemmaExample> examples,
                                      const LearnerOptions& options);

}  // namespace chancery::train
