// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_meta.h"

#include <algorithm>
#include <array>

#include "ingest/dates.h"

namespace chancery {

namespace {

std::string_view attribute(const GumboNode* node, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

/// "2024-05-06T10:17:00Z", "20240506", "May 6, 2024".
std::optional<Day> day_of(std::string_view text) {
    if (text.size() >= 10) {
        if (auto day = Day::parse_iso(text.substr(0, 10))) {
            return day;
        }
    }
    if (text.size() >= 8 && std::all_of(text.begin(), text.begin() + 8, [](char c) {
            return c >= '0' && c <= '9';
        })) {
        const std::string iso = std::string(text.substr(0, 4)) + '-' +
                                std::string(text.substr(4, 2)) + '-' +
                                std::string(text.substr(6, 2));
        return Day::parse_iso(iso);
    }
    const auto written = find_date(text);
    return written ? std::optional<Day>(written->day) : std::nullopt;
}

/// The string after "key": in JSON that need not be well-formed.
std::string_view json_string(std::string_view json, std::string_view key) {
    const std::size_t at = json.find(key);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::size_t colon = json.find_first_not_of(" \t\r\n", at + key.size());
    if (colon == std::string_view::npos || json[colon] != ':') {
        return {};
    }
    const std::size_t open = json.find_first_not_of(" \t\r\n", colon + 1);
    if (open == std::string_view::npos || json[open] != '"') {
        return {};
    }
    const std::size_t close = json.find('"', open + 1);
    return close == std::string_view::npos ? std::string_view()
                                           : json.substr(open + 1, close - open - 1);
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool has_text(const GumboNode* node) {
    for (unsigned i = 0; i < node->v.element.children.length; ++i) {
        const auto* part =
            static_cast<const GumboNode*>(node->v.element.children.data[i]);
        if (part->type == GUMBO_NODE_TEXT
                ? !is_blank(part->v.text.text)
                : part->type == GUMBO_NODE_ELEMENT && has_text(part)) {
            return true;
        }
    }
    return false;
}

class Reader {
  public:
    void read(const GumboNode* node) {
        if (node->type != GUMBO_NODE_ELEMENT) {
            return;
        }
        read_element(node);
        for (unsigned i = 0; i < node->v.element.children.length; ++i) {
            read(static_cast<const GumboNode*>(node->v.element.children.data[i]));
        }
    }

    PageFacts facts(std::string_view source) {
        PageFacts out = std::move(facts_);
        for (const auto& day :
             {day_of(json_string(source, "\"datePublished\"")), meta_day_, time_day_}) {
            if (day && !out.published) {
                out.published = day;
            }
        }
        out.heading = headings_ == 1 ? heading_ : first_in_article_;
        if (out.title.empty()) {
            out.title = document_title_;
        }
        return out;
    }

  private:
    void read_element(const GumboNode* node) {
        switch (node->v.element.tag) {
            case GUMBO_TAG_HTML:
                facts_.language = attribute(node, "lang");
                break;
            case GUMBO_TAG_META:
                read_meta(node);
                break;
            case GUMBO_TAG_LINK:
                if (attribute(node, "rel") == "canonical") {
                    facts_.url = attribute(node, "href");
                }
                break;
            case GUMBO_TAG_TITLE:
                read_title(node);
                break;
            case GUMBO_TAG_H1:
                read_heading(node);
                break;
            case GUMBO_TAG_TIME:
                if (!time_day_) {
                    time_day_ = day_of(attribute(node, "datetime"));
                }
                break;
            default:
                break;
        }
    }

    void read_meta(const GumboNode* node) {
        constexpr std::array<std::string_view, 15> dates{"article:published_time",
                                                         "og:article:published_time",
                                                         "datePublished",
                                                         "date",
                                                         "pubdate",
                                                         "publishdate",
                                                         "publish_date",
                                                         "publish-date",
                                                         "DC.date.issued",
                                                         "dc.date",
                                                         "DC.date",
                                                         "sailthru.date",
                                                         "parsely-pub-date",
                                                         "article.published",
                                                         "cXenseParse:recs:publishtime"};
        const std::string_view value = attribute(node, "content");
        for (const char* key : {"property", "name", "itemprop"}) {
            const std::string_view name = attribute(node, key);
            if (name.empty()) {
                continue;
            }
            if (name == "og:title" && facts_.title.empty()) {
                facts_.title = value;
            } else if (name == "og:site_name" && facts_.site.empty()) {
                facts_.site = value;
            } else if (name == "og:url" && facts_.url.empty()) {
                facts_.url = value;
            } else if (!meta_day_ &&
                       std::find(dates.begin(), dates.end(), name) != dates.end()) {
                meta_day_ = day_of(value);
            }
        }
    }

    void read_title(const GumboNode* node) {
        if (document_title_.empty() && node->v.element.children.length > 0) {
            const auto* part =
                static_cast<const GumboNode*>(node->v.element.children.data[0]);
            if (part->type == GUMBO_NODE_TEXT) {
                document_title_ = part->v.text.text;
            }
        }
    }

    void read_heading(const GumboNode* node) {
        if (!has_text(node)) {
            return;
        }
        heading_ = heading_ == nullptr ? node : heading_;
        ++headings_;
        for (const GumboNode* at = node->parent;
             at != nullptr && at->type == GUMBO_NODE_ELEMENT &&
             first_in_article_ == nullptr;
             at = at->parent) {
            if (at->v.element.tag == GUMBO_TAG_ARTICLE ||
                at->v.element.tag == GUMBO_TAG_MAIN) {
                first_in_article_ = node;
            }
        }
    }

    PageFacts facts_;
    std::string document_title_;
    std::optional<Day> meta_day_;
    std::optional<Day> time_day_;
    const GumboNode* heading_ = nullptr;
    const GumboNode* first_in_article_ = nullptr;
    int headings_ = 0;
};

}  // namespace

PageFacts read_page_facts(const GumboNode* root, std::string_view source) {
    Reader reader;
    reader.read(root);
    return reader.facts(source);
}

}  // namespace chancery
