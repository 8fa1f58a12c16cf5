// A page without the bytes that hold no text: scripts, styles, drawings, comments and the
// attributes that nobody asks for. Most of a page is such bytes; the parser is slow on
// them. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace chancery {

/// From `condensed` on, a byte of the condensed page stands at `source` and onwards.
struct Cut {
    std::uint32_t condensed = 0;
    std::uint32_t source = 0;
};

struct CondensedPage {
    std::string html;
    std::vector<Cut> cuts;      ///< sorted; the first is at 0. Inside a run of text only
                                ///< where it is white space
    std::vector<Span> json_ld;  ///< in the source: contents of scripts of that type

    /// Where the byte at `at` of `html` stands in the source. Precondition: at <= size.
    [[nodiscard]] std::uint32_t source_of(std::uint32_t at) const;
};

/// What a parser makes of the result is what it makes of `source`, less the contents of
/// <script>, <style>, <noscript>, <iframe>, <textarea>, <svg> and comments, less
/// attributes other than those that name, date, class, hide or link, and less white space
/// behind the first sign of it between two tags. <noscript> is taken
/// as a browser takes it that runs scripts. Linear in the size of the source.
[[nodiscard]] CondensedPage condense(std::string_view source);

}  // namespace chancery
