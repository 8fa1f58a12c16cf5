// chancery correct, corrections: what analysts change, and what they changed.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "ledger_access.h"
#include "output.h"
#include "shared/correction_words.h"
#include "shared/event_text.h"
#include "shared/writing.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct CorrectOptions {
    std::string ledger, author, reason, file;
    CorrectionWords words;
    bool json = false;
    bool csv = false;
};

Result<Ledger> open_to_correct(const CorrectOptions& options,
                               const GlobalOptions& global) {
    // To read first: a ledger that is not there is not made.
    if (auto there = Ledger::open(options.ledger, OpenMode::read); !there) {
        return there;
    }
    auto ledger = Ledger::open(options.ledger, OpenMode::create);
    if (!ledger) {
        return ledger;
    }
    if (auto ready = merge_by_rules(*ledger, global.folders); !ready) {
        return ready.error();
    }
    return ledger;
}

int run(const CorrectOptions& options, const GlobalOptions& global) {
    auto ledger = open_to_correct(options, global);
    if (!ledger) {
        return fail(ledger.error());
    }
    auto correction = make_correction(*ledger, options.words);
    if (!correction) {
        return fail(correction.error());
    }
    correction->author = author_of(options.author);
    correction->reason = options.reason;
    const auto entered = ledger->correct(*std::move(correction));
    if (!entered) {
        return fail(entered.error());
    }
    Output out;
    out.write("correction " + std::to_string(entered->id) + ", version " +
              std::to_string(entered->version) +
              " of the ledger; `chancery correct undo " + std::to_string(entered->id) +
              "` takes it back\n");
    const auto done = out.finish();
    return done ? exit_done : fail(done.error());
}

/// Lines of `chancery corrections --json`, also of another ledger; those that are here
/// already are passed over.
int run_import(const CorrectOptions& options, const GlobalOptions& global) {
    auto ledger = open_to_correct(options, global);
    if (!ledger) {
        return fail(ledger.error());
    }
    std::ifstream file;
    if (options.file != "-") {
        file.open(options.file);
        if (!file) {
            return fail(Error{"cannot be read", options.file, 0});
        }
    }
    std::istream& in = options.file == "-" ? std::cin : file;
    auto known = ledger->corrections();
    if (!known) {
        return fail(known.error());
    }
    std::uint32_t number = 0;
    std::size_t entered = 0;
    std::size_t refused = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty()) {
            continue;
        }
        auto one = correction_from_line(line);
        const bool here =
            one && std::any_of(known->begin(), known->end(), [&](const auto& k) {
                return k.uid == one->uid;
            });
        if (here) {
            continue;
        }
        const auto done = one ? ledger->correct(*one) : one;
        if (done) {
            ++entered;
        } else {
            ++refused;
            complain(Error{done.error().message, options.file, number});
        }
    }
    Output out;
    out.write(std::to_string(entered) + " entered, " + std::to_string(refused) +
              " refused\n");
    const auto done = out.finish();
    if (!done) {
        return fail(done.error());
    }
    return refused == 0 ? exit_done : exit_refused;
}

