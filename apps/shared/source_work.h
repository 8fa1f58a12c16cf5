// Sources read and coded by several threads: what `ingest`, `code` and uploads share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "ingest/ingest.h"
#include "ledger/ledger.h"
#include "shared/source_reader.h"

namespace chancery {

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

/// Errors: an assignment that is none.
Result<FieldMap> read_fields(const std::vector<std::string>& assignments);

/// Gives standard input in the list the name that was given for it.
void name_stdin(const std::string& name, SourceList& list);

/// Tables, models and the list of what is to be read.
struct Sources {
    std::shared_ptr<const Engine> engine;
    std::optional<MetaTable> meta;
    SourceList list;
    FieldMap fields;
    std::vector<Refusal> missing;  ///< paths of the command line that are not there
};

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
    /// Asked between documents; true ends the reading. Empty: a signal does.
    std::function<bool()> stop{};
    /// Called in the order of the documents, by one thread; false stops.
    std::function<bool(SourceStep)> emit;
};

/// Reads and codes all sources; ends early where asked to. Refusals of the list come
/// first, as of the first file.
void run_sources(const Sources& sources,
                 const SourceOptions& options,
                 const SourceWork& work);

}  // namespace chancery
