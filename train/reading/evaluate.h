// Scores of a reading against a gold document, as in the CoNLL 2018 shared task.
// SPDX-License-Identifier: Apache-2.0
//
// Words of both sides are the same where their spans are; F1 is over the words of both.
// Relations are compared without their subtypes (Zeman et al., 2018, section 5).
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "corpus.h"
#include "reading/reading.h"

namespace chancery::train {

struct Count {
    std::uint64_t gold = 0;
    std::uint64_t system = 0;
    std::uint64_t correct = 0;

    [[nodiscard]] double f1() const {
        return gold + system == 0 ? 0.0
                                  : 200.0 * static_cast<double>(correct) /
                                        static_cast<double>(gold + system);
    }

    Count& operator+=(const Count& other) {
        gold += other.gold;
        system += other.system;
        correct += other.correct;
        return *this;
    }
};

/// Sums over the documents compared so far.
struct Scores {
    Count words, sentences, upos, xpos, lemma, uas, las;
    std::map<NameKind, Count> names;  ///< whole names, kind and span alike

    [[nodiscard]] Count all_names() const;
    /// One line of figures, in per cent.
    [[nodiscard]] std::string text() const;
};

/// Adds the comparison of one document; names only of sentences that have them in gold.
void compare(const GoldDocument& gold, const Reading& reading, Scores& scores);

/// The gold document's tokens and sentences as a Reading without tags and trees.
[[nodiscard]] Reading gold_tokens(const GoldDocument& document);

}  // namespace chancery::train
