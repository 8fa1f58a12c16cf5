// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_units.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ingest/html_tags.h"

namespace chancery {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

Markup markup_of(GumboTag tag, Markup outer) {
    // Some systems wrap tables, code and quotations in figures.
    if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE) {
        return Markup::paragraph;
    }
    if (outer == Markup::caption || tag == GUMBO_TAG_FIGCAPTION ||
        tag == GUMBO_TAG_FIGURE) {
        return Markup::caption;
    }
    if (is_heading(tag)) {
        return Markup::heading;
    }
    if (tag == GUMBO_TAG_LI) {
        return Markup::list_item;
    }
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE
               ? Markup::paragraph
               : outer;
}

}  // namespace

PageTextBuilder::PageTextBuilder(const Dom& dom,
                                 const PageShape& shape,
                                 std::string_view source)
    : dom_(dom), shape_(shape), source_(source) {}

void PageTextBuilder::add_title(std::string_view title, std::uint32_t heading) {
    begin_block();
    if (heading < dom_.size()) {
        append_inline(heading);
    }
    if (out_.clean.text.empty()) {
        out_.clean.replace(title, 0, 0);
    }
    first_node_ = heading;
    end_block(Markup::title, heading);
}

void PageTextBuilder::add_part(std::uint32_t node) {
    collect(node, Markup::paragraph, node);
    end_block(Markup::paragraph, node);
}

PageText PageTextBuilder::take() {
    return std::move(out_);
}

void PageTextBuilder::collect(std::uint32_t node, Markup markup, std::uint32_t block) {
    for (std::uint32_t i = node + 1; i < dom_[node].end; i = dom_[i].end) {
        collect_child(i, markup, block);
    }
}

void PageTextBuilder::collect_child(std::uint32_t i, Markup markup, std::uint32_t block) {
    const DomNode& node = dom_[i];
    if (node.is_text()) {
        append_text(i);
        return;
    }
    if (shape_.dead[i] != 0) {
        return;
    }
    if (node.tag == GUMBO_TAG_BR) {
        line_break(markup, block);
        return;
    }
    CleanText& clean = out_.clean;
    if (!is_block_tag(node.tag)) {
        const auto before = static_cast<std::uint32_t>(clean.text.size());
        collect(i, markup, block);
        const auto after = static_cast<std::uint32_t>(clean.text.size());
        linked_ += node.tag == GUMBO_TAG_A
                       ? after - std::min(after, std::max(before, block_begin_))
                       : 0U;
        return;
    }
    end_block(markup, block);
    const Markup inner = markup_of(node.tag, markup);
    collect(i, inner, i);
    end_block(inner, i);
}

/// Two line breaks are a paragraph's end; one is a space.
void PageTextBuilder::line_break(Markup markup, std::uint32_t block) {
    if (broken_) {
        end_block(markup, block);
    }
    space_pending_ = true;
    broken_ = true;
}

void PageTextBuilder::append_inline(std::uint32_t node) {
    for (std::uint32_t i = node + 1; i < dom_[node].end;) {
        if (dom_[i].is_text()) {
            append_text(i);
        } else if (is_dead_tag(dom_[i].tag)) {
            i = dom_[i].end;
            continue;
        }
        ++i;
    }
}

void PageTextBuilder::append_text(std::uint32_t i) {
    const DomNode& node = dom_[i];
    const std::string_view value = node.text;
    raw_.text.clear();
    raw_.anchors.clear();
    if (node.size > 0) {
        append_clean(raw_, source_.substr(node.source, node.size), node.source, true);
    }
    // What the parser left as it was has no references.
    const bool same = node.size > 0 && value.size() == node.size &&
                      value.data() == source_.data() + node.source;
    if (!same) {
        decoded_.text.clear();
        decoded_.anchors.clear();
        append_clean(decoded_, value, 0, false);
    }
    const std::size_t before = out_.clean.text.size();
    if (same || raw_.text == decoded_.text) {
        append_squeezed(raw_);
    } else {  // markup inside, or a reference that only HTML 5 has
        const std::uint32_t from = node.size > 0 ? node.source : last_source_;
        append_unaligned(decoded_.text, from, from + node.size);
    }
    if (before == block_begin_ && out_.clean.text.size() > before) {
        first_node_ = i;
    }
}

/// Takes over text that stands for source[from, to) as a whole.
void PageTextBuilder::append_unaligned(std::string_view text,
                                       std::uint32_t from,
                                       std::uint32_t to) {
    std::string squeezed;
    for (const char c : text) {
        if (is_space(c)) {
            space_pending_ = true;
            continue;
        }
        const bool inside = out_.clean.text.size() + squeezed.size() > block_begin_;
        if (space_pending_ && inside) {
            squeezed += ' ';
        }
        space_pending_ = false;
        squeezed += c;
    }
    if (!squeezed.empty()) {
        out_.clean.replace(squeezed, from, to - from);
        last_source_ = to;
        broken_ = false;
    }
}

/// Takes over text and alignment, white space squeezed to single spaces.
void PageTextBuilder::append_squeezed(const CleanText& raw) {
    CleanText& clean = out_.clean;
    const std::string_view text = raw.text;
    const auto size = static_cast<std::uint32_t>(text.size());
    std::size_t anchor = 0;
    for (std::uint32_t at = 0; at < size;) {
        if (is_space(text[at])) {
            space_pending_ = true;
            ++at;
            continue;
        }
        while (anchor + 1 < raw.anchors.size() && raw.anchors[anchor + 1].text <= at) {
            ++anchor;
        }
        const Anchor& base = raw.anchors[anchor];
        const std::uint32_t limit =
            anchor + 1 < raw.anchors.size() ? raw.anchors[anchor + 1].text : size;
        std::uint32_t end = at + 1;
        while (end < limit && !is_space(text[end])) {
            ++end;
        }
        const std::uint32_t source = base.source + (at - base.text);
        if (space_pending_ && clean.text.size() > block_begin_) {
            const bool onwards = source >= last_source_;  // the parser may move text
            clean.replace(" ",
                          onwards ? last_source_ : source,
                          onwards ? source - last_source_ : 0);
        }
        space_pending_ = false;
        broken_ = false;
        clean.copy(text.substr(at, end - at), source);
        last_source_ = source + (end - at);
        at = end;
    }
}

void PageTextBuilder::begin_block() {
    CleanText& clean = out_.clean;
    if (!clean.text.empty()) {
        clean.replace("\n\n", last_source_, 0);
    }
    block_begin_ = static_cast<std::uint32_t>(clean.text.size());
    space_pending_ = false;
    broken_ = false;
    linked_ = 0;
}

void PageTextBuilder::end_block(Markup markup, std::uint32_t block) {
    if (out_.clean.text.size() > block_begin_) {
        Unit unit;
        unit.span = {block_begin_, static_cast<std::uint32_t>(out_.clean.text.size())};
        unit.markup = markup;
        unit.blank_before = true;
        unit.linked = linked_ * 2 > unit.span.size();
        out_.units.push_back(unit);
        out_.places.push_back({block, first_node_, linked_});
        begin_block();
    }
    space_pending_ = false;
    broken_ = false;
}

}  // namespace chancery
