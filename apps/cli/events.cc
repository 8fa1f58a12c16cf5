// chancery events, event, timeline, dyads: what happened, and who tells it how.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "ledger_access.h"
#include "output.h"
#include "page_options.h"
#include "query_options.h"
#include "shared/event_text.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct EventsOptions {
    std::string ledger;
    std::string as_of;
    QueryOptions query;
    bool conflicts = false;
    bool corrected = false;
    std::uint32_t min_sources = 0;
    PageOptions page;
    std::string by = "month";
    bool claims = false;
    bool json = false;
    bool csv = false;
};

Result<EventFilter> event_filter(const EventsOptions& options,
                                 const GlobalOptions& global,
                                 Ledger& ledger) {
    auto acts = act_filter(options.query, global.folders, ledger);
    if (!acts) {
        return acts.error();
    }
    EventFilter out;
    out.acts = *std::move(acts);
    out.conflicts = options.conflicts;
    out.corrected = options.corrected;
    out.min_sources = options.min_sources;
    return out;
}

/// What is asked for, the same for each page of it.
std::string question_of(const EventsOptions& options) {
    QueryOptions asked = options.query;
    asked.limit = 0;
    return in_words(asked) + (options.conflicts ? " conflicts" : "") +
           (options.corrected ? " corrected" : "") + " sources " +
           std::to_string(options.min_sources);
}

/// The place of an event in the list.
RowPlace place_of(const EventRow& event) {
    return {event.sort_day, event.id};
}

std::vector<Column> columns() {
    return {{"EVENT", 8},
            {"DATE", 12},
            {"WHAT", 14},
            {"WHO → TO WHOM", 34, 0, true},
            {"STATUS", 10},
            {"PLACE", 8, 1, false, false, 14},
            {"TOLD BY", 7, 2, false, false, 24}};
}

TableRow row_of(const EventRow& event) {
    const ActRow act = as_act(event);
    const std::string times = act.count ? " ×" + std::to_string(*act.count) : "";
    const bool differ = !event.conflicts.empty();
    return {{{event.id.substr(0, 10), Style::yellow},
             {date_or_published(act), act.date.empty() ? Style::dim : Style::cyan},
             {type_and_mode(act) + times, type_style(act.type)},
             {names(act.actors), Style::plain, names(act.recipients)},
             {status_words(act), Style::magenta},
             {printable(act.place)},
             {told_by(event), differ ? Style::red : Style::dim}},
            act.background,
            {}};
}

Result<void> print_events(const std::vector<EventRow>& events, const Paint& paint) {
    Table table(columns());
    for (const EventRow& event : events) {
        table.add(row_of(event));
    }
    Output out;
    write_table(table, paint, out);
    if (is_terminal(STDERR_FILENO)) {
        out.flush();
        (void)std::fprintf(stderr, "%zu events\n", events.size());
    }
    return out.finish();
}

/// The list as JSON Lines, CSV or a table.
Result<void> write_events(ListPage& page,
                          const EventFilter& filter,
                          const EventsOptions& options,
                          const Paint& paint) {
    Output out;
    Result<void> done;
    const auto write_line = [&](Json line, const EventRow& event) {
        page.mark(line, place_of(event));
        return out.write(json_line(line));
    };
    if (options.json && options.claims) {
        done = page.ledger.events(filter, [&](const EventDetail& event) {
            return write_line(to_json(event), event.event);
        });
    } else if (options.json) {
        done = page.ledger.event_rows(filter, [&](const EventRow& event) {
            return write_line(to_json(event), event);
        });
    } else if (options.csv) {
        out.write(csv_head(csv_fields(EventRow())));
        done = page.ledger.event_rows(filter, [&](const EventRow& event) {
            return out.write(csv_line(csv_fields(event)));
        });
    } else {
        std::vector<EventRow> events;
        done = page.ledger.event_rows(filter, [&](const EventRow& event) {
            events.push_back(event);
            return true;
        });
        return done ? print_events(events, paint) : done;
    }
    return done ? out.finish() : done;
}

