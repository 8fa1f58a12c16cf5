// SPDX-License-Identifier: Apache-2.0
// All that the page tells of its story is gathered, then decided upon.
#include "ingest/html_meta.h"

#include <algorithm>
#include <utility>

#include "ingest/bylines.h"
#include "ingest/html_around.h"
#include "ingest/html_collect.h"
#include "ingest/html_headline.h"
#include "ingest/json_ld.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Decides which of all that was told is right.
class Decider {
  public:
    Decider(const Dom& dom, std::string_view source, const IngestRules& rules)
        : dom_(dom), rules_(rules), meta_(collect_meta(dom)) {
        std::vector<std::string_view> scripts;
        for (const Span span : dom.json_ld()) {
            scripts.push_back(quote(source, span));
        }
        linked_ = read_json_ld(scripts);
    }

    PageFacts run() {
        decide_address();
        decide_title();
        around_ = read_around(dom_,
                              facts_.heading == PageFacts::none
                                  ? std::nullopt
                                  : std::optional<std::uint32_t>(facts_.heading),
                              rules_);
        decide_dates();
        decide_authors();
        facts_.live_blog = linked_.live_blog;
        return std::move(facts_);
    }

  private:
    static std::string front(const std::vector<std::string>& list) {
        return list.empty() ? std::string() : list.front();
    }

    void decide_address() {
        for (const std::string& url : meta_.urls) {
            if (facts_.url.empty() && is_url(url)) {
                facts_.url = url;
            }
        }
        if (facts_.url.empty() && is_url(linked_.url)) {
            facts_.url = linked_.url;
        }
        if (!meta_.sites.empty()) {
            facts_.site = {meta_.sites.front(), "html-meta"};
        } else if (!linked_.publisher.empty() && !is_url(linked_.publisher)) {
            facts_.site = {linked_.publisher, "json-ld"};
        }
        const std::string host = host_of(facts_.url);
        if (!facts_.site && !rules_.outlet_of_host(host).empty()) {
            facts_.site = {std::string(rules_.outlet_of_host(host)), "address"};
        }
        for (const std::string& told : {meta_.declared_language,
                                        language_tag(linked_.language),
                                        language_tag(front(meta_.languages))}) {
            facts_.language = facts_.language.empty() ? told : facts_.language;
        }
    }

    void decide_title() {
        HeadlineSources sources;
        sources.json_ld = linked_.headline;
        sources.open_graph = front(meta_.titles);
        sources.document = meta_.document_title;
        sources.site = facts_.site.value;
        sources.host = host_of(facts_.url);
        Headline headline = choose_headline(dom_, sources, rules_);
        if (!headline.text.empty()) {
            facts_.title = {std::move(headline.text), headline.rule};
            facts_.heading = headline.node;
        }
    }

    static void take(Told<Moment>& slot,
                     const std::optional<Moment>& told,
                     const char* rule) {
        if (!slot && told) {
            slot = {*told, rule};
        }
    }

    void decide_dates() {
        Told<Moment>& published = facts_.published;
        take(published, read_moment(linked_.published), "json-ld");
        take(published, meta_.published, "html-meta");
        take(published, meta_.item_published, "microdata");
        take(published, around_.published, "html-time");
        take(published, around_.published_line, "date-line");
        take(published, meta_.published_weak, "html-meta");
        if (const auto day = day_of_path(facts_.url)) {
            take(published, Moment{*day, ""}, "address");
        }
        Told<Moment>& updated = facts_.updated;
        take(updated, read_moment(linked_.updated), "json-ld");
        take(updated, meta_.updated, "html-meta");
        take(updated, meta_.item_updated, "microdata");
        take(updated, around_.updated, "html-time");
        take(published,
             updated ? std::optional<Moment>(updated.value) : std::nullopt,
             "updated-only");
        correct_published();
        // A day alone, where another source has the same day with its hour.
        if (published && published.value.text.empty()) {
            for (const auto& other :
                 {meta_.published, meta_.item_published, around_.published}) {
                if (other && other->day == published.value.day && !other->text.empty() &&
                    published.value.text.empty()) {
                    published.value = *other;
                }
            }
        }
    }

