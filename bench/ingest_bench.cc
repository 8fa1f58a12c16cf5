// chancery-ingest-bench: how fast containers are read, and articles made of what is in
// them, on one thread. SPDX-License-Identifier: Apache-2.0
//
//   chancery-ingest-bench DATA_DIR [--runs N] PATH...
//
// Times are of the processor, the median of the runs. MB are 10^6 bytes of the documents
// as they come out of their containers.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <time.h>

#include "ingest/item.h"
#include "ingest/open_items.h"

namespace chancery {
namespace {

double now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

struct Counts {
    std::size_t documents = 0;
    std::size_t bytes = 0;
    std::size_t articles = 0;
};

/// Reads all; makes articles where there are rules.
Counts read_all(const std::vector<SourceFile>& files, const IngestRules* rules) {
    Counts out;
    for (const SourceFile& file : files) {
        auto input = InputReader::open(file, {});
        while (auto given = input ? (*input)->next() : std::nullopt) {
            const auto* item = std::get_if<SourceItem>(&*given);
            if (item == nullptr) {
                continue;
            }
            ++out.documents;
            out.bytes += item->bytes.size();
            if (rules == nullptr) {
                continue;
            }
            for (const auto& made : make_articles(*item, {rules, nullptr, {}})) {
                out.articles += std::holds_alternative<Article>(made) ? 1U : 0U;
            }
        }
    }
    return out;
}

void show(const char* what, std::size_t runs, const std::function<Counts()>& work) {
    std::vector<double> times;
    Counts counts;
    for (std::size_t i = 0; i < runs; ++i) {
        const double start = now();
        counts = work();
        times.push_back(now() - start);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    const auto documents =
        static_cast<double>(std::max<std::size_t>(counts.documents, 1));
    std::printf("%-22s %8zu documents %8zu articles %8.1f MB %8.1f MB/s %8.2f ms each\n",
                what,
                counts.documents,
                counts.articles,
                static_cast<double>(counts.bytes) / 1e6,
                static_cast<double>(counts.bytes) / 1e6 / *middle,
                *middle * 1e3 / documents);
}

int run(const std::vector<std::string>& arguments) {
    std::vector<std::string> paths;
    std::size_t runs = 5;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == "--runs" && i + 1 < arguments.size()) {
            runs = std::max<std::size_t>(
                1, std::strtoul(arguments[++i].c_str(), nullptr, 10));
        } else {
            paths.push_back(arguments[i]);
        }
    }
    if (paths.empty()) {
        (void)std::fputs("usage: chancery-ingest-bench DATA_DIR [--runs N] PATH...\n",
                         stderr);
        return 2;
    }
    const auto rules = IngestRules::open(arguments[0] + "/ingest");
    if (!rules) {
        (void)std::fprintf(stderr, "%s\n", rules.error().text().c_str());
        return 1;
    }
    const std::vector<SourceFile> files = list_sources(paths).files;
    show("read", runs, [&] { return read_all(files, nullptr); });
    show("read and extracted", runs, [&] { return read_all(files, &*rules); });
    return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
    return chancery::run({argv + 1, argv + argc});
}
