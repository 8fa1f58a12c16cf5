// SPDX-License-Identifier: Apache-2.0
// Names, alignment and the dump of an article.
#include "ingest/article.h"

#include <algorithm>

namespace chancery {

namespace {

/// Offset in the source at which the byte of the text at `at` begins.
std::uint32_t source_begin(const std::vector<Anchor>& anchors, std::uint32_t at) {
    const auto next = std::upper_bound(
        anchors.begin(), anchors.end(), at, [](std::uint32_t t, const Anchor& a) {
            return t < a.text;
        });
    if (next == anchors.begin()) {
        return at;
    }
    const Anchor& anchor = *std::prev(next);
    return anchor.source + (at - anchor.text);
}

/// Offset in the source at which the text before `at` ends: what was dropped after it
/// does not belong to it.
std::uint32_t source_end(const std::vector<Anchor>& anchors, std::uint32_t at) {
    const auto here = std::lower_bound(
        anchors.begin(), anchors.end(), at, [](const Anchor& a, std::uint32_t t) {
            return a.text < t;
        });
    if (here != anchors.end() && here->text == at) {
        return here->source;
    }
    if (here == anchors.begin()) {
        return at;
    }
    const Anchor& anchor = *std::prev(here);
    return anchor.source + (at - anchor.text);
}

void append_visible(std::string& out, std::string_view words) {
    for (const char c : words) {
        if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
}

}  // namespace

std::string_view name(BlockKind kind) {
    switch (kind) {
        case BlockKind::title:
            return "title";
        case BlockKind::paragraph:
            return "paragraph";
        case BlockKind::caption:
            return "caption";
        case BlockKind::furniture:
            return "furniture";
    }
    return "furniture";
}

Span source_span(const Article& article, Span span) {
    if (article.anchors.empty()) {
        return span;
    }
    const std::uint32_t begin = source_begin(article.anchors, span.begin);
    if (span.empty()) {
        return {begin, begin};
    }
    return {begin, std::max(begin, source_end(article.anchors, span.end))};
}

std::string dump(const Article& article) {
    std::string out;
    for (const Block& block : article.blocks) {
        out += name(block.kind);
        out += ' ';
        out += block.rule;
        out += " [" + std::to_string(block.span.begin) + ',' +
               std::to_string(block.span.end) + ") ";
        append_visible(out, quote(article.text, block.span));
        out += '\n';
    }
    return out;
}

}  // namespace chancery
