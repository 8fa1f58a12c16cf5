// chancery-evaluate-reading: figures of a model on CoNLL-U files, from raw text or gold
// tokens. SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include <CLI/CLI.hpp>

#include "evaluate.h"
#include "reading/conllu.h"
#include "reading/reader.h"

namespace chancery::train {
namespace {

struct Settings {
    std::string model = "models/reading.model";
    std::vector<std::string> files;
    std::string names;
    std::string parse;
    bool gold = false;
    bool errors = false;
};

int fail(const Error& error) {
    std::cerr << error.text() << '\n';
    return 1;
}

/// Prints words of both sides that the other does not have, with what is around them.
void print_token_errors(const GoldDocument& gold, const Reading& reading) {
    std::set<Span> wanted;
    for (const auto& sentence : gold.sentences) {
        for (const auto& token : sentence.tokens) {
            wanted.insert(token.span);
        }
    }
    for (const Token& token : reading.tokens) {
        if (wanted.erase(token.span) == 0) {
            std::cout << "system\t" << quote(gold.text, token.span) << '\n';
        }
    }
    for (const Span span : wanted) {
        const auto from = span.begin < 15 ? 0 : span.begin - 15;
        std::cout << "gold\t" << quote(gold.text, span) << "\t"
                  << gold.text.substr(from, span.end - from + 15) << '\n';
    }
}

int evaluate(const Reader& reader, const Settings& settings) {
    Scores scores;
    Reader::Workspace workspace;
    double seconds = 0;
    std::size_t words = 0;
    for (const auto& path : settings.files) {
        auto documents = read_conllu(path);
        if (!documents) {
            return fail(documents.error());
        }
        if (!settings.names.empty()) {
            if (auto done = add_names(settings.names, *documents); !done) {
                return fail(done.error());
            }
        }
        for (const auto& document : *documents) {
            const std::clock_t start = std::clock();
            Reading reading;
            if (settings.gold) {
                reading = gold_tokens(document);
                reader.analyse(document.text, reading, workspace);
            } else {
                reading = reader.read(document.text, document.blocks, workspace);
            }
            seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
            words += reading.tokens.size();
            compare(document, reading, scores);
            if (settings.errors) {
                print_token_errors(document, reading);
            }
        }
    }
    std::cout << scores.text() << "\n"
              << words << " words, "
              << static_cast<std::uint64_t>(static_cast<double>(words) / seconds)
              << " words a second of processor time\n";
    return 0;
}

int parse(const Reader& reader, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<Span> blocks;
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == '\n') {
            blocks.push_back({begin, i});
            begin = i + 1;
        }
    }
    Reader::Workspace workspace;
    std::cout << to_conllu(reader.read(text, blocks, workspace), text);
    return 0;
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
    chancery::train::Settings settings;
    CLI::App app("Scores a reading model on CoNLL-U files, or parses a text.");
    app.add_option("files", settings.files, "CoNLL-U files");
    app.add_option("--model", settings.model, "the model");
    app.add_option(
        "--names", settings.names, "IOB2 file with the names of the sentences");
    app.add_option(
        "--parse", settings.parse, "parse this text, one block a line, to CoNLL-U");
    app.add_flag("--gold-tokens", settings.gold, "score on the gold words and sentences");
    app.add_flag("--token-errors", settings.errors, "list wrong words");
    CLI11_PARSE(app, argc, argv);
    const auto reader = chancery::Reader::open(settings.model);
    if (!reader) {
        return chancery::train::fail(reader.error());
    }
    return settings.parse.empty() ? chancery::train::evaluate(*reader, settings)
                                  : chancery::train::parse(*reader, settings.parse);
}
