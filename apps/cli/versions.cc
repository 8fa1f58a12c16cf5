// chancery versions, diff, check: the ledger as it was, and whether it is whole.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "ledger/repair.h"
#include "ledger_access.h"
#include "output.h"
#include "query_options.h"
#include "shared/event_text.h"
#include "shared/writing.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct VersionsOptions {
    std::string ledger, from, to;
    std::uint32_t limit = 0;
    QueryOptions query;
    bool json = false;
};

int run_versions(const VersionsOptions& options, const GlobalOptions& global) {
    auto ledger = Ledger::open(options.ledger, OpenMode::read);
    if (!ledger) {
        return fail(ledger.error());
    }
    const auto versions = ledger->versions(options.limit);
    if (!versions) {
        return fail(versions.error());
    }
    Output out;
    Table table({{"VERSION", 7, 0, false, true},
                 {"AT (UTC)", 20},
                 {"WHAT", 10},
                 {"ARTICLES", 8, 0, false, true},
                 {"BY", 10, 1, true}});
    for (const VersionRow& one : *versions) {
        const std::string what =
            one.detail.empty() ? one.what : one.what + ": " + one.detail;
        const std::string by = one.author.empty() ? one.tool : one.author;
        if (options.json) {
            out.write(json_line({{"version", one.id},
                                 {"at", one.at},
                                 {"what", one.what},
                                 {"detail", one.detail},
                                 {"articles", one.articles},
                                 {"by", by}}));
            continue;
        }
        table.add({{{std::to_string(one.id), Style::yellow},
                    {one.at, Style::cyan},
                    {what},
                    {one.articles == 0 ? "" : std::to_string(one.articles)},
                    {printable(by), Style::dim}},
                   false,
                   {}});
    }
    // With --json there are no rows.
    write_table(table, Paint(wants_colour(global.no_colour)), out);
    const auto done = out.finish();
    return done ? exit_done : fail(done.error());
}

/// What two versions of an event differ in.
std::vector<std::string> changes(const EventRow& before, const EventRow& after) {
    std::vector<std::string> out;
    const Json one = to_json(before);
    const Json other = to_json(after);
    for (const auto& [field, value] : one.items()) {
        if (other.contains(field) && other[field] != value) {
            out.push_back(field);
        }
    }
    return out;
}

using Events = std::map<std::string, EventRow>;

Result<Events> events_of(const VersionsOptions& options,
                         const std::string& as_of,
                         const GlobalOptions& global) {
    auto ledger = open_ledger(options.ledger, as_of, global.folders);
    if (!ledger) {
        return ledger.error();
    }
    auto acts = act_filter(options.query, global.folders, *ledger);
    if (!acts) {
        return acts.error();
    }
    EventFilter filter;
    filter.acts = *std::move(acts);
    Events out;
    auto done = ledger->event_rows(filter, [&](const EventRow& event) {
        out.emplace(event.id, event);
        return true;
    });
    if (!done) {
        return done.error();
    }
    return out;
}

std::string line_of(const EventRow& event) {
    const ActRow act = as_act(event);
    return event.id.substr(0, 10) + "  " + date_or_published(act) + "  " +
           type_and_mode(act) + "  " + names(act.actors) +
           (act.recipients.empty() ? "" : " → " + names(act.recipients));
}

