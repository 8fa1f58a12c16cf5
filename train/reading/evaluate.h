// Scores of one CoNLL-U file against another, as in the CoNLL 2018 shared task, and of
// names. SPDX-License-Identifier: Apache-2.0
//
// Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal
// Dependencies", section 5. Both files must hold the same text but for blanks. Tokens and
// sentences of both sides are the same where their characters are. Words are aligned by
// their characters too; where either side has a multiword token, by the longest common
// subsequence of the lower-cased words of the smallest stretch that holds whole multiword
// tokens of both sides. All else is counted over aligned words.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "corpus.h"
#include "reading/conllu.h"
#include "reading/reading.h"

namespace chancery::train {

struct Score {
    std::uint64_t gold = 0;
    std::uint64_t system = 0;
    std::uint64_t correct = 0;
    std::uint64_t aligned =
        0;  ///< of what is counted over words: those that both sides have

    /// In per cent, 0 where there is nothing to divide by.
    [[nodiscard]] double precision() const { return per_cent(correct, system); }

    [[nodiscard]] double recall() const { return per_cent(correct, gold); }

    [[nodiscard]] double f1() const { return per_cent(2 * correct, gold + system); }

    /// Right among the aligned words.
    [[nodiscard]] double aligned_accuracy() const { return per_cent(correct, aligned); }

    Score& operator+=(const Score& other);

  private:
    [[nodiscard]] static double per_cent(std::uint64_t part, std::uint64_t whole) {
        return whole == 0
                   ? 0.0
                   : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    }
};

/// The figures of the shared task, by the names it gives them, and those of names.
struct Evaluation {
    Score tokens, sentences, words;
    Score upos, xpos, ufeats, all_tags, lemmas;
    Score uas, las;          ///< heads; heads and relations without their subtypes
    Score clas, mlas, blex;  ///< of content words only; with tags; with lemmas
    std::map<NameKind, Score> names;  ///< whole names, kind and characters alike

    [[nodiscard]] Score all_names() const;
    Evaluation& operator+=(const Evaluation& other);
    /// A table of precision, recall, F1 and aligned accuracy.
    [[nodiscard]] std::string text() const;
};

struct EvaluateOptions {
    /// Names of the gold sentences; without it "Name=B-PER" in MISC counts, in all
    /// sentences, if gold has it anywhere.
    const SentenceLabels* names = nullptr;
    std::string gold_path = "gold";  ///< for errors, as the next
    std::string system_path = "system";
};

/// Names are compared in the sentences for which gold has labels; those of groups only
/// where gold has groups at all. Errors, with file and line: the texts differ; a word has
/// no head; a sentence has several roots or a cycle.
[[nodiscard]] Result<Evaluation> evaluate(std::span<const ConlluSentence> gold,
                                          std::span<const ConlluSentence> system,
                                          const EvaluateOptions& options = {});

/// The words of each side that stand on other characters than any of the other's, a line
/// each: side, form and what stands before and after in the text without blanks.
[[nodiscard]] std::string token_errors(std::span<const ConlluSentence> gold,
                                       std::span<const ConlluSentence> system);

}  // namespace chancery::train
