// What the head and the markup of a page say of its story, as they say it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/html_dom.h"
#include "ingest/moments.h"

namespace chancery {

/// What <meta>, <link>, <title>, <html> and microdata say, in the order of the page.
struct Collected {
    std::vector<std::string> titles, sites, authors, urls;
    std::vector<std::string> languages;
    std::string document_title;
    std::string declared_language;
    std::optional<Moment> published, published_weak, updated;
    std::optional<Moment> item_published, item_updated;
    std::vector<std::pair<std::uint32_t, std::string>> item_authors;  ///< with the node
};

/// Linear in the page; what is said of comments, pictures and reviews is left out.
[[nodiscard]] Collected collect_meta(const Dom& dom);

/// An address and no name.
[[nodiscard]] bool is_url(std::string_view text);

/// "https://www.a.example/b" → "a.example"; empty where there is no "//".
[[nodiscard]] std::string host_of(std::string_view url);

/// "en_US" → "en-US"; nothing that is no language.
[[nodiscard]] std::string language_tag(std::string_view text);

}  // namespace chancery
