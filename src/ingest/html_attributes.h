// The attributes of HTML that some reader of pages asks for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include <gumbo.h>

namespace chancery {

enum class Attribute : std::uint8_t {
    aria_hidden,
    class_name,
    content,
    datetime,
    hidden,
    href,
    http_equiv,
    id,
    itemprop,
    itemtype,
    lang,
    name,
    property,
    rel,
    role,
    style,
    title,
    none  ///< nobody asks for it
};

/// By its name in lower case.
[[nodiscard]] Attribute attribute_of(std::string_view name);

/// True where an attribute is asked for in a tag: addresses of links, titles of dates,
/// styles that hide.
[[nodiscard]] bool is_wanted(Attribute attribute, GumboTag tag, std::string_view value);

}  // namespace chancery
