// chancery ingest: articles are read, coded and stored in a ledger.
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>

#include <unistd.h>

#include "act_text.h"
#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "progress.h"
#include "signals.h"
#include "sources.h"
#include "terminal.h"

namespace chancery::cli {

namespace {

struct IngestCommandOptions {
    SourceOptions sources;
    std::string ledger;
};

RunInfo run_info(const IngestCommandOptions& options, const Engine& engine) {
    const Json given = {{"paths", options.sources.paths}, {"meta", options.sources.meta}};
    return {"chancery " CHANCERY_VERSION, engine.fingerprint(), given.dump()};
}

/// Stores results in order. A line about an article is printed once it is committed:
/// what has been printed is safe.
class IngestWriter {
  public:
    IngestWriter(Ledger& ledger, std::size_t sources)
        : ledger_(ledger), progress_(sources) {}

    bool take(const SourceResult& result) {
        auto line = std::visit([&](const auto& one) { return store(one); }, result);
        if (!line) {
            failure_ = line.error();
            return false;
        }
        pending_ += *line;
        ++pending_count_;
        progress_.step();
        const bool due = pending_count_ >= 64 ||
                         Clock::now() - last_commit_ > std::chrono::milliseconds(200);
        return !due || commit();
    }

    /// Commits what is left, also after a failure of one article: those before it count.
    Result<void> finish() {
        commit();
        progress_.erase();
        if (failure_) {
            return *failure_;
        }
        if (stop_signal() == 0) {
            if (auto done = ledger_.finish_run(); !done) {
                return done;
            }
        }
        return out_.finish();
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
    using Clock = std::chrono::steady_clock;

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

    std::string line(const std::string& doc, const StoreOutcome& outcome) {
        ++(outcome.stored == Stored::unchanged ? counts_.unchanged : counts_.stored);
        return std::string(name(outcome.stored)) + '\t' + printable(doc) + '\t' +
               std::to_string(outcome.acts) + (outcome.acts == 1 ? " act\n" : " acts\n");
    }

    bool commit() {
        auto done = ledger_.commit();
        if (done) {
            progress_.erase();
            // A reader that went away does not keep the rest from being stored.
            out_.write(pending_);
            out_.flush();
        } else if (!failure_) {
            failure_ = done.error();
        }
        pending_.clear();
        pending_count_ = 0;
        last_commit_ = Clock::now();
        return done.has_value();
    }

    struct Counts {
        std::size_t stored = 0, unchanged = 0, refused = 0;
    };

    Ledger& ledger_;
    Progress progress_;
    Output out_;
    std::string pending_;
    std::size_t pending_count_ = 0;
    Clock::time_point last_commit_ = Clock::now();
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
    // Workers ask a connection of their own, so that they do not wait for the disk.
    auto reader = Ledger::open(options.ledger, OpenMode::read);
    if (!reader) {
        return fail(reader.error());
    }
    const RunInfo info = run_info(options, sources->engine);
    ledger->begin_run(info);
    reader->begin_run(info);
    std::mutex reading;
    IngestWriter writer(*ledger, sources->list.files.size());
    SourceWork work;
    work.known = [&](const Article& article,
                     const std::string& hash) -> std::optional<StoreOutcome> {
        const std::lock_guard lock(reading);
        auto known = reader->unchanged(article, hash);
        // A failure to look is no reason not to store; storing will tell.
        return known ? *known : std::nullopt;
    };
    work.emit = [&](const SourceResult& result) { return writer.take(result); };
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
    command->footer(
        "Prints a line for each article once it is safe: stored, updated (new content of "
        "a\n"
        "known article), recoded (by other rules or models), unchanged or refused, then "
        "the\n"
        "article, then its acts or why it was refused. May be stopped and started again "
        "at\n"
        "any time. Exit code 3 says that some articles were refused.\n"
        "Examples:\n"
        "  chancery ingest --ledger news.ledger --meta meta.tsv texts/\n"
        "  chancery ingest --ledger news.ledger story.html");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
