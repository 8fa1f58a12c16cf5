// CoNLL-U, the exchange format of Universal Dependencies: read, written, made of a
// Reading. SPDX-License-Identifier: Apache-2.0
//
// https://universaldependencies.org/format.html, version 2. Empty nodes ("8.1") belong to
// enhanced trees, which nothing here looks at: they are checked and left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "reading/reading.h"

namespace chancery {

/// A word with its columns as they stand in the file; "_" where a column says nothing.
struct ConlluWord {
    std::string form;
    std::string lemma = "_";
    std::string upos = "_";
    std::string xpos = "_";
    std::string feats = "_";
    std::int32_t head = -1;  ///< number of the governor, from 1; 0: root; -1: not said
    std::string deprel = "_";
    std::string deps = "_";
    std::string misc = "_";
    std::uint32_t line = 0;  ///< in the file it was read from; 0 where there is none
};

/// A multiword token: one orthographic word that holds several words ("don't").
struct ConlluRange {
    std::uint32_t first = 0;  ///< index in ConlluSentence::words
    std::uint32_t last = 0;   ///< one past the last
    std::string form;
    std::string misc = "_";
};

/// Ranges are in order, do not overlap and lie in the sentence; heads as well; forms are
/// not empty; all is valid UTF-8; there is at least one word.
struct ConlluSentence {
    std::vector<std::string> comments;  ///< whole lines, with their "#"
    std::vector<ConlluWord> words;
    std::vector<ConlluRange> ranges;
    std::uint32_t line = 0;  ///< first line in the file; 0 where there is none
};

/// Whether a comment of this name stands above the sentence: "newdoc", "newpar".
[[nodiscard]] bool has_comment(const ConlluSentence& sentence, std::string_view name);

/// What stands behind the first "=" of the comment: the sent_id, the id of newdoc; empty
/// where there is none.
[[nodiscard]] std::string_view comment(const ConlluSentence& sentence,
                                       std::string_view name);

/// What the field of MISC says ("SpaceAfter" of "SpaceAfter=No|Name=O"); empty if
/// nothing.
[[nodiscard]] std::string_view misc_field(std::string_view misc, std::string_view name);

struct ConlluLimits {
    std::size_t max_line = 1U << 20U;   ///< bytes of one line
    std::uint32_t max_words = 10'000U;  ///< words of one sentence
};

/// Reads a file's bytes, which may be any; `path` is for errors, which name the line and
/// what to do. Line ends may be those of Windows; the last empty line may be missing.
[[nodiscard]] Result<std::vector<ConlluSentence>> from_conllu(
    std::string_view bytes, const std::string& path, const ConlluLimits& limits = {});

/// The sentences in runs that each begin at a "newdoc", but for the first.
[[nodiscard]] std::vector<std::span<const ConlluSentence>> documents(
    std::span<const ConlluSentence> sentences);

/// The text that sentences stand for. One blank stands between words unless
/// SpaceAfter=No, an empty line between paragraphs (newpar, newdoc).
struct ConlluText {
    std::string text;
    std::vector<Span> blocks;  ///< the paragraphs
    /// Tokens are the words, each quoting its form, and sentences; nothing else is set.
    Reading reading;
};

/// A multiword token whose words do not make it up when joined is replaced by them.
[[nodiscard]] ConlluText conllu_text(std::span<const ConlluSentence> sentences);

/// Puts tags, lemmas, tree and names of one sentence of the reading ("Name=B-PER" in
/// MISC) in the place of what `out` says; forms, ranges, comments and the rest of MISC
/// stay. Precondition: `out` has as many words as the sentence has tokens.
void annotate(const Reading& reading, const Sentence& sentence, ConlluSentence& out);

/// Appends the sentence and the empty line that ends it. White space in a column is
/// written as a blank, so that nothing can break a line.
void append_conllu(const ConlluSentence& sentence, std::string& out);

struct ConlluOptions {
    std::size_t first_id = 1;  ///< sent_id of the first sentence; they are counted on
    std::string doc;  ///< id of a "newdoc" before the first sentence, if not empty
};

/// The reading as CoNLL-U: newpar, sent_id and text above each sentence; what the
/// tokeniser cuts inside a word as UD English does ("do" + "n't", "Lee" + "'s", "can" +
/// "not") as multiword tokens; SpaceAfter=No, the token's bytes ("Span=begin:end") and
/// names ("Name=B-PER") in MISC.
[[nodiscard]] std::string to_conllu(const Reading& reading,
                                    std::string_view text,
                                    const ConlluOptions& options = {});

/// "PER", "ORG", "LOC", "GRP".
[[nodiscard]] std::string_view name(NameKind kind);

}  // namespace chancery
