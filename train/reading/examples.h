// Training sentences with everything that the learners look at.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus.h"
#include "reading/tagger.h"
#include "reading/words.h"

namespace chancery::train {

struct Example {
    std::vector<reading::Word> words;
    std::vector<std::string> forms;
    std::vector<std::string> lemmas;
    std::vector<std::uint8_t> gold_tags;  ///< index in the tag set
    std::vector<std::uint8_t> tags;   ///< as predicted by a tagger that has not seen it
    std::vector<std::uint8_t> upos;   ///< universal tag of `tags`
    std::vector<std::int32_t> heads;  ///< words.size() for the root; projective
    std::vector<Rel> rels;
    std::vector<reading::NameLabel> labels;
    bool has_names = false;
    bool has_tree = true;
};

/// The tag pairs of the treebanks seen at least three times.
struct TagSet {
    std::vector<reading::TagPair> pairs;

    /// Index of the pair; of the most frequent pair with its universal tag where it is
    /// rare.
    [[nodiscard]] std::uint8_t index(reading::TagPair pair) const;
};

[[nodiscard]] TagSet make_tag_set(const std::vector<GoldDocument>& documents);

[[nodiscard]] Example make_example(const GoldDocument& document,
                                   const GoldSentence& sentence,
                                   const TagSet& tag_set,
                                   const reading::Lexicon& lexicon);

enum class Casing : std::uint8_t {
    title,  ///< a headline: capitals on the words, no full stop at the end
    upper,  ///< all capitals
};

/// The sentence as a headline would print it, in a document of its own.
[[nodiscard]] GoldDocument recase(const GoldDocument& document,
                                  const GoldSentence& sentence,
                                  Casing casing);

/// Lifts arcs that cross others to the grandparent until none cross.
void make_projective(std::vector<std::int32_t>& heads);

}  // namespace chancery::train
