// What a page's JSON-LD says of its story; also where the JSON is broken.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery {

/// Of the story that the page is about (schema.org: Article and its kinds), else of the
/// page. Empty: not told. Texts are as they stand, references (&amp;) decoded.
struct LinkedStory {
    std::string type;  ///< "NewsArticle"; empty: none was found
    std::string headline;
    std::vector<std::string> authors;        ///< of persons, or of no told type
    std::vector<std::string> organisations;  ///< that stand as author
    std::string published, updated;
    std::string publisher;
    std::string source;  ///< sourceOrganization, provider, copyrightHolder
    std::string url;
    std::string language;
    bool live_blog = false;
};

/// Reads all scripts of a page. Control characters in strings, missing commas and
/// brackets, trailing commas, comments and a quotation mark inside a string do not stop
/// it. Linear; values nested deeper than 64 are left out.
[[nodiscard]] LinkedStory read_json_ld(const std::vector<std::string_view>& scripts);

}  // namespace chancery
