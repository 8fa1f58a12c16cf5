// chancery copies: which articles are copies of which.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "ledger/ledger.h"
#include "output.h"
#include "shared/act_text.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct CopiesOptions {
    std::string ledger;
    std::vector<std::string> docs;
    bool paragraphs = false;
    bool json = false;
};

std::string percent(double share) {
    return std::to_string(std::lround(share * 100)) + " %";
}

/// Two decimal places.
double rounded(double share) {
    return std::round(share * 100) / 100;
}

Json to_json(const CopySide& side) {
    return {{"doc", side.doc},
            {"title", text_or_null(side.title)},
            {"outlet", text_or_null(side.outlet)},
            {"agency", text_or_null(side.agency)},
            {"published", text_or_null(side.published)}};
}

Json to_json(const CopyRow& row) {
    Json paragraphs = Json::array();
    for (const CopyParagraphRow& one : row.paragraphs) {
        paragraphs.push_back({{"copy", one.copy},
                              {"origin", one.origin},
                              {"share", rounded(one.share)},
                              {"words", one.words}});
    }
    return {{"copy", to_json(row.copy)},
            {"origin", to_json(row.origin)},
            {"kind", row.kind},
            {"share", rounded(row.share)},
            {"origin_share", rounded(row.origin_share)},
            {"words", row.words},
            {"agency", row.agency.empty() ? Json() : Json(row.agency)},
            {"credited", row.credited},
            {"paragraphs", std::move(paragraphs)}};
}

TableRow row_of(const CopyRow& row, bool paragraphs) {
    TableRow out{
        {{printable(row.copy.doc), Style::yellow},
         {row.kind, Style::plain},
         {printable(row.origin.doc), Style::yellow},
         {percent(row.share), Style::plain},
         {percent(row.origin_share), Style::dim},
         {row.agency.empty() || row.credited ? printable(row.agency)
                                             : printable(row.agency) + " (not credited)",
          Style::plain},
         {printable(row.copy.outlet), Style::dim},
         {printable(row.origin.outlet), Style::dim}},
        false,
        {}};
    if (paragraphs) {
        for (const CopyParagraphRow& one : row.paragraphs) {
            out.below.push_back("  paragraph " + std::to_string(one.copy) + " is " +
                                percent(one.share) + " of " + std::to_string(one.origin));
        }
    }
    return out;
}

Result<void> print_table(Ledger& ledger,
                         const CopiesOptions& options,
                         const Paint& paint) {
    Table table({{"COPY", 8},
                 {"KIND", 7},
                 {"OF", 8},
                 {"SHARE", 5, 0, false, true},
                 {"OF ITS", 6, 4, false, true},
                 {"AGENCY", 8, 3, true},
                 {"OUTLET", 8, 2},
                 {"OUTLET OF IT", 8, 1}});
    auto done = ledger.copies(options.docs, [&](const CopyRow& row) {
        table.add(row_of(row, options.paragraphs));
        return true;
    });
    if (!done) {
        return done;
    }
    Output out;
    write_table(table, paint, out);
    if (is_terminal(STDERR_FILENO)) {
        out.flush();
        (void)std::fprintf(stderr, "%zu copies\n", table.size());
    }
    return out.finish();
}

int run(const CopiesOptions& options, const GlobalOptions& global) {
    auto ledger = Ledger::open(options.ledger, OpenMode::read);
    if (!ledger) {
        return fail(ledger.error());
    }
    Result<void> done;
    if (options.json) {
        Output out;
        done = ledger->copies(options.docs, [&](const CopyRow& row) {
            return out.write(json_line(to_json(row)));
        });
        done = done ? out.finish() : done;
    } else {
        done = print_table(*ledger, options, Paint(wants_colour(global.no_colour)));
    }
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_copies(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<CopiesOptions>();
    CLI::App* command = app.add_subcommand(
        "copies", "Which articles are copies of which, whole or in part");
    add_ledger_option(*command, own->ledger);
    command->add_option("doc", own->docs, "only copies and originals of these documents");
    auto* paragraphs = command->add_flag(
        "--paragraphs", own->paragraphs, "each paragraph copied, below");
    command->add_flag("--json", own->json, "JSON Lines, one copy a line, with paragraphs")
        ->excludes(paragraphs);
    command->footer(
        "exact: the same words; near: edited or cut; partial: carries a part of it.\n"
        "SHARE: of the copy's words that are the original's; OF ITS: of the original's.\n"
        "\n"
        "Examples:\n"
        "  chancery copies --ledger news.ledger\n"
        "  chancery copies --ledger news.ledger story12 --paragraphs");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
