// What is asked of full text, as an analyst types it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery {

/// A question of the words of a text.
///
///   ceasefire talks      both words, anywhere; `AND` between them says the same
///   ceasefire OR truce   one of them is enough; binds less than the above
///   talks NOT peace      the second is not there; so says `talks -peace`
///   "prime minister"     these words one after the other
///   minist*              words that begin so; also after a phrase, for its last word
///   NEAR(arms deal, 5)   all of these words or phrases, with at most 5 others between
///                        the first and the last; 10 where no number is given
///   (a OR b) c           parentheses
///
/// NOT and - hold for the word, phrase or parenthesis behind them. Operators are in
/// capitals; "and" is a word. Words are found in any spelling that name_key() folds, and
/// as they are typed; a word with other characters in it ("Díaz-Canel") is all of its
/// parts. What has neither letters nor digits asks for nothing.
class WordsQuery {
  public:
    /// Bytes, words, and parentheses within each other that one question may have.
    static constexpr std::size_t most_bytes = 4096;
    static constexpr std::size_t most_words = 200;
    static constexpr std::size_t most_depth = 8;

    /// Asks for nothing.
    WordsQuery() = default;

    /// Errors: an operator without a word on a side, a quote or parenthesis that is not
    /// closed, more than the limits; each names the character where it is, from 1.
    static Result<WordsQuery> parse(std::string_view text);

    [[nodiscard]] bool asks() const { return asks_; }

    /// For MATCH of an FTS5 table. Each word in it is quoted, so that none is ever an
    /// operator of FTS5. "" where something is asked for that no text can hold: it has
    /// neither letters nor digits.
    [[nodiscard]] const std::string& expression() const { return expression_; }

  private:
    bool asks_ = false;
    std::string expression_;
};

}  // namespace chancery
