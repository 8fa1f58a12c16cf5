// Prints the mentions that the actors room finds in texts, for score_gap.py and
// score_coref.py. SPDX-License-Identifier: Apache-2.0
//
//   chancery-dump-coref --data data --model models/reading.model < texts.jsonl
//
// Each line of the input is {"id": …, "text": …}, optionally with "published" (a day);
// the lines of a text are its blocks. Each line of the output has the actors and
// mentions, offsets in UTF-8 bytes.
#include <cstdio>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "actors/groups.h"
#include "actors/resolve.h"
#include "actors/tables.h"
#include "reading/reader.h"

namespace {

using namespace chancery;
using nlohmann::json;

Article article_of(const json& line) {
    Article article;
    article.doc = line.at("id");
    article.text = article.source = line.at("text");
    if (line.contains("published")) {
        article.published =
            Day::parse_iso(line.at("published").get_ref<const std::string&>());
    }
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i <= article.text.size(); ++i) {
        if (i == article.text.size() || article.text[i] == '\n') {
            if (i > begin) {
                article.blocks.push_back({BlockKind::paragraph, {begin, i}, "line"});
            }
            begin = i + 1;
        }
    }
    return article;
}

json json_of(const Article& article, const Reading& reading, const ArticleActors& found) {
    json out{{"id", article.doc}, {"actors", json::array()}, {"mentions", json::array()}};
    for (const Actor& actor : found.actors) {
        out["actors"].push_back({{"name", actor.name},
                                 {"kind", name(actor.kind)},
                                 {"gender", static_cast<int>(actor.gender)}});
    }
    for (const Mention& mention : found.mentions) {
        const Span head = reading.tokens[mention.head].span;
        out["mentions"].push_back({{"span", {mention.span.begin, mention.span.end}},
                                   {"head", {head.begin, head.end}},
                                   {"kind", name(mention.kind)},
                                   {"rule", mention.rule},
                                   {"actors", mention.actors}});
    }
    return out;
}

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return 1;
}

int run(const std::string& data, const std::string& model) {
    const Result<ActorTables> tables = ActorTables::open(data + "/actors");
    if (!tables) {
        return fail(tables.error());
    }
    const Result<Reader> reader = Reader::open(model);
    if (!reader) {
        return fail(reader.error());
    }
    Reader::Workspace workspace;
    std::string line;
    while (std::getline(std::cin, line)) {
        const Article article = article_of(json::parse(line));
        std::vector<Span> blocks;
        for (const Block& block : article.blocks) {
            blocks.push_back(block.span);
        }
        Reading reading = reader->read(article.text, blocks, workspace);
        reader->join(
            article.text, name_groups(article, reading, *tables), reading, workspace);
        const ArticleActors found = resolve_actors(article, reading, *tables);
        std::cout << json_of(article, reading, found).dump() << '\n';
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Prints the mentions of actors in texts, one JSON object a line");
    std::string data, model;
    app.add_option("--data", data, "folder of the tables")->required();
    app.add_option("--model", model, "model of the reader")->required();
    CLI11_PARSE(app, argc, argv);
    return run(data, model);
}
