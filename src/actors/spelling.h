// How like two spellings of a name are: whole names, parts, sounds and slips of the pen.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::spelling {

struct Likeness {
    double score = 0;  ///< 0: another name; 1: the same
    std::string_view why;
};

/// Two folded words: 1 for the same, 0.85 for one sound ("zelenskyy", "zelenski"), 0.8
/// for an initial, 0.7 for one slip in five letters or two in nine; else 0. Words of more
/// than 40 bytes are only compared for equality.
[[nodiscard]] double word_likeness(std::string_view a, std::string_view b);

/// Letters to insert, delete, replace or swap with the next one, to make `b` of `a`; at
/// most `most` + 1. Words longer than 40 bytes are only compared for equality.
[[nodiscard]] int distance(std::string_view a, std::string_view b, int most);

/// Words looked for in many names.
class Query {
  public:
    /// `key` as name_key() gives it.
    explicit Query(std::string key);

    /// How well the name of that key answers: 1 the same; 0.95 but for spaces; 0.9 the
    /// same words in another order; 0.6 to 0.85 all words of the query, or their
    /// beginnings, are in it; 0.3 to 0.7 with other spellings of the words.
    [[nodiscard]] Likeness likeness(const std::string& key) const;

  private:
    struct Match {
        double least = 0;  ///< of the words' likenesses; 0: one has no answer
        bool begins = false;
        bool more_than_initials = false;
    };

    [[nodiscard]] static double fit(const std::string& wanted, const std::string& word);
    [[nodiscard]] Match best_match(const std::vector<std::string>& words) const;

    std::string key_;
    std::string joined_;  ///< without spaces
    std::vector<std::string> words_;
};

/// A key as one word.
[[nodiscard]] std::string without_spaces(std::string_view key);

/// The words of a key.
[[nodiscard]] std::vector<std::string> words_of(std::string_view key);

/// The folded words of a name in one order: "Ukhnaa Khurelsukh" is "Khurelsukh Ukhnaa".
[[nodiscard]] std::string sorted_words(std::string_view name);

}  // namespace chancery::spelling