int run_events(const EventsOptions& options, const GlobalOptions& global) {
    auto page = open_page(options.ledger,
                          options.page,
                          "events",
                          question_of(options),
                          options.query.limit != 0,
                          global.folders);
    if (!page) {
        return fail_page(page.error());
    }
    auto filter = event_filter(options, global, page->ledger);
    if (!filter) {
        return question_fault(filter.error());
    }
    if (page->after) {
        filter->after = {page->after->day.value_or(0), page->after->doc};
    }
    const auto done =
        write_events(*page, *filter, options, Paint(wants_colour(global.no_colour)));
    return done ? exit_done : fail(done.error());
}

/// A value, and the claims that are for it.
struct Claimed {
    std::string value;
    std::vector<const ClaimRow*> claims;
};

/// What each source says of one field, the value that is shown first.
std::vector<Claimed> claimed_of(const EventDetail& detail, std::string_view field) {
    std::vector<Claimed> out;
    for (const ClaimRow& claim : detail.claims) {
        if (claim.field != field) {
            continue;
        }
        auto at = std::find_if(out.begin(), out.end(), [&](const Claimed& one) {
            return one.value == claim.value;
        });
        if (at == out.end()) {
            at = out.insert(at, Claimed{claim.value, {}});
        }
        at->claims.push_back(&claim);
    }
    std::stable_sort(out.begin(), out.end(), [](const Claimed& a, const Claimed& b) {
        return a.claims.front()->shown > b.claims.front()->shown;
    });
    return out;
}

/// The outlets that make these claims, each once.
std::string outlets_of(const EventDetail& detail, const Claimed& claimed) {
    std::vector<std::string> outlets;
    for (const ClaimRow* claim : claimed.claims) {
        const auto act =
            std::find_if(detail.acts.begin(), detail.acts.end(), [&](const ActRow& one) {
                return one.id == claim->act;
            });
        const std::string who = act == detail.acts.end() ? claim->act
                                : act->outlet.empty()    ? act->doc
                                                         : act->outlet;
        if (std::find(outlets.begin(), outlets.end(), who) == outlets.end()) {
            outlets.push_back(who);
        }
    }
    std::string out;
    for (const std::string& outlet : outlets) {
        out += (out.empty() ? "" : ", ") + printable(outlet);
    }
    return out;
}

/// Equal values are on one line.
void add_claims(Table& table, const EventDetail& detail, const std::string& field) {
    bool first = true;
    for (const Claimed& one : claimed_of(detail, field)) {
        const std::string words = printable(one.claims.front()->words);
        const bool shown = one.claims.front()->shown;
        table.add({{{first ? field : "", Style::dim},
                    {(shown ? "" : "≠ ") + printable(one.value),
                     shown ? Style::bold : Style::red},
                    {outlets_of(detail, one)},
                    {words.empty() ? "" : "“" + words + "”", Style::dim}},
                   false,
                   {}});
        first = false;
    }
}

