// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <pugixml.hpp>

#include "ingest/decode.h"
#include "ingest/feed_dates.h"
#include "ingest/header_fields.h"
#include "ingest/row_fields.h"

namespace chancery {

namespace {

/// Names are compared without what stands for the namespace, but for those that would
/// then be the same: "content:encoded", "media:description", "itunes:summary".
std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_named(const pugi::xml_node& node, std::string_view name) {
    return node.type() == pugi::node_element && name == node.name();
}

/// The first child of one of the names, tried in that order.
template <std::size_t N>
pugi::xml_node child_of(const pugi::xml_node& node,
                        const std::array<std::string_view, N>& names) {
    for (const std::string_view name : names) {
        for (const pugi::xml_node child : node.children()) {
            if (is_named(child, name) && child.first_child()) {
                return child;
            }
        }
    }
    return {};
}

/// All text in an element, white space at its ends left out.
std::string text_of(const pugi::xml_node& node) {
    std::string out;
    // Steps through the tree without recursion: depth is the file's.
    for (pugi::xml_node at = node.first_child(); at;) {
        if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) {
            out += at.value();
        }
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at != node && !at.next_sibling()) {
            at = at.parent();
        }
        at = at == node ? pugi::xml_node() : at.next_sibling();
    }
    return std::string(trimmed(out));
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
    }
    return out;
}

/// The children as markup again, without namespaces of elements.
std::string markup_of(const pugi::xml_node& node) {
    std::string out;
    for (pugi::xml_node at = node.first_child(); at;) {
        const bool element = at.type() == pugi::node_element;
        if (element) {
            out += '<' + std::string(local_name(at.name()));
            for (const pugi::xml_attribute attribute : at.attributes()) {
                std::string value = escaped(attribute.value());
                for (std::size_t i = 0; (i = value.find('"', i)) != std::string::npos;) {
                    value.replace(i, 1, "&quot;");
                }
                out += ' ' + std::string(attribute.name()) + "=\"" + value + '"';
            }
            out += '>';
        } else if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) {
            out += escaped(at.value());
        }
        if (element && at.first_child()) {
            at = at.first_child();
            continue;
        }
        if (element) {
            out += "</" + std::string(local_name(at.name())) + '>';
        }
        while (at != node && !at.next_sibling()) {
            at = at.parent();
            if (at != node) {
                out += "</" + std::string(local_name(at.name())) + '>';
            }
        }
        at = at == node ? pugi::xml_node() : at.next_sibling();
    }
    return out;
}

/// An Atom text construct as HTML (RFC 4287, 3.1 and 4.1.3).
std::string atom_html(const pugi::xml_node& node) {
    const std::string type = lower(node.attribute("type").value());
    if (type == "xhtml" || type == "application/xhtml+xml") {
        return markup_of(node);
    }
    if (type == "html" || type == "text/html") {
        return text_of(node);
    }
    std::string out;
    const std::string owned = text_of(node);
    const std::string_view text = owned;
    for (std::size_t at = 0; at <= text.size() && !text.empty();) {
        const std::size_t end = std::min(text.find("\n\n", at), text.size());
        out += "<p>" + escaped(text.substr(at, end - at)) + "</p>\n";
        at = end + 2;
    }
    return out;
}

/// Words of a title: markup left out, references decoded by whoever reads pages.
std::string plain_words(std::string_view markup) {
    std::string out;
    for (std::size_t at = 0; at < markup.size();) {
        const std::size_t open = std::min(markup.find('<', at), markup.size());
        out += markup.substr(at, open - at);
        const std::size_t close = markup.find('>', open);
        // A lone "<" is a word's.
        if (open == markup.size() || close == std::string_view::npos) {
            out += markup.substr(open);
            break;
        }
        at = close + 1;
    }
    return std::string(trimmed(out));
}

bool is_absolute(std::string_view url) {
    const std::size_t colon = url.find(':');
    return colon != std::string_view::npos && colon < url.find('/');
}

