// chancery import: rows of other event data become acts of a ledger.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <unistd.h>

#include "base/checksum.h"
#include "commands.h"
#include "engine/engine.h"
#include "exit_code.h"
#include "formats/dataset_article.h"
#include "ingest/open_items.h"
#include "ledger_access.h"
#include "progress.h"
#include "shared/act_text.h"
#include "shared/signals.h"
#include "shared/source_reader.h"
#include "shared/terminal.h"
#include "shared/writing.h"
#include "sources.h"
#include "stored_lines.h"

namespace chancery::cli {

namespace {

struct ImportCommand {
    std::vector<std::string> paths;
    std::string format, ledger;
};

/// What rows are read with.
struct ImportTables {
    FormatTables formats;
    Directory directory;
    CodingTables coding;
    std::string checksums;
};

Result<ImportTables> open_tables(const FolderOptions& folders) {
    const auto data = find_data(folders);
    if (!data) {
        return data.error();
    }
    auto formats = FormatTables::open(*data);
    if (!formats) {
        return formats.error();
    }
    auto directory = Directory::open(*data + "/actors");
    if (!directory) {
        return directory.error();
    }
    auto coding = CodingTables::open(*data + "/coding");
    if (!coding) {
        return coding.error();
    }
    std::string checksums;
    for (const std::string folder : {"formats", "actors", "coding"}) {
        const auto sum = tables_checksum(*data + '/' + folder);
        if (!sum) {
            return sum.error();
        }
        checksums += ' ' + folder + ':' + checksum_text(*sum);
    }
    return ImportTables{*std::move(formats),
                        *std::move(directory),
                        *std::move(coding),
                        std::move(checksums)};
}

/// Stores rows in order and says what became of each once it is safe.
class RowStore {
  public:
    RowStore(Ledger& ledger, const ImportTables& tables, Dataset dataset, Progress& shown)
        : ledger_(ledger),
          tables_(tables),
          dataset_(dataset),
          progress_(shown),
          // Rows are many and small, and most of a file are of one day: each batch looks
          // again at what was merged before it.
          lines_(ledger, shown, {20000, std::chrono::milliseconds(10000)}) {}

    /// All rows of a file. What is wrong with the file is told and counted.
    /// Errors: the ledger cannot be written to; nothing more can be stored then.
    Result<void> take(const std::string& path) {
        auto file = open_unpacked(path, IngestLimits());
        if (!file) {
            tell_fault(path, file.error());
            return {};
        }
        auto rows = DatasetReader::open(
            std::move(file->bytes), path, dataset_, tables_.formats, DatasetLimits());
        if (!rows) {
            tell_fault(path, rows.error());
            return {};
        }
        while (stop_signal() == 0) {
            const auto item = rows->next();
            if (!item) {
                tell_fault(path, item.error());
                break;
            }
            if (!*item) {
                break;
            }
            if (auto done = store(**item, path); !done) {
                return done;
            }
            progress_.step(1, before_ + *file->position);
        }
        before_ += *file->position;
        return {};
    }

    /// Commits what is left; says what has no place in a ledger.
    Result<void> finish() {
        if (auto done = lines_.commit(); !done) {
            return done;
        }
        progress_.erase();
        if (statements_ > 0) {
            tell_skipped(
                {{statements_ == 1 ? "statement (CAMEO 01), which is no event"
                                   : "statements (CAMEO 01), which are no events",
                  statements_}});
        }
        if (stop_signal() == 0) {
            if (auto done = ledger_.finish_run(); !done) {
                return done;
            }
        }
        return lines_.finish();
    }

    void summarise() const {
        if (is_terminal(STDERR_FILENO)) {
            (void)std::fprintf(stderr,
                               "%zu stored, %zu unchanged, %zu refused\n",
                               stored_,
                               unchanged_,
                               refused_);
        }
    }

    [[nodiscard]] int exit_code() const {
        if (stop_signal() != 0) {
            return exit_signal_base + stop_signal();
        }
        if (faults_ > 0) {
            return exit_error;
        }
        return refused_ > 0 ? exit_refused : exit_done;
    }

  private:
    void tell_fault(const std::string& path, Error fault) {
        progress_.erase();
        fault.file = fault.file.empty() ? path : fault.file;
        complain(fault);
        ++faults_;
    }

