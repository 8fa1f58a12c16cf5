// The skeleton of a page: its tags without what only readers of attributes and text need.
// Most of a page is scripts, styles, attributes and text; the parser is slow on them, and
// the tree that it makes does not depend on them. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "ingest/html_attributes.h"

namespace chancery {

/// From `condensed` on, a byte of the skeleton stands at `source` and onwards.
struct Cut {
    std::uint32_t condensed = 0;
    std::uint32_t source = 0;
};

/// An attribute that was taken out of its tag: the first of its name that is wanted.
/// The parser would make nothing else of its value.
struct TakenAttribute {
    Attribute name = Attribute::none;
    Span value;  ///< in the source, without quotation marks
};

/// A start tag without the attributes that it had.
struct TakenTag {
    std::uint32_t condensed = 0;  ///< where its ">" stands
    std::uint32_t first = 0;      ///< of its attributes
    std::uint32_t count = 0;
};

/// A run of text for which CondensedPage::sign stands. Before the sign may stand the
/// first of `lead` bytes of white space before the run.
struct TakenText {
    std::uint32_t condensed = 0;  ///< where the sign stands
    std::uint32_t lead = 0;  ///< white space before `text`, of which one byte is left
    Span text;               ///< in the source; begins with no white space
};

struct CondensedPage {
    /// Stands for a run of text. It may also stand for itself, where text was not taken.
    static constexpr char sign = '`';

    std::string html;
    std::vector<Cut> cuts;  ///< sorted; the first is at 0
    std::vector<TakenTag> tags;
    std::vector<TakenAttribute> attributes;
    std::vector<TakenText> texts;
    std::vector<Span> json_ld;  ///< in the source: contents of scripts of that type

    /// Where the byte at `at` of `html` stands in the source. Precondition: at <= size.
    [[nodiscard]] std::uint32_t source_of(std::uint32_t at) const;
};

enum class TextSigns : std::uint8_t { no, yes };

/// What a parser makes of the result is what it makes of `source`, less the contents of
/// <script>, <style>, <noscript>, <iframe>, <textarea>, <svg> and comments, less
/// attributes that nobody asks for or that were taken out, with signs for runs of text
/// where `signs` says so, and less white space behind the first sign of it between two
/// tags. <noscript> is taken as a browser takes it that runs scripts. Linear in the size
/// of the source.
[[nodiscard]] CondensedPage condense(std::string_view source,
                                     TextSigns signs = TextSigns::yes);

}  // namespace chancery
