// What `ingest` and `code` have in common: their options, and what they open.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "shared/folders.h"
#include "shared/source_work.h"

namespace chancery::cli {

void add_source_options(CLI::App& command, SourceOptions& options);

/// What other commands that read articles take too: limits; --field and --stdin-name.
void add_limits(CLI::App& command, IngestLimits& limits);
void add_list_options(CLI::App& command,
                      std::vector<std::string>& fields,
                      std::string& stdin_name);

/// Errors: tables, models or the meta file missing or at fault.
Result<Sources> open_sources(const SourceOptions& options, const FolderOptions& given);

/// Tells on standard error what was left out without a record: "left out: 12 requests".
void tell_skipped(const SkippedCounts& skipped);

/// Exit code of work that went through: refusals, missing paths and signals tell in it.
[[nodiscard]] int exit_code_for(const Sources& sources, bool refused);

}  // namespace chancery::cli
