// chancery-train-reading: makes the reading model from the treebanks, with one command.
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <CLI/CLI.hpp>

#include "learners.h"
#include "reading/tokenizer.h"

namespace chancery::train {
namespace {

namespace fs = std::filesystem;

struct Settings {
    std::string language = "../shared/language";
    std::string words = "data/reading/words.tsv";
    std::string out = "models/reading.model";
    std::uint64_t seed = 1;
    int rounds = 10;
};

/// Says how long each step took, on standard error.
class Clock {
  public:
    void say(const std::string& what) {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - start_;
        std::fprintf(
            stderr, "%7.1f s  %s\n", passed.count(), what.c_str());  // NOLINT(*-vararg)
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The GUM documents whose xml says `partition="train"`.
Result<std::vector<GoldDocument>> read_gum(const fs::path& folder,
                                           const std::string& partition) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / "dep")) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<GoldDocument> documents;
    for (const auto& path : files) {
        const auto xml = read_file((folder / "xml" / path.stem()).string() + ".xml");
        if (xml.substr(0, 400).find("partition=\"" + partition + '"') ==
            std::string::npos) {
            continue;
        }
        auto part = read_conllu(path.string());
        if (!part) {
            return part.error();
        }
        std::move(part->begin(), part->end(), std::back_inserter(documents));
    }
    return documents;
}

using Entries = std::vector<std::pair<std::uint64_t, reading::WordClasses>>;

/// Tag classes: the set of tags that a word has in the treebanks, as one number.
Entries make_entries(const std::vector<GoldDocument>& documents, const TagSet& tag_set) {
    std::map<std::string, std::map<std::uint8_t, int>> counts;
    std::string lower;
    for (const auto& document : documents) {
        for (const auto& sentence : document.sentences) {
            for (const auto& token : sentence.tokens) {
                reading::plain_lower(quote(document.text, token.span), lower);
                ++counts[lower][tag_set.index({token.upos, token.xpos})];
            }
        }
    }
    std::map<std::vector<std::uint16_t>, std::uint16_t> classes;
    Entries entries;
    for (const auto& [word, tags] : counts) {
        int total = 0;
        for (const auto& [tag, count] : tags) {
            total += count;
        }
        if (total < 3) {
            continue;
        }
        std::vector<std::uint16_t> common;
        for (const auto& [tag, count] : tags) {
            if (count * 20 >= total) {
                common.push_back(tag);
            }
        }
        const auto next = static_cast<std::uint16_t>(classes.size() + 1);
        const auto number = classes.emplace(common, next).first->second;
        entries.push_back({reading::Lexicon::key(word), {0, 0, 0, number}});
    }
    return entries;
}

Result<void> run(const Settings& settings) {
    Clock clock;
    const fs::path language = settings.language;
    auto documents = read_conllu((language / "ud/en_ewt-ud-train.conllu").string());
    if (!documents) {
        return documents.error();
    }
    if (auto done = add_names((language / "ner/en_ewt-ud-train.recovered.iob2").string(),
                              *documents);
        !done) {
        return done.error();
    }
    auto gum = read_gum(language / "gum-open", "train");
    if (!gum) {
        return gum.error();
    }
    std::move(gum->begin(), gum->end(), std::back_inserter(*documents));
    auto wikigold = read_wikigold((language / "ner/wikigold.conll.txt").string());
    if (!wikigold) {
        return wikigold.error();
    }
    clock.say("corpora read");

    const auto tag_set = make_tag_set(*documents);
    std::vector<std::uint64_t> keys;
    std::vector<reading::WordClasses> values;
    reading::Lexicon::build(make_entries(*documents, tag_set), keys, values);
    const reading::Lexicon lexicon(keys, values);

    std::vector<Example> examples;
    Selection trees;
    Selection named;
    std::move(wikigold->begin(), wikigold->end(), std::back_inserter(*documents));
    for (const auto& document : *documents) {
        for (const auto& sentence : document.sentences) {
            const auto number = static_cast<std::uint32_t>(examples.size());
            examples.push_back(make_example(document, sentence, tag_set, lexicon));
            if (sentence.has_tree) {
                trees.push_back(number);
            }
            if (sentence.has_names) {
                named.push_back(number);
            }
        }
    }
    clock.say(std::to_string(trees.size()) + " trees, " + std::to_string(named.size()) +
              " sentences with names");

    reading::ModelWriter writer;
    const auto words = read_file(settings.words);
    if (auto lists = reading::WordLists::parse(words, settings.words); !lists) {
        return lists.error();
    }
    writer.add("words", std::vector<char>(words.begin(), words.end()));
    writer.add("lexicon.keys", keys);
    writer.add("lexicon.values", values);
    writer.add("tagger.pairs", tag_set.pairs);

    const auto tag_count = static_cast<std::uint32_t>(tag_set.pairs.size());
    jackknife(examples, trees, tag_set, {21, 4, settings.seed});
    clock.say("jackknifed tags");
    const auto tagger =
        learn_tagger(examples, trees, tag_count, {21, settings.rounds, settings.seed});
    tagger.store("tagger", writer);
    for (auto& example : examples) {
        if (!example.has_tree) {
            tag_with(tagger, tag_set, example);
        }
    }
    clock.say("tagger");
    const auto lemmas = learn_lemmas(examples, trees, {18, 5, settings.seed});
    writer.add("lemmas.rules", lemmas.rules);
    writer.add("lemmas.known", lemmas.known);
    lemmas.table.store("lemmas", writer);
    clock.say("lemmas");
    const auto names = learn_names(examples, named, {20, settings.rounds, settings.seed});
    names.store("names", writer);
    clock.say("names");
    const auto parser =
        learn_parser(examples, trees, {22, settings.rounds, settings.seed});
    writer.add("parser.actions", parser.actions);
    parser.table.store("parser", writer);
    clock.say("parser");
    return writer.write(settings.out);
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
    chancery::train::Settings settings;
    CLI::App app("Makes the reading model from the treebanks and name corpora.");
    app.add_option("--language", settings.language, "folder of the corpora");
    app.add_option("--words", settings.words, "word lists");
    app.add_option("--out", settings.out, "the model to write");
    app.add_option("--seed", settings.seed, "seed of every random choice");
    app.add_option("--rounds", settings.rounds, "passes over the trees");
    CLI11_PARSE(app, argc, argv);
    if (const auto done = chancery::train::run(settings); !done) {
        std::fprintf(stderr, "%s\n", done.error().text().c_str());  // NOLINT(*-vararg)
        return 1;
    }
    return 0;
}
