// What a sentence says, in few bytes. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/checksum.h"
#include "ledger/merge.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Words that most sentences have, sorted.
constexpr std::array<std::string_view, 73> stop_words{
    "about",  "after",  "again", "all",  "also",  "and",   "any",     "are",    "been",
    "before", "being",  "but",   "can",  "could", "did",   "does",    "during", "each",
    "for",    "from",   "had",   "has",  "have",  "her",   "here",    "him",    "his",
    "how",    "into",   "its",   "may",  "more",  "most",  "not",     "off",    "one",
    "only",   "other",  "our",   "out",  "over",  "own",   "said",    "same",   "says",
    "she",    "should", "some",  "such", "than",  "that",  "the",     "their",  "them",
    "then",   "there",  "these", "they", "this",  "those", "through", "under",  "until",
    "was",    "were",   "what",  "when", "where", "which", "while",   "who",    "will",
    "with",
};

/// Letters of a word that count: "expelled" and "expelling" are one.
constexpr std::size_t stem_bytes = 6;
constexpr std::size_t most_words = 48;

}  // namespace

Sketch sketch_of(std::string_view sentence) {
    Sketch out;
    const std::string key = name_key(sentence);
    if (key.empty()) {
        return out;
    }
    out.sentence = std::max<std::uint64_t>(1, checksum64(key));
    const std::string_view words(key);
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        const std::string_view word = words.substr(begin, end - begin);
        begin = end + 1;
        const bool number = word.front() >= '0' && word.front() <= '9';
        if ((word.size() < 3 && !number) ||
            std::binary_search(stop_words.begin(), stop_words.end(), word)) {
            continue;
        }
        const std::string_view stem = number ? word : word.substr(0, stem_bytes);
        out.words.push_back(static_cast<std::uint32_t>(checksum64(stem) >> 32U));
    }
    std::sort(out.words.begin(), out.words.end());
    out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
    if (out.words.size() > most_words) {
        out.words.resize(most_words);
    }
    return out;
}

}  // namespace chancery
