// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_stories.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "ingest/html_around.h"

namespace chancery {

namespace {

constexpr std::size_t most_stories = 32;

bool is_marked(const Dom& dom, std::uint32_t i) {
    if (dom[i].is_text()) {
        return false;
    }
    const std::string_view type = dom.attribute(i, Attribute::itemtype);
    return dom[i].tag == GUMBO_TAG_ARTICLE || type.ends_with("Article") ||
           type.ends_with("BlogPosting");
}

/// The heading that stands before the text of an element.
std::optional<std::uint32_t> heading_of(const Dom& dom, std::uint32_t node) {
    constexpr std::uint32_t most_nodes = 60;
    constexpr std::uint32_t most_text = 300;  // bytes before it
    std::uint32_t text = 0;
    const std::uint32_t end = std::min(dom[node].end, node + most_nodes);
    for (std::uint32_t i = node + 1; i < end && text < most_text; ++i) {
        if (dom[i].tag == GUMBO_TAG_H1 || dom[i].tag == GUMBO_TAG_H2) {
            return i;
        }
        text += dom[i].is_text() ? dom[i].size : 0;
    }
    return std::nullopt;
}

bool has_much_text(const PageShape::Weight& weight) {
    constexpr std::uint32_t enough = 900;  // bytes outside links
    return weight.free() >= enough && weight.linked * 3 < weight.text;
}

}  // namespace

std::vector<StoryPart> find_stories(const Dom& dom,
                                    const PageShape& shape,
                                    std::uint32_t heading) {
    std::vector<StoryPart> out;
    bool own = heading >= dom.size();
    for (std::uint32_t i = 0; i < dom.size() && out.size() < most_stories; ++i) {
        if (shape.dead[i] != 0 || (is_marked(dom, i) && is_aside(dom, i))) {
            i = dom[i].end - 1;
            continue;
        }
        if (!is_marked(dom, i) || !has_much_text(shape.weights[i])) {
            continue;
        }
        // An article around the articles is the page's frame.
        const auto first = heading_of(dom, i);
        if (first) {
            out.push_back({i, *first});
            own = own || (i < heading && heading < dom[i].end);
            i = dom[i].end - 1;
        }
    }
    if (out.size() < 2 || !own) {
        out.clear();
    }
    return out;
}

}  // namespace chancery
