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
#include "source_reader.h"

namespace chancery::cli {

struct SourceOptions {
    std::vector<std::string> paths;
    std::string meta;
    std::string stdin_name;           ///< "-" is read as a file of this name
    std::vector<std::string> fields;  ///< "FIELD=KEY" each
    std::uint64_t offset = 0;         ///< of the only file, where reading begins
    std::size_t threads = 0;          ///< 0: one for each core
    double max_seconds = 60;          ///< for one article
    IngestLimits limits;
};

void add_source_options(CLI::App& command, SourceOptions& options);

/// What other commands that read articles take too: limits; --field and --stdin-name.
void add_limits(CLI::App& command, IngestLimits& limits);
void add_list_options(CLI::App& command,
                      std::vector<std::string>& fields,
                      std::string& stdin_name);

/// Errors: an assignment that is none.
Result<FieldMap> read_fields(const std::vector<std::string>& assignments);

/// Gives standard input in the list the name that was given for it.
void name_stdin(const std::string& name, SourceList& list);

/// Tables, models and the list of what is to be read.
struct Sources {
    Engine engine;
    std::optional<MetaTable> meta;
    SourceList list;
    FieldMap fields;
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

/// What came of one document of a source, or of the end of the source.
struct SourceStep {
    std::optional<SourcePlace> at;  ///< nothing for what stands in no file
    std::vector<SourceResult> results;
    std::optional<Notice> notice;
    std::optional<SourceEnd> end;
};

struct SourceWork {
    /// Where the reading of a file begins; nothing: it is left out. May be empty.
    std::function<std::optional<ItemPlace>(const SourceFile&)> from;
    /// Asked by several threads before an article is coded; may be empty.
    std::function<std::optional<StoreOutcome>(const Article&, const std::string& hash)>
        known;
    /// Called in the order of the documents, by one thread; false stops.
    std::function<bool(SourceStep)> emit;
};

/// Reads and codes all sources; ends early after a signal. Refusals of the list come
/// first, as of the first file.
void run_sources(const Sources& sources,
                 const SourceOptions& options,
                 const SourceWork& work);

/// Tells on standard error what was left out without a record: "left out: 12 requests".
void tell_skipped(const SkippedCounts& skipped);

/// Exit code of work that went through: refusals, missing paths and signals tell in it.
[[nodiscard]] int exit_code_for(const Sources& sources, bool refused);

}  // namespace chancery::cli
