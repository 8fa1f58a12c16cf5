// What a sentence says between two participants, as features for the classifier of types.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "coding/rules.h"
#include "coding/syntax.h"

namespace chancery {

/// The heads of two phrases of one sentence: who may have acted, and upon whom. Either
/// may be no_token, not both.
struct Pair {
    TokenIndex actor = no_token;
    TokenIndex recipient = no_token;
};

/// Parts of a sentence whose words are looked at by their meaning (word vectors).
enum class WordPart : std::uint8_t {
    predicate,   ///< the verb by which the one is tied to the other
    outer,       ///< verbs above it: "refused to meet"
    object,      ///< what the predicate is done with: "filed a *lawsuit* against"
    complement,  ///< the verb and object under it: "urged X to *release*"
    recipient,   ///< the head of the recipient, where it is no name
    clause,      ///< the other words of content in the clause
};
inline constexpr std::size_t word_part_count = 6;

/// The features of one pair. Kept by the caller between calls, so that nothing is
/// allocated again.
struct PairFeatures {
    struct Word {
        WordPart part = WordPart::predicate;
        std::uint64_t hash = 0;  ///< word_hash() of the lemma
    };

    std::vector<std::uint64_t> hashes;  ///< of features; sorted, each once
    std::vector<Word> words;
    /// The verbs and nouns by which the one is tied to the other, outermost first.
    std::vector<TokenIndex> path;
    /// Where set, the features in words too, in the order in which they were found:
    /// for training and for `explain`.
    std::vector<std::string>* names = nullptr;
    std::vector<std::string>* word_names = nullptr;
};

/// The hash under which the model knows a feature or a word.
[[nodiscard]] std::uint64_t feature_hash(std::string_view text);

/// Reads pairs of one article; holds references only.
class PairReader {
  public:
    PairReader(const Syntax& syntax,
               const ArticleActors& actors,
               const CodingTables& tables)
        : s_(syntax), a_(actors), t_(tables) {}

    /// Fills `out`. Precondition: both tokens of the pair lie in one sentence.
    void read(const Pair& pair, PairFeatures& out) const;

  private:
    struct Writer;

    void add_own_verbs(TokenIndex actor,
                       TokenIndex top,
                       std::vector<TokenIndex>& path) const;
    void find_path(const Pair& pair, PairFeatures& out) const;
    [[nodiscard]] TokenIndex common(TokenIndex a, TokenIndex b) const;
    void add_path_words(const Pair& pair, Writer& w) const;
    void add_predicate(TokenIndex verb,
                       std::size_t place,
                       const Pair& pair,
                       Writer& w) const;
    void add_children(TokenIndex verb, const Pair& pair, Writer& w) const;
    void add_purpose(TokenIndex verb, Writer& w) const;
    void add_complement(TokenIndex verb, const Pair& pair, Writer& w) const;
    void add_rules(TokenIndex token, Writer& w) const;
    void add_participant(std::string_view role, TokenIndex head, Writer& w) const;
    void add_clause(const Pair& pair, Writer& w) const;
    void add_setting(const Pair& pair, Writer& w) const;
    [[nodiscard]] bool part_of(TokenIndex i, const Pair& pair) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
};

}  // namespace chancery
