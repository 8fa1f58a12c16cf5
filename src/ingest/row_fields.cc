// SPDX-License-Identifier: Apache-2.0
#include "ingest/row_fields.h"

#include <algorithm>
#include <utility>

#include "ingest/feed_dates.h"
#include "ingest/header_fields.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, row_fields> names{"text",
                                                         "html",
                                                         "title",
                                                         "date",
                                                         "updated",
                                                         "crawled",
                                                         "url",
                                                         "author",
                                                         "outlet",
                                                         "agency",
                                                         "language"};

/// trafilatura writes text, title, author, date, source (the URL), sitename or
/// source-hostname, filedate; news-please maintext, title, authors, date_publish,
/// date_modify, date_download, url, source_domain; objects of schema.org articleBody,
/// headline, datePublished, dateModified, author, publisher, inLanguage.
const std::vector<std::string_view>& usual_keys(RowField field) {
    static const std::array<std::vector<std::string_view>, row_fields> keys{{
        {"maintext",
         "text",
         "body",
         "content_text",
         "articleBody",
         "article_text",
         "full_text",
         "fulltext",
         "content",
         "article",
         "story",
         "raw_text"},
        {"html", "content_html", "raw_html"},
        {"title", "headline", "title_page", "title_rss"},
        {"date_publish",
         "date_published",
         "datePublished",
         "published_at",
         "publishedAt",
         "published",
         "publish_date",
         "publication_date",
         "pub_date",
         "pubDate",
         "pubdate",
         "date",
         "datetime",
         "timestamp"},
        {"date_modify",
         "date_modified",
         "dateModified",
         "updated_at",
         "updated",
         "modified"},
        {"date_download", "crawled_at", "fetched_at", "filedate"},
        {"url", "link", "permalink", "canonical_url", "requested_url", "source"},
        {"authors", "author", "byline", "creator"},
        {"outlet",
         "sitename",
         "publisher",
         "publication",
         "newspaper",
         "source_name",
         "source.name",
         "source-hostname",
         "source_domain",
         "hostname",
         "domain"},
        {"agency"},
        {"language", "lang", "inLanguage"},
    }};
    return keys[static_cast<std::size_t>(field)];
}

bool is_url(std::string_view value) {
    return value.starts_with("http://") || value.starts_with("https://");
}

/// What a program wrote for nothing.
bool is_nothing(std::string_view value) {
    return value.empty() || value == "None" || value == "null" || value == "nan" ||
           value == "NaN";
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

/// A full page in a column of text.
bool is_page(std::string_view text) {
    const std::string begin = lower(trimmed(text).substr(0, 16));
    return begin.starts_with("<!doctype") || begin.starts_with("<html") ||
           begin.starts_with("<p>") || begin.starts_with("<div") ||
           begin.starts_with("<p ") || begin.starts_with("<article");
}

std::string value_of(const Row& row, RowField field) {
    const std::string_view value = trimmed(row[field]);
    return is_nothing(value) ? std::string() : std::string(value);
}

}  // namespace

std::string_view name(RowField field) {
    return names[static_cast<std::size_t>(field)];
}

Result<void> FieldMap::add(std::string_view assignment) {
    const std::size_t equals = assignment.find('=');
    const std::string_view field = assignment.substr(0, equals);
    const auto* const found = std::find(names.begin(), names.end(), field);
    if (equals == std::string_view::npos || equals + 1 == assignment.size() ||
        found == names.end()) {
        std::string all;
        for (const std::string_view one : names) {
            all += (all.empty() ? "" : ", ") + std::string(one);
        }
        return Error{"\"" + std::string(assignment) +
                     "\" is not FIELD=KEY with one of the fields " + all};
    }
    own_[static_cast<std::size_t>(found - names.begin())].emplace_back(
        assignment.substr(equals + 1));
    given_ = true;
    return {};
}

std::vector<std::string_view> FieldMap::keys(RowField field) const {
    const auto& own = own_[static_cast<std::size_t>(field)];
    if (!own.empty()) {
        return {own.begin(), own.end()};
    }
    // Whoever says where the text is does not want another column read instead.
    const auto other = field == RowField::html ? RowField::text : RowField::html;
    const bool story = field == RowField::html || field == RowField::text;
    if (story && !own_[static_cast<std::size_t>(other)].empty()) {
        return {};
    }
    return usual_keys(field);
}

std::string text_with_title(std::string_view title, std::string_view text) {
    title = trimmed(title);
    text = trimmed(text);
    if (title.empty() || text.starts_with(title)) {
        return std::string(text);
    }
    return std::string(title) + "\n\n" + std::string(text);
}

std::string page_with_title(std::string_view title, std::string_view html) {
    const std::string begin = lower(trimmed(html).substr(0, 16));
    if (begin.starts_with("<!doctype") || begin.starts_with("<html")) {
        return std::string(html);
    }
    const std::string words = escaped(trimmed(title));
    std::string out = "<html><head><title>" + words + "</title></head><body><article>";
    if (!words.empty() && html.find("<h1") == std::string_view::npos) {
        out += "<h1>" + words + "</h1>\n";
    }
    out += html;
    return out + "</article></body></html>";
}

Result<void> fill_from_row(SourceItem& item, const Row& row) {
    ItemFields& fields = item.fields;
    fields.title = value_of(row, RowField::title);
    fields.published_at = to_rfc3339(value_of(row, RowField::date));
    fields.updated_at = to_rfc3339(value_of(row, RowField::updated));
    fields.crawled_at = to_rfc3339(value_of(row, RowField::crawled));
    const std::string url = value_of(row, RowField::url);
    fields.url = is_url(url) ? url : "";
    for (const std::string& author : row.authors) {
        if (!is_nothing(trimmed(author))) {
            fields.authors.emplace_back(trimmed(author));
        }
    }
    fields.outlet = value_of(row, RowField::outlet);
    fields.agency = value_of(row, RowField::agency);
    fields.language = value_of(row, RowField::language);
    fields.charset = "utf-8";
    const std::string text = value_of(row, RowField::text);
    const std::string html = value_of(row, RowField::html);
    if (!text.empty() && !is_page(text)) {
        item.form = ItemForm::body;
        item.bytes = text_with_title(fields.title, text);
        return {};
    }
    if (text.empty() && html.empty()) {
        return Error{"has no text"};
    }
    item.form = ItemForm::page;
    item.bytes = page_with_title(fields.title, html.empty() ? text : html);
    return {};
}

}  // namespace chancery
