// Perceptron training of the tagger, the parser, the lemmatiser and the name finder.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "averaged.h"
#include "examples.h"
#include "reading/lemmatizer.h"
#include "reading/model_file.h"
#include "reading/parser.h"
#include "reading/tokenizer.h"

namespace chancery::train {

struct LearnerOptions {
    unsigned bits = 21;  ///< 2^bits row starts in the weight table
    int rounds = 5;
    std::uint64_t seed = 1;
};

/// Indices of the examples to learn from; an example may be named more than once.
using Selection = std::vector<std::uint32_t>;

[[nodiscard]] AveragedTable learn_tagger(const std::vector<Example>& examples,
                                         Selection selection,
                                         std::uint32_t tag_count,
                                         const LearnerOptions& options);

/// Tags one example with averaged weights.
void tag_with(const AveragedTable& table, const TagSet& tag_set, Example& example);

/// Tags every selected example by a tagger learnt from the other folds.
void jackknife(std::vector<Example>& examples,
               const Selection& selection,
               const TagSet& tag_set,
               const LearnerOptions& options);

struct BeamOptions {
    std::size_t width = 8;
    int rounds = 3;
    std::uint64_t seed = 1;
};

struct ParserModel {
    std::vector<reading::Action> actions;
    AveragedTable table;
};

[[nodiscard]] ParserModel learn_parser(const std::vector<Example>& examples,
                                       Selection selection,
                                       const LearnerOptions& options);

/// Goes on from a parser learnt by learn_parser(), for whole sequences with a beam.
void learn_beam(ParserModel& model,
                const std::vector<Example>& examples,
                Selection selection,
                const BeamOptions& options);

/// Learns the ends of sentences from the texts as the tokeniser cuts them.
[[nodiscard]] AveragedTable learn_splitter(const std::vector<GoldDocument>& documents,
                                           const reading::Lexicon& lexicon,
                                           const reading::WordLists& lists,
                                           const LearnerOptions& options);

[[nodiscard]] AveragedTable learn_names(const std::vector<Example>& examples,
                                        Selection selection,
                                        const LearnerOptions& options);

struct LemmaModel {
    std::vector<reading::LemmaRule> rules;
    std::vector<reading::LemmaEntry> known;
    AveragedTable table;
};

[[nodiscard]] LemmaModel learn_lemmas(const std::vector<Example>& examples,
                                      const Selection& selection,
                                      const LearnerOptions& options);

}  // namespace chancery::train
