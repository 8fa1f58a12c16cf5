// Which words of a page are the story's headline.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html_dom.h"
#include "ingest/rules.h"

namespace chancery {

/// What the head of a page offers; empty: nothing.
struct HeadlineSources {
    std::string json_ld;     ///< headline
    std::string open_graph;  ///< og:title, else twitter:title and the like
    std::string document;    ///< <title>
    std::string site;        ///< the site's name
    std::string host;        ///< of the canonical address
};

struct Headline {
    static constexpr std::uint32_t no_node = 0xFFFFFFFFU;

    std::string text;
    std::uint32_t node = no_node;  ///< the heading; none: the text is from the head
    const char* rule = "";         ///< "h1", "json-ld", "html-meta", "html-title"
};

/// The <h1> that shares most words with what the head says, wherever one shares enough;
/// else what the head says, without the site's name.
[[nodiscard]] Headline choose_headline(const Dom& dom,
                                       const HeadlineSources& sources,
                                       const IngestRules& rules);

/// `title` without the names of the site around it ("… | Reuters", "The Star - …").
[[nodiscard]] std::string without_site(std::string_view title,
                                       const HeadlineSources& sources,
                                       const IngestRules& rules);

}  // namespace chancery
