// PLOVER contexts: what an act is about, by the words of its sentence and article.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "coding/syntax.h"

namespace chancery {

inline constexpr std::size_t context_count = 37;

/// Numbers of contexts, in the order of the PLOVER manual.
using ContextSet = std::bitset<context_count>;

/// "military", "natural_resources", …; `context` < context_count.
[[nodiscard]] std::string_view context_name(std::size_t context);
[[nodiscard]] std::optional<std::size_t> context_from(std::string_view name);
/// The set of names separated by "|"; nothing where one of them is not a context.
[[nodiscard]] std::optional<ContextSet> contexts_from(std::string_view text);

/// Words that speak of a context.
struct ContextHit {
    std::size_t context = 0;
    Span words;
};

/// The table contexts.tsv; immutable once loaded.
class ContextWords {
  public:
    /// Errors name file and line: no such context, no words, the same line twice.
    static Result<ContextWords> open(const std::string& dir);

    /// Appends the hits of one sentence in the order of the text; of phrases that start
    /// at one word the longest. A hyphen between words is no word: "cyber-attack".
    void find(const Syntax& syntax,
              const Sentence& sentence,
              std::vector<ContextHit>& out) const;

  private:
    struct Phrase {
        std::vector<std::string> lemmas;
        ContextSet contexts;
    };

    /// A phrase and the last word that it takes.
    struct Match {
        const Phrase* phrase = nullptr;
        TokenIndex last = 0;
    };

    ContextWords() = default;
    [[nodiscard]] Match longest_at(const Syntax& syntax,
                                   TokenIndex first,
                                   TokenIndex end) const;

    std::unordered_map<std::string, std::vector<Phrase>> by_first_;  ///< longest first
};

}  // namespace chancery
