// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_dom.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "ingest/html_tags.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::size_t npos = std::string_view::npos;

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

/// Makes the nodes of what the parser made of a skeleton.
class Dom::Builder {
  public:
    Builder(Dom& dom, const CondensedPage& page, std::string_view source)
        : dom_(dom), page_(page), source_(source) {}

    /// False: the parser did not take the signs as they were meant.
    bool run(const GumboNode* root) {
        dom_.nodes_.reserve(page_.html.size() / 8 + 16);
        dom_.attributes_.reserve(page_.attributes.size() + 16);
        add(root, 0);
        return !lost_;
    }

  private:
    void add(const GumboNode* node, std::uint32_t parent) {
        if (node->type == GUMBO_NODE_COMMENT) {
            return;
        }
        const auto at = static_cast<std::uint32_t>(dom_.nodes_.size());
        DomNode& out = dom_.nodes_.emplace_back();
        out.parent = parent;
        if (!is_element(node)) {
            add_text(node, out);
            out.end = at + 1;
            return;
        }
        out.tag = node->v.element.tag;
        add_attributes(node->v.element, out);
        for (unsigned i = 0; i < child_count(node); ++i) {
            add(child(node, i), at);
        }
        dom_.nodes_[at].end = static_cast<std::uint32_t>(dom_.nodes_.size());
    }

    /// Where a piece of the skeleton begins; its size where it is none.
    [[nodiscard]] std::uint32_t place_of(const GumboStringPiece& piece) const {
        const char* const begin = page_.html.data();
        return piece.data >= begin &&
                       piece.data + piece.length <= begin + page_.html.size()
                   ? static_cast<std::uint32_t>(piece.data - begin)
                   : static_cast<std::uint32_t>(page_.html.size());
    }

    void add_attributes(const GumboElement& element, DomNode& out) {
        out.attribute = static_cast<std::uint32_t>(dom_.attributes_.size());
        if (element.attributes.length > 0) {
            for (unsigned i = 0; i < element.attributes.length; ++i) {
                const auto* one =
                    static_cast<const GumboAttribute*>(element.attributes.data[i]);
                const Attribute name = attribute_of(one->name);
                if (name != Attribute::none) {
                    dom_.attributes_.push_back({name, well_formed(one->value)});
                }
            }
        } else if (element.original_tag.length > 0) {
            // Where it begins the parser may say too early ("</><p>").
            take_back(place_of(element.original_tag) +
                      static_cast<std::uint32_t>(element.original_tag.length) - 1);
        }
        out.attributes =
            static_cast<std::uint16_t>(dom_.attributes_.size() - out.attribute);
    }

    /// The attributes that were taken out of the tag whose ">" is at `at`.
    void take_back(std::uint32_t at) {
        const auto& tags = page_.tags;
        if (tag_ >= tags.size() || tags[tag_].condensed != at) {
            tag_ = static_cast<std::size_t>(
                std::lower_bound(tags.begin(),
                                 tags.end(),
                                 at,
                                 [](const TakenTag& tag, std::uint32_t place) {
                                     return tag.condensed < place;
                                 }) -
                tags.begin());
            if (tag_ == tags.size() || tags[tag_].condensed != at) {
                return;
            }
        }
        const TakenTag& tag = tags[tag_];
        for (std::uint32_t i = tag.first; i < tag.first + tag.count; ++i) {
            const TakenAttribute& one = page_.attributes[i];
            dom_.attributes_.push_back({one.name, quote(source_, one.value)});
        }
        ++tag_;
    }

    void add_text(const GumboNode* node, DomNode& out) {
        out.blank = node->type == GUMBO_NODE_WHITESPACE;
        const std::string_view read = well_formed(node->v.text.text);
        const GumboStringPiece& piece = node->v.text.original_text;
        const std::uint32_t begin = place_of(piece);
        out.text = read;
        if (begin < page_.html.size()) {
            // A tag that makes no node, as a second <html>, may stand in a text.
            const auto size = static_cast<std::uint32_t>(piece.length);
            out.source = source_of(begin);
            out.size = size == 0 ? 0 : source_end(begin + size) - out.source;
        }
        if (!out.blank && read.find(CondensedPage::sign) != npos) {
            read_signs(
                read, begin, begin + static_cast<std::uint32_t>(piece.length), out);
        }
    }

    /// What the parser decodes may not be UTF-8: it overflows in "&#xFFFFFFFA;".
    std::string_view well_formed(std::string_view text) {
        if (is_utf8(text)) {
            return text;
        }
        const std::string mended = repair_utf8(text).text;
        char* const copy = dom_.take_bytes(mended.size());
        std::copy(mended.begin(), mended.end(), copy);
        return {copy, mended.size()};
    }

    /// As page_.source_of(), faster where places come in order.
    std::uint32_t source_of(std::uint32_t at) {
        const auto& cuts = page_.cuts;
        if (cut_ >= cuts.size() || cuts[cut_].condensed > at) {
            cut_ = 0;
        }
        constexpr int most = 16;
        for (int i = 0; i < most; ++i) {
            if (cut_ + 1 == cuts.size() || cuts[cut_ + 1].condensed > at) {
                return cuts[cut_].source + (at - cuts[cut_].condensed);
            }
            ++cut_;
        }
        const auto next = std::upper_bound(
            cuts.begin(), cuts.end(), at, [](std::uint32_t place, const Cut& cut) {
                return place < cut.condensed;
            });
        cut_ = static_cast<std::size_t>(next - cuts.begin()) - 1;
        return cuts[cut_].source + (at - cuts[cut_].condensed);
    }

