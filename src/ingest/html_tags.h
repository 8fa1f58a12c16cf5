// The elements of HTML as the reading of a page sees them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <gumbo.h>

namespace chancery {

/// Upper bounds of what the parser will make of a page, found without parsing.
struct MarkupBounds {
    /// Elements open at once: the parser and all that walks its tree recurse as deep.
    std::uint32_t depth = 0;
    /// Copies of elements of formatting ("<b id=1>") that were not closed: the parser
    /// opens each of them again in every paragraph that follows (WHATWG HTML, 13.2.4.3).
    std::uint64_t copies = 0;
};

[[nodiscard]] MarkupBounds bound_markup(std::string_view html);

[[nodiscard]] std::string lower_ascii(std::string_view text);

[[nodiscard]] bool is_element(const GumboNode* node);
[[nodiscard]] const GumboNode* child(const GumboNode* node, unsigned i);
[[nodiscard]] unsigned child_count(const GumboNode* node);

/// Elements that hold no text of the story wherever they stand.
[[nodiscard]] bool is_dead_tag(GumboTag tag);
/// Elements whose text is no text of the page.
[[nodiscard]] bool is_silent_tag(GumboTag tag);
/// Words in classes, or in an id, that name the page's furniture.
[[nodiscard]] bool has_dead_name(std::string_view names);
/// Some of the classes hide an element.
[[nodiscard]] bool has_hidden_class(std::string_view classes);
/// Elements that the parser opens again where another element closed them (WHATWG HTML,
/// 13.1.2).
[[nodiscard]] bool is_formatting(GumboTag tag);
[[nodiscard]] bool is_block_tag(GumboTag tag);
[[nodiscard]] bool is_heading(GumboTag tag);

}  // namespace chancery
