// The two sides of an evaluation: words with the characters they stand on, aligned.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "reading/conllu.h"

namespace chancery::train {

/// No word: the head of a root.
inline constexpr std::int32_t no_word = -1;

/// A word of one side.
struct SideWord {
    Span span;  ///< in Side::characters; in a multiword token, all of that
    Span own;   ///< its part of the multiword token, where the words make that up
    bool multiword = false;                       ///< part of a multiword token
    std::int32_t parent = no_word;                ///< index in Side::words
    std::vector<std::int32_t> function_children;  ///< aux, cop, mark, det, clf, case, cc
    std::string_view relation;                    ///< without its subtype
    std::string feats;                            ///< universal features only, in order
    const ConlluWord* columns = nullptr;
};

/// All sentences of a file as the evaluation sees them; points into the sentences.
struct Side {
    std::string characters;  ///< of all tokens, without blanks (Unicode category Zs)
    std::vector<Span> sentences;
    std::vector<Span> tokens;
    std::vector<SideWord> words;
};

/// Errors, with `path` and line: a form of nothing but blanks, a word without head,
/// several roots, a cycle. The sentences must live as long as what is made of them.
[[nodiscard]] Result<Side> make_side(std::span<const ConlluSentence> sentences,
                                     const std::string& path);

/// Pairs of words of gold and system that are the same, in order.
[[nodiscard]] std::vector<std::pair<std::int32_t, std::int32_t>> align(
    const std::vector<SideWord>& gold, const std::vector<SideWord>& system);

/// Relations that CLAS counts: all but function words and punctuation.
[[nodiscard]] bool is_content(std::string_view relation);

}  // namespace chancery::train
