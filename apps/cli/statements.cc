// chancery statements: what was said, by whom, in which words.
// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "page_options.h"
#include "query_options.h"
#include "shared/event_text.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct StatementsOptions {
    std::string ledger;
    PageOptions page;
    QueryOptions query;
    std::vector<std::string> speakers, addressees;
    std::string kind;
    bool json = false;
    bool csv = false;
};

CsvRow csv_fields(const StatementRow& one) {
    return {{"id", one.id},
            {"published", one.published},
            {"outlet", one.outlet},
            {"doc", one.doc},
            {"speaker", one.speaker},
            {"addressee", one.addressee},
            {"kind", one.kind},
            {"cue", one.cue},
            {"content", one.content},
            {"url", one.url}};
}

Result<void> print_table(const std::vector<StatementRow>& rows, const Paint& paint) {
    Table table({{"DAY", 10},
                 {"SPEAKER", 14, 0, true, false, 30},
                 {"CUE", 6, 2, false, false, 14},
                 {"WHAT WAS SAID", 30, 0, true},
                 {"OUTLET", 8, 1, false, false, 16}});
    for (const StatementRow& one : rows) {
        table.add(
            {{{one.published, Style::cyan},
              {printable(one.speaker), Style::bold, printable(one.addressee)},
              {printable(one.cue), Style::dim},
              {one.content.empty() ? "(the words are not kept)" : printable(one.content)},
              {printable(one.outlet), Style::dim}},
             false,
             {}});
    }
    Output out;
    write_table(table, paint, out);
    if (is_terminal(STDERR_FILENO)) {
        out.flush();
        (void)std::fprintf(stderr, "%zu statements\n", rows.size());
    }
    return out.finish();
}

int run(const StatementsOptions& options, const GlobalOptions& global) {
    QueryOptions asked = options.query;
    asked.doers = options.speakers;
    asked.recipients = options.addressees;
    asked.limit = 0;
    auto page = open_page(options.ledger,
                          options.page,
                          "statements",
                          in_words(asked) + " kind " + options.kind,
                          options.query.limit != 0,
                          global.folders);
    if (!page) {
        return fail_page(page.error());
    }
    Ledger* const ledger = &page->ledger;
    asked.limit = options.query.limit;
    const auto acts = act_filter(asked, global.folders, *ledger);
    if (!acts) {
        return question_fault(acts.error());
    }
    StatementFilter filter = statement_filter(*acts);
    filter.kind = options.kind;
    filter.after = page->after;
    Result<void> done;
    if (options.json || options.csv) {
        Output out;
        if (options.csv) {
            out.write(csv_head(csv_fields(StatementRow())));
        }
        done = ledger->statements(filter, [&](const StatementRow& one) {
            if (!options.json) {
                return out.write(csv_line(csv_fields(one)));
            }
            Json line = to_json(one);
            page->mark(line, one.at);
            return out.write(json_line(line));
        });
        done = done ? out.finish() : done;
    } else {
        std::vector<StatementRow> rows;
        done = ledger->statements(filter, [&](const StatementRow& one) {
            rows.push_back(one);
            return true;
        });
        done = done ? print_table(rows, Paint(wants_colour(global.no_colour))) : done;
    }
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_statements(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<StatementsOptions>();
    CLI::App* command = app.add_subcommand(
        "statements", "List what was said, by the day of the article that tells it");
    add_ledger_option(*command, own->ledger);
    add_page_options(*command, own->page);
    command->add_option("--speaker",
                        own->speakers,
                        "said by: words of a name in any spelling, a country or a code");
    command->add_option("--to-whom", own->addressees, "said to, in the same way");
    add_sector_filters(*command, own->query, "who speaks");
    command->add_option("--kind", own->kind, "direct, indirect or mixed")
        ->check(CLI::IsMember({"direct", "indirect", "mixed"}));
    add_article_filters(*command, own->query, "what was said");
    command->add_flag("-r,--newest-first", own->query.newest_first, "latest day first");
    auto* json = command->add_flag("--json", own->json, "JSON Lines");
    command->add_flag("--csv", own->csv, "CSV (RFC 4180)")->excludes(json);
    command->footer(
        "Examples:\n"
        "  chancery statements --ledger news.ledger --speaker \"Xi Jinping\"\n"
        "  chancery statements --ledger news.ledger --text ceasefire --kind direct");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
