// The commands of the program: each adds itself to the command line and runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "shared/folders.h"

namespace chancery::cli {

/// Options that stand before or after any command.
struct GlobalOptions {
    bool no_colour = false;
    FolderOptions folders;
};

/// What to do once the command line has been read; gives the exit code.
using Command = std::function<int()>;

/// Each declares a subcommand and sets `chosen` when it was given.
void add_ingest(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_import(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_code(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_type(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_extract(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_parse(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_acts(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_events(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_event(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_timeline(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_dyads(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_statements(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_correct(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_corrections(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_versions(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_diff(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_brief(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_check(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_repair(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_export(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_explain(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_articles(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_copies(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_actors(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_actor(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_who(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_token(CLI::App& app, const GlobalOptions& options, Command& chosen);
void add_serve(CLI::App& app, const GlobalOptions& options, Command& chosen);

/// Declares --ledger (or CHANCERY_LEDGER), which the command needs.
void add_ledger_option(CLI::App& command, std::string& path);

/// Declares --threads; 0, where it is not given, stands for one for each core.
void add_threads_option(CLI::App& command, std::size_t& threads);
/// How many threads are meant by what --threads set; at least 1.
[[nodiscard]] std::size_t thread_count(std::size_t threads);

/// "chancery: …" on standard error.
void complain(const Error& error);
/// The same, and the exit code for it.
[[nodiscard]] int fail(const Error& error);
[[nodiscard]] int usage_fault(const std::string& message);

}  // namespace chancery::cli
