// What `ingest` and `code` have in common: sources read and coded by several threads.
// SPDX-License-Identifier: Apache-2.0
#include "sources.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <thread>

#include "commands.h"
#include "engine/parallel.h"
#include "exit_code.h"
#include "signals.h"

namespace chancery::cli {

namespace {

bool is_missing(const std::string& path) {
    std::error_code ec;
    const auto status = std::filesystem::status(path, ec);
    return status.type() == std::filesystem::file_type::not_found;
}

SourceResult read_and_code(const Sources& sources,
                           const SourceOptions& options,
                           const SourceWork& work,
                           const SourceFile& source) {
    ArticleOrRefusal read = sources.engine.read(
        source, sources.meta ? &*sources.meta : nullptr, options.limits);
    if (auto* refusal = std::get_if<Refusal>(&read)) {
        return std::move(*refusal);
    }
    Article& article = std::get<Article>(read);
    CodedSource out;
    if (work.known) {
        out.hash = content_hash(article);
        if (const auto known = work.known(article, out.hash)) {
            return Known{article.doc, *known};
        }
    }
    out.coded = sources.engine.code(std::move(article));
    return out;
}

}  // namespace

void add_source_options(CLI::App& command, SourceOptions& options) {
    command
        .add_option("path",
                    options.paths,
                    "files (.txt, .html, .htm), folders of them, or - for standard input")
        ->required();
    command.add_option("--meta",
                       options.meta,
                       "tab-separated file with columns doc, date, outlet, url: what the "
                       "articles do not say themselves");
    command.add_option("--threads", options.threads, "default: one for each core")
        ->check(CLI::Range(1, 1024));
    command
        .add_option(
            "--max-bytes", options.limits.max_bytes, "files beyond this are refused")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command
        .add_option("--max-line",
                    options.limits.max_line,
                    "files with a line of more bytes are refused")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command
        .add_option("--max-depth",
                    options.limits.max_depth,
                    "pages with deeper elements are refused")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
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
    auto engine =
        Engine::open(EngineOptions{folders->data, folders->models, folders->tables});
    if (!engine) {
        return engine.error();
    }
    Sources out{std::move(*engine), std::move(meta), list_sources(options.paths), {}};
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

void run_sources(const Sources& sources,
                 const SourceOptions& options,
                 const SourceWork& work) {
    for (const Refusal& refusal : sources.list.refusals) {
        if (!work.emit(refusal)) {
            return;
        }
    }
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads = options.threads == 0 ? cores : options.threads;
    const auto& files = sources.list.files;
    std::size_t at = 0;
    ordered_map(
        [&]() -> std::optional<const SourceFile*> {
            if (at == files.size() || stop_signal() != 0) {
                return std::nullopt;
            }
            return &files[at++];
        },
        [&](const SourceFile* source) {
            return read_and_code(sources, options, work, *source);
        },
        [&](SourceResult result) { return work.emit(std::move(result)); },
        ParallelOptions{std::min(threads, std::max<std::size_t>(files.size(), 1)), 0});
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
