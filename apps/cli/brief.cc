// chancery brief: a page for a desk officer, of what happened in a period.
// SPDX-License-Identifier: Apache-2.0
#include "shared/brief.h"

#include <memory>

#include "commands.h"
#include "exit_code.h"
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

int run(const BriefOptions& options, const GlobalOptions& global) {
    auto ledger = open_ledger(options.ledger, options.as_of, global.folders);
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
        return question_fault(acts.error());
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
    const Brief page = make_brief(
        events, {options.about, options.title, period_of(options.query), options.most});
    out.write(options.html ? brief_html(page) : brief_markdown(page));
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
