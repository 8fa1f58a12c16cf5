// What a page says about its story beside the text.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html_dom.h"
#include "ingest/moments.h"
#include "ingest/rules.h"

namespace chancery {

/// A value and the name of what gave it ("json-ld", "html-meta", "microdata", …).
template <typename T>
struct Told {
    T value{};
    const char* rule = "";  ///< a literal; empty: not told

    [[nodiscard]] explicit operator bool() const { return *rule != '\0'; }
};

struct PageFacts {
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    Told<std::string> title;       ///< the headline, without the site's name
    std::uint32_t heading = none;  ///< the node that shows it, where there is one
    Told<Moment> published, updated;
    Told<std::vector<std::string>> authors;
    Told<std::string> agency;  ///< its usual name
    Told<std::string> site;
    std::string url;       ///< canonical
    std::string language;  ///< as declared, BCP 47
    bool live_blog = false;
};

/// Reads JSON-LD, microdata, the <meta> of OpenGraph, Dublin Core, parsely, sailthru and
/// others, <time>, <h1>, <title>, canonical links, bylines and date lines around the
/// headline, and the date in the address; the order of trust is that of docs/ingest.md.
[[nodiscard]] PageFacts read_page_facts(const Dom& dom,
                                        std::string_view source,
                                        const IngestRules& rules);

}  // namespace chancery
