// Prints the actors that the actors room finds in articles, one JSON object a line, for
// score_entities.py and score_surface.py in train/actors. SPDX-License-Identifier:
// Apache-2.0
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>

#include "actors/groups.h"
#include "actors/resolve.h"
#include "actors/tables.h"
#include "ingest/ingest.h"
#include "ingest/open_items.h"
#include "reading/reader.h"

namespace {

using namespace chancery;

std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += ' ';
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::vector<Span> blocks_to_read(const Article& article) {
    std::vector<Span> blocks;
    for (const Block& block : article.blocks) {
        if (block.kind == BlockKind::title || block.kind == BlockKind::paragraph) {
            blocks.push_back(block.span);
        }
    }
    return blocks;
}

/// The text and where it names whom, with offsets in bytes.
std::string json_of_mentions(const Article& article, const ArticleActors& found) {
    std::string out = ",\"text\":" + json_string(article.text) + ",\"blocks\":[";
    const char* separator = "";
    for (const Span& block : blocks_to_read(article)) {
        out += separator + ('[' + std::to_string(block.begin)) + ',' +
               std::to_string(block.end) + ']';
        separator = ",";
    }
    out += "],\"mentions\":[";
    separator = "";
    for (const Mention& mention : found.mentions) {
        out += separator + std::string("{\"begin\":") +
               std::to_string(mention.span.begin) +
               ",\"end\":" + std::to_string(mention.span.end) +
               ",\"kind\":" + json_string(name(mention.kind)) +
               ",\"rule\":" + json_string(mention.rule) + ",\"actors\":[";
        separator = "";
        for (const ActorIndex actor : mention.actors) {
            out += separator + json_string(found.actors[actor].key);
            separator = ",";
        }
        out += "]}";
        separator = ",";
    }
    return out + ']';
}

std::string json_of_offices(const Actor& actor) {
    std::string out = ",\"offices\":[";
    const char* separator = "";
    for (const HeldOffice& office : actor.offices) {
        out += separator + json_string(office.title);
        separator = ",";
    }
    return out + ']';
}

std::string json_of(const Article& article, const ArticleActors& found, bool mentions) {
    std::string out = "{\"doc\":" + json_string(article.doc) + ",\"entities\":[";
    const char* separator = "";
    for (const Actor& actor : found.actors) {
        out += separator + std::string("{\"key\":") + json_string(actor.key) +
               ",\"name\":" + json_string(actor.name) +
               ",\"table_name\":" + json_string(actor.table_name) +
               ",\"kind\":" + json_string(name(actor.kind)) +
               ",\"code\":" + (actor.code.empty() ? "null" : json_string(actor.code)) +
               ",\"sector\":" +
               (actor.sector == Sector::none ? "null" : json_string(name(actor.sector))) +
               ",\"rule\":" + json_string(actor.rule) + json_of_offices(actor) + '}';
        separator = ",";
    }
    out += ']';
    if (mentions) {
        out += json_of_mentions(article, found);
    }
    return out + '}';
}

struct Options {
    std::string data, model, meta;
    std::vector<std::string> paths;
    bool dump = false;
    bool mentions = false;
};

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return 1;
}

int run(const Options& options) {
    const auto started = std::chrono::steady_clock::now();
    const Result<ActorTables> tables = ActorTables::open(options.data + "/actors");
    if (!tables) {
        return fail(tables.error());
    }
    const std::chrono::duration<double> load = std::chrono::steady_clock::now() - started;
    const Result<Reader> reader = Reader::open(options.model);
    if (!reader) {
        return fail(reader.error());
    }
    const Result<IngestRules> rules = IngestRules::open(options.data + "/ingest");
    if (!rules) {
        return fail(rules.error());
    }
    MetaTable meta;
    if (!options.meta.empty()) {
        Result<MetaTable> read = MetaTable::open(options.meta);
        if (!read) {
            return fail(read.error());
        }
        meta = std::move(*read);
    }
    IngestOptions ingest;
    ingest.rules = &*rules;
    ingest.meta = &meta;
    Reader::Workspace workspace;
    std::chrono::duration<double> spent{};
    std::size_t tokens = 0;
    const auto take = [&](const ArticleOrRefusal& made) {
        const auto* article = std::get_if<Article>(&made);
        if (article == nullptr) {
            return;
        }
        Reading reading =
            reader->read(article->text, blocks_to_read(*article), workspace);
        ArticleNames names(*article, reading, *tables);
        reader->join(article->text, names.groups(), reading, workspace);
        const auto begun = std::chrono::steady_clock::now();
        const ArticleActors found = resolve_actors(std::move(names));
        spent += std::chrono::steady_clock::now() - begun;
        tokens += reading.tokens.size();
        if (options.dump) {
            std::printf(
                "## %s\n%s", article->doc.c_str(), dump(found, article->text).c_str());
        } else {
            std::printf("%s\n", json_of(*article, found, options.mentions).c_str());
        }
    };
    for (const SourceFile& source : list_sources(options.paths).files) {
        read_articles(source, ingest, take);
    }
    std::fprintf(stderr,
                 "tables %.0f ms; %zu tokens in %.0f ms\n",
                 load.count() * 1e3,
                 tokens,
                 spent.count() * 1e3);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Prints the actors found in articles");
    Options options;
    app.add_option("--data", options.data, "folder of the tables")->required();
    app.add_option("--model", options.model, "model of the reader")->required();
    app.add_option("--meta", options.meta, "table of documents");
    app.add_flag("--dump", options.dump, "actors and mentions as text instead of JSON");
    app.add_flag("--mentions", options.mentions, "the text and its mentions as well");
    app.add_option("paths", options.paths, "files and folders")->required();
    CLI11_PARSE(app, argc, argv);
    return run(options);
}
