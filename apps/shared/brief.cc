// SPDX-License-Identifier: Apache-2.0
#include "shared/brief.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "coding/act.h"
#include "formats/xml.h"
#include "shared/act_text.h"
#include "shared/event_text.h"
#include "shared/terminal.h"

namespace chancery {

namespace {

struct Theme {
    const char* name;
    std::vector<ActType> types;
};

/// In the order in which a desk officer asks.
const std::array<Theme, 6>& themes() {
    static const std::array<Theme, 6> all{
        {{"Visits, meetings, calls and letters", {ActType::consult}},
         {"Congratulations, thanks, agreements and honours",
          {ActType::support, ActType::concede}},
         {"Pledges and plans", {ActType::agree}},
         {"Cooperation and aid", {ActType::cooperate, ActType::aid, ActType::retreat}},
         {"Demands, criticism and refusals",
          {ActType::request, ActType::accuse, ActType::reject, ActType::threaten}},
         {"Protest, sanctions, coercion and force",
          {ActType::protest,
           ActType::sanction,
           ActType::mobilize,
           ActType::coerce,
           ActType::assault}}}};
    return all;
}

/// What of Markdown means something is what it says.
std::string plain_markdown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>#|~").find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += c;
    }
    return out;
}

/// A page in one of two forms. Text of articles is text, whatever it holds.
class Page {
  public:
    explicit Page(bool html) : html_(html) {}

    void begin(const std::string& title) {
        if (html_) {
            text_ +=
                "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" +
                xml_text(title) +
                "</title>\n<style>body{font:16px/1.5 serif;max-width:46em;margin:2em "
                "auto;padding:0 1em}q{font-style:italic}small{color:#555}li{margin:.6em "
                "0}@media print{body{margin:0}}</style>\n<h1>" +
                xml_text(title) + "</h1>\n";
        } else {
            text_ += "# " + plain_markdown(title) + "\n\n";
        }
    }

    void heading(const std::string& words) {
        close();
        text_ += html_ ? "<h2>" + xml_text(words) + "</h2>\n"
                       : "## " + plain_markdown(words) + "\n\n";
    }

    void paragraph(const std::string& words) {
        close();
        text_ +=
            html_ ? "<p>" + xml_text(words) + "</p>\n" : plain_markdown(words) + "\n\n";
    }

    void item(const std::string& what,
              const std::string& words,
              const std::vector<BriefSource>& sources) {
        if (html_ && !open_) {
            text_ += "<ul>\n";
            open_ = true;
        }
        std::string line = html_ ? "<li>" + xml_text(what) : "- " + plain_markdown(what);
        if (!words.empty()) {
            line += html_ ? " <q>" + xml_text(words) + "</q>"
                          : " “" + plain_markdown(words) + "”";
        }
        std::string list;
        for (const BriefSource& source : sources) {
            const bool linked =
                source.url.starts_with("https://") || source.url.starts_with("http://");
            list += list.empty() ? "" : ", ";
            if (!linked) {
                list += html_ ? xml_text(source.name) : plain_markdown(source.name);
            } else if (html_) {
                list += "<a href=\"" + xml_text(source.url) + "\">" +
                        xml_text(source.name) + "</a>";
            } else {
                list +=
                    "[" + plain_markdown(source.name) + "](<" + url_of(source.url) + ">)";
            }
        }
        if (!list.empty()) {
            line += html_ ? " <small>" + list + "</small>" : " (" + list + ")";
        }
        text_ += line + "\n";
        open_ = true;
    }

    std::string finish() {
        close();
        return std::move(text_);
    }

  private:
    /// Nothing in it ends the link.
    static std::string url_of(const std::string& url) {
        std::string out;
        for (const char c : url) {
            const bool ends =
                c == '<' || c == '>' || static_cast<unsigned char>(c) <= ' ';
            out += ends ? std::string("%20") : std::string(1, c);
        }
        return out;
    }

    void close() {
        if (open_) {
            text_ += html_ ? "</ul>\n" : "\n";
            open_ = false;
        }
    }

    bool html_;
    bool open_ = false;
    std::string text_;
};

