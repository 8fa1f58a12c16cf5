// SPDX-License-Identifier: Apache-2.0
// A page is parsed, its facts are read, its main part becomes units; these go the way of
// plain text, so that one set of rules judges both.
#include "ingest/html.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ingest/html_around.h"
#include "ingest/html_dom.h"
#include "ingest/html_main.h"
#include "ingest/html_meta.h"
#include "ingest/html_stories.h"
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

/// Entries of a live blog are told apart by their times.
void note_live_blog(Article& article, bool said_so) {
    const auto entries = std::count_if(
        article.blocks.begin(), article.blocks.end(), [](const Block& block) {
            return block.rule == "entry-time";
        });
    constexpr std::ptrdiff_t few = 3;
    if (said_so || entries >= few) {
        article.remarks.push_back(
            {"live-blog",
             {},
             "a live blog, entries with a time: " + std::to_string(entries)});
    }
}

class PageReader {
  public:
    PageReader(const Dom& dom, Article& page, const IngestRules& rules)
        : dom_(dom), page_(page), rules_(rules), shape_(find_main_part(dom)) {}

    std::vector<Article> run() && {
        PageFacts facts = read_page_facts(dom_, page_.source, rules_);
        std::vector<StoryPart> parts;
        if (!facts.live_blog) {
            parts = find_stories(dom_, shape_, std::min(facts.heading, dom_.size()));
        }
        std::vector<Article> out;
        if (parts.empty()) {
            const bool live_blog = facts.live_blog;
            out.push_back(whole_page(std::move(facts)));
            note_live_blog(out.back(), live_blog);
            return out;
        }
        // The page's own story first, whatever stands above it.
        std::stable_partition(parts.begin(), parts.end(), [&](const StoryPart& part) {
            return part.node < facts.heading && facts.heading < dom_[part.node].end;
        });
        for (const StoryPart& part : parts) {
            const bool own =
                part.node < facts.heading && facts.heading < dom_[part.node].end;
            out.push_back(one_of_several(part, own ? facts : facts_of(part, facts)));
        }
        return out;
    }

  private:
    /// What a story among others says of itself; the house is the page's.
    [[nodiscard]] PageFacts facts_of(const StoryPart& part, const PageFacts& page) const {
        PageFacts out;
        out.site = page.site;
        out.language = page.language;
        out.url = page.url;
        out.title = {dom_.text(part.heading, 1000), "heading"};
        out.heading = part.heading;
        AroundHeadline around = read_around(dom_, part.heading, rules_, part.node);
        if (around.published) {
            out.published = {*around.published, "html-time"};
        } else if (around.published_line) {
            out.published = {*around.published_line, "date-line"};
        }
        if (around.updated) {
            out.updated = {*around.updated, "html-time"};
        }
        const bool marked = !around.marked.authors.empty();
        Byline& byline = marked ? around.marked : around.line;
        if (!byline.authors.empty()) {
            out.authors = {std::move(byline.authors), marked ? "byline" : "byline-line"};
        }
        if (!byline.agency.empty()) {
            out.agency = {std::move(byline.agency), "byline"};
        }
        return out;
    }

    Article whole_page(PageFacts facts) {
        PageTextBuilder builder(dom_, shape_, page_.source);
        if (facts.title) {
            builder.add_title(facts.title.value, facts.heading);
            for (const std::uint32_t lead :
                 find_lead_parts(dom_, shape_, facts.heading)) {
                builder.add_part(lead);
            }
        }
        builder.add_part(shape_.main);
        return filled(std::move(page_), builder.take(), std::move(facts));
    }

    [[nodiscard]] Article one_of_several(const StoryPart& part, PageFacts facts) const {
        PageTextBuilder builder(dom_, shape_, page_.source);
        builder.add_title(facts.title.value, part.heading);
        builder.add_part(part.node);
        return filled(page_, builder.take(), std::move(facts));
    }

    [[nodiscard]] Article filled(Article article, PageText page, PageFacts facts) const {
        article.verbatim = false;
        article.text = std::move(page.clean.text);
        article.anchors = std::move(page.clean.anchors);
        Words words;
        for (Unit& unit : page.units) {
            describe(unit, article.text, rules_, words);
        }
        take_facts(article, std::move(facts), rules_);
        fill_from_units(article, page.units, rules_);
        return article;
    }

    const Dom& dom_;
    Article& page_;  // its source is the Dom's; moved from last of all
    const IngestRules& rules_;
    PageShape shape_;
};

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

Result<std::vector<Article>> read_page(Article article,
                                       const IngestRules& rules,
                                       std::uint32_t max_depth) {
    const auto dom = Dom::parse(article.source, max_depth);
    if (!dom) {
        return dom.error();
    }
    return PageReader(*dom, article, rules).run();
}

}  // namespace chancery
