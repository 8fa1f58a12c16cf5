// chancery who: who is meant by an office, a name, or both, on a day.
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <memory>

#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "shared/act_text.h"
#include "shared/directory_options.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct WhoOptions {
    std::vector<std::string> words;
    std::string on, near, ledger;
    std::uint32_t limit = 5;
    std::size_t enough = LearnOptions{}.enough;
    bool json = false;
};

Day today() {
    using namespace std::chrono;
    const auto days = floor<std::chrono::days>(system_clock::now());
    return Day{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

Json to_json(const Directory& book, const WhoAnswer& answer) {
    const DirectoryActor& actor = book.actor(answer.actor);
    const DirectoryTerm& term = book.term(answer.term);
    return Json{{"id", actor.id},
                {"name", actor.name},
                {"title", term.title},
                {"office", term.office},
                {"code", term.code},
                {"sector", term.sector},
                {"since", term.since},
                {"until", term.until},
                {"held", answer.held},
                {"source", term.source},
                {"why", answer.why}};
}

Result<void> print(const Directory& book,
                   const std::vector<WhoAnswer>& answers,
                   bool json,
                   const Paint& paint) {
    Output out;
    if (json) {
        for (const WhoAnswer& answer : answers) {
            if (!out.write(json_line(to_json(book, answer)))) {
                break;
            }
        }
        return out.finish();
    }
    Table table({{"NAME", 12},
                 {"OFFICE", 20, 0, true},
                 {"OF", 3},
                 {"SINCE – UNTIL", 10},
                 {"WHY", 12, 1},
                 {"SOURCE", 6, 2},
                 {"ID", 8, 3}});
    for (const WhoAnswer& answer : answers) {
        const DirectoryActor& actor = book.actor(answer.actor);
        const DirectoryTerm& term = book.term(answer.term);
        std::string why = joined(answer.why, ", ");
        why += answer.held
                   ? ""
                   : (why.empty() ? "not in office then" : "; not in office then");
        table.add({{{actor.name, Style::bold},
                    {term.title},
                    {term.code, Style::cyan},
                    {years_of(term)},
                    {why, Style::dim},
                    {term.source, Style::dim},
                    {actor.id, Style::yellow}},
                   !answer.held,
                   {}});
    }
    write_table(table, paint, out);
    return out.finish();
}

int run(const WhoOptions& options, const GlobalOptions& global) {
    auto book = open_directory(global.folders);
    if (!book) {
        return fail(book.error());
    }
    if (!options.ledger.empty()) {
        auto ledger = Ledger::open(options.ledger, OpenMode::read);
        if (!ledger) {
            return fail(ledger.error());
        }
        const auto learned = learned_offices(*ledger, *book, options.enough);
        if (!learned) {
            return fail(learned.error());
        }
        add_learned(*book, *learned);
    }
    WhoQuestion question{joined(options.words, " "), today(), ""};
    if (!options.on.empty()) {
        const auto day = Day::parse_iso(options.on);
        if (!day) {
            return usage_fault("--on: '" + options.on +
                               "' is not a day; write YYYY-MM-DD");
        }
        question.on = *day;
    }
    if (!options.near.empty()) {
        question.near = book->code_of(options.near);
        if (question.near.empty()) {
            return usage_fault("--near: no state or organisation '" + options.near +
                               "' is known; give a name or a code such as VNM or ASEAN");
        }
    }
    const auto answers = book->who(question, options.limit);
    if (answers.empty()) {
        return fail(Error{"nobody known is meant by \"" + question.words + "\" on " +
                              question.on.iso() +
                              "; `chancery actors` searches names alone",
                          "",
                          0});
    }
    const auto done =
        print(*book, answers, options.json, Paint(wants_colour(global.no_colour)));
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_who(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<WhoOptions>();
    CLI::App* command = app.add_subcommand(
        "who", "Say who is meant by an office, a name, or both, on a day");
    command
        ->add_option("WORDS", own->words, "\"General Secretary Lam\", \"Cuban leader\"")
        ->required();
    command->add_option("--on", own->on, "the day, YYYY-MM-DD; today if not given");
    command->add_option(
        "--near", own->near, "state or organisation that the text is about: VNM, Laos");
    command->add_option("--ledger",
                        own->ledger,
                        "count offices too that this ledger's articles have taught");
    command
        ->add_option("--enough", own->enough, "independent sources that make one known")
        ->check(CLI::Range(1, 1000));
    command->add_option("--limit", own->limit, "most answers, the best first")
        ->check(CLI::Range(1, 1000));
    command->add_flag("--json", own->json, "JSON Lines, one answer a line");
    command->footer(
        "Examples:\n"
        "  chancery who \"General Secretary Lam\" --on 2026-01-25 --near VNM\n"
        "  chancery who \"Cuban leader\" --on 2026-01-25\n"
        "  chancery who \"foreign minister of Japan\" --on 2015-06-01 --limit 1");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
