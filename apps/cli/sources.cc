// What `ingest` and `code` have in common: sources read and coded by several threads.
// SPDX-License-Identifier: Apache-2.0
#include "sources.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <memory>
#include <system_error>

#include "commands.h"
#include "engine/parallel.h"
#include "engine/read_ahead.h"
#include "exit_code.h"
#include "signals.h"

namespace chancery::cli {

namespace {

bool is_missing(const std::string& path) {
    std::error_code ec;
    const auto status = std::filesystem::status(path, ec);
    return status.type() == std::filesystem::file_type::not_found;
}

using Clock = std::chrono::steady_clock;

/// The moment after which an article is given up.
Clock::time_point deadline(const SourceOptions& options) {
    constexpr double longest = 1e8;
    return Clock::now() +
           std::chrono::duration_cast<Clock::duration>(
               std::chrono::duration<double>(std::min(options.max_seconds, longest)));
}

Refusal too_slow(const std::string& doc, std::string path, double seconds) {
    std::string number = std::to_string(seconds);
    number.erase(number.find_last_not_of('0') + 1);
    number.erase(number.find_last_not_of('.') + 1);
    return {doc,
            std::move(path),
            "took longer than " + number +
                " seconds; --max-seconds sets how long one article may"};
}

SourceResult code_one(const Sources& sources,
                      const SourceOptions& options,
                      const SourceWork& work,
                      Article article) {
    CodedSource out;
    if (work.known) {
        out.hash = content_hash(article);
        if (const auto known = work.known(article, out.hash)) {
            return Known{article.doc, *known};
        }
    }
    const std::string doc = article.doc;
    const std::string path = article.path;
    auto coded = sources.engine.code(std::move(article), deadline(options));
    if (!coded) {
        return too_slow(doc, path, options.max_seconds);
    }
    out.coded = *std::move(coded);
    return out;
}

/// All articles of a document.
std::vector<SourceResult> read_and_code(const Sources& sources,
                                        const SourceOptions& options,
                                        const SourceWork& work,
                                        const SourceItem& item) {
    std::vector<SourceResult> out;
    const Clock::time_point end = deadline(options);
    auto read = sources.engine.read(
        item, sources.meta ? &*sources.meta : nullptr, options.limits);
    if (Clock::now() > end) {
        out.emplace_back(too_slow(item.doc, where(item), options.max_seconds));
        return out;
    }
    for (ArticleOrRefusal& one : read) {
        if (auto* refusal = std::get_if<Refusal>(&one)) {
            out.emplace_back(std::move(*refusal));
        } else {
            out.push_back(
                code_one(sources, options, work, std::get<Article>(std::move(one))));
        }
    }
    return out;
}

SourceStep step_of(const Sources& sources,
                   const SourceOptions& options,
                   const SourceWork& work,
                   SourceGiven given) {
    SourceStep out{given.at, {}, {}, {}};
    if (const auto* item = std::get_if<SourceItem>(&given.what)) {
        out.results = read_and_code(sources, options, work, *item);
    } else if (auto* refusal = std::get_if<Refusal>(&given.what)) {
        out.results.emplace_back(std::move(*refusal));
    } else if (auto* notice = std::get_if<Notice>(&given.what)) {
        out.notice = std::move(*notice);
    } else {
        out.end = std::get<SourceEnd>(std::move(given.what));
    }
    return out;
}

std::size_t weight_of(const SourceGiven& given) {
    const auto* item = std::get_if<SourceItem>(&given.what);
    return item == nullptr ? 1 : item->bytes.size();
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

void name_stdin(const std::string& name, SourceList& list) {
    for (SourceFile& file : list.files) {
        if (file.path == "-" && !name.empty()) {
            file.name = name;
            file.doc = doc_of_path(name);
        }
    }
}

Result<FieldMap> read_fields(const std::vector<std::string>& assignments) {
    FieldMap out;
    for (const std::string& assignment : assignments) {
        if (auto added = out.add(assignment); !added) {
            return added.error();
        }
    }
    return out;
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
    Sources out{std::move(*engine),
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

void run_sources(const Sources& sources,
                 const SourceOptions& options,
                 const SourceWork& work) {
    for (const Refusal& refusal : sources.list.refusals) {
        SourceStep step;
        step.results.emplace_back(refusal);
        if (!work.emit(std::move(step))) {
            return;
        }
    }
    SourceReaderOptions reading{{options.limits, sources.fields, {options.offset, 0}},
                                work.from,
                                [] { return stop_signal() != 0; }};
    SourceReader reader(sources.list.files, std::move(reading));
    const std::size_t threads = thread_count(options.threads);
    // Unpacking goes on beside coding; with one thread everything is done in this one.
    std::unique_ptr<ReadAhead<SourceGiven>> ahead;
    if (threads > 1) {
        ahead = std::make_unique<ReadAhead<SourceGiven>>(
            [&] { return reader.next(); }, weight_of, ReadAheadOptions{});
    }
    ordered_map(
        [&]() -> std::optional<SourceGiven> {
            if (stop_signal() != 0) {
                return std::nullopt;
            }
            return ahead ? ahead->take() : reader.next();
        },
        [&](SourceGiven given) {
            return step_of(sources, options, work, std::move(given));
        },
        [&](SourceStep step) { return work.emit(std::move(step)); },
        ParallelOptions{threads, 0});
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
