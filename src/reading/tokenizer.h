// Words of a text as UD English cuts them: exact spans, every character in one token.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace chancery::reading {

/// What may come after an abbreviation (list "abbreviation").
enum class AbbreviationKind : std::uint8_t {
    title,   ///< stands before a name and never ends a sentence: "Gen.", "Mr."
    month,   ///< before a number, or ends a sentence
    number,  ///< an abbreviation only before a number or month: "No.", "Sat."
    other,   ///< may end a sentence: "Inc.", "a.m."
    last,    ///< ends a sentence before any capital: "etc."
};

/// Where a unit is cut from its number (list "unit").
enum class UnitKind : std::uint8_t {
    any,     ///< after every number: "35mm"
    amount,  ///< after a sign of currency or a decimal: "$3M", but not "3M"
};

/// The word lists of the tokeniser and the sentence splitter: data/reading/words.tsv.
class WordLists {
  public:
    [[nodiscard]] static Result<WordLists> parse(std::string_view text,
                                                 const std::string& file);

    /// The kind of an abbreviation, given with its full stop; nullptr if it is none.
    [[nodiscard]] const AbbreviationKind* abbreviation(std::string_view word) const;
    /// True for prefixes that stay joined by their hyphen: "anti" in "anti-ship".
    [[nodiscard]] bool joined_prefix(std::string_view lower) const;
    /// True for words that hold a hyphen: "e-mail".
    [[nodiscard]] bool hyphenated(std::string_view lower) const;
    /// Number of bytes of the first part of a word cut in two ("gonna": 3); 0 otherwise.
    [[nodiscard]] std::uint32_t cut(std::string_view lower) const;
    /// As cut(), for a word that is cut only before `next` ("its not": 2).
    [[nodiscard]] std::uint32_t cut_before(std::string_view lower,
                                           std::string_view next) const;
    /// True for words that hold a mark: "w/o", "yahoo!", "us$".
    [[nodiscard]] bool whole(std::string_view lower) const;
    /// The kind of a unit that may be written on to a number; nullptr if it is none.
    [[nodiscard]] const UnitKind* unit(std::string_view word) const;
    /// True for letters that are a currency before a number: "Rs" in "Rs500".
    [[nodiscard]] bool currency(std::string_view word) const;
    /// True for the first part of newsgroups: "alt".
    [[nodiscard]] bool newsgroup(std::string_view lower) const;
    /// True for the last part of host and file names: "com", "doc".
    [[nodiscard]] bool domain(std::string_view lower) const;
    /// True for words that open a sentence when they follow an abbreviation: "The".
    [[nodiscard]] bool starter(std::string_view word) const;
    /// True for nationalities, religions and political groups: "Korean".
    [[nodiscard]] bool group(std::string_view word) const;

  private:
    /// Adds one row; returns what is wrong with it, or nothing.
    std::string add(std::string_view list, std::string_view word, std::string_view kind);

    std::map<std::string, AbbreviationKind, std::less<>> abbreviations_;
    using Words = std::set<std::string, std::less<>>;
    using Cuts = std::map<std::string, std::uint32_t, std::less<>>;
    Cuts cuts_;
    std::map<std::string, Cuts, std::less<>> pairs_;  ///< by the first word
    std::map<std::string, UnitKind, std::less<>> units_;
    Words prefixes_, hyphenated_, domains_, starters_, groups_, whole_, currencies_,
        newsgroups_;
};

/// Appends the tokens of `text` under `block`. Precondition: `text` is valid UTF-8.
void tokenize(std::string_view text,
              Span block,
              const WordLists& lists,
              std::vector<Span>& out);

}  // namespace chancery::reading
