// What `ingest` and `code` have in common: their options, and what they open.
// SPDX-License-Identifier: Apache-2.0
#include "sources.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <memory>
#include <system_error>

#include "commands.h"
#include "exit_code.h"
#include "shared/signals.h"

namespace chancery::cli {

namespace {

bool is_missing(const std::string& path) {
    std::error_code ec;
    const auto status = std::filesystem::status(path, ec);
    return status.type() == std::filesystem::file_type::not_found;
}

template <typename Number>
void add_limit(CLI::App& command, const char* name, Number& limit, const char* words) {
    command.add_option(name, limit, words)
        ->capture_default_str()
        ->check(CLI::PositiveNumber)
        ->group("Limits");
}

}  // namespace

void add_limits(CLI::App& command, IngestLimits& limits) {
    add_limit(command,
              "--max-bytes",
              limits.max_bytes,
              "bytes of one document; beyond any limit it is refused");
    add_limit(command, "--max-text", limits.max_text, "bytes of a story's clean text");
    add_limit(command, "--max-line", limits.max_line, "bytes of a line of plain text");
    add_limit(command,
              "--max-depth",
              limits.max_depth,
              "elements of a page, or values of JSON, that are open at once");
    add_limit(command,
              "--max-ratio",
              limits.max_ratio,
              "times that packed data may grow, from the second megabyte on");
    add_limit(command, "--max-entries", limits.max_entries, "members of one archive");
    add_limit(command, "--max-nesting", limits.max_nesting, "containers in one another");
}

void add_list_options(CLI::App& command,
                      std::vector<std::string>& fields,
                      std::string& stdin_name) {
    command
        .add_option("--field",
                    fields,
                    "of JSON Lines and CSV: which key or column holds text, html, title, "
                    "date, updated, crawled, url, author, outlet, agency or language; "
                    "usual names are known")
        ->option_text("FIELD=KEY");
    command.add_option("--stdin-name",
                       stdin_name,
                       "name of what is on standard input; its extension counts");
}

void add_source_options(CLI::App& command, SourceOptions& options) {
    command
        .add_option("path",
                    options.paths,
                    "files, folders of them, patterns (\"in/*.warc.gz\"), or - for "
                    "standard input: pages, text, RSS, Atom, JSON Feed, JSON Lines, CSV, "
                    "mail, WARC, ARC, also in zip, tar, gzip and Zstandard")
        ->required();
    command.add_option("--meta",
                       options.meta,
                       "tab-separated file with columns doc, date, outlet, url: what the "
                       "articles do not say themselves");
    add_list_options(command, options.fields, options.stdin_name);
    command.add_option("--offset",
                       options.offset,
                       "byte of the only file (WARC, ARC or JSON Lines) from which on "
                       "records are read");
    add_threads_option(command, options.threads);
    add_limits(command, options.limits);
    add_limit(command, "--max-seconds", options.max_seconds, "time for one article");
}

Result<Sources> open_sources(const SourceOptions& options, const FolderOptions& given) {
    const auto folders = find_folders(given);
    if (!folders) {
        return folders.error();
    }
    std::optional<MetaTable> meta;
    if (!options.meta.empty()) {
        auto read = MetaTable::open(options.meta);
        if (!read) {
            return read.error();
        }
        meta = std::move(*read);
    }
    auto fields = read_fields(options.fields);
    if (!fields) {
        return fields.error();
    }
    auto engine =
        Engine::open(EngineOptions{folders->data, folders->models, folders->tables});
    if (!engine) {
        return engine.error();
    }
    Sources out{std::make_shared<const Engine>(std::move(*engine)),
                std::move(meta),
                list_sources(options.paths, *fields),
                *std::move(fields),
                {}};
    name_stdin(options.stdin_name, out.list);
    if (options.offset != 0 && out.list.files.size() != 1) {
        return Error{"--offset is for one file, not for " +
                     std::to_string(out.list.files.size())};
    }
    for (const std::string& notice : out.list.notices) {
        complain(Error{notice, "", 0});
    }
    auto& refusals = out.list.refusals;
    const auto there = std::stable_partition(
        refusals.begin(), refusals.end(), [](const Refusal& refusal) {
            return !is_missing(refusal.path);
        });
    out.missing.assign(std::make_move_iterator(there),
                       std::make_move_iterator(refusals.end()));
    refusals.erase(there, refusals.end());
    for (const Refusal& refusal : out.missing) {
        complain(Error{refusal.reason, refusal.path, 0});
    }
    return out;
}

void tell_skipped(const SkippedCounts& skipped) {
    std::string words;
    for (const auto& [why, count] : skipped) {
        words += (words.empty() ? "" : ", ") + std::to_string(count) + ' ' + why;
    }
    if (!words.empty()) {
        complain(Error{"left out: " + words, "", 0});
    }
}

int exit_code_for(const Sources& sources, bool refused) {
    if (stop_signal() != 0) {
        return exit_signal_base + stop_signal();
    }
    if (!sources.missing.empty()) {
        return exit_error;
    }
    return refused ? exit_refused : exit_done;
}

}  // namespace chancery::cli
