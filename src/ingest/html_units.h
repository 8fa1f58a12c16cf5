// The text of a page as units, each with the element that it came from.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/clean.h"
#include "ingest/html_dom.h"
#include "ingest/html_main.h"
#include "ingest/lines.h"

namespace chancery {

/// Where a unit stands in the page.
struct UnitPlace {
    std::uint32_t block = 0;         ///< the block element that holds it
    std::uint32_t first = 0;         ///< the first node of its text
    std::uint32_t linked_bytes = 0;  ///< of its text
};

struct PageText {
    CleanText clean;
    std::vector<Unit> units;        ///< span, markup, linked and blank_before are set
    std::vector<UnitPlace> places;  ///< of the same units
};

/// Builds the text of an article from a page: the title first, then the blocks of a part.
class PageTextBuilder {
  public:
    PageTextBuilder(const Dom& dom, const PageShape& shape, std::string_view source);

    /// `heading`: the node that shows the title; Dom's size: there is none.
    void add_title(std::string_view title, std::uint32_t heading);
    void add_part(std::uint32_t node);
    [[nodiscard]] PageText take();

  private:
    void collect(std::uint32_t node, Markup markup, std::uint32_t block);
    void collect_child(std::uint32_t i, Markup markup, std::uint32_t block);
    void line_break(Markup markup, std::uint32_t block);
    void append_inline(std::uint32_t node);
    void append_text(std::uint32_t i);
    void append_unaligned(std::string_view text, std::uint32_t from, std::uint32_t to);
    void append_squeezed(const CleanText& raw);
    void begin_block();
    void end_block(Markup markup, std::uint32_t block);

    const Dom& dom_;
    const PageShape& shape_;
    std::string_view source_;
    PageText out_;
    CleanText decoded_, raw_;  // of one run of text; here to be used again
    std::uint32_t block_begin_ = 0;
    std::uint32_t first_node_ = 0;
    std::uint32_t linked_ = 0;  ///< bytes of the block that came from links
    std::uint32_t last_source_ = 0;
    bool space_pending_ = false;
    bool broken_ = false;
};

}  // namespace chancery
