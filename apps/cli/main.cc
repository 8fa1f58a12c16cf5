// chancery: reads news reports and keeps the ledger of what they say was done.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <thread>

#include <CLI/CLI.hpp>

#include "commands.h"
#include "exit_code.h"
#include "shared/signals.h"

namespace chancery::cli {

void complain(const Error& error) {
    (void)std::fprintf(stderr, "chancery: %s\n", error.text().c_str());
}

int fail(const Error& error) {
    complain(error);
    return exit_error;
}

int usage_fault(const std::string& message) {
    complain(Error{message, "", 0});
    return exit_usage;
}

void add_ledger_option(CLI::App& command, std::string& path) {
    command.add_option("--ledger", path, "the ledger file")
        ->required()
        ->envname("CHANCERY_LEDGER");
}

void add_threads_option(CLI::App& command, std::size_t& threads) {
    command.add_option("--threads", threads, "default: one for each core")
        ->check(CLI::Range(1, 1024));
}

std::size_t thread_count(std::size_t threads) {
    return threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
}

namespace {

int run(int argc, char** argv) {
    GlobalOptions options;
    Command chosen;
    CLI::App app(
        "Reads news reports and keeps the ledger of who did what to whom, in which "
        "words, told by whom.");
    app.name("chancery");
    app.set_version_flag("--version", "chancery " CHANCERY_VERSION);
    app.add_flag("--no-color", options.no_colour, "no colours (also: NO_COLOR is set)");
    app.add_option(
        "--data", options.folders.data, "folder of the tables (CHANCERY_DATA)");
    app.add_option(
        "--models", options.folders.models, "folder of the models (CHANCERY_MODELS)");
    app.require_subcommand(0, 1);  // 0, so that a command that is none is named
    add_ingest(app, options, chosen);
    add_events(app, options, chosen);
    add_event(app, options, chosen);
    add_acts(app, options, chosen);
    add_statements(app, options, chosen);
    add_timeline(app, options, chosen);
    add_dyads(app, options, chosen);
    add_brief(app, options, chosen);
    add_correct(app, options, chosen);
    add_corrections(app, options, chosen);
    add_versions(app, options, chosen);
    add_diff(app, options, chosen);
    add_check(app, options, chosen);
    add_repair(app, options, chosen);
    add_explain(app, options, chosen);
    add_export(app, options, chosen);
    add_import(app, options, chosen);
    add_articles(app, options, chosen);
    add_copies(app, options, chosen);
    add_code(app, options, chosen);
    add_type(app, options, chosen);
    add_extract(app, options, chosen);
    add_parse(app, options, chosen);
    add_actors(app, options, chosen);
    add_actor(app, options, chosen);
    add_who(app, options, chosen);
    add_serve(app, options, chosen);
    add_token(app, options, chosen);
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        command->fallthrough();
    }
    app.footer(
        "Examples:\n"
        "  chancery ingest --ledger news.ledger texts/\n"
        "  chancery events --ledger news.ledger --country Vietnam --from 2026-01\n"
        "  chancery event --ledger news.ledger e3fa9c1d\n"
        "  chancery explain --ledger news.ledger 3fa9c1d\n"
        "  chancery extract story.html\n"
        "  chancery parse story.txt\n"
        "  chancery who \"Cuban leader\" --on 2026-01-25\n"
        "\n"
        "Exit codes: 0 done, 1 error, 2 wrong command line, 3 done but some files "
        "were\n"
        "refused, 130 interrupted.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        if (problem.get_exit_code() == 0) {
            return app.exit(problem);  // --help, --version
        }
        (void)std::fprintf(stderr,
                           "chancery: %s\nTry `chancery --help`, or `chancery COMMAND "
                           "--help`.\n",
                           problem.what());
        return exit_usage;
    }
    if (!chosen) {
        return usage_fault("which command? Try `chancery --help`.");
    }
    return chosen();
}

}  // namespace

}  // namespace chancery::cli

int main(int argc, char** argv) {
    chancery::prepare_process();
    try {
        return chancery::cli::run(argc, argv);
    } catch (const std::exception& problem) {
        (void)std::fprintf(stderr, "chancery: %s\n", problem.what());
        return chancery::cli::exit_error;
    }
}
