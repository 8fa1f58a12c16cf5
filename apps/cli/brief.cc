// chancery brief: a page for a desk officer, of what happened in a period.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <memory>
#include <tuple>
#include <utility>

#include "commands.h"
#include "event_text.h"
#include "exit_code.h"
#include "formats/xml.h"
#include "ledger_access.h"
#include "output.h"
#include "query_options.h"

namespace chancery::cli {

namespace {

struct BriefOptions {
    std::string ledger, as_of, about, title;
    QueryOptions query;
    bool html = false;
    std::size_t most = 12;
};

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

    struct Source {
        std::string name, url;
    };

    void item(const std::string& what,
              const std::string& words,
              const std::vector<Source>& sources) {
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
        for (const Source& source : sources) {
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

std::vector<Page::Source> sources_of(const EventDetail& detail) {
    std::vector<Page::Source> out;
    for (const ActRow& act : detail.acts) {
        const std::string name = printable(act.outlet.empty() ? act.doc : act.outlet);
        const bool known = std::any_of(
            out.begin(), out.end(), [&](const auto& one) { return one.name == name; });
        if (!known) {
            out.push_back({name, act.url});
        }
    }
    return out;
}

std::string period_of(const QueryOptions& asked) {
    if (!asked.date.empty()) {
        return asked.date;
    }
    if (asked.from.empty() && asked.to.empty()) {
        return "all days";
    }
    return (asked.from.empty() ? "…" : asked.from) + " to " +
           (asked.to.empty() ? "…" : asked.to);
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

std::string page_of(const std::vector<EventDetail>& events, const BriefOptions& options) {
    Page page(options.html);
    const std::string about = options.about.empty() ? "Brief" : options.about;
    page.begin(options.title.empty() ? about + ", " + period_of(options.query)
                                     : options.title);
    std::size_t articles = 0;
    std::size_t conflicts = 0;
    for (const EventDetail& one : events) {
        articles += one.event.articles;
        conflicts += one.event.conflicts.empty() ? 0U : 1U;
    }
    page.paragraph(std::to_string(events.size()) + " events told " +
                   std::to_string(articles) + " times; of " + std::to_string(conflicts) +
                   " the sources differ.");
    for (const Theme& theme : themes()) {
        const auto [shown, all] = of_theme(events, theme, options.most);
        if (shown.empty()) {
            continue;
        }
        page.heading(theme.name);
        for (const EventDetail* one : shown) {
            page.item(
                what_of(one->event), printable(one->event.evidence), sources_of(*one));
        }
        if (all > shown.size()) {
            page.paragraph(std::to_string(all - shown.size()) +
                           " more; `chancery events` lists them.");
        }
    }
    return page.finish();
}

int run(const BriefOptions& options, const GlobalOptions& global) {
    auto ledger = open_ledger(options.ledger, options.as_of);
    if (!ledger) {
        return fail(ledger.error());
    }
    QueryOptions asked = options.query;
    // An officer asks what was told in the period, dated or not.
    asked.or_published = true;
    if (!options.about.empty()) {
        asked.actors.push_back(options.about);
    }
    auto acts = act_filter(asked, global.folders, *ledger);
    if (!acts) {
        return usage_fault(acts.error().text());
    }
    EventFilter filter;
    filter.acts = *std::move(acts);
    std::vector<EventDetail> events;
    auto done = ledger->events(filter, [&](const EventDetail& event) {
        events.push_back(event);
        return true;
    });
    if (!done) {
        return fail(done.error());
    }
    Output out;
    out.write(page_of(events, options));
    done = out.finish();
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_brief(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<BriefOptions>();
    CLI::App* command = app.add_subcommand(
        "brief", "Write a page of what happened, by theme, with words and sources");
    add_ledger_option(*command, own->ledger);
    add_as_of_option(*command, own->as_of);
    command->add_option(
        "about", own->about, "a country, code or name; all where not given");
    add_act_filters(*command, own->query);
    command->add_flag("--html", own->html, "HTML; else Markdown");
    command->add_option("--title", own->title, "of the page");
    command->add_option("--most", own->most, "events for each theme, default 12");
    command->footer(
        "Example:\n"
        "  chancery brief --ledger news.ledger Vietnam --date 2026-01 --html > "
        "vietnam.html");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
