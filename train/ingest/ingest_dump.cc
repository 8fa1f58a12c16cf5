// Prints the articles made from files and folders, for looking at and for measure.py.
// SPDX-License-Identifier: Apache-2.0
//
// chancery-dump-ingest DATA_DIR [--meta FILE] [--blocks | --json] PATH...
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "ingest/check.h"
#include "ingest/ingest.h"
#include "ingest/open_items.h"

namespace {

using chancery::Article;
using chancery::ArticleOrRefusal;

std::string form(std::string_view kind) {
    return std::string(kind);
}

nlohmann::json to_json(const Article& article) {
    nlohmann::json blocks = nlohmann::json::array();
    for (const auto& block : article.blocks) {
        const chancery::Span source = chancery::source_span(article, block.span);
        blocks.push_back({{"kind", form(chancery::name(block.kind))},
                          {"rule", block.rule},
                          {"text", chancery::quote(article.text, block.span)},
                          {"source", chancery::quote(article.source, source)}});
    }
    return {{"doc", article.doc},
            {"title", article.title},
            {"date", article.published ? article.published->iso() : ""},
            {"date_rule", article.published_from.rule},
            {"published_at", article.published_at},
            {"updated_at", article.updated_at},
            {"authors", article.authors},
            {"authors_rule", article.authors_from.rule},
            {"agency_rule", article.agency_from.rule},
            {"outlet", article.outlet},
            {"outlet_rule", article.outlet_from.rule},
            {"agency", article.agency},
            {"dateline", article.dateline},
            {"url", article.url},
            {"language", article.language},
            {"repairs", article.repairs},
            {"text_bytes", article.text.size()},
            {"source_bytes", article.source.size()},
            {"blocks", std::move(blocks)}};
}

void print(const Article& article, bool json) {
    if (json) {
        std::cout << to_json(article).dump() << '\n';
        return;
    }
    std::cout << "=== " << article.doc << " | "
              << (article.published ? article.published->iso() : "no date") << " ("
              << article.published_from.rule << ") | " << article.outlet << " ("
              << article.outlet_from.rule << ") | " << article.agency << " | "
              << article.dateline << '\n'
              << chancery::dump(article);
}

/// Prints an article, or why there is none; bytes of its source.
std::uint64_t take(const ArticleOrRefusal& result, bool json) {
    const auto* article = std::get_if<Article>(&result);
    if (article == nullptr) {
        const auto& refusal = std::get<chancery::Refusal>(result);
        std::cerr << refusal.path << ": " << refusal.reason << '\n';
        return 0;
    }
    if (const std::string broken = chancery::broken_promise(*article); !broken.empty()) {
        std::cerr << article->path << ": " << broken << '\n';
    }
    print(*article, json);
    return article->source.size();
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    std::vector<std::string> paths;
    std::string meta_path;
    bool json = false;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == "--meta" && i + 1 < arguments.size()) {
            meta_path = arguments[++i];
        } else if (arguments[i] == "--json" || arguments[i] == "--blocks") {
            json = arguments[i] == "--json";
        } else {
            paths.push_back(arguments[i]);
        }
    }
    if (paths.empty()) {
        std::cerr
            << "usage: chancery-dump-ingest DATA_DIR [--meta FILE] [--json] PATH...\n";
        return 2;
    }
    const auto rules = chancery::IngestRules::open(arguments[0] + "/ingest");
    if (!rules) {
        std::cerr << rules.error().text() << '\n';
        return 1;
    }
    chancery::IngestOptions options;
    options.rules = &*rules;
    chancery::Result<chancery::MetaTable> meta = chancery::MetaTable();
    if (!meta_path.empty()) {
        meta = chancery::MetaTable::open(meta_path);
        if (!meta) {
            std::cerr << meta.error().text() << '\n';
            return 1;
        }
        options.meta = &*meta;
    }
    const chancery::SourceList sources = chancery::list_sources(paths);
    for (const auto& refusal : sources.refusals) {
        std::cerr << refusal.path << ": " << refusal.reason << '\n';
    }
    std::uint64_t bytes = 0;
    std::chrono::nanoseconds spent{0};
    for (const auto& source : sources.files) {
        auto start = std::chrono::steady_clock::now();
        chancery::read_articles(source, options, [&](const ArticleOrRefusal& result) {
            spent += std::chrono::steady_clock::now() - start;
            bytes += take(result, json);
            start = std::chrono::steady_clock::now();
        });
    }
    const double seconds = std::chrono::duration<double>(spent).count();
    std::fprintf(stderr,
                 "%zu sources, %.1f MB, %.1f MB/s\n",
                 sources.files.size(),
                 static_cast<double>(bytes) / 1e6,
                 seconds > 0 ? static_cast<double>(bytes) / 1e6 / seconds : 0.0);
    return 0;
}
