// SPDX-License-Identifier: Apache-2.0
// Judged units become blocks; on the way the fields of the article are read.
#include "ingest/plain.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "ingest/bylines.h"
#include "ingest/dates.h"
#include "ingest/lines.h"
#include "ingest/story.h"
#include "ingest/wire.h"

namespace chancery {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

Span shifted(Span span, std::uint32_t by) {
    return {span.begin + by, span.end + by};
}

std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!is_space(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

/// Builds the blocks of one article in order.
class Filler {
  public:
    Filler(Article& article, const IngestRules& rules)
        : article_(article), rules_(rules) {}

    void fill(const std::vector<JudgedUnit>& judged) {
        first_paragraph_ = true;
        in_header_ = true;
        for (std::size_t i = 0; i < judged.size(); ++i) {
            const JudgedUnit& unit = judged[i];
            read_fields(judged, i);
            switch (unit.kind) {
                case BlockKind::title:
                    add_title(unit);
                    break;
                case BlockKind::paragraph:
                    add_paragraph(unit);
                    break;
                case BlockKind::caption:
                case BlockKind::furniture:
                case BlockKind::row:
                    add_other(unit);
                    break;
            }
        }
        settle_fields();
    }

  private:
    [[nodiscard]] std::string_view words(Span span) const {
        return quote(article_.text, span);
    }

    void add(BlockKind kind, Span span, const char* rule) {
        span = trimmed(article_.text, span);
        if (!span.empty()) {
            article_.blocks.push_back({kind, span, rule});
            paragraphs_ += kind == BlockKind::paragraph ? 1U : 0U;
        }
    }

    void add_other(const JudgedUnit& unit) {
        Span span = unit.unit.span;
        if (const std::uint32_t prefix = date_prefix(span); prefix != 0) {
            add(BlockKind::furniture, {span.begin, span.begin + prefix}, "date-line");
            span.begin += prefix;
        }
        add(unit.kind, span, unit.rule);
    }

    void add_title(const JudgedUnit& unit) {
        Span span = unit.unit.span;
        if (unit.unit.heading) {
            const auto mark =
                static_cast<std::uint32_t>(words(span).find_first_not_of('#'));
            add(BlockKind::furniture, {span.begin, span.begin + mark}, "heading-mark");
            span = trimmed(article_.text, {span.begin + mark, span.end});
        }
        const SiteSuffix suffix = unit.unit.of_page() ? site_of_page(words(span))
                                                      : site_suffix(words(span), rules_);
        const std::uint32_t end =
            suffix.site.empty() ? span.end : span.begin + suffix.headline_end;
        add(BlockKind::title, {span.begin, end}, unit.rule);
        article_.title = squeezed(words(trimmed(article_.text, {span.begin, end})));
        if (!suffix.site.empty()) {
            add(BlockKind::furniture, {end, span.end}, "site-name");
            set_outlet(shifted(suffix.site, span.begin), "title-suffix");
        }
    }

    /// A page's heading may well end in " - …": only the outlet's own name goes.
    [[nodiscard]] SiteSuffix site_of_page(std::string_view title) const {
        const SiteSuffix suffix = site_suffix(title, rules_);
        const std::string_view site = quote(title, suffix.site);
        const bool known = !rules_.outlet(site).empty() || !rules_.agency(site).empty() ||
                           (!site.empty() && site == article_.outlet);
        return known ? suffix : SiteSuffix{};
    }

    void add_paragraph(const JudgedUnit& unit) {
        Span span = split_lead_label(unit);
        const WireLead lead = read_wire_lead(words(span), first_paragraph_, rules_);
        if (lead.story != 0 && lead.story < span.size()) {
            add(BlockKind::furniture,
                {span.begin, span.begin + lead.slug_end},
                "wire-slug");
            add(BlockKind::furniture,
                {span.begin + lead.slug_end, span.begin + lead.story},
                "dateline");
            note_dateline(lead, span.begin);
            span.begin += lead.story;
        }
        const WireTail tail = read_wire_tail(words(span), rules_);
        add(BlockKind::paragraph, {span.begin, span.begin + tail.story_end}, unit.rule);
        add(BlockKind::furniture, {span.begin + tail.story_end, span.end}, "wire-end");
        if (!tail.agency.empty()) {
            set_agency(shifted(tail.agency, span.begin), "signature");
        }
        if (std::string_view(unit.rule) != "deck") {
            first_paragraph_ = false;
            in_header_ = false;
        }
    }

    /// "Story highlights Bolivia's president says …": the label is no text of the story.
    Span split_lead_label(const JudgedUnit& unit) {
        const Span span = unit.unit.span;
        const std::uint32_t prefix = date_prefix(span);
        if (prefix != 0) {
            add(BlockKind::furniture, {span.begin, span.begin + prefix}, "date-line");
            return trimmed(article_.text, {span.begin + prefix, span.end});
        }
        if (unit.unit.hits.lead_words == 0) {
            return span;
        }
        Words split;
        split.assign(words(span));
        const std::size_t n = unit.unit.hits.lead_words;
        if (n >= split.size()) {
            return span;
        }
        const std::uint32_t at = split.origin[n].begin;
        add(BlockKind::furniture, {span.begin, span.begin + at}, "label");
        return {span.begin + at, span.end};
    }

    /// "date 2026-01-24 " at the very start of a text: its length, or 0.
    std::uint32_t date_prefix(Span span) {
        const std::string_view text = words(span);
        if (!article_.blocks.empty() || !text.starts_with("date ")) {
            return 0;
        }
        const auto day = Day::parse_iso(text.substr(5, 10));
        if (!day || text.size() < 17 || !is_space(text[15])) {
            return 0;
        }
        set_date(*day, {span.begin + 5, span.begin + 15}, "date-line");
        return 16;
    }

    void note_dateline(const WireLead& lead, std::uint32_t at) {
        if (!lead.agency.empty()) {
            set_agency(shifted(lead.agency, at), "dateline");
        }
        if (!lead.place.empty() && article_.dateline.empty()) {
            const Span place = shifted(lead.place, at);
            article_.dateline = place_name(words(place));
            article_.dateline_from = {"dateline", place};
        }
    }

    void set_date(Day day, Span span, const char* rule) {
        if (!article_.published) {
            article_.published = day;
            article_.published_from = {rule, span};
        }
    }

    void set_outlet(Span span, const char* rule) {
        if (!article_.outlet.empty()) {
            return;
        }
        const std::string_view sign = words(span);
        const std::string_view known = rules_.outlet(sign);
        article_.outlet = known.empty() ? std::string(sign) : std::string(known);
        article_.outlet_from = {rule, span};
    }

    void set_agency(Span span, const char* rule) {
        if (!article_.agency.empty()) {
            return;
        }
        const std::string_view known = rules_.agency(words(span));
        article_.agency = known.empty() ? std::string(words(span)) : std::string(known);
        article_.agency_from = {rule, span};
    }

    void read_fields(const std::vector<JudgedUnit>& judged, std::size_t i) {
        const JudgedUnit& unit = judged[i];
        const std::string_view rule = unit.rule;
        const Span span = unit.unit.span;
        if (unit.kind == BlockKind::furniture) {
            read_date(rule, span);
            read_byline_line(span);
        }
        if (rule == "byline") {
            read_marked_byline(span);
        } else if (rule == "agency-line") {
            note_agency_line(span);
        } else if (rule == "story-end") {
            note_source(span);
        } else if (rule == "outlet-line" && i + 1 == judged.size()) {
            last_outlet_ = span;
        } else if (rule == "link") {
            note_address(span);
        } else if (rule == "legal") {
            note_copyright(span);
        }
        if (i == 0 && unit.kind == BlockKind::furniture) {
            const SiteSuffix suffix = site_suffix(words(span), rules_);
            if (!suffix.site.empty()) {
                set_outlet(shifted(suffix.site, span.begin), "title-suffix");
            }
        }
    }

    /// "By Jane Roe, Staff Writer" above the story, where nothing else names its authors.
    void read_byline_line(Span span) {
        const std::string_view text = words(span);
        constexpr std::size_t longest = 160;  // bytes
        const bool led = text.starts_with("By ") || text.starts_with("BY ") ||
                         text.starts_with("by ") || text.starts_with("Written by ") ||
                         text.starts_with("Reported by ");
        if (!led || text.size() > longest || !article_.authors.empty() ||
            paragraphs_ > 1 || past_head_) {
            return;
        }
        Byline byline = read_byline(text, BylineForm::line, rules_);
        if (!byline.authors.empty()) {
            article_.authors = std::move(byline.authors);
            article_.authors_from = {"byline-line", span};
        }
    }

    /// The first date line counts; after the story begins only near its head.
    void read_date(std::string_view rule, Span span) {
        if (rule == "tail-marker" || rule == "story-end" || rule == "poll-marker") {
            past_head_ = true;
        }
        const bool dated = rule == "date-line" || rule == "byline" || rule == "label";
        if (past_head_ || !dated || paragraphs_ > 3) {
            return;
        }
        const std::string_view text = words(span);
        if (const auto date = find_date(text)) {
            const bool changed = text.find("pdated") != std::string_view::npos;
            auto& slot = changed ? updated_ : dated_;
            if (!slot) {
                slot = {date->day, shifted(date->span, span.begin)};
            }
        }
    }

    /// "**outlet** | 2026-01-02 00:00 |"
    void read_marked_byline(Span span) {
        const std::string_view text = words(span);
        const std::size_t end = text.find("**", 2);
        if (end != std::string_view::npos && end > 2) {
            const auto stop = static_cast<std::uint32_t>(end);
            set_outlet({span.begin + 2, span.begin + stop}, "byline");
        }
    }

    void note_agency_line(Span span) {
        if (agency_line_.empty() || !in_header_) {
            agency_line_ = span;
        }
    }

    /// "Source: VNA", "Source: Reuters/ec"
    void note_source(Span span) {
        const std::string_view text = words(span);
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos || !text.starts_with("S")) {
            return;
        }
        std::size_t begin = colon + 1;
        while (begin < text.size() && is_space(text[begin])) {
            ++begin;
        }
        const std::size_t end = std::min(text.find('/', begin), text.size());
        const Span sign{span.begin + static_cast<std::uint32_t>(begin),
                        span.begin + static_cast<std::uint32_t>(end)};
        if (!rules_.agency(words(sign)).empty()) {
            set_agency(sign, "source-line");
        } else if (!rules_.outlet(words(sign)).empty()) {
            last_outlet_ = sign;
        }
    }

    /// The host of an address of this page, where a table knows it.
    void note_address(Span span) {
        const std::string_view text = words(span);
        const std::size_t scheme = text.find("://");
        if (scheme == std::string_view::npos || !host_.empty()) {
            return;
        }
        const std::size_t begin = scheme + 3;
        const std::size_t end =
            std::min(text.find_first_of("/:)>] ", begin), text.size());
        const Span host{span.begin + static_cast<std::uint32_t>(begin),
                        span.begin + static_cast<std::uint32_t>(end)};
        if (!rules_.outlet_of_host(words(host)).empty()) {
            host_ = host;
            address_ = past_head_ || paragraphs_ > 3 ? Span{} : span;
        }
    }

    /// "Copyright © 2014 NPR. All rights reserved."
    void note_copyright(Span span) {
        Words split;
        split.assign(words(span));
        for (std::size_t i = 0; i < split.size() && i < 12; ++i) {
            for (std::size_t n = 1; n <= 4 && i + n <= split.size(); ++n) {
                const Span sign{split.origin[i].begin + span.begin,
                                split.origin[i + n - 1].end + span.begin};
                const std::string_view mark = words(span);
                if (mark.find("opyright") != std::string_view::npos &&
                    !rules_.outlet(words(sign)).empty()) {
                    copyright_ = sign;
                }
            }
        }
    }

    void settle_fields() {
        if (dated_ || updated_) {
            const auto& date = dated_ ? *dated_ : *updated_;
            set_date(date.first, date.second, "date-line");
        }
        if (article_.outlet.empty() && !host_.empty()) {
            article_.outlet = rules_.outlet_of_host(words(host_));
            article_.outlet_from = {"address", host_};
        }
        if (!host_.empty()) {
            read_date_of_address();
        }
        if (!copyright_.empty()) {
            set_outlet(copyright_, "copyright");
        }
        if (!last_outlet_.empty()) {
            set_outlet(last_outlet_, "outlet-line");
        }
        if (!agency_line_.empty()) {
            set_agency(agency_line_, "agency-line");
        }
    }

    void read_date_of_address() {
        if (const auto date = find_date(words(address_))) {
            set_date(date->day, shifted(date->span, address_.begin), "address");
        }
    }

    Article& article_;
    const IngestRules& rules_;
    bool first_paragraph_ = true;
    bool in_header_ = true;
    bool past_head_ = false;
    std::size_t paragraphs_ = 0;
    std::optional<std::pair<Day, Span>> dated_;
    std::optional<std::pair<Day, Span>> updated_;
    Span host_;
    Span address_;
    Span agency_line_;
    Span last_outlet_;
    Span copyright_;
};

}  // namespace

