// Training of the sentence splitter.
// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "learners.h"
#include "reading/splitter.h"

namespace chancery::train {
namespace {

/// A place is learnt from until its right label leads by more than this: mistakes alone
/// are too few, and the order in which they come then decides too much (0.2 to 0.4 of F1
/// between seeds on EWT dev).
constexpr float margin = 10.0F;

/// One block of text, cut into tokens, with the places where gold sentences end.
struct BlockExample {
    std::string_view text;
    std::vector<Span> tokens;
    std::vector<reading::Word> words;
    std::vector<std::uint8_t> rule, gold;
};

void mark(const std::vector<std::uint32_t>& ends, std::vector<std::uint8_t>& out) {
    for (const auto end : ends) {
        out[end - 1] = 1;
    }
}

void add_blocks(const GoldDocument& document,
                const reading::Lexicon& lexicon,
                const reading::WordLists& lists,
                std::vector<BlockExample>& out) {
    std::set<std::uint32_t> begins;
    for (const auto& sentence : document.sentences) {
        begins.insert(sentence.tokens.front().span.begin);
    }
    std::string buffer;
    for (const Span block : document.blocks) {
        BlockExample example;
        example.text = document.text;
        reading::tokenize(document.text, block, lists, example.tokens);
        for (const Span span : example.tokens) {
            example.words.push_back(
                reading::make_word(quote(document.text, span), lexicon, buffer));
        }
        example.rule.assign(example.tokens.size(), 0);
        example.gold.assign(example.tokens.size(), 0);
        std::vector<std::uint32_t> ends;
        reading::split_by_rule(document.text, example.tokens, lists, ends);
        mark(ends, example.rule);
        for (std::size_t i = 0; i + 1 < example.tokens.size(); ++i) {
            example.gold[i] = begins.count(example.tokens[i + 1].begin) > 0 ? 1 : 0;
        }
        out.push_back(std::move(example));
    }
}

}  // namespace

AveragedTable learn_splitter(const std::vector<GoldDocument>& documents,
                             const reading::Lexicon& lexicon,
                             const reading::WordLists& lists,
                             const LearnerOptions& options) {
    std::vector<BlockExample> examples;
    for (const auto& document : documents) {
        add_blocks(document, lexicon, lists, examples);
    }
    AveragedTable table(options.bits, 2);
    Random random(options.seed);
    reading::FeatureList features;
    std::vector<float> scores;
    for (int round = 0; round < options.rounds; ++round) {
        random.shuffle(examples);
        for (const auto& example : examples) {
            for (std::size_t i = 0; i + 1 < example.tokens.size(); ++i) {
                reading::split_features(
                    {example.text, example.tokens, example.words, example.rule},
                    i,
                    features);
                table.score(features.view(), scores);
                const std::uint32_t gold = example.gold[i];
                table.tick();
                if (scores[gold] - scores[1 - gold] <= margin) {
                    table.update(features.view(), gold, 1.0F);
                    table.update(features.view(), 1 - gold, -1.0F);
                }
            }
        }
    }
    table.average();
    return table;
}

}  // namespace chancery::train
