// chancery code: articles to ledgers in the form of the annotation guide, without a
// store. SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "commands.h"
#include "exit_code.h"
#include "formats/export.h"
#include "output.h"
#include "progress.h"
#include "shared/terminal.h"
#include "sources.h"

namespace chancery::cli {

namespace {

namespace fs = std::filesystem;

struct CodeOptions {
    SourceOptions sources;
    std::string out;
    double min_confidence = 0.0;
    bool reasons = false;
    bool statements = false;
};

/// A line for each statement: document, speaker, to whom, cue, kind and group, content,
/// with tabs between them.
std::string statement_lines(const Coded& coded) {
    const std::string& text = coded.article.text;
    std::string out;
    for (const Statement& statement : coded.acts.statements.statements) {
        out += printable(coded.article.doc) + '\t';
        out += printable(speaker_name(statement, coded.actors, text)) + '\t';
        out += printable(addressee_name(statement, coded.actors, text)) + '\t';
        out += printable(quote(text, statement.cue)) + '\t';
        out += name(statement.kind);
        out += statement.group == 0 ? "" : ' ' + std::to_string(statement.group);
        out += '\t' + printable(quote(text, statement.content)) + '\n';
    }
    return out;
}

/// Writes beside the place and moves it there: a reader never sees half a file.
Result<void> write_whole(const fs::path& path, const std::string& bytes) {
    const fs::path half = path.string() + ".part";
    std::ofstream file(half, std::ios::binary | std::ios::trunc);
    file << bytes;
    file.close();
    std::error_code ec;
    if (file) {
        fs::rename(half, path, ec);
    }
    if (!file || ec) {
        fs::remove(half, ec);
        return Error{"could not be written; check the folder and the room on the disk",
                     path.string(),
                     0};
    }
    return {};
}

/// Takes results in order and writes them where they go.
class CodeWriter {
  public:
    CodeWriter(const CodeOptions& options, std::optional<std::uint64_t> bytes)
        : options_(options), progress_(bytes, "articles") {}

    bool take(const SourceStep& step) {
        bool go_on = true;
        for (const SourceResult& result : step.results) {
            if (const auto* refusal = std::get_if<Refusal>(&result)) {
                refused_ = true;
                say({"refused: " + refusal->reason, refusal->path, 0});
            } else if (const auto* source = std::get_if<CodedSource>(&result)) {
                go_on = go_on && write(source->coded);
            }
        }
        if (step.notice) {
            say({step.notice->words, step.notice->where, 0});
        }
        if (step.end) {
            for (const auto& [why, count] : step.end->skipped) {
                skipped_[why] += count;
            }
        }
        if (step.at) {
            progress_.step(step.results.size(), step.at->read);
        }
        return go_on;
    }

    [[nodiscard]] bool refused() const { return refused_; }

    Result<void> finish() {
        progress_.erase();
        tell_skipped(skipped_);
        return failure_ ? Result<void>(*failure_) : out_.finish();
    }

  private:
    void say(const Error& words) {
        progress_.erase();
        complain(words);
    }

    bool write(const Coded& coded) {
        if (options_.statements) {
            progress_.erase();
            out_.write(statement_lines(coded));
            return out_.flush();
        }
        const bool lines = options_.out.empty();
        const std::string json =
            to_guide_json(coded,
                          {lines ? -1 : 1,
                           options_.reasons,
                           static_cast<float>(options_.min_confidence)});
        if (lines) {
            progress_.erase();
            out_.write(json);
            return out_.flush();
        }
        auto done = write_whole(
            fs::path(options_.out) / guide_file_name(coded.article.doc), json);
        if (!done) {
            failure_ = done.error();
        }
        return done.has_value();
    }

    const CodeOptions& options_;
    Progress progress_;
    Output out_;
    bool refused_ = false;
    SkippedCounts skipped_;
    std::optional<Error> failure_;
};

int run(const CodeOptions& options, const GlobalOptions& global) {
    if (!options.out.empty()) {
        std::error_code ec;
        fs::create_directories(options.out, ec);
        if (ec) {
            return fail(
                Error{"this folder cannot be made: " + ec.message(), options.out, 0});
        }
    }
    const auto sources = open_sources(options.sources, global.folders);
    if (!sources) {
        return fail(sources.error());
    }
    CodeWriter writer(options, size_of(sources->list.files));
    SourceWork work;
    work.emit = [&](const SourceStep& step) { return writer.take(step); };
    run_sources(*sources, options.sources, work);
    if (auto done = writer.finish(); !done) {
        return fail(done.error());
    }
    return exit_code_for(*sources, writer.refused());
}

}  // namespace

void add_code(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<CodeOptions>();
    CLI::App* command = app.add_subcommand(
        "code", "Code articles and print their acts as JSON; nothing is stored");
    add_source_options(*command, own->sources);
    CLI::Option* out = command->add_option(
        "--out",
        own->out,
        "write DIR/<doc>.json instead of JSON Lines on standard output");
    command
        ->add_option("--min-confidence",
                     own->min_confidence,
                     "0 to 1: only acts that are at least as sure")
        ->check(CLI::Range(0.0, 1.0));
    command->add_flag("--reasons",
                      own->reasons,
                      "with the reason of every field, and what the confidence is from");
    command
        ->add_flag("--statements",
                   own->statements,
                   "who said what instead: a line for each statement with document, "
                   "speaker, to whom, cue, kind, content and tabs between them")
        ->excludes(out);
    command->footer(
        "Exit code 3 says that some articles were refused; standard error says which, "
        "why.\n"
        "Examples:\n"
        "  chancery code story.txt\n"
        "  chancery code --statements story.txt\n"
        "  chancery code --meta meta.tsv --out ledgers texts/\n"
        "  curl -s https://example.org/story.html | chancery code -");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
