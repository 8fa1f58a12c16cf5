// Lines of clean text joined to the units that a reader would see: a sentence that links
// or a fixed width broke over lines is one unit again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "ingest/clean.h"
#include "ingest/rules.h"

namespace chancery {

/// What a unit looks like, whatever it says.
enum class Shape : std::uint8_t {
    prose,      ///< long enough and made of sentences
    sentence,   ///< a short sentence
    headline,   ///< several words, no sentence end
    scrap,      ///< up to three words
    separator,  ///< no letters or digits
    number,     ///< figures only
    link,       ///< an address or a markdown link
};

/// What the markup of a page says about a unit; plain text says nothing.
enum class Markup : std::uint8_t { none, title, heading, paragraph, list_item, caption };

/// One or more lines that belong together.
struct Unit {
    Span span;  ///< without white space around it
    Shape shape = Shape::scrap;
    Markup markup = Markup::none;
    std::uint16_t words = 0;
    std::uint16_t function_words = 0;  ///< lower-case "the", "of", "said" …
    std::uint16_t capitals = 0;        ///< words that begin with A-Z
    std::uint16_t sentences = 0;       ///< ends of sentences inside or at the end
    bool ends_sentence = false;
    bool ends_colon = false;
    bool starts_lower = false;
    bool bullet = false;
    bool heading = false;  ///< a markdown heading, "# …"
    bool blank_before = false;
    bool linked = false;  ///< of a page: most of its text is a link's
    PhraseHits hits;

    [[nodiscard]] bool of_page() const { return markup != Markup::none; }
};

/// Splits `clean` into units; line feeds inside a unit become spaces in the text, or go
/// where no space belongs ("C\nhinese", "Widodo\n, who").
[[nodiscard]] std::vector<Unit> split_units(CleanText& clean, const IngestRules& rules);

/// The words of `text` without spaces, bullets and markdown signs around them.
[[nodiscard]] Span trimmed(std::string_view text, Span span);

/// Fills in all of `unit` but its span, markup, linked and blank_before. `words` will be
/// those of the unit; units share its memory.
void describe(Unit& unit, std::string_view text, const IngestRules& rules, Words& words);

}  // namespace chancery
