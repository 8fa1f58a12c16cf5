// chancery correct, corrections: what analysts change, and what they changed.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "event_text.h"
#include "exit_code.h"
#include "ledger/event.h"
#include "ledger_access.h"
#include "output.h"
#include "table.h"
#include "text/fold.h"

namespace chancery::cli {

namespace {

struct CorrectOptions {
    std::string ledger, author, reason;
    std::string id, other, field, value, words, number, file;
    std::vector<std::string> ids, actors, recipients;
    ActByHand act;
    std::uint32_t count = 0;
    bool json = false;
    bool csv = false;
};

using Make = Result<Correction> (*)(Ledger&, const CorrectOptions&);

/// "Name", "Name (CODE)" or, for somebody new, "Name (CODE, kind)".
struct WrittenParty {
    std::string name, code, kind;
};

WrittenParty parse_party(const std::string& words) {
    WrittenParty out{words, "", ""};
    const auto open = words.rfind('(');
    if (open != words.npos && open > 0 && words.ends_with(')')) {
        std::string inside = words.substr(open + 1, words.size() - open - 2);
        out.name = words.substr(0, words.find_last_not_of(' ', open - 1) + 1);
        if (const auto comma = inside.find(','); comma != inside.npos) {
            out.kind = inside.substr(inside.find_first_not_of(' ', comma + 1));
            inside.resize(comma);
        }
        out.code = inside;
    }
    return out;
}

Result<PartyName> party_of(Ledger& ledger, const std::string& words) {
    const WrittenParty written = parse_party(words);
    auto known = ledger.parties_named(written.name);
    if (!known) {
        return known.error();
    }
    std::erase_if(*known, [&](const NamedParty& one) {
        return (!written.code.empty() && one.party.code != written.code) ||
               (!written.kind.empty() && one.party.kind != written.kind);
    });
    if (known->size() == 1) {
        return known->front().party;
    }
    if (known->empty()) {
        if (actor_kind_from(written.kind)) {
            return PartyName{written.kind, written.code, name_key(written.name)};
        }
        return Error{
            "no actor of this ledger is called \"" + words +
                "\"; for somebody new write \"Name (CODE, kind)\", as \"Jan Novak "
                "(CZE, person)\"",
            "",
            0};
    }
    std::string which;
    for (const NamedParty& one : *known) {
        which += "\n  " + one.name + " (" + one.party.code + ", " + one.party.kind + ")";
    }
    return Error{
        "several actors are called \"" + words + "\"; write one of:" + which, "", 0};
}

Result<Correction> make_set(Ledger& ledger, const CorrectOptions& options) {
    Correction out;
    out.kind = CorrectionKind::set;
    out.field = options.field;
    out.value = options.value;
    auto acts = ledger.anchors_of(options.id);
    if (!acts) {
        return acts.error();
    }
    out.acts = *std::move(acts);
    if (options.field == "actors" || options.field == "recipients") {
        std::vector<std::string> keys;
        for (std::size_t at = 0; at < options.value.size();) {
            const std::size_t end =
                std::min(options.value.find(';', at), options.value.size());
            std::string words = options.value.substr(at, end - at);
            at = end + 1;
            const auto first = words.find_first_not_of(' ');
            if (first == words.npos) {
                continue;
            }
            words = words.substr(first, words.find_last_not_of(' ') - first + 1);
            auto party = party_of(ledger, words);
            if (!party) {
                return party.error();
            }
            keys.push_back(party_key(*party));
        }
        std::sort(keys.begin(), keys.end());
        out.value.clear();
        for (const std::string& key : keys) {
            out.value += (out.value.empty() ? "" : "\n") + key;
        }
    }
    return out;
}

Result<Correction> make_merge(Ledger& ledger, const CorrectOptions& options) {
    Correction out;
    out.kind = CorrectionKind::merge;
    auto one = ledger.anchors_of(options.id);
    auto other = ledger.anchors_of(options.other);
    if (!one || !other) {
        return !one ? one.error() : other.error();
    }
    out.acts = *std::move(one);
    out.others = *std::move(other);
    return out;
}

Result<Correction> make_split(Ledger& ledger, const CorrectOptions& options) {
    Correction out;
    out.kind = CorrectionKind::split;
    auto event = ledger.event(options.id);
    if (!event) {
        return event.error();
    }
    std::vector<std::string> apart;
    for (const std::string& id : options.ids) {
        const auto act = ledger.act(id);
        if (!act) {
            return act.error();
        }
        if (act->act.event != event->event.id) {
            return Error{"act " + id + " is not of this event", "", 0};
        }
        apart.push_back(act->act.id);
    }
    for (const ActRow& act : event->acts) {
        auto anchor = ledger.anchors_of(act.id);
        if (!anchor) {
            return anchor.error();
        }
        const bool goes = std::find(apart.begin(), apart.end(), act.id) != apart.end();
        (goes ? out.acts : out.others).push_back(anchor->front());
    }
    if (out.others.empty()) {
        return Error{"these are all acts of the event; nothing would be left", "", 0};
    }
    return out;
}

Result<Correction> make_drop(Ledger& ledger, const CorrectOptions& options) {
    Correction out;
    out.kind = CorrectionKind::drop;
    auto acts = ledger.anchors_of(options.id);
    if (!acts) {
        return acts.error();
    }
    out.acts = *std::move(acts);
    return out;
}

Result<Correction> make_add(Ledger& ledger, const CorrectOptions& options) {
    Correction out;
    out.kind = CorrectionKind::add;
    out.act = options.act;
    const auto slash = out.act.type.find('/');
    if (slash != out.act.type.npos) {
        out.act.mode = out.act.type.substr(slash + 1);
        out.act.type.resize(slash);
    }
    if (options.count != 0) {
        out.act.count = options.count;
    }
    for (const auto& [given, parties, written] :
         {std::tuple(&options.actors, &out.act.actors, &out.act.actor_names),
          std::tuple(
              &options.recipients, &out.act.recipients, &out.act.recipient_names)}) {
        for (const std::string& words : *given) {
            auto party = party_of(ledger, words);
            if (!party) {
                return party.error();
            }
            parties->push_back(*std::move(party));
            written->push_back(parse_party(words).name);
        }
    }
    return out;
}

Result<Correction> make_name(Ledger& ledger, const CorrectOptions& options) {
    Correction out;
    out.kind = CorrectionKind::name;
    out.words = options.words;
    auto from = party_of(ledger, options.words);
    auto to = party_of(ledger, options.other);
    if (!from || !to) {
        return !from ? from.error() : to.error();
    }
    out.from = *std::move(from);
    out.to = *std::move(to);
    return out;
}

Result<Correction> make_undo(Ledger& ledger, const CorrectOptions& options) {
    Correction out;
    out.kind = CorrectionKind::undo;
    const auto all = ledger.corrections();
    if (!all) {
        return all.error();
    }
    for (const Correction& one : *all) {
        if (std::to_string(one.id) == options.number || one.uid == options.number) {
            out.undoes = one.uid;
            return out;
        }
    }
    return Error{"there is no correction " + options.number +
                     "; `chancery corrections` lists them",
                 "",
                 0};
}

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

int run(const CorrectOptions& options, const GlobalOptions& global, Make make) {
    auto ledger = open_to_correct(options, global);
    if (!ledger) {
        return fail(ledger.error());
    }
    auto correction = make(*ledger, options);
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

std::string about(const Correction& one) {
    switch (one.kind) {
        case CorrectionKind::set: {
            std::string value = one.value;
            std::replace(value.begin(), value.end(), '\n', ';');
            return one.field + " = " + value;
        }
        case CorrectionKind::name:
            return one.words + " = " + one.to.key;
        case CorrectionKind::undo:
            return one.undoes;
        case CorrectionKind::add:
            return one.act.type + ": " + one.act.evidence;
        default:
            return one.acts.empty() ? "" : one.acts.front().evidence;
    }
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
                    {printable(about(one))},
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
    const auto declare = [&](const char* name, const char* what, Make make) {
        CLI::App* one = command->add_subcommand(name, what);
        add_ledger_option(*one, own->ledger);
        add_author_option(*one, own->author);
        one->add_option("--reason", own->reason, "why, in words");
        one->fallthrough();
        one->callback([own, &options, &chosen, make] {
            chosen = [own, &options, make] { return run(*own, options, make); };
        });
        return one;
    };
    CLI::App* set = declare("set", "Set a field of an event", make_set);
    set->add_option("event", own->id, "event or act")->required();
    set->add_option("field",
                    own->field,
                    "type, mode, cameo, channel, date, place, status, count, actors, "
                    "recipients")
        ->required();
    set->add_option("value", own->value, "actors: names, \";\" between")->required();
    CLI::App* merge = declare("merge", "Say that two events are one", make_merge);
    merge->add_option("event", own->id, "event or act")->required();
    merge->add_option("other", own->other, "event or act")->required();
    CLI::App* split = declare("split", "Make acts an event of their own", make_split);
    split->add_option("event", own->id, "the event")->required();
    split->add_option("acts", own->ids, "acts of it that are another event")->required();
    CLI::App* drop = declare("drop", "Say that an event, or an act, is none", make_drop);
    drop->add_option("event", own->id, "event or act")->required();
    CLI::App* add = declare("add", "Enter an act that was not found", make_add);
    add->add_option("--doc", own->act.doc, "the article")->required();
    add->add_option("--type", own->act.type, "TYPE or TYPE/mode")->required();
    add->add_option("--actor", own->actors, "who; may be repeated")->required();
    add->add_option("--recipient", own->recipients, "to whom; may be repeated");
    add->add_option("--evidence", own->act.evidence, "words of the article, as written")
        ->required();
    add->add_option("--trigger", own->act.trigger, "words of the evidence");
    add->add_option("--date", own->act.date, "2026-01-24, 2026-01, …");
    add->add_option("--place", own->act.place, "where");
    add->add_option("--channel", own->act.channel, "how");
    add->add_option("--cameo", own->act.cameo, "CAMEO code");
    own->act.status = "happened";
    add->add_option("--status", own->act.status, "happened, planned or denied");
    add->add_option("--count", own->count, "how many acts it stands for");
    CLI::App* name =
        declare("name", "Say that a name is that of another actor", make_name);
    name->add_option("name", own->words, "\"Name\" or \"Name (CODE)\"")->required();
    name->add_option("actor", own->other, "whose name it is")->required();
    CLI::App* undo = declare("undo", "Take a correction back", make_undo);
    undo->add_option("number", own->number, "as `chancery corrections` lists it")
        ->required();
    CLI::App* import =
        declare("import", "Enter the corrections of another ledger", nullptr);
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
