// chancery ingest: articles are read, coded and stored in a ledger.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "ledger_access.h"
#include "progress.h"
#include "shared/act_text.h"
#include "shared/signals.h"
#include "shared/terminal.h"
#include "shared/writing.h"
#include "sources.h"
#include "stored_lines.h"

namespace chancery::cli {

namespace {

struct IngestCommandOptions {
    SourceOptions sources;
    std::string ledger;
    std::string keep;
    bool resume = false;
};

Json limits_of(const SourceOptions& options) {
    const IngestLimits& limits = options.limits;
    return {{"bytes", limits.max_bytes},
            {"text", limits.max_text},
            {"line", limits.max_line},
            {"depth", limits.max_depth},
            {"ratio", limits.max_ratio},
            {"entries", limits.max_entries},
            {"nesting", limits.max_nesting},
            {"seconds", options.max_seconds}};
}

RunInfo run_info(const IngestCommandOptions& options, const Engine& engine) {
    const Json given = {{"paths", options.sources.paths},
                        {"meta", options.sources.meta},
                        {"fields", options.sources.fields},
                        {"offset", options.sources.offset},
                        {"limits", limits_of(options.sources)}};
    return {"chancery " CHANCERY_VERSION,
            engine.fingerprint(),
            given.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

/// Size and time of the last change of a file; empty where there are none.
std::string file_stamp(const std::string& path) {
    std::error_code fault;
    const auto size = std::filesystem::file_size(path, fault);
    if (fault) {
        return {};
    }
    const auto changed = std::filesystem::last_write_time(path, fault);
    return fault ? std::string()
                 : std::to_string(size) + ' ' +
                       std::to_string(changed.time_since_epoch().count());
}

/// How far each file has been read, as the ledger keeps it: what --resume goes by. A file
/// is read anew when it, the rules, the models or the options have changed.
class Resumption {
  public:
    Resumption(const IngestCommandOptions& options,
               const Sources& sources,
               const RunInfo& info)
        : options_(options), sources_(sources) {
        const Json read = {{"tool", info.tool},
                           {"engine", info.engine},
                           {"meta", file_stamp(options.sources.meta)},
                           {"fields", options.sources.fields},
                           {"offset", options.sources.offset},
                           {"limits", limits_of(options.sources)}};
        under_ = read.dump(-1, ' ', false, Json::error_handler_t::replace);
    }

    /// Where to begin; nothing for a file that is done.
    std::optional<ItemPlace> from(Ledger& ledger, const SourceFile& file) const {
        const auto known =
            options_.resume && file.path != "-"
                ? ledger.source_progress(key_of(file), stamp_of(file))
                : Result<std::optional<SourceProgress>>(std::optional<SourceProgress>());
        if (!known || !*known) {
            return ItemPlace();
        }
        const SourceProgress& progress = **known;
        return progress.done
                   ? std::nullopt
                   : std::optional(ItemPlace{progress.place, progress.inner_place});
    }

    /// Notes in the ledger's batch that all up to `at` is stored.
    Result<void> note(Ledger& ledger, const SourcePlace& at, bool done) const {
        const SourceFile& file = sources_.list.files[at.file];
        const std::string stamp = stamp_of(file);
        if (file.path == "-" || stamp.empty()) {
            return {};
        }
        return ledger.note_source(
            {key_of(file), stamp, at.place.offset, at.place.inner, done});
    }

  private:
    static std::string key_of(const SourceFile& file) {
        std::error_code fault;
        const auto path = std::filesystem::absolute(file.path, fault);
        return fault ? file.path : path.lexically_normal().string();
    }

    [[nodiscard]] std::string stamp_of(const SourceFile& file) const {
        const std::string own = file_stamp(file.path);
        return own.empty() ? own : own + ' ' + file.doc + ' ' + under_;
    }

    const IngestCommandOptions& options_;
    const Sources& sources_;
    std::string under_;  ///< what else decides what a file gives
};

/// Stores results in order. A line about an article is printed once it is committed:
/// what has been printed is safe.
class IngestWriter {
  public:
    IngestWriter(Ledger& ledger,
                 const Resumption& resumption,
                 std::optional<std::uint64_t> bytes)
        : ledger_(ledger),
          resumption_(resumption),
          progress_(bytes, "articles"),
          lines_(ledger, progress_, {}) {}

    bool take(const SourceStep& step) {
        for (const SourceResult& result : step.results) {
            auto line = std::visit([&](const auto& one) { return store(one); }, result);
            if (!line) {
                failure_ = line.error();
                return false;
            }
            lines_.add(*line);
        }
        if (step.notice) {
            progress_.erase();
            complain(Error{step.notice->words, step.notice->where, 0});
        }
        if (!note_end(step)) {
            return false;
        }
        if (step.at) {
            progress_.step(step.results.size(), step.at->read);
        }
        return !lines_.due() || commit();
    }

    /// Commits what is left, also after a failure of one article: those before it count.
    Result<void> finish() {
        commit();
        progress_.erase();
        tell_skipped(skipped_);
        if (failure_) {
            return *failure_;
        }
        if (stop_signal() == 0) {
            if (auto done = ledger_.finish_run(); !done) {
                return done;
            }
        }
        return lines_.finish();
    }

    [[nodiscard]] bool refused() const { return counts_.refused > 0; }

    void summarise() const {
        if (is_terminal(STDERR_FILENO)) {
            (void)std::fprintf(
                stderr,
                "%zu stored, %zu unchanged, %zu refused%s\n",
                counts_.stored,
                counts_.unchanged,
                counts_.refused,
                refused() ? "; `chancery articles --refused` says why" : "");
        }
    }

  private:
    Result<std::string> store(const Refusal& refusal) {
        const auto outcome =
            ledger_.refuse({refusal.doc, refusal.path, refusal.reason, refusal.language});
        if (!outcome) {
            return outcome.error();
        }
        ++counts_.refused;
        return "refused\t" + printable(refusal.doc) + '\t' + printable(refusal.reason) +
               '\n';
    }

    Result<std::string> store(const Known& known) {
        return line(known.doc, known.outcome);
    }

    Result<std::string> store(const CodedSource& source) {
        const Coded& coded = source.coded;
        const auto outcome = ledger_.store(
            {coded.article, coded.reading, coded.actors, coded.acts}, source.hash);
        if (!outcome) {
            return outcome.error();
        }
        return line(coded.article.doc, *outcome);
    }

    /// What the end of a file says; the places of others are noted with their commit.
    bool note_end(const SourceStep& step) {
        if (!step.end) {
            here_ = step.at;
            return true;
        }
        here_.reset();
        for (const auto& [why, count] : step.end->skipped) {
            skipped_[why] += count;
        }
        auto noted = resumption_.note(ledger_, *step.at, true);
        if (!noted) {
            failure_ = noted.error();
        }
        return noted.has_value();
    }

    std::string line(const std::string& doc, const StoreOutcome& outcome) {
        ++(outcome.stored == Stored::unchanged ? counts_.unchanged : counts_.stored);
        return stored_line(doc, outcome);
    }

    bool commit() {
        auto done = here_ ? resumption_.note(ledger_, *here_, false) : Result<void>();
        done = done ? lines_.commit() : done;
        if (!done && !failure_) {
            failure_ = done.error();
        }
        return done.has_value();
    }

    struct Counts {
        std::size_t stored = 0, unchanged = 0, refused = 0;
    };

    Ledger& ledger_;
    const Resumption& resumption_;
    std::optional<SourcePlace> here_;  ///< of the last document, in a file not done
    SkippedCounts skipped_;
    Progress progress_;
    StoredLines lines_;
    Counts counts_;
    std::optional<Error> failure_;
};

int run(const IngestCommandOptions& options, const GlobalOptions& global) {
    const auto sources = open_sources(options.sources, global.folders);
    if (!sources) {
        return fail(sources.error());
    }
    auto ledger = Ledger::open(options.ledger, OpenMode::create);
    if (!ledger) {
        return fail(ledger.error());
    }
    if (!options.keep.empty()) {
        const Keep keep = options.keep == "hashes" ? Keep::hashes : Keep::texts;
        if (auto kept = ledger->keep(keep); !kept) {
            return fail(kept.error());
        }
    }
    if (auto ready = merge_by_rules(*ledger, global.folders); !ready) {
        return fail(ready.error());
    }
    // Workers ask a connection of their own, so that they do not wait for the disk.
    auto reader = Ledger::open(options.ledger, OpenMode::read);
    if (!reader) {
        return fail(reader.error());
    }
    const RunInfo info = run_info(options, *sources->engine);
    ledger->begin_run(info);
    reader->begin_run(info);
    std::mutex reading;
    const Resumption resumption(options, *sources, info);
    IngestWriter writer(*ledger, resumption, size_of(sources->list.files));
    SourceWork work;
    if (options.resume) {
        work.from = [&](const SourceFile& file) {
            const std::lock_guard lock(reading);
            return resumption.from(*reader, file);
        };
    }
    work.known = [&](const Article& article,
                     const std::string& hash) -> std::optional<StoreOutcome> {
        const std::lock_guard lock(reading);
        auto known = reader->unchanged(article, hash);
        // A failure to look is no reason not to store; storing will tell.
        return known ? *known : std::nullopt;
    };
    work.emit = [&](const SourceStep& step) { return writer.take(step); };
    run_sources(*sources, options.sources, work);
    const auto done = writer.finish();
    writer.summarise();
    return done ? exit_code_for(*sources, writer.refused()) : fail(done.error());
}

}  // namespace

void add_ingest(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<IngestCommandOptions>();
    CLI::App* command = app.add_subcommand(
        "ingest", "Read articles, code them and store them in a ledger");
    add_source_options(*command, own->sources);
    add_ledger_option(*command, own->ledger);
    command
        ->add_option("--keep",
                     own->keep,
                     "what a new ledger keeps of articles: texts (default), or hashes: "
                     "no text, only title and evidence; holds for all that comes later")
        ->check(CLI::IsMember({"texts", "hashes"}));
    command->add_flag("--resume",
                      own->resume,
                      "leave out files that were done before, and go on in those that "
                      "were not, as the ledger knows them");
    command->footer(
        "Prints a line for each article once it is safe: stored, updated (new content of "
        "a\n"
        "known article), recoded (by other rules or models), unchanged or refused, then "
        "the\n"
        "article, then its acts or why it was refused. May be stopped and started again "
        "at\n"
        "any time; with --resume what was read is not read again. Exit code 3 says that "
        "some\n"
        "articles were refused.\n"
        "Examples:\n"
        "  chancery ingest --ledger news.ledger --meta meta.tsv texts/\n"
        "  chancery ingest --ledger news.ledger --resume \"crawl/*.warc.gz\"\n"
        "  chancery ingest --ledger news.ledger --field text=body news.csv\n"
        "  curl -s https://example.org/rss | chancery ingest --ledger news.ledger -");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