int run_list(const CorrectOptions& options, const GlobalOptions& global) {
    auto ledger = Ledger::open(options.ledger, OpenMode::read);
    if (!ledger) {
        return fail(ledger.error());
    }
    const auto all = ledger->corrections();
    if (!all) {
        return fail(all.error());
    }
    Output out;
    Table table({{"NO", 2, 0, false, true},
                 {"AT", 16},
                 {"AUTHOR", 6, 2},
                 {"KIND", 5},
                 {"WHAT", 20, 0, true},
                 {"REASON", 10, 1, true},
                 {"", 4}});
    for (const Correction& one : *all) {
        if (options.json) {
            out.write(correction_line(one));
            continue;
        }
        const char* state = !one.in_force ? "undone"
                            : !one.placed ? "words not in the ledger"
                                          : "";
        table.add({{{std::to_string(one.id), Style::yellow},
                    {one.at.substr(0, 16), Style::cyan},
                    {printable(one.author)},
                    {std::string(name(one.kind)), Style::bold},
                    {printable(in_a_line(one))},
                    {printable(one.reason), Style::dim},
                    {state, Style::magenta}},
                   !one.in_force,
                   {}});
    }
    // With --json there are no rows.
    write_table(table, Paint(wants_colour(global.no_colour)), out);
    const auto done = out.finish();
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_correct(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<CorrectOptions>();
    CLI::App* command =
        app.add_subcommand("correct",
                           "Change what the ledger shows; every change is an "
                           "entry that can be undone");
    command->require_subcommand(1);
    const auto declare = [&](const char* name, const char* what, CorrectionKind kind) {
        CLI::App* one = command->add_subcommand(name, what);
        add_ledger_option(*one, own->ledger);
        add_author_option(*one, own->author);
        one->add_option("--reason", own->reason, "why, in words");
        one->fallthrough();
        one->callback([own, &options, &chosen, kind] {
            own->words.kind = kind;
            chosen = [own, &options] { return run(*own, options); };
        });
        return one;
    };
    CLI::App* set = declare("set", "Set a field of an event", CorrectionKind::set);
    set->add_option("event", own->words.id, "event or act")->required();
    set->add_option("field",
                    own->words.field,
                    "type, mode, cameo, channel, date, place, status, count, actors, "
                    "recipients")
        ->required();
    set->add_option("value", own->words.value, "actors: names, \";\" between")
        ->required();
    CLI::App* merge =
        declare("merge", "Say that two events are one", CorrectionKind::merge);
    merge->add_option("event", own->words.id, "event or act")->required();
    merge->add_option("other", own->words.other, "event or act")->required();
    CLI::App* split =
        declare("split", "Make acts an event of their own", CorrectionKind::split);
    split->add_option("event", own->words.id, "the event")->required();
    split->add_option("acts", own->words.ids, "acts of it that are another event")
        ->required();
    CLI::App* drop =
        declare("drop", "Say that an event, or an act, is none", CorrectionKind::drop);
    drop->add_option("event", own->words.id, "event or act")->required();
    CLI::App* add =
        declare("add", "Enter an act that was not found", CorrectionKind::add);
    add->add_option("--doc", own->words.act.doc, "the article")->required();
    add->add_option("--type", own->words.act.type, "TYPE or TYPE/mode")->required();
    add->add_option("--actor", own->words.actors, "who; may be repeated")->required();
    add->add_option("--recipient", own->words.recipients, "to whom; may be repeated");
    add->add_option(
           "--evidence", own->words.act.evidence, "words of the article, as written")
        ->required();
    add->add_option("--trigger", own->words.act.trigger, "words of the evidence");
    add->add_option("--date", own->words.act.date, "2026-01-24, 2026-01, …");
    add->add_option("--place", own->words.act.place, "where");
    add->add_option("--channel", own->words.act.channel, "how");
    add->add_option("--cameo", own->words.act.cameo, "CAMEO code");
    own->words.act.status = "happened";
    add->add_option("--status", own->words.act.status, "happened, planned or denied");
    add->add_option("--count", own->words.count, "how many acts it stands for");
    CLI::App* name =
        declare("name", "Say that a name is that of another actor", CorrectionKind::name);
    name->add_option("name", own->words.name, "\"Name\" or \"Name (CODE)\"")->required();
    name->add_option("actor", own->words.other, "whose name it is")->required();
    CLI::App* undo = declare("undo", "Take a correction back", CorrectionKind::undo);
    undo->add_option("number", own->words.number, "as `chancery corrections` lists it")
        ->required();
    CLI::App* import =
        declare("import", "Enter the corrections of another ledger", CorrectionKind::add);
    import
        ->add_option("file",
                     own->file,
                     "lines of `chancery corrections --json`; - for "
                     "standard input")
        ->required();
    import->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_import(*own, options);
};
}  // namespace chancery::cli
);
command->footer(
    "Corrections are tied to the words of articles: they hold for whatever a later "
    "version\n"
    "of the program makes of them.\n"
    "Examples:\n"
    "  chancery correct set --ledger news.ledger e3fa9c1d date 2026-01-23 --reason "
    "\"Friday, not Thursday\"\n"
    "  chancery correct merge --ledger news.ledger e3fa9c1d e77b0214\n"
    "  chancery correct name --ledger news.ledger \"Don Pepe\" \"José Ñandú\"\n"
    "  chancery correct undo --ledger news.ledger 3");
}

void add_corrections(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<CorrectOptions>();
    CLI::App* command = app.add_subcommand("corrections", "List what analysts changed");
    add_ledger_option(*command, own->ledger);
    command->add_flag("--json", own->json, "JSON Lines, for `chancery correct import`");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_list(*own, options); };
    });
}

}  // namespace chancery::cli
