// Prints which of the articles made from files and folders are copies, for
// measure_copies.py. SPDX-License-Identifier: Apache-2.0
//
// chancery-dump-copies DATA_DIR [--meta FILE] PATH...
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "ingest/copies.h"
#include "ingest/ingest.h"
#include "ingest/open_items.h"

namespace {

using chancery::Article;
using chancery::CopyText;

struct Stories {
    chancery::CopyFinder finder;
    std::vector<std::string> docs;
    std::vector<CopyText> texts;
    std::vector<std::vector<std::string>> paragraphs;  ///< of each story, in words
};

void add(Stories& stories, const Article& article) {
    CopyText text =
        chancery::copy_text(article.text, chancery::story_paragraphs(article));
    stories.finder.add({article.doc, article.outlet, article.agency, article.published},
                       text);
    stories.docs.push_back(article.doc);
    auto& paragraphs = stories.paragraphs.emplace_back();
    for (const auto& paragraph : text.paragraphs) {
        paragraphs.emplace_back(chancery::quote(article.text, paragraph.span));
    }
    stories.texts.push_back(std::move(text));
}

void print(const Stories& stories, const chancery::CopyReport& report) {
    for (const chancery::Copy& copy : report.copies) {
        nlohmann::json paragraphs = nlohmann::json::array();
        for (const auto& one : copy.paragraphs) {
            paragraphs.push_back({stories.paragraphs[copy.copy][one.copy],
                                  stories.paragraphs[copy.origin][one.origin],
                                  one.share});
        }
        std::cout << nlohmann::json{{"copy", stories.docs[copy.copy]},
                                    {"origin", stories.docs[copy.origin]},
                                    {"kind", std::string(chancery::name(copy.kind))},
                                    {"share", copy.share},
                                    {"origin_share", copy.origin_share},
                                    {"words", copy.words},
                                    {"paragraphs", std::move(paragraphs)}}
                         .dump()
                  << '\n';
    }
    for (std::size_t i = 0; i < report.family.size(); ++i) {
        std::cout << nlohmann::json{{"doc", stories.docs[i]},
                                    {"family", stories.docs[report.family[i]]}}
                         .dump()
                  << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    std::vector<std::string> paths;
    chancery::Result<chancery::MetaTable> meta = chancery::MetaTable();
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == "--meta" && i + 1 < arguments.size()) {
            meta = chancery::MetaTable::open(arguments[++i]);
        } else {
            paths.push_back(arguments[i]);
        }
    }
    if (paths.empty() || !meta) {
        std::cerr << (meta ? "usage: chancery-dump-copies DATA_DIR [--meta FILE] PATH..."
                           : meta.error().text())
                  << '\n';
        return 2;
    }
    const auto rules = chancery::IngestRules::open(arguments[0] + "/ingest");
    if (!rules) {
        std::cerr << rules.error().text() << '\n';
        return 1;
    }
    chancery::IngestOptions options;
    options.rules = &*rules;
    options.meta = &*meta;
    Stories stories;
    for (const auto& source : chancery::list_sources(paths).files) {
        chancery::read_articles(
            source, options, [&](const chancery::ArticleOrRefusal& made) {
                if (const auto* article = std::get_if<Article>(&made)) {
                    add(stories, *article);
                } else {
                    const auto& refusal = std::get<chancery::Refusal>(made);
                    std::cerr << refusal.path << ": " << refusal.reason << '\n';
                }
            });
    }
    const auto start = std::chrono::steady_clock::now();
    const auto report =
        stories.finder.find([&](std::uint32_t story) -> chancery::Result<CopyText> {
            return stories.texts[story];
        });
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    if (!report) {
        std::cerr << report.error().text() << '\n';
        return 1;
    }
    print(stories, *report);
    (void)std::fprintf(stderr,
                       "%zu stories, %zu copies, %zu common prints, %.2f s\n",
                       stories.docs.size(),
                       report->copies.size(),
                       report->common_prints,
                       spent.count());
    return 0;
}
