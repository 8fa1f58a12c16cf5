// SPDX-License-Identifier: Apache-2.0
#include "ingest/item.h"

#include <utility>

#include "ingest/clean.h"
#include "ingest/limit_words.h"

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

/// Words of a container as those of a text are cleaned, on one line.
std::string cleaned(const std::string& words) {
    CleanText clean;
    append_clean(clean, words, 0, true);
    std::string out;
    for (const char c : clean.text) {
        const bool blank = c == '\n' || c == '\t' || c == ' ';
        if (!blank || (!out.empty() && out.back() != ' ')) {
            out += blank ? ' ' : c;
        }
    }
    while (out.ends_with(' ')) {
        out.pop_back();
    }
    return out;
}

/// "news.example.org" is a host and no outlet's name.
bool is_host(std::string_view words) {
    return words.find('.') != std::string_view::npos &&
           words.find_first_of(" /") == std::string_view::npos && !words.ends_with('.');
}

std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    url = scheme == std::string_view::npos ? "" : url.substr(scheme + 3);
    return url.substr(0, url.find_first_of("/:?#"));
}

/// The usual name where the tables know the outlet by this one, or by its host.
std::string outlet_name(const std::string& given, const IngestRules& rules) {
    const std::string_view known =
        is_host(given) ? rules.outlet_of_host(given) : rules.outlet(given);
    return known.empty() ? given : std::string(known);
}

/// What the container says counts more than what was read from the bytes.
void apply_fields(Article& article, const ItemFields& fields, const IngestRules& rules) {
    const Provenance container{"container", {}};
    if (const auto day = day_of(fields.published_at)) {
        article.published = day;
        article.published_at = fields.published_at;
        article.published_from = container;
    }
    take(article.title, cleaned(fields.title));
    take(article.updated_at, fields.updated_at);
    take(article.url, fields.url);
    if (!fields.authors.empty()) {
        article.authors.clear();
        for (const std::string& author : fields.authors) {
            article.authors.push_back(cleaned(author));
        }
        article.authors_from = container;
    }
    if (!fields.outlet.empty()) {
        article.outlet = outlet_name(cleaned(fields.outlet), rules);
        article.outlet_from = container;
    } else if (article.outlet.empty()) {
        article.outlet = rules.outlet_of_host(host_of(fields.url));
        article.outlet_from = article.outlet.empty() ? Provenance() : container;
    }
    if (!fields.agency.empty()) {
        article.agency = cleaned(fields.agency);
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

/// A name by which the bytes are told to be a page or text where they leave it open.
std::string telling_name(const SourceItem& item) {
    switch (item.form) {
        case ItemForm::page:
            return "page.html";
        case ItemForm::text:
        case ItemForm::body:
            return "text.txt";
        case ItemForm::unknown:
            break;
    }
    return item.name.empty() ? item.path : item.name;
}

}  // namespace

std::string where(const SourceItem& item) {
    return item.path + (item.member.empty() ? "" : '/' + item.member) + item.spot;
}

SourceItem ItemOrigin::item(const std::string& spot) const {
    SourceItem out;
    out.doc = doc + (spot.starts_with(':') ? '#' + spot.substr(1) : spot);
    out.path = path;
    out.member = member;
    out.spot = spot;
    return out;
}

Refusal ItemOrigin::refusal(const std::string& spot, const std::string& reason) const {
    const SourceItem refused = item(spot);
    return {refused.doc, where(refused), reason};
}

std::vector<ArticleOrRefusal> make_articles(const SourceItem& item,
                                            const IngestOptions& options) {
    IngestOptions without_meta = options;
    without_meta.meta = nullptr;
    std::vector<ArticleOrRefusal> out = make_articles(
        {telling_name(item), item.doc, item.fields.charset, item.fields.language},
        item.bytes,
        without_meta);
    // What is said of one document counts for its only story.
    ItemFields shared = item.fields;
    shared.title.clear();
    shared.authors.clear();
    for (ArticleOrRefusal& one : out) {
        if (auto* refusal = std::get_if<Refusal>(&one)) {
            refusal->path = where(item);
            continue;
        }
        auto& article = std::get<Article>(one);
        article.path = where(item);
        apply_fields(article, out.size() == 1 ? item.fields : shared, *options.rules);
        article.remarks.insert(
            article.remarks.end(), item.remarks.begin(), item.remarks.end());
        note_future_dates(article, item.fields);
        apply_meta(article, options.meta);
        if (article.text.size() > options.limits.max_text) {
            one = Refusal{article.doc, where(item), longer_than(options.limits.max_text)};
        }
    }
    return out;
}

}  // namespace chancery
