// chancery extract: the stories of pages and texts, with what is known of them, as JSON
// or Markdown. Nothing is coded. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "article_text.h"
#include "commands.h"
#include "engine/parallel.h"
#include "exit_code.h"
#include "ingest/ingest.h"
#include "ingest/item.h"
#include "output.h"
#include "shared/signals.h"
#include "shared/source_reader.h"
#include "sources.h"

namespace chancery::cli {

namespace {

struct ExtractOptions {
    std::vector<std::string> paths;
    std::string format = "json";
    std::string output;
    std::string meta;
    std::string stdin_name;
    std::vector<std::string> fields;
    std::size_t threads = 0;  ///< 0: one for each core
    bool furniture = false;
    IngestLimits limits;
};

/// What one source gave, ready to be written.
struct Extracted {
    std::string written;
    std::vector<Refusal> refusals;
    std::vector<Notice> notices;
    SkippedCounts skipped;
};

Extracted extract(const SourceGiven& given,
                  const IngestOptions& ingest,
                  const ExtractOptions& options) {
    Extracted out;
    const bool markdown = options.format == "markdown";
    if (const auto* refusal = std::get_if<Refusal>(&given.what)) {
        out.refusals.push_back(*refusal);
    } else if (const auto* notice = std::get_if<Notice>(&given.what)) {
        out.notices.push_back(*notice);
    } else if (const auto* end = std::get_if<SourceEnd>(&given.what)) {
        out.skipped = end->skipped;
    }
    const auto* item = std::get_if<SourceItem>(&given.what);
    if (item == nullptr) {
        return out;
    }
    for (ArticleOrRefusal& made : make_articles(*item, ingest)) {
        if (auto* refusal = std::get_if<Refusal>(&made)) {
            out.refusals.push_back(std::move(*refusal));
            continue;
        }
        const Article& article = std::get<Article>(made);
        out.written += markdown && !out.written.empty() ? "\n" : "";
        out.written +=
            markdown ? to_markdown(article) : to_json_line(article, options.furniture);
    }
    return out;
}

/// Writes in the order of the sources.
class ExtractWriter {
  public:
    explicit ExtractWriter(bool markdown) : markdown_(markdown) {}

    Result<void> open(const std::string& path) {
        return path.empty() ? Result<void>() : out_.open(path);
    }

    bool take(const Extracted& one) {
        for (const Refusal& refusal : one.refusals) {
            complain(Error{"refused: " + refusal.reason, refusal.path, 0});
            refused_ = true;
        }
        for (const Notice& notice : one.notices) {
            complain(Error{notice.words, notice.where, 0});
        }
        for (const auto& [why, count] : one.skipped) {
            skipped_[why] += count;
        }
        if (one.written.empty()) {
            return true;
        }
        if (markdown_ && !first_) {
            out_.write("\n");
        }
        first_ = false;
        return out_.write(one.written) && out_.flush();
    }

    Result<void> finish() {
        tell_skipped(skipped_);
        return out_.finish();
    }

    void abandon() { out_.abandon(); }

    [[nodiscard]] bool refused() const { return refused_; }

  private:
    Output out_;
    bool markdown_;
    bool first_ = true;
    bool refused_ = false;
    SkippedCounts skipped_;
};

Result<IngestRules> open_rules(const FolderOptions& given) {
    const auto folder = find_data(given);
    return folder ? IngestRules::open(*folder + "/ingest")
                  : Result<IngestRules>(folder.error());
}

int run(const ExtractOptions& options, const GlobalOptions& global) {
    const auto rules = open_rules(global.folders);
    if (!rules) {
        return fail(rules.error());
    }
    std::optional<MetaTable> meta;
    if (!options.meta.empty()) {
        auto read = MetaTable::open(options.meta);
        if (!read) {
            return fail(read.error());
        }
        meta = std::move(*read);
    }
    const auto fields = read_fields(options.fields);
    if (!fields) {
        return fail(fields.error());
    }
    SourceList list = list_sources(options.paths, *fields);
    name_stdin(options.stdin_name, list);
    for (const std::string& notice : list.notices) {
        complain(Error{notice, "", 0});
    }
    ExtractWriter writer(options.format == "markdown");
    if (auto done = writer.open(options.output); !done) {
        return fail(done.error());
    }
    bool missing = false;
    for (const Refusal& refusal : list.refusals) {
        const bool named =
            std::find(options.paths.begin(), options.paths.end(), refusal.path) !=
            options.paths.end();
        missing = missing || named;
        writer.take({"", {refusal}, {}, {}});
    }
    const IngestOptions ingest{&*rules, meta ? &*meta : nullptr, options.limits};
    SourceReader reader(list.files, {{options.limits, *fields, {}}, {}, [] {
                                         return stop_signal() != 0;
                                     }});
    ordered_map([&] { return reader.next(); },
                [&](const SourceGiven& given) { return extract(given, ingest, options); },
                [&](const Extracted& one) { return writer.take(one); },
                ParallelOptions{thread_count(options.threads), 0});
    if (stop_signal() != 0) {
        writer.abandon();
        return exit_signal_base + stop_signal();
    }
    if (auto done = writer.finish(); !done) {
        return fail(done.error());
    }
    if (missing) {
        return exit_error;
    }
    return writer.refused() ? exit_refused : exit_done;
}

void add_extract_options(CLI::App& command, ExtractOptions& options) {
    command.add_option(
        "path",
        options.paths,
        "files, folders of them, patterns, or - for standard input, which "
        "is also the default; containers as `chancery ingest --help` lists "
        "them");
    command
        .add_option("--format",
                    options.format,
                    "json (default): an object for each story, a line each; markdown")
        ->check(CLI::IsMember({"json", "markdown"}))
        ->option_text("json|markdown");
    command.add_flag("--furniture",
                     options.furniture,
                     "JSON: also the blocks that are no text of the story, each with the "
                     "rule that said so");
    command.add_option(
        "--output", options.output, "write this file instead of standard output");
    command.add_option("--meta",
                       options.meta,
                       "tab-separated file with columns doc, date, outlet, url: what the "
                       "articles do not say themselves");
    add_threads_option(command, options.threads);
    add_list_options(command, options.fields, options.stdin_name);
    add_limits(command, options.limits);
}

}  // namespace

void add_extract(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ExtractOptions>();
    CLI::App* command = app.add_subcommand(
        "extract", "Print the stories of pages, and what is known of them");
    add_extract_options(*command, *own);
    command->footer(
        "A story's fields: doc, path, url, title, authors, outlet, agency, dateline,\n"
        "published (a day), published_at and updated_at (as far as known), language, "
        "text,\n"
        "blocks with the bytes of the source that each was made from, remarks, and "
        "from:\n"
        "what told each field. Models are not needed. Exit code 3 says that something "
        "was\n"
        "refused; standard error says what, and why.\n"
        "Examples:\n"
        "  chancery extract story.html\n"
        "  curl -s https://news.example/story | chancery extract --format markdown\n"
        "  chancery extract --output stories.jsonl pages/");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] {
            if (own->paths.empty()) {
                own->paths.emplace_back("-");
            }
            if (own->furniture && own->format != "json") {
                return usage_fault("--furniture is for --format json");
            }
            return run(*own, options);
        };
    });
}

}  // namespace chancery::cli
