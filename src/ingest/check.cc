// SPDX-License-Identifier: Apache-2.0
#include "ingest/check.h"

#include <algorithm>

#include "text/utf8.h"

namespace chancery {

namespace {

bool is_boundary(std::string_view text, std::uint32_t at) {
    return at == text.size() ||
           (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

bool lies_in(std::string_view text, Span span) {
    return span.begin <= span.end && span.end <= text.size() &&
           is_boundary(text, span.begin) && is_boundary(text, span.end);
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

std::string broken_anchors(const Article& article) {
    const auto by_text = [](const Anchor& a, const Anchor& b) { return a.text < b.text; };
    if (!std::is_sorted(article.anchors.begin(), article.anchors.end(), by_text)) {
        return "anchors are out of order";
    }
    for (const Anchor& anchor : article.anchors) {
        if (anchor.text > article.text.size() || anchor.source > article.source.size()) {
            return "an anchor lies outside";
        }
    }
    return {};
}

std::string broken_blocks(const Article& article) {
    std::uint32_t end = 0;
    int titles = 0;
    for (const Block& block : article.blocks) {
        const std::string where = block.rule + " at " + std::to_string(block.span.begin);
        if (!lies_in(article.text, block.span) || block.span.empty()) {
            return "a block is not in the text: " + where;
        }
        if (block.span.begin < end) {
            return "blocks overlap: " + where;
        }
        if (!is_blank(quote(article.text, {end, block.span.begin}))) {
            return "words between blocks, before " + where;
        }
        if (block.rule.empty()) {
            return "a block without a rule: " + where;
        }
        if (!lies_in(article.source, source_span(article, block.span))) {
            return "a block is not in the source: " + where;
        }
        titles += block.kind == BlockKind::title ? 1 : 0;
        end = block.span.end;
    }
    const auto size = static_cast<std::uint32_t>(article.text.size());
    if (!is_blank(quote(article.text, {end, size}))) {
        return "words after the last block";
    }
    return titles > 1 ? "two titles" : "";
}

}  // namespace

std::string broken_promise(const Article& article) {
    if (!is_utf8(article.text) || !is_utf8(article.source)) {
        return "text or source is not UTF-8";
    }
    if (std::string broken = broken_anchors(article); !broken.empty()) {
        return broken;
    }
    for (const Provenance* from : {&article.published_from,
                                   &article.outlet_from,
                                   &article.agency_from,
                                   &article.dateline_from}) {
        if (!lies_in(article.text, from->span)) {
            return "provenance outside the text: " + from->rule;
        }
    }
    return broken_blocks(article);
}

}  // namespace chancery