    /// Where what ends at `end` of the skeleton ends in the source. Precondition: end >
    /// 0.
    std::uint32_t source_end(std::uint32_t end) {
        const auto& texts = page_.texts;
        if (page_.html[end - 1] == CondensedPage::sign) {
            const auto text =
                std::lower_bound(texts.begin(),
                                 texts.end(),
                                 end - 1,
                                 [](const TakenText& one, std::uint32_t place) {
                                     return one.condensed < place;
                                 });
            if (text != texts.end() && text->condensed == end - 1) {
                return text->text.end;
            }
        }
        return source_of(end - 1) + 1;
    }

    /// Puts in what the signs in `read` stand for, which comes from [begin, end) of the
    /// skeleton.
    void read_signs(std::string_view read,
                    std::uint32_t begin,
                    std::uint32_t end,
                    DomNode& out) {
        const auto& texts = page_.texts;
        if (text_ >= texts.size() || texts[text_].condensed < begin ||
            (text_ > 0 && texts[text_ - 1].condensed >= begin)) {
            text_ = static_cast<std::size_t>(
                std::lower_bound(texts.begin(),
                                 texts.end(),
                                 begin,
                                 [](const TakenText& text, std::uint32_t place) {
                                     return text.condensed < place;
                                 }) -
                texts.begin());
        }
        std::size_t last = text_;
        while (last < texts.size() && texts[last].condensed < end) {
            ++last;
        }
        const auto signs = static_cast<std::size_t>(
            std::count(read.begin(), read.end(), CondensedPage::sign));
        if (signs != last - text_) {
            lost_ = lost_ || last != text_;  // else they stand for themselves
            return;
        }
        const TakenText& first = texts[text_];
        const bool led = read.size() == 2 && is_blank(read[0]) && first.lead > 0;
        if (read.size() == 1 || led) {
            const std::uint32_t source = first.text.begin - (led ? first.lead : 0);
            out.source = source;
            out.size = first.text.end - source;
            out.text = as_read(source_.substr(source, out.size));
        } else {
            out.size = source_end(end) - out.source;
            out.text = joined(read);
        }
        text_ = last;
    }

    /// The parser takes every line end as "\n".
    std::string_view as_read(std::string_view text) {
        if (text.find('\r') == npos) {
            return text;
        }
        char* const copy = dom_.take_bytes(text.size());
        std::size_t size = 0;
        append_as_read(text, copy, size);
        return {copy, size};
    }

    static void append_as_read(std::string_view text, char* to, std::size_t& size) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\r') {
                to[size++] = text[i];
            } else if (i + 1 == text.size() || text[i + 1] != '\n') {
                to[size++] = '\n';
            }
        }
    }

    /// `read` with the texts from number text_ on for its signs.
    std::string_view joined(std::string_view read) {
        std::size_t most = read.size();
        std::size_t at = text_;
        for (const char c : read) {
            if (c == CondensedPage::sign) {
                most += page_.texts[at].lead + page_.texts[at].text.size();
                ++at;
            }
        }
        char* const copy = dom_.take_bytes(most);
        std::size_t size = 0;
        at = text_;
        for (std::size_t i = 0; i < read.size(); ++i) {
            if (read[i] != CondensedPage::sign) {
                copy[size++] = read[i];
                continue;
            }
            const TakenText& one = page_.texts[at++];
            const bool led = one.lead > 0 && i > 0 && is_blank(read[i - 1]);
            size -= led ? 1 : 0;
            const std::uint32_t from = one.text.begin - (led ? one.lead : 0);
            append_as_read(source_.substr(from, one.text.end - from), copy, size);
        }
        return {copy, size};
    }

    Dom& dom_;
    const CondensedPage& page_;
    std::string_view source_;
    std::size_t tag_ = 0;   ///< the one that probably comes next
    std::size_t text_ = 0;  ///< likewise
    std::size_t cut_ = 0;   ///< likewise
    bool lost_ = false;
};

char* Dom::take_bytes(std::size_t size) {
    return static_cast<char*>(arena_->take(size));
}

Result<Dom> Dom::parse(std::string_view source, std::uint32_t max_depth) {
    bool lost = false;
    auto dom = parse_once(source, max_depth, TextSigns::yes, lost);
    return lost ? parse_once(source, max_depth, TextSigns::no, lost) : std::move(dom);
}

Result<Dom> Dom::parse_once(std::string_view source,
                            std::uint32_t max_depth,
                            TextSigns signs,
                            bool& lost) {
    CondensedPage page = condense(source, signs);
    const MarkupBounds bounds = bound_markup(page.html);
    if (bounds.depth > max_depth) {
        return Error{"nests elements deeper than " + std::to_string(max_depth) +
                     "; --max-depth sets how deep they may be"};
    }
    constexpr std::uint64_t copies_for_each = 2000;
    if (bounds.copies > copies_for_each * max_depth) {
        return Error{"leaves too much formatting open; --max-depth sets how much may be"};
    }
    Dom dom;
    dom.arena_ = std::make_unique<Arena>();
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = dom.arena_.get();
    options.allocator = [](void* arena, std::size_t size) {
        return static_cast<Arena*>(arena)->take(size);
    };
    options.deallocator = [](void* /*arena*/, void* /*piece*/) {};
    options.max_errors = 0;
    const GumboOutput* output =
        gumbo_parse_with_options(&options, page.html.data(), page.html.size());
    lost = !Builder(dom, page, source).run(output->root);
    dom.json_ld_ = std::move(page.json_ld);
    return dom;
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
        for (const char c : nodes_[at].text) {
            if (is_blank(c)) {
                space = true;
                continue;
            }
            if (space && !out.empty()) {
                out += ' ';
            }
            space = false;
            out += c;
        }
    }
    return out;
}

}  // namespace chancery
