// Lemmas: the edit that turns a form into its lemma, looked up or predicted.
// SPDX-License-Identifier: Apache-2.0
//
// Method: shortest edit rules (letter case, bytes cut from the end, bytes put there) as
// in UDPipe (Straka, 2018), remembered for the words of the treebanks and otherwise
// predicted by a linear classifier over endings and tag.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reading/features.h"
#include "reading/labels.h"
#include "reading/model_file.h"
#include "reading/words.h"

namespace chancery::reading {

/// One edit; `text` bytes are put at the end after `cut` bytes were taken from it.
struct LemmaRule {
    std::uint8_t lower = 0;  ///< 1: the form is put in lower case (ASCII) first
    std::uint8_t cut = 0;
    std::uint8_t length = 0;  ///< of `text`
    char text[13] = {};

    friend bool operator==(const LemmaRule&, const LemmaRule&) = default;
};

/// What the treebanks gave for a word with a tag.
struct LemmaEntry {
    std::uint64_t key = 0;  ///< lemma_key(); 0 marks a free place
    std::uint32_t rule = 0;
    std::uint32_t unused = 0;
};

[[nodiscard]] std::uint64_t lemma_key(const Word& word, TagPair tags);
void lemma_features(const Word& word, TagPair tags, FeatureList& out);

/// Appends the lemma that the rule makes of `form`; the form itself where it does not
/// fit.
void apply_rule(const LemmaRule& rule, std::string_view form, std::string& out);

class Lemmatizer {
  public:
    [[nodiscard]] static Result<Lemmatizer> from(const ModelFile& file);

    struct Work {
        FeatureList features;
        std::vector<Score> scores;
    };

    /// Appends the lemma of `form` to `out`.
    void lemma(std::string_view form,
               std::pair<const Word*, TagPair> word_and_tags,
               std::string& out,
               Work& work) const;

  private:
    std::span<const LemmaRule> rules_;
    std::span<const LemmaEntry> known_;
    Weights weights_;
};

}  // namespace chancery::reading