    Result<void> store(const DatasetReader::Item& item, const std::string& path) {
        if (const auto* fault = std::get_if<DatasetFault>(&item)) {
            ++refused_;
            lines_.add("refused\t" + printable(path) + ':' + std::to_string(fault->line) +
                       '\t' + printable(fault->reason) + '\n');
        } else if (const auto& row = std::get<DatasetAct>(item); row.type.empty()) {
            ++statements_;
        } else if (auto done = store(row, path); !done) {
            return done;
        }
        return lines_.due() ? lines_.commit() : Result<void>();
    }

    Result<void> store(const DatasetAct& row, const std::string& path) {
        const DatasetArticle made =
            dataset_article(row, dataset_, path, {tables_.directory, tables_.coding});
        const auto outcome =
            ledger_.store({made.article, made.reading(), made.actors, made.acts},
                          content_hash(made.article));
        if (!outcome) {
            // Rows before it are safe all the same.
            (void)lines_.commit();
            return outcome.error();
        }
        ++(outcome->stored == Stored::unchanged ? unchanged_ : stored_);
        lines_.add(stored_line(made.article.doc, *outcome));
        return {};
    }

    Ledger& ledger_;
    const ImportTables& tables_;
    Dataset dataset_;
    Progress& progress_;
    StoredLines lines_;
    std::uint64_t before_ = 0;  ///< bytes of the files before the open one
    std::uint64_t statements_ = 0;
    std::size_t stored_ = 0, unchanged_ = 0, refused_ = 0, faults_ = 0;
};

std::optional<std::uint64_t> bytes_of(const std::vector<std::string>& paths) {
    std::vector<SourceFile> files;
    files.reserve(paths.size());
    for (const std::string& path : paths) {
        files.push_back({path, ""});
    }
    return size_of(files);
}

int run(const ImportCommand& command, const GlobalOptions& global) {
    const auto tables = open_tables(global.folders);
    if (!tables) {
        return fail(tables.error());
    }
    auto ledger = Ledger::open(command.ledger, OpenMode::create);
    if (!ledger) {
        return fail(ledger.error());
    }
    if (auto ready = merge_by_rules(*ledger, global.folders); !ready) {
        return fail(ready.error());
    }
    const Json given = {{"paths", command.paths}, {"format", command.format}};
    ledger->begin_run({"chancery " CHANCERY_VERSION,
                       "import" + tables->checksums,
                       given.dump(-1, ' ', false, Json::error_handler_t::replace),
                       "import"});
    Progress progress(bytes_of(command.paths), "rows");
    RowStore rows(*ledger, *tables, *dataset_from(command.format), progress);
    for (std::size_t i = 0; i < command.paths.size() && stop_signal() == 0; ++i) {
        if (auto done = rows.take(command.paths[i]); !done) {
            return fail(done.error());
        }
    }
    if (auto done = rows.finish(); !done) {
        return fail(done.error());
    }
    rows.summarise();
    return rows.exit_code();
}

std::string check_format(const std::string& name) {
    return dataset_from(name) ? ""
                              : "--format " + name +
                                    ": not a dataset that is read; there are gdelt, "
                                    "icews, polecat";
}

}  // namespace

void add_import(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ImportCommand>();
    CLI::App* command = app.add_subcommand(
        "import", "Store rows of GDELT, ICEWS or POLECAT in a ledger, as acts");
    command
        ->add_option("file",
                     own->paths,
                     "tab-separated files, also packed (gzip, Zstandard, xz, bzip2, a "
                     "zip of one file), or - for standard input")
        ->required();
    command->add_option("--format", own->format, "gdelt (events), icews or polecat")
        ->required()
        ->check(check_format);
    add_ledger_option(*command, own->ledger);
    command->footer(
        "Each row becomes a document with one act, told by the outlet \"GDELT dataset\"\n"
        "(ICEWS, POLECAT), and is merged with what is there. Prints a line for each row\n"
        "once it is safe: stored, updated, recoded, unchanged, or refused with file, "
        "line\n"
        "and reason. Statements (CAMEO 01) are no events and are left out. Exit code 3\n"
        "says that some rows were refused.\n"
        "Examples:\n"
        "  chancery import 20260124.export.CSV.zip --format gdelt --ledger all.ledger\n"
        "  chancery events --ledger all.ledger --outlet gdelt --country Vietnam\n"
        "  zcat events.2026.tab.gz | chancery import - --format icews --ledger "
        "all.ledger");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
