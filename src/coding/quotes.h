// Quotations: the stretches of a text between quotation marks, of any form and over any
// number of sentences. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace chancery {

struct Quotation {
    Span span;            ///< with its marks
    bool closed = true;   ///< false where it runs to the end of its block without a mark
    bool single = false;  ///< between single marks
};

/// The outermost quotations in each of `blocks`, in order. Marks: straight, curly, low
/// and angled double ones, which may be mixed, and single ones where they are no
/// apostrophes. A quotation ends with its block.
[[nodiscard]] std::vector<Quotation> find_quotations(std::string_view text,
                                                     std::span<const Span> blocks);

/// Length in bytes of the double quotation mark that starts at `at`; 0 for none.
[[nodiscard]] std::size_t double_mark_at(std::string_view text, std::size_t at);

}  // namespace chancery
