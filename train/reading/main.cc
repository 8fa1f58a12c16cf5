// chancery-train-reading: makes the reading model from the treebanks, with one command.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <map>

#include <CLI/CLI.hpp>

#include "base/tsv.h"
#include "clusters.h"
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
    int rounds = 7;
    unsigned parser_bits = 24;
    std::size_t beam = 6;         ///< width while learning
    std::uint32_t read_beam = 4;  ///< width that the model is to be read with
    int beam_rounds = 5;
};

/// Says on standard error how long each step took.
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

struct Corpora {
    std::vector<GoldDocument> treebanks;  ///< EWT and GUM
    std::vector<GoldDocument> names;      ///< WikiGold: names without trees
};

/// Appends the GUM documents whose xml says `partition="train"`.
Result<void> add_gum(const fs::path& folder, std::vector<GoldDocument>& documents) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / "dep")) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        const auto xml = read_file((folder / "xml" / path.stem()).string() + ".xml");
        if (!xml) {
            return xml.error();
        }
        if (xml->substr(0, 400).find("partition=\"train\"") == std::string::npos) {
            continue;
        }
        auto part = read_conllu(path.string());
        if (!part) {
            return part.error();
        }
        for (auto& document : *part) {
            add_gum_names(document);
            documents.push_back(std::move(document));
        }
    }
    return {};
}

Result<Corpora> read_corpora(const fs::path& language) {
    auto ewt = read_conllu((language / "ud/en_ewt-ud-train.conllu").string());
    if (!ewt) {
        return ewt.error();
    }
    const auto labels = (language / "ner/en_ewt-ud-train.recovered.iob2").string();
    if (auto done = add_names(labels, *ewt); !done) {
        return done.error();
    }
    if (auto done = add_gum(language / "gum-open", *ewt); !done) {
        return done.error();
    }
    auto wikigold = read_wikigold((language / "ner/wikigold.conll.txt").string());
    if (!wikigold) {
        return wikigold.error();
    }
    return Corpora{std::move(*ewt), std::move(*wikigold)};
}

Result<Clusters> cluster_raw_text(const Corpora& corpora,
                                  const Settings& settings,
                                  const reading::WordLists& lists) {
    RawText raw;
    for (const auto& document : corpora.treebanks) {
        raw.add(document.text, lists);
    }
    for (const char* const file :
         {"wh-briefings.txt.xz", "wikinews_2019.csv", "wikinews_2020.csv"}) {
        const auto text = read_raw((fs::path(settings.language) / "raw" / file).string());
        if (!text) {
            return text.error();
        }
        raw.add(*text, lists);
    }
    return make_clusters(raw, settings.seed);
}

/// Tag classes: for each word seen three times, the set of its tags as one number.
std::map<std::string, std::uint16_t> tag_classes(
    const std::vector<GoldDocument>& documents, const TagSet& tag_set) {
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
    std::map<std::vector<std::uint16_t>, std::uint16_t> numbers;
    std::map<std::string, std::uint16_t> classes;
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
        const auto next = static_cast<std::uint16_t>(numbers.size() + 1);
        classes[word] = numbers.emplace(common, next).first->second;
    }
    return classes;
}

struct LexiconTable {
    std::vector<std::uint64_t> keys;
    std::vector<reading::WordClasses> values;
};

LexiconTable make_lexicon(const Clusters& clusters,
                          const std::map<std::string, std::uint16_t>& classes) {
    std::map<std::string, reading::WordClasses> words;
    for (const auto& [word, numbers] : clusters) {
        words[word] = {numbers[0], numbers[1], numbers[2], 0};
    }
    for (const auto& [word, number] : classes) {
        words[word].tags = number;
    }
    std::vector<std::pair<std::uint64_t, reading::WordClasses>> entries;
    entries.reserve(words.size());
    for (const auto& [word, word_classes] : words) {
        entries.emplace_back(reading::Lexicon::key(word), word_classes);
    }
    LexiconTable table;
    reading::Lexicon::build(entries, table.keys, table.values);
    return table;
}

/// All examples, and which of them each learner sees.
struct Lessons {
    std::vector<Example> examples;
    Selection trees;   ///< with headline and capital copies; news twice
    Selection lemmas;  ///< as the treebanks have them
    Selection names;
};

class LessonMaker {
  public:
    LessonMaker(const TagSet& tag_set,
                const reading::Lexicon& lexicon,
                std::uint64_t seed)
        : tag_set_(tag_set), lexicon_(lexicon), random_(seed) {}

    void add(const GoldDocument& document) {
        for (const auto& sentence : document.sentences) {
            const auto number = add_one(document, sentence);
            if (sentence.has_tree) {
                lessons_.lemmas.push_back(number);
                if (document.id.starts_with("GUM_news")) {
                    lessons_.trees.push_back(number);
                }
            }
            const double chance = random_.unit();
            if (sentence.tokens.size() >= 4 && chance < 0.11) {
                const auto copy = recase(
                    document, sentence, chance < 0.08 ? Casing::title : Casing::upper);
                add_one(copy, copy.sentences.front());
            }
        }
    }

