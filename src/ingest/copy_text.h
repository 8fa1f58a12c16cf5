// What of an article is compared with others: the words of its story, and its prints.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "ingest/article.h"

namespace chancery {

/// The words of a story without case, diacritics and punctuation, each as a hash; equal
/// words have equal hashes. Blocks that are no text of the story are not in it.
struct CopyText {
    struct Paragraph {
        Span span;                ///< in Article::text
        std::uint32_t begin = 0;  ///< first word
        std::uint32_t end = 0;    ///< one past the last
    };

    std::vector<std::uint32_t> words;
    std::vector<Paragraph> paragraphs;
};

/// Spans of the blocks that are text of the story, in order.
[[nodiscard]] std::vector<Span> story_paragraphs(const Article& article);

/// Precondition: the spans lie in the text, in order.
[[nodiscard]] CopyText copy_text(std::string_view text, const std::vector<Span>& spans);

/// One of the runs of words by which stories are found that share text.
struct CopyPrint {
    std::uint64_t hash = 0;
    std::uint32_t word = 0;  ///< where the run begins
};

/// Words of a run.
constexpr std::uint32_t print_words = 5;
/// Of this many runs that follow each other in a paragraph at least one is a print, the
/// same wherever they stand (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003). Two
/// paragraphs that share print_words + print_window - 1 words share a print.
constexpr std::uint32_t print_window = 12;

/// Appends the prints of a paragraph, about one for 6 words; none for less than
/// print_words words. Linear.
void append_prints(const CopyText& text,
                   const CopyText::Paragraph& paragraph,
                   std::vector<CopyPrint>& out);

/// Words that count as the opening of a story of `words` words.
[[nodiscard]] std::uint32_t opening_of(std::size_t words);

/// Mixes the bits of a number so that numbers near each other are no longer.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) {
    x ^= x >> 30U;  // splitmix64 (Steele, Lea, Flood, OOPSLA 2014)
    x *= 0xbf58476d1ce4e5b9U;
    x ^= x >> 27U;
    x *= 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

/// Hash of a run of `count` words.
[[nodiscard]] std::uint64_t hash_of_run(const std::uint32_t* words, std::uint32_t count);

}  // namespace chancery
