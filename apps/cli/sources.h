// What `ingest` and `code` have in common: sources read and coded by several threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "engine/engine.h"
#include "folders.h"
#include "ingest/ingest.h"
#include "ledger/ledger.h"

namespace chancery::cli {

struct SourceOptions {
    std::vector<std::string> paths;
    std::string meta;
    std::size_t threads = 0;  ///< 0: one for each core
    IngestLimits limits;
};

void add_source_options(CLI::App& command, SourceOptions& options);

/// Tables, models and the list of what is to be read.
struct Sources {
    Engine engine;
    std::optional<MetaTable> meta;
    SourceList list;
    std::vector<Refusal> missing;  ///< paths of the command line that are not there
};

/// Errors: tables, models or the meta file missing or at fault.
Result<Sources> open_sources(const SourceOptions& options, const FolderOptions& given);

/// An article that needs no coding: the ledger has it.
struct Known {
    std::string doc;
    StoreOutcome outcome;
};

struct CodedSource {
    Coded coded;
    std::string hash;
};

using SourceResult = std::variant<Refusal, Known, CodedSource>;

struct SourceWork {
    /// Asked by several threads before an article is coded; may be empty.
    std::function<std::optional<StoreOutcome>(const Article&, const std::string& hash)>
        known;
    /// Called in the order of the sources, by one thread; false stops.
    std::function<bool(SourceResult)> emit;
};

/// Reads and codes all sources; ends early after a signal. Refusals of the list come
/// first.
void run_sources(const Sources& sources,
                 const SourceOptions& options,
                 const SourceWork& work);

/// Exit code of work that went through: refusals, missing paths and signals tell in it.
[[nodiscard]] int exit_code_for(const Sources& sources, bool refused);

}  // namespace chancery::cli