int run_diff(const VersionsOptions& options, const GlobalOptions& global) {
    const auto before = events_of(options, options.from, global);
    const auto after = events_of(options, options.to, global);
    for (const auto* side : {&before, &after}) {
        if (!*side) {
            return fail(side->error());
        }
    }
    Output out;
    const Paint paint(wants_colour(global.no_colour));
    const auto tell =
        [&](const char* sign, Style style, const EventRow& event, const Json& extra) {
            if (options.json) {
                Json line{{"change", sign}};
                line.update(extra);
                line["event"] = to_json(event);
                out.write(json_line(line));
            } else {
                out.write(paint(style, std::string(sign) + ' ' + line_of(event)) + '\n');
            }
        };
    std::size_t counts[3] = {0, 0, 0};
    for (const auto& [id, event] : *before) {
        const auto now = after->find(id);
        if (now == after->end()) {
            ++counts[0];
            tell("-", Style::red, event, Json::object());
            continue;
        }
        const auto fields = changes(event, now->second);
        if (fields.empty()) {
            continue;
        }
        ++counts[2];
        tell("~", Style::yellow, now->second, {{"fields", fields}});
        const Json was = to_json(event);
        const Json is = to_json(now->second);
        for (const std::string& field : fields) {
            if (!options.json && field != "evidence" && field != "trigger") {
                out.write("    " + field + ": " + printable(was[field].dump()) + " → " +
                          printable(is[field].dump()) + '\n');
            }
        }
    }
    for (const auto& [id, event] : *after) {
        if (!before->contains(id)) {
            ++counts[1];
            tell("+", Style::green, event, Json::object());
        }
    }
    if (is_terminal(STDERR_FILENO)) {
        out.flush();
        (void)std::fprintf(stderr,
                           "%zu events gone, %zu new, %zu changed\n",
                           counts[0],
                           counts[1],
                           counts[2]);
    }
    const auto done = out.finish();
    return done ? exit_done : fail(done.error());
}

int run_check(const VersionsOptions& options) {
    auto ledger = Ledger::open(options.ledger, OpenMode::read);
    if (!ledger) {
        return fail(ledger.error());
    }
    const auto done = ledger->check();
    if (!done) {
        complain(done.error());
        (void)std::fprintf(stderr,
                           "`chancery repair --ledger %s --out NEW` saves what can be "
                           "saved\n",
                           options.ledger.c_str());
        return exit_error;
    }
    Output out;
    out.write("whole\n");
    const auto told = out.finish();
    return told ? exit_done : fail(told.error());
}

int run_repair(const VersionsOptions& options, const GlobalOptions& global) {
    auto rules = merge_rules(global.folders);
    if (!rules) {
        return fail(rules.error());
    }
    const auto report = repair_ledger(options.ledger, options.to, *std::move(rules));
    if (!report) {
        return fail(report.error());
    }
    Output out;
    if (report->head_mended) {
        out.write("what the file says of its tables was damaged, and was made anew\n");
    }
    for (const SavedTable& table : report->tables) {
        if (table.damaged) {
            out.write(table.name + ": damaged; " + std::to_string(table.rows) +
                      " rows saved\n");
        }
    }
    if (report->dropped != 0) {
        out.write(std::to_string(report->dropped) +
                  " rows left out that belong to lost ones\n");
    }
    for (const std::string& doc : report->articles) {
        out.write("ingest again: " + printable(doc) + '\n');
    }
    out.write("saved in " + options.to + '\n');
    const auto done = out.finish();
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_versions(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<VersionsOptions>();
    CLI::App* command = app.add_subcommand(
        "versions", "List what was done to a ledger; each version can be asked for");
    add_ledger_option(*command, own->ledger);
    command->add_option("-n,--limit", own->limit, "only the last so many");
    command->add_flag("--json", own->json, "JSON Lines");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_versions(*own, options); };
    });
}

void add_diff(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<VersionsOptions>();
    CLI::App* command = app.add_subcommand(
        "diff", "Show which events are new, gone or changed between two versions");
    add_ledger_option(*command, own->ledger);
    command->add_option("from", own->from, "a version or a day")->required();
    command->add_option("to", own->to, "a version or a day; now where it is not given");
    add_act_filters(*command, own->query);
    command->add_flag("--json", own->json, "JSON Lines");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_diff(*own, options); };
    });
}

void add_check(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<VersionsOptions>();
    CLI::App* command = app.add_subcommand(
        "check", "Verify a ledger: pages, indices, references, events");
    add_ledger_option(*command, own->ledger);
    command->callback([own, &options, &chosen] {
        (void)options;
        chosen = [own] { return run_check(*own); };
    });
}

void add_repair(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<VersionsOptions>();
    CLI::App* command = app.add_subcommand(
        "repair", "Save what can be read of a damaged ledger into a new one");
    add_ledger_option(*command, own->ledger);
    command->add_option("--out", own->to, "the new ledger; must not exist yet")
        ->required();
    command->footer("Articles of which a part is lost are named, to be ingested again.");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_repair(*own, options); };
    });
}

}  // namespace chancery::cli
