// SPDX-License-Identifier: Apache-2.0
// A page is parsed, its facts are read, its main part becomes units; these go the way of
// plain text, so that one set of rules judges both.
#include "ingest/html.h"

#include <string>
#include <utility>
#include <vector>

#include "ingest/html_dom.h"
#include "ingest/html_main.h"
#include "ingest/html_meta.h"
#include "ingest/html_tags.h"
#include "ingest/html_units.h"
#include "ingest/plain.h"

namespace chancery {

namespace {

void take_facts(Article& article, PageFacts facts, const IngestRules& rules) {
    article.url = std::move(facts.url);
    if (!facts.language.empty()) {
        article.language = std::move(facts.language);
    }
    if (facts.published) {
        article.published = facts.published.value.day;
        article.published_at = std::move(facts.published.value.text);
        article.published_from = {facts.published.rule, {}};
    }
    if (facts.updated) {
        const Moment& updated = facts.updated.value;
        article.updated_at = updated.text.empty() ? updated.day.iso() : updated.text;
    }
    if (facts.authors) {
        article.authors = std::move(facts.authors.value);
        article.authors_from = {facts.authors.rule, {}};
    }
    if (facts.agency) {
        article.agency = std::move(facts.agency.value);
        article.agency_from = {facts.agency.rule, {}};
    }
    if (facts.site) {
        const std::string_view known = rules.outlet(facts.site.value);
        article.outlet = known.empty() ? facts.site.value : std::string(known);
        article.outlet_from = {facts.site.rule, {}};
    }
}

}  // namespace

bool looks_like_html(std::string_view text, std::string_view path) {
    const std::size_t first = text.find_first_not_of(" \t\r\n\f");
    if (first == std::string_view::npos || text[first] != '<') {
        return false;
    }
    const std::string head = lower_ascii(text.substr(first, 512));
    for (const std::string_view start :
         {"<!doctype html", "<html", "<head", "<body", "<!--", "<?xml"}) {
        if (head.starts_with(start)) {
            return text.find("</") != std::string_view::npos;
        }
    }
    const std::string name = lower_ascii(path);
    return (name.ends_with(".html") || name.ends_with(".htm")) && head.size() > 1 &&
           head[1] >= 'a' && head[1] <= 'z';
}

Result<void> fill_from_html(Article& article,
                            const IngestRules& rules,
                            std::uint32_t max_depth) {
    const auto dom = Dom::parse(article.source, max_depth);
    if (!dom) {
        return dom.error();
    }
    PageFacts facts = read_page_facts(*dom, article.source, rules);
    const PageShape shape = find_main_part(*dom);
    PageTextBuilder builder(*dom, shape, article.source);
    if (facts.title) {
        builder.add_title(facts.title.value, facts.heading);
    }
    builder.add_part(shape.main);
    PageText page = builder.take();
    article.verbatim = false;
    article.text = std::move(page.clean.text);
    article.anchors = std::move(page.clean.anchors);
    for (Unit& unit : page.units) {
        describe(unit, article.text, rules);
    }
    take_facts(article, std::move(facts), rules);
    fill_from_units(article, page.units, rules);
    return {};
}

}  // namespace chancery
