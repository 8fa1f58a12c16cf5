// Prints the actors that the actors room finds in articles, one JSON object a line, for
// train/actors/score_entities.py. SPDX-License-Identifier: Apache-2.0
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

std::string json_of(const Article& article, const ArticleActors& found) {
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
               ",\"rule\":" + json_string(actor.rule) + '}';
        separator = ",";
    }
    return out + "]}";
}

struct Options {
    std::string data, model, meta;
    std::vector<std::string> paths;
    bool dump = false;
};

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return 1;
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
    for (const SourceFile& source : list_sources(options.paths).files) {
        const ArticleOrRefusal made = read_article(source, ingest);
        const auto* article = std::get_if<Article>(&made);
        if (article == nullptr) {
            continue;
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
            std::printf("%s\n", json_of(*article, found).c_str());
        }
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
    app.add_option("paths", options.paths, "files and folders")->required();
    CLI11_PARSE(app, argc, argv);
    return run(options);
}
