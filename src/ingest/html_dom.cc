// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_dom.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "ingest/html_tags.h"

namespace chancery {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

}  // namespace

/// Memory of one parse, given back all at once: the parser asks for many small pieces.
struct Dom::Arena {
    static constexpr std::size_t chunk_size = 1U << 18U;

    std::vector<std::unique_ptr<std::max_align_t[]>> chunks;
    std::byte* next = nullptr;
    std::size_t left = 0;

    void* take(std::size_t size) {
        constexpr std::size_t unit = sizeof(std::max_align_t);
        size = (size + unit - 1) / unit * unit;
        if (size > left) {
            const std::size_t bytes = std::max(size, chunk_size);
            chunks.push_back(
                std::unique_ptr<std::max_align_t[]>(new std::max_align_t[bytes / unit]));
            next = reinterpret_cast<std::byte*>(chunks.back().get());
            left = bytes;
        }
        void* const out = next;
        next += size;
        left -= size;
        return out;
    }
};

Dom::Dom() = default;
Dom::Dom(Dom&&) noexcept = default;
Dom& Dom::operator=(Dom&&) noexcept = default;
Dom::~Dom() = default;

Result<Dom> Dom::parse(std::string_view source, std::uint32_t max_depth) {
    Dom dom;
    dom.page_ = std::make_unique<CondensedPage>(condense(source));
    const std::string& html = dom.page_->html;
    const MarkupBounds bounds = bound_markup(html);
    if (bounds.depth > max_depth) {
        return Error{"nests elements deeper than " + std::to_string(max_depth) +
                     "; --max-depth sets how deep they may be"};
    }
    constexpr std::uint64_t copies_for_each = 2000;
    if (bounds.copies > copies_for_each * max_depth) {
        return Error{"leaves too much formatting open; --max-depth sets how much may be"};
    }
    dom.arena_ = std::make_unique<Arena>();
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = dom.arena_.get();
    options.allocator = [](void* arena, std::size_t size) {
        return static_cast<Arena*>(arena)->take(size);
    };
    options.deallocator = [](void* /*arena*/, void* /*piece*/) {};
    options.max_errors = 0;
    const GumboOutput* output =
        gumbo_parse_with_options(&options, html.data(), html.size());
    dom.nodes_.reserve(html.size() / 24 + 16);
    dom.add(output->root, 0);
    return dom;
}

void Dom::add(const GumboNode* node, std::uint32_t parent) {
    const auto at = static_cast<std::uint32_t>(nodes_.size());
    DomNode out;
    out.gumbo = node;
    out.parent = parent;
    if (!is_element(node)) {
        if (node->type == GUMBO_NODE_COMMENT) {
            return;
        }
        const GumboStringPiece& piece = node->v.text.original_text;
        const char* const begin = page_->html.data();
        if (piece.data >= begin &&
            piece.data + piece.length <= begin + page_->html.size()) {
            // A tag that makes no node, as a second <html>, may stand in a text.
            const auto from = static_cast<std::uint32_t>(piece.data - begin);
            const auto size = static_cast<std::uint32_t>(piece.length);
            out.source = page_->source_of(from);
            out.size = size == 0 ? 0 : page_->source_of(from + size - 1) + 1 - out.source;
        }
        out.end = at + 1;
        nodes_.push_back(out);
        return;
    }
    out.tag = node->v.element.tag;
    const GumboVector& attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
        const auto* one = static_cast<const GumboAttribute*>(attributes.data[i]);
        const std::string_view name(one->name);
        if (name == "class") {
            out.class_name = one->value;
        } else if (name == "id") {
            out.id = one->value;
        }
    }
    nodes_.push_back(out);
    for (unsigned i = 0; i < child_count(node); ++i) {
        add(child(node, i), at);
    }
    nodes_[at].end = static_cast<std::uint32_t>(nodes_.size());
}

std::string_view Dom::attribute(std::uint32_t i, const char* name) const {
    return nodes_[i].is_text() ? std::string_view()
                               : chancery::attribute(nodes_[i].gumbo, name);
}

std::string Dom::text(std::uint32_t i, std::size_t limit, char joint) const {
    std::string out;
    bool space = false;
    constexpr std::uint32_t most_nodes = 2000;
    const std::uint32_t end = std::min(nodes_[i].end, i + most_nodes);
    for (std::uint32_t at = i; at < end && out.size() < limit; ++at) {
        if (!nodes_[at].is_text()) {
            if (is_silent_tag(nodes_[at].tag) && nodes_[at].tag != GUMBO_TAG_HEAD) {
                at = nodes_[at].end - 1;
            } else if (is_block_tag(nodes_[at].tag) || nodes_[at].tag == GUMBO_TAG_BR) {
                space = true;
            }
            continue;
        }
        if (joint != '\0' && !space && !out.empty()) {
            out += joint;
        }
        for (const char* c = nodes_[at].gumbo->v.text.text; *c != '\0'; ++c) {
            if (is_blank(*c)) {
                space = true;
                continue;
            }
            if (space && !out.empty()) {
                out += ' ';
            }
            space = false;
            out += *c;
        }
    }
    return out;
}

}  // namespace chancery