/// Worth telling first: by many sources, sure, not told as background.
double weight_of(const EventRow& event) {
    return event.confidence * (1.0 + 0.5 * (std::min(event.sources, 8U) - 1.0)) *
           (event.background ? 0.3 : 1.0);
}

std::string what_of(const EventRow& event) {
    const ActRow act = as_act(event);
    std::string out = date_or_published(act) + ": " + names(act.actors);
    out += act.recipients.empty() ? "" : " → " + names(act.recipients);
    out += " – " + type_and_mode(act);
    out += act.place.empty() ? "" : ", " + printable(act.place);
    const std::string status = status_words(act);
    out += status.empty() ? "" : " [" + status + "]";
    for (const std::string& field : event.conflicts) {
        out += " [sources differ: " + field + "]";
    }
    return out;
}

std::vector<BriefSource> sources_of(const EventDetail& detail) {
    std::vector<BriefSource> out;
    for (const ActRow& act : detail.acts) {
        const std::string name = printable(act.outlet.empty() ? act.doc : act.outlet);
        const bool known = std::any_of(
            out.begin(), out.end(), [&](const auto& one) { return one.name == name; });
        if (!known) {
            out.push_back({name, act.url, act.doc});
        }
    }
    return out;
}

/// The events of a theme that are most worth telling, by day; and how many there are.
std::pair<std::vector<const EventDetail*>, std::size_t> of_theme(
    const std::vector<EventDetail>& events, const Theme& theme, std::size_t most) {
    std::vector<const EventDetail*> out;
    for (const EventDetail& one : events) {
        const auto type = act_type_from(one.event.type);
        if (type && std::find(theme.types.begin(), theme.types.end(), *type) !=
                        theme.types.end()) {
            out.push_back(&one);
        }
    }
    const std::size_t all = out.size();
    std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
        return weight_of(a->event) > weight_of(b->event);
    });
    out.resize(std::min(all, most));
    std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
        return std::tie(a->event.sort_day, a->event.id) <
               std::tie(b->event.sort_day, b->event.id);
    });
    return {std::move(out), all};
}

std::string page_of(const Brief& brief, bool html) {
    Page page(html);
    page.begin(brief.title);
    page.paragraph(brief.summary);
    for (const BriefTheme& theme : brief.themes) {
        page.heading(theme.name);
        for (const BriefItem& one : theme.items) {
            page.item(one.what, one.words, one.sources);
        }
        if (theme.more > 0) {
            page.paragraph(std::to_string(theme.more) +
                           " more; `chancery events` lists them.");
        }
    }
    return page.finish();
}

}  // namespace

std::string period_of(const Question& asked) {
    if (!asked.date.empty()) {
        return asked.date;
    }
    if (asked.from.empty() && asked.to.empty()) {
        return "all days";
    }
    return (asked.from.empty() ? "…" : asked.from) + " to " +
           (asked.to.empty() ? "…" : asked.to);
}

Brief make_brief(const std::vector<EventDetail>& events, const BriefOrder& order) {
    Brief out;
    out.title = !order.title.empty()
                    ? order.title
                    : (order.about.empty() ? "Brief" : order.about) + ", " + order.period;
    std::size_t articles = 0;
    std::size_t conflicts = 0;
    for (const EventDetail& one : events) {
        articles += one.event.articles;
        conflicts += one.event.conflicts.empty() ? 0U : 1U;
    }
    out.summary = std::to_string(events.size()) + " events told " +
                  std::to_string(articles) + " times; of " + std::to_string(conflicts) +
                  " the sources differ.";
    for (const Theme& theme : themes()) {
        const auto [shown, all] = of_theme(events, theme, order.most);
        if (shown.empty()) {
            continue;
        }
        BriefTheme& made = out.themes.emplace_back();
        made.name = theme.name;
        made.more = all - shown.size();
        for (const EventDetail* one : shown) {
            made.items.push_back({one->event.id,
                                  what_of(one->event),
                                  printable(one->event.evidence),
                                  sources_of(*one)});
        }
    }
    return out;
}

std::string brief_html(const Brief& brief) {
    return page_of(brief, true);
}

std::string brief_markdown(const Brief& brief) {
    return page_of(brief, false);
}

}  // namespace chancery
