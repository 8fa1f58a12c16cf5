// chancery-evaluate-reading: figures of a model, or of anybody's CoNLL-U, against gold.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <ctime>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "evaluate.h"
#include "reading/conllu.h"
#include "reading/reader.h"

namespace chancery::train {
namespace {

struct Settings {
    std::string model = "models/reading.model";
    std::vector<std::string> files;
    std::string system;
    std::string names;
    bool gold_tokens = false;
    bool errors = false;
};

int fail(const Error& error) {
    std::cerr << error.text() << '\n';
    return 1;
}

/// What a model reads, and how long that takes.
class ModelSystem {
  public:
    ModelSystem(const Reader& reader, bool gold_tokens)
        : reader_(reader), gold_tokens_(gold_tokens) {}

    std::vector<ConlluSentence> read(std::span<const ConlluSentence> gold);

    [[nodiscard]] std::string speed() const {
        const double rate = seconds_ > 0 ? static_cast<double>(words_) / seconds_ : 0;
        return std::to_string(words_) + " words, " +
               std::to_string(static_cast<std::uint64_t>(rate)) +
               " words a second of processor time";
    }

  private:
    void read_document(std::span<const ConlluSentence> gold, std::string& out);

    const Reader& reader_;
    bool gold_tokens_;
    Reader::Workspace workspace_;
    double seconds_ = 0;
    std::size_t words_ = 0;
};

void ModelSystem::read_document(std::span<const ConlluSentence> gold, std::string& out) {
    ConlluText source = conllu_text(gold);
    const std::clock_t start = std::clock();
    Reading reading;
    if (gold_tokens_) {
        reading = std::move(source.reading);
        reader_.analyse(source.text, reading, workspace_);
    } else {
        reading = reader_.read(source.text, source.blocks, workspace_);
    }
    seconds_ += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    words_ += reading.tokens.size();
    if (!gold_tokens_) {
        out += to_conllu(reading, source.text);
        return;
    }
    for (std::size_t s = 0; s < gold.size(); ++s) {
        ConlluSentence sentence = gold[s];
        annotate(reading, reading.sentences[s], sentence);
        append_conllu(sentence, out);
    }
}

/// By way of the file format, so that what is scored is what `chancery parse` prints.
std::vector<ConlluSentence> ModelSystem::read(std::span<const ConlluSentence> gold) {
    std::string out;
    for (const auto document : documents(gold)) {
        read_document(document, out);
    }
    return from_conllu(out, "system").value();
}

int run(const Settings& settings) {
    std::optional<Reader> reader;
    std::optional<ModelSystem> model;
    if (settings.system.empty()) {
        auto opened = Reader::open(settings.model);
        if (!opened) {
            return fail(opened.error());
        }
        reader = *std::move(opened);
        model.emplace(*reader, settings.gold_tokens);
    }
    EvaluateOptions options;
    std::optional<SentenceLabels> names;
    if (!settings.names.empty()) {
        auto read = SentenceLabels::open(settings.names);
        if (!read) {
            return fail(read.error());
        }
        names = *std::move(read);
        options.names = &*names;
    }
    Evaluation sum;
    for (const auto& path : settings.files) {
        const auto gold = read_sentences(path);
        if (!gold) {
            return fail(gold.error());
        }
        auto system = model ? model->read(*gold) : read_sentences(settings.system);
        if (!system) {
            return fail(system.error());
        }
        options.gold_path = path;
        options.system_path = model ? "the reading" : settings.system;
        const auto figures = evaluate(*gold, *system, options);
        if (!figures) {
            return fail(figures.error());
        }
        sum += *figures;
        if (settings.errors) {
            std::cout << token_errors(*gold, *system);
        }
    }
    std::cout << sum.text() << (model ? model->speed() + "\n" : "");
    return 0;
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
    chancery::train::Settings settings;
    CLI::App app(
        "Scores a reading model, or with --system a CoNLL-U file of any parser, against "
        "gold CoNLL-U files by the rules of the CoNLL 2018 shared task.");
    app.add_option("files", settings.files, "gold CoNLL-U files")->required();
    auto* model = app.add_option("--model", settings.model, "the model");
    auto* system = app.add_option("--system",
                                  settings.system,
                                  "score this CoNLL-U file instead of a model; its names "
                                  "are Name=B-PER and so on in MISC")
                       ->excludes(model);
    app.add_option("--names",
                   settings.names,
                   "IOB2 file with the gold names of the sentences; without it those in "
                   "MISC count");
    app.add_flag(
           "--gold-tokens", settings.gold_tokens, "keep the gold words and sentences")
        ->excludes(system);
    app.add_flag("--token-errors", settings.errors, "list tokens that are cut otherwise");
    CLI11_PARSE(app, argc, argv);
    if (!settings.system.empty() && settings.files.size() != 1) {
        std::cerr << "--system is compared with one gold file\n";
        return 2;
    }
    return chancery::train::run(settings);
}