/// `url` seen from `base` (RFC 3986, 5.2, without "..").
std::string resolved(std::string_view base, std::string_view url) {
    if (url.empty() || is_absolute(url)) {
        return std::string(url);
    }
    const std::size_t host = base.find("//");
    if (host == std::string_view::npos) {
        return {};
    }
    if (url.starts_with("//")) {
        return std::string(base.substr(0, host)) + std::string(url);
    }
    const std::size_t path = std::min(base.find('/', host + 2), base.size());
    if (url.starts_with('/')) {
        return std::string(base.substr(0, path)) + std::string(url);
    }
    const std::size_t last = base.rfind('/');
    return std::string(base.substr(0, last >= path ? last : base.size())) + '/' +
           std::string(url);
}

class Feed final : public ItemReader {
  public:
    Feed(InputContent content, const ReadOptions& options)
        : bytes_(std::move(content.bytes)),
          origin_(std::move(content.origin)),
          options_(options) {}

    std::optional<ItemOrRefusal> next() override {
        if (!begun_) {
            begun_ = true;
            if (auto loaded = load(); !loaded) {
                fault_ = loaded.error().message;
            }
        }
        while (item_) {
            const pugi::xml_node item = item_;
            item_ = next_item(item_);
            // Broken off within it: what there is of it would be half a story.
            if (fault_ && !item_) {
                break;
            }
            return make(item);
        }
        if (fault_) {
            const Refusal out = origin_.refusal("", *fault_);
            fault_.reset();
            return out;
        }
        return std::nullopt;
    }

  private:
    Result<void> load() {
        auto bytes = read_rest(*bytes_, options_.limits.max_bytes);
        if (!bytes) {
            return bytes.error();
        }
        auto decoded = decode_bytes(*bytes);
        if (!decoded) {
            return decoded.error();
        }
        text_ = std::move(decoded->text);
        const pugi::xml_parse_result parsed = document_.load_buffer(
            text_.data(),
            text_.size(),
            pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_fragment,
            pugi::encoding_utf8);
        root_ = document_.document_element();
        const std::string_view root = local_name(root_.name());
        atom_ = root == "feed";
        channel_ = atom_ ? root_ : root_.child("channel");
        if (root != "feed" && root != "rss" && root != "RDF") {
            return Error{"is neither RSS nor Atom; name pages .html"};
        }
        // RSS 1.0 has its items beside the channel.
        const pugi::xml_node holder = root == "rss" ? channel_ : root_;
        item_ = first_item(holder.first_child());
        if (!item_ && root == "RDF") {
            item_ = first_item(channel_.first_child());
        }
        if (!parsed) {
            return Error{"at byte " + std::to_string(parsed.offset) +
                         ": the feed is no well-formed XML (" + parsed.description() +
                         ')'};
        }
        return {};
    }

    pugi::xml_node first_item(pugi::xml_node from) const {
        while (from && local_name(from.name()) != (atom_ ? "entry" : "item")) {
            from = from.next_sibling();
        }
        return from;
    }

    [[nodiscard]] pugi::xml_node next_item(const pugi::xml_node& item) const {
        return first_item(item.next_sibling());
    }

    ItemOrRefusal make(const pugi::xml_node& node) {
        const std::string spot = '#' + std::to_string(++count_);
        SourceItem item = origin_.item(spot);
        const std::string html = atom_ ? fill_atom(item, node) : fill_rss(item, node);
        if (trimmed(html).empty() && item.fields.title.empty()) {
            return origin_.refusal(spot, "has no text");
        }
        item.fields.charset = "utf-8";
        item.fields.media_type = "text/html";
        item.form = ItemForm::page;
        item.bytes = page_with_title(item.fields.title, html);
        return item;
    }

