// chancery-bench: how fast each stage is, on one thread, and how much memory it all
// takes. SPDX-License-Identifier: Apache-2.0
//
// Every stage runs over all articles, several times; the median of the runs is shown, in
// time of the processor, so that what else the machine does counts little. The last line
// is the engine's own order of stages, the figure that counts. Reading files from disk
// and loading tables and models are left out of all but their own line.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "actors/groups.h"
#include "actors/resolve.h"
#include "actors/tables.h"
#include "base/tsv.h"
#include "coding/classifier.h"
#include "coding/code.h"
#include "coding/rules.h"
#include "engine/engine.h"
#include "ingest/ingest.h"
#include "reading/reader.h"

namespace chancery {
namespace {

struct Options {
    std::vector<std::string> paths;
    std::string data = "data";
    std::string models = "models";
    std::string image;  ///< compiled tables; beside the program where none is named
    std::size_t runs = 5;
};

/// Seconds of processor time that the process has used.
double now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

/// Seconds of the middle one of `runs` calls.
double median_of(std::size_t runs, const std::function<void()>& work) {
    std::vector<double> times;
    for (std::size_t i = 0; i < runs; ++i) {
        const double start = now();
        work();
        times.push_back(now() - start);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

/// Resident memory of the process now, in MiB; 0 where the system does not tell.
double resident_mib() {
    std::ifstream in("/proc/self/statm");
    double all = 0;
    double resident = 0;
    in >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

/// Peak resident memory of the process in MiB (getrusage counts KiB on Linux).
double peak_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// The text that is worked on, and what was made of it so far.
struct Corpus {
    std::vector<SourceFile> files;
    std::vector<std::string> bytes;
    std::vector<Article> articles;
    std::vector<Reading> readings;
    std::vector<ArticleActors> actors;
    std::size_t size = 0;
    std::size_t sentences = 0;
    std::size_t acts = 0;
};

/// Tables and models as the engine has them, but each within reach.
struct Rooms {
    IngestRules ingest;
    Reader reader;
    ActorTables actors;
    CodingTables coding;
    Engine engine;
};

Result<Rooms> open_rooms(const Options& options) {
    auto ingest = IngestRules::open(options.data + "/ingest");
    if (!ingest) {
        return ingest.error();
    }
    auto reader = Reader::open(options.models + "/reading.model");
    if (!reader) {
        return reader.error();
    }
    auto actors = ActorTables::open(options.data + "/actors", options.image);
    if (!actors) {
        return actors.error();
    }
    auto coding = CodingTables::open(options.data + "/coding");
    if (!coding) {
        return coding.error();
    }
    auto classifier = Classifier::open(options.models + "/coding.model");
    if (!classifier) {
        return classifier.error();
    }
    coding->set_classifier(std::make_shared<const Classifier>(std::move(*classifier)));
    auto engine = Engine::open({options.data, options.models, options.image});
    if (!engine) {
        return engine.error();
    }
    return Rooms{std::move(*ingest),
                 std::move(*reader),
                 std::move(*actors),
                 std::move(*coding),
                 std::move(*engine)};
}

Result<Corpus> load(const Options& options, const Rooms& rooms) {
    Corpus corpus;
    for (const SourceFile& file : list_sources(options.paths).files) {
        auto bytes = read_file(file.path);
        if (!bytes) {
            return bytes.error();
        }
        auto made = make_article(file, *bytes, IngestOptions{&rooms.ingest, nullptr, {}});
        if (auto* article = std::get_if<Article>(&made)) {
            corpus.size += bytes->size();
            corpus.files.push_back(file);
            corpus.bytes.push_back(std::move(*bytes));
            corpus.articles.push_back(std::move(*article));
        }
    }
    if (corpus.articles.empty()) {
        return Error{"no article could be read; name a folder of .txt or .html files"};
    }
    return corpus;
}

void print_head() {
    std::printf(
        "%-22s %10s %12s %14s %8s\n", "stage", "ms", "articles/s", "sentences/s", "MB/s");
}

void print_stage(const char* name, double seconds, const Corpus& corpus) {
    const auto rate = [seconds](std::size_t n) {
        return static_cast<double>(n) / seconds;
    };
    std::printf("%-22s %10.1f %12.0f %14.0f %8.2f\n",
                name,
                seconds * 1000.0,
                rate(corpus.articles.size()),
                rate(corpus.sentences),
                rate(corpus.size) / 1e6);
}

double time_ingest(const Options& options, const Rooms& rooms, Corpus& corpus) {
    const IngestOptions ingest{&rooms.ingest, nullptr, {}};
    return median_of(options.runs, [&] {
        for (std::size_t i = 0; i < corpus.files.size(); ++i) {
            auto made = make_article(corpus.files[i], corpus.bytes[i], ingest);
            corpus.articles[i] = std::get<Article>(std::move(made));
        }
    });
}

/// What the engine hands to the reader: the blocks that may tell of acts.
void readable(const Article& article,
              std::vector<Span>& spans,
              std::vector<std::uint32_t>& blocks) {
    spans.clear();
    blocks.clear();
    for (std::uint32_t i = 0; i < article.blocks.size(); ++i) {
        const BlockKind kind = article.blocks[i].kind;
        if (kind == BlockKind::title || kind == BlockKind::paragraph) {
            spans.push_back(article.blocks[i].span);
            blocks.push_back(i);
        }
    }
}

double time_reading(const Options& options, const Rooms& rooms, Corpus& corpus) {
    Reader::Workspace workspace;
    std::vector<Span> spans;
    std::vector<std::uint32_t> blocks;
    return median_of(options.runs, [&] {
        corpus.readings.clear();
        corpus.sentences = 0;
        for (const Article& article : corpus.articles) {
            readable(article, spans, blocks);
            Reading reading = rooms.reader.read(article.text, spans, workspace);
            for (Sentence& sentence : reading.sentences) {
                sentence.block = blocks[sentence.block];
            }
            corpus.sentences += reading.sentences.size();
            corpus.readings.push_back(std::move(reading));
        }
    });
}

/// Trees, with long names as one word; done on copies, since it changes readings.
double time_parsing(const Options& options, const Rooms& rooms, Corpus& corpus) {
    Reader::Workspace workspace;
    const std::vector<Reading> before = corpus.readings;
    std::vector<std::vector<TokenGroup>> groups;
    for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
        groups.push_back(
            ArticleNames(corpus.articles[i], corpus.readings[i], rooms.actors).groups());
    }
    double copying = 0;
    const double all = median_of(options.runs, [&] {
        const double start = now();
        corpus.readings = before;
        copying = now() - start;
        for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
            rooms.reader.join(
                corpus.articles[i].text, groups[i], corpus.readings[i], workspace);
        }
    });
    return all - copying;
}

/// Both passes of the actors room: groups for the trees, then who is who.
double time_actors(const Options& options, const Rooms& rooms, Corpus& corpus) {
    return median_of(options.runs, [&] {
        corpus.actors.clear();
        for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
            ArticleNames names(corpus.articles[i], corpus.readings[i], rooms.actors);
            static_cast<void>(names.groups());
            corpus.actors.push_back(resolve_actors(std::move(names)));
        }
    });
}

double time_coding(const Options& options, const Rooms& rooms, Corpus& corpus) {
    return median_of(options.runs, [&] {
        corpus.acts = 0;
        for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
            corpus.acts += code_article(corpus.articles[i],
                                        corpus.readings[i],
                                        corpus.actors[i],
                                        rooms.coding)
                               .acts.size();
        }
    });
}

/// The part of the actors room where the stages follow each other article by article, as
/// in the engine: its tables are no longer in the caches when its turn comes.
double share_of_actors(const Options& options, const Rooms& rooms, const Corpus& corpus) {
    Reader::Workspace workspace;
    std::vector<Span> spans;
    std::vector<std::uint32_t> blocks;
    double actors = 0;
    const double start = now();
    for (std::size_t n = 0; n < options.runs * corpus.files.size(); ++n) {
        const std::size_t i = n % corpus.files.size();
        auto made = make_article(
            corpus.files[i], corpus.bytes[i], IngestOptions{&rooms.ingest, nullptr, {}});
        const auto article = std::get<Article>(std::move(made));
        readable(article, spans, blocks);
        Reading reading = rooms.reader.read(article.text, spans, workspace);
        for (Sentence& sentence : reading.sentences) {
            sentence.block = blocks[sentence.block];
        }
        const double first = now();
        ArticleNames names(article, reading, rooms.actors);
        const std::vector<TokenGroup> groups = names.groups();
        actors += now() - first;
        rooms.reader.join(article.text, groups, reading, workspace);
        const double second = now();
        const ArticleActors found = resolve_actors(std::move(names));
        actors += now() - second;
        static_cast<void>(code_article(article, reading, found, rooms.coding));
    }
    return actors / (now() - start);
}

double time_engine(const Options& options, const Rooms& rooms, const Corpus& corpus) {
    const IngestOptions ingest{&rooms.ingest, nullptr, {}};
    return median_of(options.runs, [&] {
        for (std::size_t i = 0; i < corpus.files.size(); ++i) {
            auto made = make_article(corpus.files[i], corpus.bytes[i], ingest);
            const Coded coded = rooms.engine.code(std::get<Article>(std::move(made)));
        }
    });
}

/// Loading and memory of the tables of actors, as text and compiled. Comes first, while
/// the process holds nothing else.
Result<void> show_tables(const Options& options) {
    const std::string dir = options.data + "/actors";
    for (const std::string& image : {options.image, std::string()}) {
        const double before = resident_mib();
        auto tables = ActorTables::open(dir, image);
        if (!tables) {
            return tables.error();
        }
        const double held = resident_mib() - before;
        const double seconds = median_of(options.runs, [&] {
            const auto again = ActorTables::open(dir, image);
            static_cast<void>(again);
        });
        std::printf("actors' tables %-17s load in %5.1f ms, hold %.1f MiB (image %.1f)\n",
                    tables->is_mapped() ? "compiled, mapped:" : "from text:",
                    seconds * 1000.0,
                    held,
                    static_cast<double>(tables->image().size()) / (1024.0 * 1024.0));
    }
    return {};
}

Result<void> run(const Options& options) {
    if (const auto shown = show_tables(options); !shown) {
        return shown.error();
    }
    const double start = now();
    auto rooms = open_rooms(options);
    if (!rooms) {
        return rooms.error();
    }
    const double loading = (now() - start) / 2;  // the engine has a second copy
    auto loaded = load(options, *rooms);
    if (!loaded) {
        return loaded.error();
    }
    Corpus& corpus = *loaded;
    const double ingest = time_ingest(options, *rooms, corpus);
    const double reading = time_reading(options, *rooms, corpus);
    print_head();
    print_stage("ingest", ingest, corpus);
    print_stage("words", reading, corpus);
    print_stage("trees", time_parsing(options, *rooms, corpus), corpus);
    const double actors = time_actors(options, *rooms, corpus);
    print_stage("actors", actors, corpus);
    print_stage("coding", time_coding(options, *rooms, corpus), corpus);
    const double all = time_engine(options, *rooms, corpus);
    print_stage("all (engine)", all, corpus);
    std::printf("\nactors take %.1f %% of all; %.1f %% where stages take turns",
                actors / all * 100.0,
                share_of_actors(options, *rooms, corpus) * 100.0);
    std::printf("\n%zu articles, %.2f MB, %zu sentences, %zu acts; median of %zu runs\n",
                corpus.articles.size(),
                static_cast<double>(corpus.size) / 1e6,
                corpus.sentences,
                corpus.acts,
                options.runs);
    std::printf("tables and models load in %.0f ms; peak memory %.0f MiB (two copies)\n",
                loading * 1000.0,
                peak_mib());
    return {};
}

int usage() {
    (void)std::fputs(
        "usage: chancery-bench [--data DIR] [--models DIR] [--tables FILE] [--runs N] "
        "PATH...\n",
        stderr);
    return 2;
}

int start(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (!name.starts_with("--")) {
            options.paths.push_back(name);
            continue;
        }
        if (i + 1 == arguments.size()) {
            return usage();
        }
        const std::string& value = arguments[++i];
        if (name == "--data") {
            options.data = value;
        } else if (name == "--models") {
            options.models = value;
        } else if (name == "--tables") {
            options.image = value;
        } else if (name == "--runs") {
            options.runs = std::strtoul(value.c_str(), nullptr, 10);
        } else {
            return usage();
        }
    }
    if (options.image.empty()) {
        std::error_code unknown;
        const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
        options.image =
            program.parent_path().parent_path() / "share/chancery/actors.tables";
    }
    if (options.paths.empty() || options.runs == 0) {
        return usage();
    }
    const auto done = run(options);
    if (!done) {
        (void)std::fprintf(stderr, "chancery-bench: %s\n", done.error().text().c_str());
        return 1;
    }
    return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
    return chancery::start({argv + 1, argv + argc});
}
