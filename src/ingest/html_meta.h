// What a page's markup says about its story beside the text.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <gumbo.h>

#include "base/date.h"

namespace chancery {

struct PageFacts {
    std::string title;                   ///< og:title, else <title> without the site
    const GumboNode* heading = nullptr;  ///< the story's <h1>, where there is one
    std::string site;                    ///< og:site_name
    std::string url;                     ///< canonical link or og:url
    std::string language;                ///< <html lang>
    std::optional<Day> published;
};

/// Reads JSON-LD ("datePublished"), <meta>, <time datetime>, <h1>, <title>, <link>.
[[nodiscard]] PageFacts read_page_facts(const GumboNode* root, std::string_view source);

}  // namespace chancery
