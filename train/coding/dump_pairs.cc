// Prints the features that coding reads between two participants of a sentence, one JSON
// object a line, for train_classifier.py. Input: tab-separated lines with the columns id,
// type, actor, recipient and sentence. SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/tsv.h"
#include "coding/candidates.h"
#include "coding/modality.h"
#include "coding/pair_features.h"
#include "engine/engine.h"
#include "engine/sentence.h"
#include "ingest/open_items.h"

namespace {

using namespace chancery;

nlohmann::json features_of(const Engine& engine,
                           const CodingTables& tables,
                           const std::vector<std::string_view>& cells) {
    Article article = article_of_sentence(cells[4]);
    const Coded coded = engine.code(std::move(article));
    const Syntax syntax(coded.reading, coded.article.text, &tables);
    Pair pair{head_of_phrase(coded, cells[2]), head_of_phrase(coded, cells[3])};
    std::vector<std::string> names;
    std::vector<std::string> words;
    PairFeatures features;
    features.names = &names;
    features.word_names = &words;
    nlohmann::json row{{"id", cells[0]}, {"type", cells[1]}};
    if (pair.actor != no_token || pair.recipient != no_token) {
        PairReader(syntax, coded.actors, tables).read(pair, features);
    }
    std::string path;
    for (const TokenIndex i : features.path) {
        path += std::string(syntax.lemma(i)) + ' ';
    }
    row["path"] = path;
    row["a"] = pair.actor == no_token ? "" : syntax.form(pair.actor);
    row["b"] = pair.recipient == no_token ? "" : syntax.form(pair.recipient);
    row["features"] = names;
    row["words"] = words;
    return row;
}

/// The candidates of one article, a line each.
void print_candidates(const Coded& coded, const CodingTables& tables) {
    const Syntax syntax(coded.reading, coded.article.text, &tables);
    const CandidateFinder finder(syntax, coded.actors, tables);
    const PairReader reader(syntax, coded.actors, tables);
    for (TokenIndex i = 0; i < coded.reading.tokens.size(); ++i) {
        const Candidate candidate = finder.of_verb(i);
        if (candidate.predicate == no_token) {
            continue;
        }
        std::vector<std::string> names;
        std::vector<std::string> words;
        PairFeatures features;
        features.names = &names;
        features.word_names = &words;
        reader.read(candidate.pair, features);
        const Sentence& sentence = coded.reading.sentences[syntax.token(i).sentence];
        const Span whole{syntax.token(sentence.first).span.begin,
                         syntax.token(sentence.last - 1).span.end};
        const nlohmann::json row{
            {"doc", coded.article.doc},
            {"sentence", quote(coded.article.text, whole)},
            {"predicate", syntax.form(i)},
            {"at", syntax.token(i).span.begin - whole.begin},
            {"reality", static_cast<int>(modality_of(i, syntax, tables).reality)},
            {"a", quote(coded.article.text, finder.phrase(candidate.pair.actor))},
            {"b", quote(coded.article.text, candidate.recipient)},
            {"to_actor", candidate.to_actor},
            {"features", names},
            {"words", words}};
        std::printf("%s\n", row.dump().c_str());
    }
}

void print_articles(const Engine& engine,
                    const CodingTables& tables,
                    const std::vector<std::string>& paths) {
    for (const SourceFile& source : list_sources(paths).files) {
        auto input = InputReader::open(source, {});
        while (auto given = input ? (*input)->next() : std::nullopt) {
            const auto* item = std::get_if<SourceItem>(&*given);
            if (item == nullptr) {
                continue;
            }
            for (ArticleOrRefusal& one : engine.read(*item, nullptr, {})) {
                if (auto* article = std::get_if<Article>(&one)) {
                    print_candidates(engine.code(std::move(*article)), tables);
                }
            }
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Prints the features of pairs of participants as JSON Lines"};
    std::string data = "data";
    std::string models = "models";
    std::string pairs;
    std::vector<std::string> articles;
    app.add_option("--articles", articles, "files or folders: their candidates instead");
    app.add_option("--data", data, "folder of the tables");
    app.add_option("--models", models, "folder of the models");
    app.add_option("pairs", pairs, "id, type, actor, recipient, sentence");
    CLI11_PARSE(app, argc, argv);
    const auto engine = Engine::open({data, models});
    const auto tables = CodingTables::open(data + "/coding");
    const auto bytes =
        pairs.empty() ? Result<std::string>(std::string()) : read_file(pairs);
    if (!engine || !tables || !bytes) {
        const Error& error = !engine   ? engine.error()
                             : !tables ? tables.error()
                                       : bytes.error();
        std::fprintf(stderr, "%s\n", error.text().c_str());
        return 1;
    }
    print_articles(*engine, *tables, articles);
    bool header = true;
    for (const std::string_view line : split(*bytes, '\n')) {
        const auto cells = split(line, '\t');
        if (header || cells.size() != 5) {
            header = false;
            continue;
        }
        std::printf("%s\n", features_of(*engine, *tables, cells).dump().c_str());
    }
    return 0;
}
