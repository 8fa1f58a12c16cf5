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

/// A story that is dated after it was fetched: its date is not mended, but told.
void note_future_dates(Article& article, const ItemFields& fields) {
    const auto crawled = day_of(fields.crawled_at);
    if (!crawled) {
        return;
    }
    constexpr std::int32_t zones = 1;  // days between the clocks of two places
    const auto note = [&](const std::optional<Day>& day, const char* what) {
        if (day && *day - *crawled > zones) {
            article.remarks.push_back({"future-date",
                                       {},
                                       std::string(what) + ' ' + day->iso() +
                                           " is after the crawl, " + crawled->iso()});
        }
    };
    note(article.published, "the date of publication");
    note(day_of(article.updated_at), "the date of the last change");
}

}  // namespace

std::vector<ArticleOrRefusal> make_articles(const SourceItem& item,
                                            const IngestOptions& options) {
    IngestOptions without_meta = options;
    without_meta.meta = nullptr;
    std::vector<ArticleOrRefusal> out =
        make_articles({item.path, item.doc, item.fields.charset, item.fields.language},
                      item.bytes,
                      without_meta);
    for (ArticleOrRefusal& one : out) {
        if (auto* article = std::get_if<Article>(&one)) {
            apply_fields(*article, item.fields);
            note_future_dates(*article, item.fields);
            apply_meta(*article, options.meta);
        }
    }
    return out;
}

}  // namespace chancery
