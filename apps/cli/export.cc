// chancery export: what a ledger holds in the formats that the field reads.
// SPDX-License-Identifier: Apache-2.0
#include "formats/export.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "commands.h"
#include "exit_code.h"
#include "export_files.h"
#include "formats/ledger_content.h"
#include "ledger_access.h"
#include "query_options.h"
#include "shared/signals.h"

namespace chancery::cli {

namespace {

struct ExportCommand {
    std::string ledger, as_of, format, title;
    std::string out = "-";
    QueryOptions query;
    bool guard_formulas = false;
};

void tell_left_out(const ExportWriter& writer) {
    if (writer.left_out() != 0) {
        const bool one = writer.left_out() == 1;
        complain(Error{std::to_string(writer.left_out()) +
                       (one ? " event has" : " events have") +
                       " no place in this format and " + (one ? "was" : "were") +
                       " left out; docs/formats.md says which"});
    }
}

int run(const ExportCommand& command, const GlobalOptions& global) {
    const ExportFormat* format = find_export_format(command.format);
    auto ledger = open_ledger(command.ledger, command.as_of, global.folders);
    if (!ledger) {
        return fail(ledger.error());
    }
    const auto filter = act_filter(command.query, global.folders, *ledger);
    if (!filter) {
        return question_fault(filter.error());
    }
    const auto data = find_data(global.folders);
    if (!data) {
        return fail(data.error());
    }
    const auto tables = FormatTables::open(*data);
    if (!tables) {
        return fail(tables.error());
    }
    auto files = format->shape == ExportShape::folder ? DiskFiles::folder(command.out)
                                                      : DiskFiles::one_file(command.out);
    if (!files) {
        return fail(files.error());
    }
    ExportOptions options;
    options.tables = &*tables;
    options.text_of = texts_of(*ledger);
    options.version = "chancery " CHANCERY_VERSION;
    options.title = command.title;
    options.query = in_words(command.query);
    options.guard_formulas = command.guard_formulas;
    auto writer = open_export(command.format, **files, options);
    if (!writer) {
        return fail(writer.error());
    }
    auto done = write_content(*ledger, *format, *filter, **writer, [&] {
        return stop_signal() == 0 && !(*files)->closed();
    });
    if (stop_signal() != 0) {
        return exit_signal_base + stop_signal();
    }
    done = done ? (*writer)->finish() : done;
    done = done ? (*files)->finish() : done;
    if (!done) {
        return fail(done.error());
    }
    tell_left_out(**writer);
    return exit_done;
}

std::string list_of_formats() {
    std::string out = "Formats:\n";
    for (const ExportFormat& format : export_formats()) {
        std::string name(format.name);
        name.resize(std::max<std::size_t>(name.size() + 1, 16), ' ');
        out += "  " + name + std::string(format.words) +
               (format.shape == ExportShape::folder ? "; --out is a folder\n" : "\n");
    }
    return out;
}

std::string check_format(const std::string& name) {
    if (find_export_format(name) != nullptr) {
        return "";
    }
    std::string known;
    for (const ExportFormat& format : export_formats()) {
        known += (known.empty() ? "" : ", ") + std::string(format.name);
    }
    return "--format " + name + ": not a format; there are " + known;
}

}  // namespace

void add_export(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ExportCommand>();
    CLI::App* command = app.add_subcommand(
        "export", "Write events in the formats of GDELT, ICEWS, POLECAT and others");
    add_ledger_option(*command, own->ledger);
    add_as_of_option(*command, own->as_of);
    command->add_option("--format", own->format, "one of those below")
        ->required()
        ->check(check_format);
    command->add_option("--out",
                        own->out,
                        "the file, which appears when it is whole; - (default) is "
                        "standard output; of some formats a folder");
    command->add_option("--title", own->title, "of a feed, calendar or graph");
    command->add_flag("--guard-formulas",
                      own->guard_formulas,
                      "csv: an apostrophe before what a spreadsheet would run as a "
                      "formula");
    add_act_filters(*command, own->query);
    command->footer(list_of_formats() +
                    "Examples:\n"
                    "  chancery export --ledger news.ledger --format gdelt --out "
                    "january.tsv --from 2026-01\n"
                    "  chancery export --ledger news.ledger --format icews > events.tab");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] {
            const bool folder =
                find_export_format(own->format)->shape == ExportShape::folder;
            if (folder && own->out == "-") {
                return usage_fault("--format " + own->format +
                                   " is several files: give a folder with --out");
            }
            return run(*own, options);
        };
    });
}

}  // namespace chancery::cli