    std::string fill_rss(SourceItem& item, const pugi::xml_node& node) const {
        ItemFields& fields = item.fields;
        fields.title = plain_words(text_of(
            child_of(node, std::array<std::string_view, 2>{"title", "media:title"})));
        fields.url = text_of(node.child("link"));
        const pugi::xml_node guid = node.child("guid");
        if (fields.url.empty() &&
            std::strcmp(guid.attribute("isPermaLink").value(), "false") != 0) {
            fields.url = text_of(guid);
        }
        if (fields.url.find("://") == std::string::npos) {
            fields.url.clear();
        }
        fields.published_at = to_rfc3339(
            text_of(child_of(node,
                             std::array<std::string_view, 4>{
                                 "pubDate", "dc:date", "dcterms:created", "published"})));
        fields.updated_at = to_rfc3339(text_of(child_of(
            node, std::array<std::string_view, 2>{"atom:updated", "dcterms:modified"})));
        for (const pugi::xml_node child : node.children()) {
            if (is_named(child, "dc:creator")) {
                add_author(fields, text_of(child));
            }
        }
        if (fields.authors.empty()) {
            add_author(fields, text_of(node.child("author")));
        }
        fields.outlet = text_of(node.child("source"));
        if (fields.outlet.empty()) {
            fields.outlet = plain_words(text_of(channel_.child("title")));
        }
        fields.language =
            text_of(child_of(node, std::array<std::string_view, 1>{"dc:language"}));
        if (fields.language.empty()) {
            fields.language = text_of(child_of(
                channel_, std::array<std::string_view, 2>{"language", "dc:language"}));
        }
        return text_of(child_of(node,
                                std::array<std::string_view, 5>{"content:encoded",
                                                                "fulltext",
                                                                "description",
                                                                "media:description",
                                                                "itunes:summary"}));
    }

    std::string fill_atom(SourceItem& item, const pugi::xml_node& node) const {
        ItemFields& fields = item.fields;
        fields.title = plain_words(text_of(node.child("title")));
        std::string_view base = node.attribute("xml:base").value();
        base = base.empty() ? root_.attribute("xml:base").value() : base;
        for (const pugi::xml_node link : node.children("link")) {
            const std::string_view kind = link.attribute("rel").value();
            if (kind.empty() || kind == "alternate") {
                fields.url = resolved(base, link.attribute("href").value());
                break;
            }
        }
        fields.published_at = to_rfc3339(text_of(
            child_of(node, std::array<std::string_view, 2>{"published", "issued"})));
        fields.updated_at = to_rfc3339(text_of(
            child_of(node, std::array<std::string_view, 2>{"updated", "modified"})));
        if (fields.published_at.empty()) {
            // What was never changed may say only when it was last changed.
            std::swap(fields.published_at, fields.updated_at);
        }
        for (const pugi::xml_node author : node.children("author")) {
            add_author(fields, text_of(author.child("name")));
        }
        const pugi::xml_node source = node.child("source").child("title");
        fields.outlet = plain_words(text_of(source ? source : root_.child("title")));
        const std::string_view language = node.attribute("xml:lang").value();
        fields.language =
            language.empty() ? root_.attribute("xml:lang").value() : language;
        return atom_html(child_of(
            node,
            std::array<std::string_view, 3>{"content", "summary", "media:description"}));
    }

    /// "editor@example.org (A. Editor)" names A. Editor.
    static void add_author(ItemFields& fields, std::string_view words) {
        const std::size_t open = words.find('(');
        if (words.find('@') < open && open != std::string_view::npos &&
            words.ends_with(')')) {
            words = words.substr(open + 1, words.size() - open - 2);
        }
        if (!words.empty() && words.find('@') == std::string_view::npos) {
            fields.authors.emplace_back(words);
        }
    }

    std::unique_ptr<ByteWindow> bytes_;
    ItemOrigin origin_;
    ReadOptions options_;
    std::string text_;
    pugi::xml_document document_;
    pugi::xml_node root_, channel_, item_;
    std::optional<std::string> fault_;
    std::uint64_t count_ = 0;
    bool begun_ = false;
    bool atom_ = false;
};

}  // namespace

std::unique_ptr<ItemReader> read_feed(InputContent content, const ReadOptions& options) {
    return std::make_unique<Feed>(std::move(content), options);
}

}  // namespace chancery