Result<void> print_event(const EventDetail& detail, const Paint& paint) {
    const EventRow& event = detail.event;
    const ActRow act = as_act(event);
    Output out;
    out.write(paint(Style::yellow, event.id) + "  " +
              paint(type_style(act.type), type_and_mode(act)) + "  " + names(act.actors) +
              (act.recipients.empty() ? "" : " → " + names(act.recipients)) + "\n\n");
    Table table({{"", 6}, {"", 16, 0, true}, {"", 16, 0, true}, {"", 16, 1, true}});
    for (const char* field : {"type",
                              "mode",
                              "cameo",
                              "channel",
                              "actors",
                              "recipients",
                              "date",
                              "place",
                              "status",
                              "count"}) {
        add_claims(table, detail, field);
    }
    table.fit_to(terminal_width());
    for (std::size_t i = 0; i < table.size(); ++i) {
        out.write(table.lines(i, paint));
    }
    for (const std::string& field : event.corrected) {
        out.write(paint(Style::magenta, field + " was set by an analyst") + '\n');
    }
    for (const EventLink& link : detail.links) {
        out.write(link.kind + ' ' + paint(Style::yellow, link.event) + '\n');
    }
    out.write("\ntold by " + std::to_string(event.articles) +
              (event.articles == 1 ? " article" : " articles") + ", " +
              std::to_string(event.sources) +
              (event.sources == 1 ? " independent source" : " independent sources") +
              "\n");
    for (const ActRow& one : detail.acts) {
        out.write("  " + paint(Style::yellow, one.id.substr(0, 10)) + "  " +
                  printable(one.published) + "  " +
                  printable(one.outlet.empty() ? one.doc : one.outlet) +
                  (one.agency.empty() ? "" : " (" + printable(one.agency) + ")") +
                  "\n    “" + printable(one.evidence) + "”\n");
    }
    return out.finish();
}

int run_event(const EventsOptions& options,
              const std::string& id,
              const GlobalOptions& global) {
    auto ledger = open_ledger(options.ledger, options.as_of, global.folders);
    if (!ledger) {
        return fail(ledger.error());
    }
    const auto detail = ledger->event(id);
    if (!detail) {
        return fail(detail.error());
    }
    if (options.json) {
        Output out;
        out.write(json_line(to_json(*detail)));
        const auto done = out.finish();
        return done ? exit_done : fail(done.error());
    }
    const auto done = print_event(*detail, Paint(wants_colour(global.no_colour)));
    return done ? exit_done : fail(done.error());
}

constexpr std::array<const char*, 6> count_columns = {"events",
                                                      "articles",
                                                      "verbal_cooperation",
                                                      "material_cooperation",
                                                      "verbal_conflict",
                                                      "material_conflict"};

/// By what is counted, then the counts.
std::vector<std::string> cells_of(const EventCount& one, bool pairs) {
    std::vector<std::string> out = pairs ? std::vector<std::string>{one.one, one.other}
                                         : std::vector<std::string>{one.day};
    out.push_back(std::to_string(one.events));
    out.push_back(std::to_string(one.articles));
    for (const std::uint32_t quad : one.quads) {
        out.push_back(std::to_string(quad));
    }
    return out;
}

void print_counts_table(const std::vector<EventCount>& counts,
                        bool pairs,
                        const Paint& paint,
                        Output& out) {
    std::vector<Column> columns = pairs ? std::vector<Column>{{"WHO", 10}, {"TO WHOM", 6}}
                                        : std::vector<Column>{{"FROM", 10}};
    columns.insert(columns.end(),
                   {{"EVENTS", 6, 0, false, true},
                    {"ARTICLES", 8, 1, false, true},
                    {"VERBAL +", 8, 2, false, true},
                    {"MATERIAL +", 10, 2, false, true},
                    {"VERBAL –", 8, 2, false, true},
                    {"MATERIAL –", 10, 2, false, true}});
    Table table(columns);
    for (const EventCount& one : counts) {
        TableRow row;
        for (const std::string& cell : cells_of(one, pairs)) {
            row.cells.push_back({printable(cell)});
        }
        table.add(std::move(row));
    }
    write_table(table, paint, out);
}

/// Counts by time, or by pairs.
Result<void> print_counts(const std::vector<EventCount>& counts,
                          bool pairs,
                          const EventsOptions& options,
                          const Paint& paint) {
    Output out;
    if (options.csv) {
        auto head = pairs ? std::vector<std::string>{"one", "other"}
                          : std::vector<std::string>{options.by};
        head.insert(head.end(), count_columns.begin(), count_columns.end());
        out.write(csv_line(head));
        for (const EventCount& one : counts) {
            out.write(csv_line(cells_of(one, pairs)));
        }
    } else if (options.json) {
        for (const EventCount& one : counts) {
            Json line = pairs ? Json{{"one", one.one}, {"other", one.other}}
                              : Json{{options.by, one.day}};
            line["events"] = one.events;
            line["articles"] = one.articles;
            line["quads"] = one.quads;
            out.write(json_line(line));
        }
    } else {
        print_counts_table(counts, pairs, paint, out);
    }
    return out.finish();
}