    /// Some systems give the day of the last change as that of publication; then the page
    /// shows an earlier one.
    void correct_published() {
        const std::optional<Moment> shown = around_.published ? around_.published
                                            : around_.line_is_marked
                                                ? around_.published_line
                                                : std::nullopt;
        const Told<Moment>& updated = facts_.updated;
        Told<Moment>& published = facts_.published;
        if (!shown || !updated || std::string_view(published.rule) != "json-ld") {
            return;
        }
        const std::int32_t between = updated.value.day - published.value.day;
        if (between >= -1 && between <= 1 && published.value.day - shown->day > 1) {
            published = {*shown, "date-line"};
        }
    }

    /// The outlet itself, or one of its accounts, is no author.
    [[nodiscard]] bool is_outlet(std::string_view name) const {
        const std::string key = name_key(name);
        if (key.empty()) {
            return true;
        }
        for (const std::string& site : {facts_.site.value, linked_.publisher}) {
            if (!site.empty() && name_key(site) == key) {
                return true;
            }
        }
        std::string joined = key;
        joined.erase(std::remove(joined.begin(), joined.end(), ' '), joined.end());
        const std::string host = host_of(facts_.url);
        return !rules_.outlet(name).empty() || joined == host ||
               joined == host.substr(0, host.find('.'));
    }

    /// Of all marked names on the page those that stand together nearest to the headline.
    [[nodiscard]] std::vector<std::string> near_heading() const {
        const auto& all = meta_.item_authors;
        if (all.empty()) {
            return {};
        }
        std::size_t first = 0;
        if (facts_.heading != PageFacts::none) {
            const auto distance = [this](std::uint32_t node) {
                return node > facts_.heading ? node - facts_.heading
                                             : (facts_.heading - node) * 4;
            };
            for (std::size_t i = 1; i < all.size(); ++i) {
                if (distance(all[i].first) < distance(all[first].first)) {
                    first = i;
                }
            }
        }
        constexpr std::uint32_t near = 40;  // nodes
        std::vector<std::string> out;
        for (std::size_t i = first; i < all.size(); ++i) {
            if (i > first && all[i].first - all[i - 1].first > near) {
                break;
            }
            out.push_back(all[i].second);
        }
        return out;
    }

    void take_authors(const std::vector<std::string>& told,
                      BylineForm form,
                      const char* rule) {
        Byline all;
        for (const std::string& text : told) {
            Byline one = read_byline(text, form, rules_);
            for (std::string& name : one.authors) {
                all.authors.push_back(std::move(name));
            }
            all.agency = all.agency.empty() ? one.agency : all.agency;
        }
        take_byline(all, rule);
    }

    void take_byline(const Byline& byline, const char* rule) {
        if (!facts_.agency && !byline.agency.empty()) {
            facts_.agency = {byline.agency, rule};
        }
        if (facts_.authors) {
            return;
        }
        std::vector<std::string> names;
        std::vector<std::string> keys;
        for (const std::string& name : byline.authors) {
            std::string key = name_key(name);
            if ((outlets_sign_ || !is_outlet(name)) &&
                std::find(keys.begin(), keys.end(), key) == keys.end()) {
                names.push_back(name);
                keys.push_back(std::move(key));
            }
        }
        if (!names.empty()) {
            facts_.authors = {std::move(names), rule};
        }
    }

    void decide_authors() {
        take_authors(linked_.authors, BylineForm::names, "json-ld");
        take_authors(near_heading(), BylineForm::element, "microdata");
        take_authors(meta_.authors, BylineForm::names, "html-meta");
        take_byline(around_.marked, "byline");
        take_byline(around_.line, "byline-line");
        // Where nobody else is named, the house itself signs.
        outlets_sign_ = true;
        take_authors(linked_.authors, BylineForm::names, "json-ld");
        take_authors(linked_.organisations, BylineForm::names, "json-ld");
        take_authors(meta_.authors, BylineForm::names, "html-meta");
        if (!facts_.agency) {
            const std::string_view agency = rules_.agency(linked_.source);
            if (!agency.empty()) {
                facts_.agency = {std::string(agency), "json-ld"};
            }
        }
    }

    const Dom& dom_;
    const IngestRules& rules_;
    Collected meta_;
    LinkedStory linked_;
    AroundHeadline around_;
    bool outlets_sign_ = false;
    PageFacts facts_;
};

}  // namespace

PageFacts read_page_facts(const Dom& dom,
                          std::string_view source,
                          const IngestRules& rules) {
    return Decider(dom, source, rules).run();
}

}  // namespace chancery