SiteSuffix site_suffix(std::string_view title, const IngestRules& rules) {
    constexpr std::array<std::string_view, 4> separators{
        " | ", " - ", " \u2013 ", " \u2014 "};
    SiteSuffix best;
    for (const std::string_view separator : separators) {
        const std::size_t at = title.rfind(separator);
        if (at == std::string_view::npos || at < 12) {
            continue;
        }
        const std::size_t begin = at + separator.size();
        const std::string_view site = title.substr(begin);
        const auto spaces = std::count(site.begin(), site.end(), ' ');
        const bool capital = !site.empty() && (site[0] < 'a' || site[0] > 'z');
        const bool known = !rules.outlet(site).empty() || !rules.agency(site).empty();
        if (!known && (spaces > 3 || !capital || site.size() < 3)) {
            continue;
        }
        if (best.site.empty() || known) {
            const std::size_t first = title.find(" | ");
            const std::size_t end =
                first == std::string_view::npos || first < 12 ? at : first;
            best = {static_cast<std::uint32_t>(end),
                    {static_cast<std::uint32_t>(begin),
                     static_cast<std::uint32_t>(title.size())}};
        }
    }
    return best;
}

void fill_from_text(Article& article, CleanText clean, const IngestRules& rules) {
    const std::vector<Unit> units = split_units(clean, rules);
    clean.finish();
    article.text = std::move(clean.text);
    article.anchors = std::move(clean.anchors);
    fill_from_units(article, units, rules);
}

void fill_from_units(Article& article,
                     const std::vector<Unit>& units,
                     const IngestRules& rules) {
    Filler(article, rules).fill(judge_units(units, article.text, rules));
}

}  // namespace chancery
