// chancery-train-reading: what the reading model holds beside its network, and the
// packing of the model file. train/reading/train.py runs it. SPDX-License-Identifier:
// Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <CLI/CLI.hpp>

#include "base/tsv.h"
#include "clusters.h"
#include "learners.h"
#include "name_lists.h"
#include "reading/splitter.h"
#include "reading/tokenizer.h"
#include "reading/word_rows.h"

namespace chancery::train {
namespace {

namespace fs = std::filesystem;

struct Settings {
    std::string language = "../shared/language";
    std::string gazetteer = "../shared/gazetteer";
    std::string data = "data";
    std::string words = "data/reading/words.tsv";
    std::string work;
    std::string out = "models/reading.model";
    std::uint64_t seed = 1;
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
            documents.push_back(std::move(document));
        }
    }
    return {};
}

/// EWT and the open genres of GUM.
Result<std::vector<GoldDocument>> read_treebanks(const fs::path& language) {
    auto documents = read_conllu((language / "ud/en_ewt-ud-train.conllu").string());
    if (!documents) {
        return documents;
    }
    if (auto done = add_gum(language / "gum-open", *documents); !done) {
        return done.error();
    }
    return documents;
}

Result<Clusters> cluster_raw_text(const std::vector<GoldDocument>& treebanks,
                                  const Settings& settings,
                                  const reading::WordLists& lists) {
    RawText raw;
    for (const auto& document : treebanks) {
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

std::uint16_t tag_number(const GoldToken& token) {
    return static_cast<std::uint16_t>(static_cast<unsigned>(token.upos) * xpos_count +
                                      static_cast<unsigned>(token.xpos));
}

/// Tag classes: for each word seen three times, the set of its tags as one number.
std::map<std::string, std::uint16_t> tag_classes(
    const std::vector<GoldDocument>& documents) {
    std::map<std::string, std::map<std::uint16_t, int>> counts;
    std::string lower;
    for (const auto& document : documents) {
        for (const auto& sentence : document.sentences) {
            for (const auto& token : sentence.tokens) {
                reading::plain_lower(quote(document.text, token.span), lower);
                ++counts[lower][tag_number(token)];
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

    explicit LexiconTable(const std::map<std::string, reading::WordClasses>& words) {
        std::vector<std::pair<std::uint64_t, reading::WordClasses>> entries;
        entries.reserve(words.size());
        for (const auto& [word, classes] : words) {
            entries.emplace_back(reading::Lexicon::key(word), classes);
        }
        reading::Lexicon::build(entries, keys, values);
    }

    [[nodiscard]] reading::Lexicon lexicon() const { return {keys, values}; }
};

std::map<std::string, reading::WordClasses> make_classes(
    const Clusters& clusters, const std::map<std::string, std::uint16_t>& tags) {
    std::map<std::string, reading::WordClasses> words;
    for (const auto& [word, numbers] : clusters) {
        words[word] = {numbers[0], numbers[1], numbers[2], 0, 0, 0};
    }
    for (const auto& [word, number] : tags) {
        words[word].tags = number;
    }
    return words;
}

std::vector<LemmaExample> lemma_examples(const std::vector<GoldDocument>& documents,
                                         const reading::Lexicon& lexicon) {
    std::vector<LemmaExample> examples;
    std::string buffer;
    for (const auto& document : documents) {
        for (const auto& sentence : document.sentences) {
            for (const auto& token : sentence.tokens) {
                const std::string form(quote(document.text, token.span));
                examples.push_back({form,
                                    token.lemma,
                                    reading::make_word(form, lexicon, buffer),
                                    {token.upos, token.xpos}});
            }
        }
    }
    return examples;
}

/// The sentences of the chosen raw text ("raw.txt": a paragraph a line), each once, as
/// the reader cuts them; in "sentences.txt" one a line, tokens with a blank between.
std::vector<std::string> cut_raw_text(const fs::path& work,
                                      const reading::SentenceSplitter& splitter,
                                      const reading::Lexicon& lexicon,
                                      const reading::WordLists& lists) {
    constexpr std::size_t fewest = 2;
    constexpr std::size_t most = 90;
    std::ifstream in(work / "raw.txt");
    std::set<std::string> seen;
    std::vector<std::string> sentences;
    std::vector<Span> spans;
    std::vector<reading::Word> words;
    std::vector<std::uint32_t> ends;
    reading::SentenceSplitter::Work buffers;
    std::string buffer;
    for (std::string line; std::getline(in, line);) {
        spans.clear();
        words.clear();
        ends.clear();
        reading::tokenize(
            line, {0, static_cast<std::uint32_t>(line.size())}, lists, spans);
        for (const Span span : spans) {
            words.push_back(reading::make_word(quote(line, span), lexicon, buffer));
        }
        splitter.split({line, spans, words, {}}, lists, ends, buffers);
        std::uint32_t first = 0;
        for (const auto end : ends) {
            std::string sentence;
            for (auto i = first; i < end; ++i) {
                sentence += i == first ? "" : " ";
                sentence += quote(line, spans[i]);
            }
            if (end - first >= fewest && end - first <= most &&
                seen.insert(sentence).second) {
                sentences.push_back(std::move(sentence));
            }
            first = end;
        }
    }
    std::ofstream out(work / "sentences.txt");
    for (const auto& sentence : sentences) {
        out << sentence << '\n';
    }
    return sentences;
}

/// Counts the words of treebanks (twice) and cut raw text, in plain lower case.
std::map<std::string, int> count_words(const std::vector<GoldDocument>& treebanks,
                                       const std::vector<std::string>& sentences) {
    std::map<std::string, int> counts;
    std::string lower;
    for (const auto& document : treebanks) {
        for (const auto& sentence : document.sentences) {
            for (const auto& token : sentence.tokens) {
                reading::plain_lower(quote(document.text, token.span), lower);
                counts[lower] += 2;
            }
        }
    }
    for (const auto& sentence : sentences) {
        for (const auto word : split(sentence, ' ')) {
            reading::plain_lower(word, lower);
            ++counts[lower];
        }
    }
    return counts;
}

/// "forms.txt" names words, one a line; their rows go to "rows.bin", 15 numbers each.
Result<void> write_rows(const fs::path& work, const reading::Lexicon& lexicon) {
    std::ifstream in(work / "forms.txt");
    std::ofstream out(work / "rows.bin", std::ios::binary);
    if (!in) {
        return Error{"cannot be opened", (work / "forms.txt").string(), 0};
    }
    std::string buffer;
    for (std::string form; std::getline(in, form);) {
        const auto rows = reading::rows_of(reading::make_word(form, lexicon, buffer));
        out.write(static_cast<const char*>(static_cast<const void*>(rows.data())),
                  static_cast<std::streamsize>(sizeof(rows)));
    }
    return {};
}

/// The first half: everything but the network, in "base.model", and the raw text cut.
Result<void> prepare(const Settings& settings) {
    constexpr int least_count = 3;
    Clock clock;
    const auto text = read_file(settings.words);
    if (!text) {
        return text.error();
    }
    const auto lists = reading::WordLists::parse(*text, settings.words);
    if (!lists) {
        return lists.error();
    }
    const auto treebanks = read_treebanks(settings.language);
    if (!treebanks) {
        return treebanks.error();
    }
    const auto clusters = cluster_raw_text(*treebanks, settings, *lists);
    if (!clusters) {
        return clusters.error();
    }
    clock.say(std::to_string(clusters->size()) + " words in clusters");
    const auto names = read_name_lists(settings.data, settings.gazetteer);
    if (!names) {
        return names.error();
    }
    auto classes = make_classes(*clusters, tag_classes(*treebanks));
    for (const auto& [word, bits] : *names) {
        classes[word].lists = bits;
    }
    const LexiconTable first(classes);
    reading::ModelWriter writer;
    learn_splitter(*treebanks, first.lexicon(), *lists, {20, 10, settings.seed})
        .store("splitter", writer);
    const fs::path work = settings.work;
    if (auto done = writer.write((work / "splitter.model").string()); !done) {
        return done.error();
    }
    const auto file = reading::ModelFile::open((work / "splitter.model").string());
    const auto splitter = file ? reading::SentenceSplitter::from(*file)
                               : Result<reading::SentenceSplitter>(file.error());
    if (!splitter) {
        return splitter.error();
    }
    clock.say("splitter");
    const auto sentences = cut_raw_text(work, *splitter, first.lexicon(), *lists);
    std::uint32_t row = 0;
    for (const auto& [word, count] : count_words(*treebanks, sentences)) {
        if (count >= least_count) {
            classes[word].row = ++row;
        }
    }
    clock.say(std::to_string(sentences.size()) + " sentences of raw text, " +
              std::to_string(row) + " known words");
    const LexiconTable table(classes);
    writer.add("words", std::vector<char>(text->begin(), text->end()));
    writer.add("lexicon.keys", table.keys);
    writer.add("lexicon.values", table.values);
    const auto lemmas =
        learn_lemmas(lemma_examples(*treebanks, table.lexicon()), {18, 5, settings.seed});
    writer.add("lemmas.rules", lemmas.rules);
    writer.add("lemmas.known", lemmas.known);
    lemmas.table.store("lemmas", writer);
    clock.say("lemmas");
    return writer.write((work / "base.model").string());
}

Result<reading::ModelFile> base_model(const Settings& settings) {
    return reading::ModelFile::open((fs::path(settings.work) / "base.model").string());
}

Result<void> rows(const Settings& settings) {
    const auto base = base_model(settings);
    if (!base) {
        return base.error();
    }
    const auto lexicon = reading::Lexicon::from(*base);
    if (!lexicon) {
        return lexicon.error();
    }
    return write_rows(settings.work, *lexicon);
}

/// The second half: base.model and the sections of the network ("net/NAME") as one file.
Result<void> pack(const Settings& settings) {
    const auto base = base_model(settings);
    if (!base) {
        return base.error();
    }
    reading::ModelWriter writer;
    for (const auto& name : base->names()) {
        const auto bytes = base->section(name);
        writer.add(name, std::vector<std::byte>(bytes.begin(), bytes.end()));
    }
    for (const auto& entry : fs::directory_iterator(fs::path(settings.work) / "net")) {
        const auto bytes = read_file(entry.path().string());
        if (!bytes) {
            return bytes.error();
        }
        const auto name = entry.path().filename().string();
        writer.add(name, std::vector<char>(bytes->begin(), bytes->end()));
    }
    return writer.write(settings.out);
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
    using chancery::train::Settings;
    Settings settings;
    CLI::App app(
        "Steps of the training of the reading model that are not the network's.");
    app.require_subcommand(1);
    app.add_option("--work", settings.work, "folder of what the steps hand on")
        ->required();
    app.add_option("--language", settings.language, "folder of the corpora");
    app.add_option("--gazetteer", settings.gazetteer, "folder of lists of names");
    app.add_option("--data", settings.data, "the project's tables");
    app.add_option("--words", settings.words, "word lists");
    app.add_option("--out", settings.out, "the model to write");
    app.add_option("--seed", settings.seed, "seed of every random choice");
    chancery::Result<void> done;
    const auto step = [&](const char* name, const char* what, auto function) {
        app.add_subcommand(name, what)->callback([&done, &settings, function] {
            done = function(settings);
        });
    };
    step("prepare", "learn splitter and lemmas, cut raw text", chancery::train::prepare);
    step("rows", "rows.bin for the words of forms.txt", chancery::train::rows);
    step("pack", "put the model file together", chancery::train::pack);
    CLI11_PARSE(app, argc, argv);
    if (!done) {
        std::fprintf(stderr, "%s\n", done.error().text().c_str());  // NOLINT(*-vararg)
        return 1;
    }
    return 0;
}