    [[nodiscard]] Lessons take() { return std::move(lessons_); }

  private:
    std::uint32_t add_one(const GoldDocument& document, const GoldSentence& sentence) {
        const auto number = static_cast<std::uint32_t>(lessons_.examples.size());
        lessons_.examples.push_back(make_example(document, sentence, tag_set_, lexicon_));
        if (sentence.has_tree) {
            lessons_.trees.push_back(number);
        }
        if (sentence.has_names) {
            lessons_.names.push_back(number);
        }
        return number;
    }

    const TagSet& tag_set_;
    const reading::Lexicon& lexicon_;
    Random random_;
    Lessons lessons_;
};

/// Learns all that stands on tags; the tags themselves are jackknifed first, so that the
/// parser and the name finder learn from tags as wrong as those that they will meet.
void learn(Lessons& lessons,
           const TagSet& tag_set,
           const Settings& settings,
           reading::ModelWriter& writer) {
    Clock clock;
    auto& examples = lessons.examples;
    const auto tag_count = static_cast<std::uint32_t>(tag_set.pairs.size());
    jackknife(examples, lessons.trees, tag_set, {21, 4, settings.seed});
    clock.say("jackknifed tags");
    const auto tagger = learn_tagger(
        examples, lessons.trees, tag_count, {21, settings.rounds, settings.seed});
    tagger.store("tagger", writer);
    for (auto& example : examples) {
        if (!example.has_tree) {
            tag_with(tagger, tag_set, example);
        }
    }
    clock.say("tagger");
    const auto lemmas = learn_lemmas(examples, lessons.lemmas, {18, 5, settings.seed});
    writer.add("lemmas.rules", lemmas.rules);
    writer.add("lemmas.known", lemmas.known);
    lemmas.table.store("lemmas", writer);
    clock.say("lemmas");
    learn_names(examples, lessons.names, {21, settings.rounds, settings.seed})
        .store("names", writer);
    clock.say("names");
    auto parser = learn_parser(
        examples, lessons.trees, {settings.parser_bits, settings.rounds, settings.seed});
    clock.say("greedy parser");
    learn_beam(parser,
               examples,
               lessons.trees,
               {settings.beam, settings.beam_rounds, settings.seed});
    writer.add("parser.actions", parser.actions);
    writer.add("parser.beam", std::vector<std::uint32_t>{settings.read_beam});
    parser.table.store("parser", writer);
    clock.say("parser");
}

Result<void> run(const Settings& settings) {
    Clock clock;
    const auto words = read_file(settings.words);
    if (!words) {
        return words.error();
    }
    const auto lists = reading::WordLists::parse(*words, settings.words);
    if (!lists) {
        return lists.error();
    }
    auto corpora = read_corpora(settings.language);
    if (!corpora) {
        return corpora.error();
    }
    const auto clusters = cluster_raw_text(*corpora, settings, *lists);
    if (!clusters) {
        return clusters.error();
    }
    clock.say(std::to_string(clusters->size()) + " words in clusters");
    const auto tag_set = make_tag_set(corpora->treebanks);
    const auto table = make_lexicon(*clusters, tag_classes(corpora->treebanks, tag_set));
    const reading::Lexicon lexicon(table.keys, table.values);
    reading::ModelWriter writer;
    writer.add("words", std::vector<char>(words->begin(), words->end()));
    writer.add("lexicon.keys", table.keys);
    writer.add("lexicon.values", table.values);
    writer.add("tagger.pairs", tag_set.pairs);
    learn_splitter(corpora->treebanks, lexicon, *lists, {18, 10, settings.seed})
        .store("splitter", writer);
    clock.say("splitter");
    LessonMaker maker(tag_set, lexicon, settings.seed);
    for (const auto* part : {&corpora->treebanks, &corpora->names}) {
        for (const auto& document : *part) {
            maker.add(document);
        }
    }
    auto lessons = maker.take();
    learn(lessons, tag_set, settings, writer);
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
    app.add_option("--beam", settings.beam, "width of the parser's beam while learning");
    app.add_option("--read-beam", settings.read_beam, "width of the beam while reading");
    app.add_option("--beam-rounds", settings.beam_rounds, "passes with the beam");
    app.add_option("--parser-bits", settings.parser_bits, "2^N rows of parser weights");
    CLI11_PARSE(app, argc, argv);
    if (const auto done = chancery::train::run(settings); !done) {
        std::fprintf(stderr, "%s\n", done.error().text().c_str());  // NOLINT(*-vararg)
        return 1;
    }
    return 0;
}
