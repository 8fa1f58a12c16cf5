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

#include "actors/cues.h"
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

json json_of(const std::vector<PronounChoice>& choices,
             const Reading& reading,
             const std::vector<std::string>& cues) {
    json out = json::array();
    for (const PronounChoice& choice : choices) {
        const Span span = reading.tokens[choice.pronoun].span;
        json candidates = json::array();
        for (const PronounChoice::Candidate& candidate : choice.candidates) {
            json names = json::array();
            for (const std::uint32_t cue : candidate.cues) {
                names.push_back(cues[cue]);
            }
            candidates.push_back(
                {{"actor", candidate.actor == no_actor ? json() : json(candidate.actor)},
                 {"cues", std::move(names)}});
        }
        out.push_back(
            {{"span", {span.begin, span.end}}, {"candidates", std::move(candidates)}});
    }
    return out;
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

int run(const std::string& data, const std::string& model, bool with_choices) {
    const Result<ActorTables> tables = ActorTables::open(data + "/actors");
    if (!tables) {
        return fail(tables.error());
    }
    const Result<Reader> reader = Reader::open(model);
    if (!reader) {
        return fail(reader.error());
    }
    const std::vector<std::string> cues = actors::cue_names();
    Reader::Workspace workspace;
    std::string line;
    while (std::getline(std::cin, line)) {
        const Article article = article_of(json::parse(line));
        std::vector<Span> blocks;
        for (const Block& block : article.blocks) {
            blocks.push_back(block.span);
        }
        Reading reading = reader->read(article.text, blocks, workspace);
        ArticleNames names(article, reading, *tables);
        reader->join(article.text, names.groups(), reading, workspace);
        std::vector<PronounChoice> choices;
        const ArticleActors found =
            resolve_actors(std::move(names), with_choices ? &choices : nullptr);
        json out = json_of(article, reading, found);
        if (with_choices) {
            out["choices"] = json_of(choices, reading, cues);
        }
        std::cout << out.dump() << '\n';
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Prints the mentions of actors in texts, one JSON object a line");
    std::string data, model;
    app.add_option("--data", data, "folder of the tables")->required();
    app.add_option("--model", model, "model of the reader")->required();
    bool choices = false;
    app.add_flag("--choices", choices, "what each pronoun was chosen from, with cues");
    CLI11_PARSE(app, argc, argv);
    return run(data, model, choices);
}
