// chancery acts: the ledger as a table, JSON Lines or CSV.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "page_options.h"
#include "query_options.h"
#include "shared/act_text.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct ActsOptions {
    std::string ledger;
    PageOptions page;
    QueryOptions query;
    bool json = false;
    bool csv = false;
    bool evidence = false;
    bool no_evidence = false;
};

/// Columns from which on evidence is shown unasked.
constexpr std::size_t wide_enough = 110;

std::vector<Column> columns() {
    // Whether something was planned or denied must never be left out.
    return {{"ID", 7},
            {"DATE", 12},
            {"ACT", 14},
            {"WHO → TO WHOM", 34, 0, true},
            {"STATUS", 10},
            {"CHANNEL", 7, 3},
            {"PLACE", 8, 1, false, false, 14},
            {"OUTLET", 8, 2, false, false, 16}};
}

TableRow row_of(const ActRow& act, std::size_t digits) {
    const bool dated = !act.date.empty();
    const std::string times = act.count ? " ×" + std::to_string(*act.count) : "";
    return {{{act.id.substr(0, digits), Style::yellow},
             {date_or_published(act), dated ? Style::cyan : Style::dim},
             {type_and_mode(act) + times, type_style(act.type)},
             {names(act.actors), Style::plain, names(act.recipients)},
             {status_words(act), Style::magenta},
             {act.channel},
             {printable(act.place)},
             {printable(act.outlet), Style::dim}},
            act.background,
            {}};
}

/// As much of the evidence as fits in `width` columns, the trigger marked and in sight.
std::string evidence_line(const ActRow& act, std::size_t width, const Paint& paint) {
    std::string text = printable(act.evidence);
    const std::string trigger = printable(act.trigger);
    constexpr std::size_t quotes = 2;
    std::size_t at = text.find(trigger);
    if (width > quotes) {
        const std::size_t room = width - quotes;
        // Words before the trigger go until its end is in sight.
        while (at != std::string::npos && at > 0 &&
               display_width(text.substr(0, at + trigger.size())) + 1 > room) {
            const std::size_t space = text.find(' ', text.starts_with("…") ? 4 : 0);
            if (space == std::string::npos || space >= at) {
                break;
            }
            text = "… " + text.substr(space + 1);
            at = text.find(trigger);
        }
        text = cut(text, room);
    }
    if (at == std::string::npos || at + trigger.size() > text.size()) {
        return paint(Style::dim, "“" + text + "”");
    }
    return paint(Style::dim, "“" + text.substr(0, at)) + paint(Style::bold, trigger) +
           paint(Style::dim, text.substr(at + trigger.size()) + "”");
}

/// Digits that tell every act of the list from every other of the ledger.
Result<std::size_t> digits_for(Ledger& ledger, const std::vector<ActRow>& acts) {
    std::size_t digits = 0;
    for (const ActRow& act : acts) {
        auto fewest = ledger.shortest(act.id);
        if (!fewest) {
            return fewest;
        }
        digits = std::max(digits, *fewest);
    }
    return digits;
}

Result<void> print_table(Ledger& ledger,
                         const std::vector<ActRow>& acts,
                         const ActsOptions& options,
                         const Paint& paint) {
    const auto digits = digits_for(ledger, acts);
    if (!digits) {
        return digits.error();
    }
    Table table(columns());
    for (const ActRow& act : acts) {
        table.add(row_of(act, *digits));
    }
    const std::size_t width = terminal_width();
    table.fit_to(width);
    const bool show_evidence =
        options.evidence ||
        (!options.no_evidence && is_terminal(STDOUT_FILENO) && width >= wide_enough);
    const std::size_t indent = std::min<std::size_t>(table.indent(2), 24);
    Output out;
    bool open = acts.empty() || out.write(table.head_line(paint));
    for (std::size_t i = 0; i < acts.size() && open; ++i) {
        if (show_evidence) {
            const std::size_t room = width > indent ? width - indent : 0;
            table.row(i).below.push_back(std::string(indent, ' ') +
                                         evidence_line(acts[i], room, paint));
        }
        open = out.write(table.lines(i, paint));
    }
    if (auto done = out.finish(); !done) {
        return done;
    }
    if (is_terminal(STDERR_FILENO)) {
        const std::string count = acts.empty() ? "no acts match"
                                  : acts.size() == 1
                                      ? "1 act"
                                      : std::to_string(acts.size()) + " acts";
        (void)std::fprintf(stderr, "%s\n", count.c_str());
    }
    return {};
}

/// Writes each act as it is read: there may be millions.
template <typename Line>
Result<void> stream(Ledger& ledger, const ActFilter& filter, Output& out, Line line) {
    auto done =
        ledger.acts(filter, [&](const ActRow& act) { return out.write(line(act)); });
    return done ? out.finish() : done;
}

int run(const ActsOptions& options, const GlobalOptions& global) {
    QueryOptions asked = options.query;
    asked.limit = 0;
    auto page = open_page(options.ledger,
                          options.page,
                          "acts",
                          in_words(asked),
                          options.query.limit != 0,
                          global.folders);
    if (!page) {
        return fail_page(page.error());
    }
    Ledger* const ledger = &page->ledger;
    auto filter = act_filter(options.query, global.folders, *ledger);
    if (!filter) {
        return question_fault(filter.error());
    }
    filter->after = page->after;
    Result<void> done;
    if (options.json) {
        Output out;
        done = stream(*ledger, *filter, out, [&](const ActRow& act) {
            Json line = to_json(act);
            page->mark(line, act.at);
            return json_line(line);
        });
    } else if (options.csv) {
        Output out;
        out.write(csv_head(csv_fields(ActRow())));
        done = stream(*ledger, *filter, out, [](const ActRow& act) {
            return csv_line(csv_fields(act));
        });
    } else {
        std::vector<ActRow> acts;
        done = ledger->acts(*filter, [&](const ActRow& act) {
            acts.push_back(act);
            return true;
        });
        if (done) {
            done = print_table(
                *ledger, acts, options, Paint(wants_colour(global.no_colour)));
        }
    }
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_acts(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ActsOptions>();
    CLI::App* command = app.add_subcommand(
        "acts", "List acts, by date; dates in brackets are the article's");
    add_ledger_option(*command, own->ledger);
    add_page_options(*command, own->page);
    add_act_filters(*command, own->query);
    auto* json = command->add_flag("--json", own->json, "JSON Lines, one act a line");
    command->add_flag("--csv", own->csv, "CSV (RFC 4180)")->excludes(json);
    auto* evidence =
        command->add_flag("--evidence", own->evidence, "show the words below each act");
    command->add_flag("--no-evidence", own->no_evidence, "do not")->excludes(evidence);
    command->footer(
        "Examples:\n"
        "  chancery acts --ledger news.ledger --date 2026-01-24\n"
        "  chancery acts --ledger news.ledger --actor Vietnam --actor \"Xi Jinping\"\n"
        "  chancery acts --ledger news.ledger --type SUPPORT/congratulate --from "
        "2026-01\n"
        "  chancery acts --ledger news.ledger --country Laos --csv > laos.csv");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
