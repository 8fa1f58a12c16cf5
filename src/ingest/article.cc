// SPDX-License-Identifier: Apache-2.0
// Names, alignment and the dump of an article.
#include "ingest/article.h"

#include <algorithm>

namespace chancery {

namespace {

/// How far into the source `anchor` and the text after it reach; a run that was replaced
/// as a whole ends where the next anchor begins.
std::uint32_t reach(const std::vector<Anchor>& anchors,
                    const Anchor& anchor,
                    std::uint32_t at) {
    const std::uint32_t source = anchor.source + (at - anchor.text);
    const Anchor* next = &anchor + 1;
    const bool last = next == anchors.data() + anchors.size();
    return last || next->source < anchor.source ? source : std::min(source, next->source);
}

/// Offset in the source at which the byte of the text at `at` begins.
std::uint32_t source_begin(const std::vector<Anchor>& anchors, std::uint32_t at) {
    const auto next = std::upper_bound(
        anchors.begin(), anchors.end(), at, [](std::uint32_t t, const Anchor& a) {
            return t < a.text;
        });
    if (next == anchors.begin()) {
        return at;
    }
    return reach(anchors, *std::prev(next), at);
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
    return reach(anchors, *std::prev(here), at);
}

bool is_inside_character(std::string_view text, std::uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
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
        case BlockKind::row:
            return "row";
        case BlockKind::furniture:
            break;
    }
    return "furniture";
}

Span source_span(const Article& article, Span span) {
    if (article.anchors.empty()) {
        return span;
    }
    const auto size = static_cast<std::uint32_t>(article.source.size());
    std::uint32_t begin = std::min(size, source_begin(article.anchors, span.begin));
    while (is_inside_character(article.source, begin)) {
        --begin;
    }
    if (span.empty()) {
        return {begin, begin};
    }
    std::uint32_t end = std::min(size, source_end(article.anchors, span.end));
    while (is_inside_character(article.source, end)) {
        ++end;
    }
    return {begin, std::max(begin, end)};
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
