// chancery-evaluate-reading: figures of a model on CoNLL-U files, from raw text or gold
// tokens. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>

#include "base/tsv.h"
#include "evaluate.h"
#include "reading/conllu.h"
#include "reading/reader.h"
#include "reading/tokenizer.h"

namespace chancery::train {
namespace {

struct Settings {
    std::string model = "models/reading.model";
    std::vector<std::string> files;
    std::string names;
    std::string parse;
    std::string words;
    bool gold = false;
    bool errors = false;
};

int fail(const Error& error) {
    std::cerr << error.text() << '\n';
    return 1;
}

/// The tokens of `spans` that begin before `end`, from `at` on, which moves past them.
std::string take_tokens(std::string_view text,
                        const std::vector<Span>& spans,
                        std::uint32_t end,
                        std::size_t& at) {
    std::string out;
    for (; at < spans.size() && spans[at].begin < end; ++at) {
        out.append(out.empty() ? "" : "|").append(quote(text, spans[at]));
    }
    return out;
}

/// Prints each stretch that the two sides cut in different ways: the words of the system,
/// those of gold, and the text around them.
void print_token_errors(const GoldDocument& gold, const Reading& reading) {
    std::vector<Span> wanted;
    std::vector<Span> got;
    for (const auto& sentence : gold.sentences) {
        for (const auto& token : sentence.tokens) {
            wanted.push_back(token.span);
        }
    }
    for (const Token& token : reading.tokens) {
        got.push_back(token.span);
    }
    std::size_t w = 0;
    std::size_t g = 0;
    while (w < wanted.size() && g < got.size()) {
        if (wanted[w] == got[g]) {
            ++w;
            ++g;
            continue;
        }
        // The stretch grows until both sides have a token's end at the same place.
        std::uint32_t end = std::max(wanted[w].end, got[g].end);
        const std::uint32_t begin = std::min(wanted[w].begin, got[g].begin);
        for (std::size_t i = w, k = g; i < wanted.size() && k < got.size();) {
            end = std::max(wanted[i].end, got[k].end);
            if (wanted[i].end == got[k].end) {
                break;
            }
            ++(wanted[i].end < got[k].end ? i : k);
        }
        const auto system = take_tokens(gold.text, got, end, g);
        const auto truth = take_tokens(gold.text, wanted, end, w);
        const auto from = begin < 15 ? 0 : begin - 15;
        std::cout << system << '\t' << truth << '\t'
                  << gold.text.substr(from, end - from + 15) << '\n';
    }
}

/// The words that the lists of `path` make of the document, and nothing else.
Reading cut_words(const reading::WordLists& lists, const GoldDocument& document) {
    std::vector<Span> spans;
    for (const Span block : document.blocks) {
        reading::tokenize(document.text, block, lists, spans);
    }
    Reading reading;
    for (const Span span : spans) {
        Token token;
        token.span = span;
        reading.tokens.push_back(token);
    }
    return reading;
}

using ReadDocument = std::function<Reading(const GoldDocument&)>;

int evaluate(const ReadDocument& read, const Settings& settings) {
    Scores scores;
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
            const Reading reading = read(document);
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

/// Scores the words alone, cut by the lists of a file in place of the model's.
int evaluate_lists(const Settings& settings) {
    const auto bytes = read_file(settings.words);
    if (!bytes) {
        return fail(bytes.error());
    }
    const auto lists = reading::WordLists::parse(*bytes, settings.words);
    if (!lists) {
        return fail(lists.error());
    }
    return evaluate(
        [&](const GoldDocument& document) { return cut_words(*lists, document); },
        settings);
}

int evaluate_model(const Reader& reader, const Settings& settings) {
    Reader::Workspace workspace;
    return evaluate(
        [&](const GoldDocument& document) {
            if (!settings.gold) {
                return reader.read(document.text, document.blocks, workspace);
            }
            Reading reading = gold_tokens(document);
            reader.analyse(document.text, reading, workspace);
            return reading;
        },
        settings);
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
    app.add_option("--words",
                   settings.words,
                   "score the words alone, cut by the lists of this file");
    app.add_flag("--token-errors", settings.errors, "list wrong words");
    CLI11_PARSE(app, argc, argv);
    if (!settings.words.empty()) {
        return chancery::train::evaluate_lists(settings);
    }
    const auto reader = chancery::Reader::open(settings.model);
    if (!reader) {
        return chancery::train::fail(reader.error());
    }
    return settings.parse.empty() ? chancery::train::evaluate_model(*reader, settings)
                                  : chancery::train::parse(*reader, settings.parse);
}
