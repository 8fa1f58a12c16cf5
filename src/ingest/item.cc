// SPDX-License-Identifier: Apache-2.0
#include "ingest/item.h"

#include <utility>

namespace chancery {

namespace {

std::optional<Day> day_of(std::string_view moment) {
    return moment.size() < 10 ? std::nullopt : Day::parse_iso(moment.substr(0, 10));
}

void take(std::string& field, const std::string& given) {
    if (!given.empty()) {
        field = given;
    }
}

/// What the container says counts more than what was read from the bytes.
void apply_fields(Article& article, const ItemFields& fields) {
    const Provenance container{"container", {}};
    if (const auto day = day_of(fields.published_at)) {
        article.published = day;
        article.published_at = fields.published_at;
        article.published_from = container;
    }
    take(article.updated_at, fields.updated_at);
    take(article.url, fields.url);
    if (!fields.authors.empty()) {
        article.authors = fields.authors;
        article.authors_from = container;
    }
    if (!fields.outlet.empty()) {
        article.outlet = fields.outlet;
        article.outlet_from = container;
    }
    if (!fields.agency.empty()) {
        article.agency = fields.agency;
        article.agency_from = container;
    }
}

}  // namespace

std::vector<ArticleOrRefusal> make_articles(const SourceItem& item,
                                            const IngestOptions& options) {
    IngestOptions without_meta = options;
    without_meta.meta = nullptr;
    std::vector<ArticleOrRefusal> out;
    out.push_back(
        make_article({item.path, item.doc, item.fields.charset, item.fields.language},
                     item.bytes,
                     without_meta));
    for (ArticleOrRefusal& one : out) {
        if (auto* article = std::get_if<Article>(&one)) {
            apply_fields(*article, item.fields);
            apply_meta(*article, options.meta);
        }
    }
    return out;
}

}  // namespace chancery
