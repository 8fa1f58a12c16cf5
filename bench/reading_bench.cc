// chancery-reading-bench: how fast a text is read, everything on, on one thread.
// SPDX-License-Identifier: Apache-2.0
//
//   chancery-reading-bench [TEXT] [options of Google Benchmark]
//
// TEXT holds a paragraph a line; without one the sample's own texts are read.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "reading/reader.h"

namespace chancery {
namespace {

/// What is read: at most this many bytes, so that a run takes seconds.
constexpr std::size_t most_bytes = std::size_t{4} << 20U;

std::vector<std::string> paragraphs(const std::string& path) {
    std::vector<std::string> lines;
    std::size_t bytes = 0;
    std::ifstream file(path);
    for (std::string line; bytes < most_bytes && std::getline(file, line);) {
        bytes += line.size();
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> sample() {
    std::vector<std::string> lines;
    for (const auto& entry : std::filesystem::directory_iterator("data/sample")) {
        if (entry.path().extension() == ".txt") {
            for (auto& line : paragraphs(entry.path().string())) {
                lines.push_back(std::move(line));
            }
        }
    }
    return lines;
}

void read(benchmark::State& state,
          const Reader& reader,
          const std::vector<std::string>& lines) {
    Reader::Workspace workspace;
    std::size_t words = 0;
    std::size_t sentences = 0;
    while (state.KeepRunning()) {
        for (const auto& line : lines) {
            const Reading reading = reader.read(line, workspace);
            words += reading.tokens.size();
            sentences += reading.sentences.size();
        }
    }
    using benchmark::Counter;
    state.counters["words/s"] = Counter(static_cast<double>(words), Counter::kIsRate);
    state.counters["sentences/s"] =
        Counter(static_cast<double>(sentences), Counter::kIsRate);
}

void open(benchmark::State& state) {
    while (state.KeepRunning()) {
        benchmark::DoNotOptimize(Reader::open("models/reading.model"));
    }
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const auto reader = chancery::Reader::open("models/reading.model");
    if (!reader) {
        std::cerr << reader.error().text() << '\n';
        return 1;
    }
    const auto lines = argc > 1 ? chancery::paragraphs(argv[1]) : chancery::sample();
    if (lines.empty()) {
        std::cerr << "nothing to read: name a text with a paragraph a line\n";
        return 1;
    }
    benchmark::RegisterBenchmark("read", chancery::read, *reader, lines)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("open", chancery::open)->Unit(benchmark::kMillisecond);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