int run_counts(const EventsOptions& options, bool pairs, const GlobalOptions& global) {
    auto ledger = open_ledger(options.ledger, options.as_of, global.folders);
    if (!ledger) {
        return fail(ledger.error());
    }
    const auto filter = event_filter(options, global, *ledger);
    if (!filter) {
        return question_fault(filter.error());
    }
    const CountBy by = options.by == "day"    ? CountBy::day
                       : options.by == "week" ? CountBy::week
                       : options.by == "year" ? CountBy::year
                                              : CountBy::month;
    auto counts = pairs ? ledger->dyads(*filter) : ledger->timeline(*filter, by);
    if (!counts) {
        return fail(counts.error());
    }
    if (options.query.limit != 0 && counts->size() > options.query.limit) {
        counts->resize(options.query.limit);
    }
    const auto done =
        print_counts(*counts, pairs, options, Paint(wants_colour(global.no_colour)));
    return done ? exit_done : fail(done.error());
}

CLI::App* declare(CLI::App& app,
                  const char* name,
                  const char* what,
                  const std::shared_ptr<EventsOptions>& own) {
    CLI::App* command = app.add_subcommand(name, what);
    add_ledger_option(*command, own->ledger);
    return command;
}

void add_filters(CLI::App& command, EventsOptions& own) {
    add_act_filters(command, own.query);
    command.add_flag("--conflicts", own.conflicts, "only those of which sources differ");
    command.add_flag("--corrected", own.corrected, "only those that an analyst changed");
    command.add_option("--min-sources",
                       own.min_sources,
                       "told by at least this many independent sources");
    auto* json = command.add_flag("--json", own.json, "JSON Lines");
    command.add_flag("--csv", own.csv, "CSV (RFC 4180)")->excludes(json);
}

}  // namespace

void add_events(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<EventsOptions>();
    CLI::App* command =
        declare(app,
                "events",
                "List events: acts of several articles that are one, by date",
                own);
    add_page_options(*command, own->page);
    add_filters(*command, *own);
    command->add_flag("--claims", own->claims, "with --json: what each source says");
    command->footer(
        "TOLD BY: independent sources/articles; ≠ the fields of which they differ.\n"
        "Examples:\n"
        "  chancery events --ledger news.ledger --country Vietnam --from 2026-01\n"
        "  chancery events --ledger news.ledger --conflicts\n"
        "  chancery events --ledger news.ledger --json --claims --type SANCTION");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_events(*own, options); };
    });
}

void add_event(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<EventsOptions>();
    auto id = std::make_shared<std::string>();
    CLI::App* command =
        declare(app, "event", "Show one event: what each source says of each field", own);
    add_as_of_option(*command, own->as_of);
    command->add_option("event", *id, "its identifier, or that of one of its acts")
        ->required();
    command->add_flag("--json", own->json, "JSON");
    command->callback([own, id, &options, &chosen] {
        chosen = [own, id, &options] { return run_event(*own, *id, options); };
    });
}

void add_timeline(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<EventsOptions>();
    CLI::App* command = declare(
        app, "timeline", "Count events by day, week (from Monday), month or year", own);
    add_as_of_option(*command, own->as_of);
    add_filters(*command, *own);
    command->add_option("--per", own->by, "default: month")
        ->check(CLI::IsMember({"day", "week", "month", "year"}));
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_counts(*own, false, options); };
    });
}

void add_dyads(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<EventsOptions>();
    CLI::App* command = declare(
        app, "dyads", "Count events between each two countries or organisations", own);
    add_as_of_option(*command, own->as_of);
    add_filters(*command, *own);
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_counts(*own, true, options); };
    });
}

}  // namespace chancery::cli
