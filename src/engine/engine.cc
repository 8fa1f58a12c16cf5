// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "actors/groups.h"
#include "actors/resolve.h"
#include "actors/tables.h"
#include "base/checksum.h"
#include "base/tsv.h"
#include "coding/classifier.h"
#include "coding/code.h"
#include "coding/rules.h"
#include "coding/time_adjuncts.h"
#include "coding/times.h"
#include "engine/sentence.h"
#include "reading/reader.h"

namespace chancery {

namespace {

constexpr std::string_view model_name = "reading.model";
constexpr std::string_view coding_model_name = "coding.model";

}  // namespace

Result<std::uint64_t> tables_checksum(const std::string& folder) {
    std::error_code failed;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".tsv") {
            paths.push_back(entry.path());
        }
    }
    if (failed) {
        return Error{"cannot be listed: " + failed.message(), folder};
    }
    std::sort(paths.begin(), paths.end());
    std::uint64_t print = 0;
    for (const std::filesystem::path& path : paths) {
        const auto bytes = read_file(path.string());
        if (!bytes) {
            return bytes.error();
        }
        print = checksum64(checksum64(print, path.filename().string()), *bytes);
    }
    return print;
}

struct Engine::Parts {
    IngestRules ingest;
    Reader reader;
    ActorTables actors;
    CodingTables coding;
    std::string fingerprint;
};

Engine::Engine(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}

Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

const std::string& Engine::fingerprint() const {
    return parts_->fingerprint;
}

Result<Engine> Engine::open(const EngineOptions& options) {
    const std::string model = options.model_dir + '/' + std::string(model_name);
    auto reader = Reader::open(model);
    if (!reader) {
        return reader.error();
    }
    auto actors = ActorTables::open(options.data_dir + "/actors", options.actors_image);
    if (!actors) {
        return actors.error();
    }
    auto coding = CodingTables::open(options.data_dir + "/coding");
    if (!coding) {
        return coding.error();
    }
    auto classifier =
        Classifier::open(options.model_dir + '/' + std::string(coding_model_name));
    if (!classifier) {
        return classifier.error();
    }
    const std::uint64_t classifier_print = classifier->checksum();
    coding->set_classifier(std::make_shared<const Classifier>(std::move(*classifier)));
    auto ingest = IngestRules::open(options.data_dir + "/ingest");
    if (!ingest) {
        return ingest.error();
    }
    const auto ingest_print = tables_checksum(options.data_dir + "/ingest");
    if (!ingest_print) {
        return ingest_print.error();
    }
    const auto coding_print = tables_checksum(options.data_dir + "/coding");
    if (!coding_print) {
        return coding_print.error();
    }
    std::string print = "reading:" + checksum_text(reader->checksum()) +
                        " ingest:" + checksum_text(*ingest_print) +
                        " actors:" + checksum_text(actors->fingerprint()) +
                        " coding:" + checksum_text(*coding_print) +
                        " classifier:" + checksum_text(classifier_print);
    return Engine(std::make_unique<const Parts>(Parts{std::move(*ingest),
                                                      std::move(*reader),
                                                      std::move(*actors),
                                                      std::move(*coding),
                                                      std::move(print)}));
}

TypeScores Engine::type_of(const PairQuestion& question) const {
    const Coded coded = code(article_of_sentence(question.sentence));
    const Syntax syntax(coded.reading, coded.article.text, &parts_->coding);
    const Pair pair{head_of_phrase(coded, question.actor),
                    head_of_phrase(coded, question.recipient)};
    PairFeatures features;
    if (pair.actor != no_token || pair.recipient != no_token) {
        PairReader(syntax, coded.actors, parts_->coding).read(pair, features);
    }
    return parts_->coding.classifier()->score(features);
}

std::vector<ArticleOrRefusal> Engine::read(const SourceItem& item,
                                           const MetaTable* meta,
                                           const IngestLimits& limits) const {
    return make_articles(item, IngestOptions{&parts_->ingest, meta, limits});
}

Coded Engine::code(Article article) const {
    return *code(std::move(article), std::chrono::steady_clock::time_point::max());
}

std::optional<Coded> Engine::code(Article article,
                                  std::chrono::steady_clock::time_point deadline) const {
    const auto late = [deadline] { return std::chrono::steady_clock::now() > deadline; };
    static thread_local Reader::Workspace workspace;
    std::vector<Span> spans;
    std::vector<std::uint32_t> blocks;
    for (std::uint32_t i = 0; i < article.blocks.size(); ++i) {
        const BlockKind kind = article.blocks[i].kind;
        if (kind == BlockKind::title || kind == BlockKind::paragraph) {
            spans.push_back(article.blocks[i].span);
            blocks.push_back(i);
        }
    }
    Reading reading = parts_->reader.read(article.text, spans, workspace);
    for (Sentence& sentence : reading.sentences) {
        sentence.block = blocks[sentence.block];
    }
    if (late()) {
        return std::nullopt;
    }
    ArticleNames names(article, reading, parts_->actors);
    parts_->reader.join(article.text, names.groups(), reading, workspace);
    if (late()) {
        return std::nullopt;
    }
    // Times are found by words and tags, which stay; trees change here.
    auto times = find_times(reading, article.text, parts_->coding.times());
    free_time_adjuncts(times, parts_->coding, reading);
    ArticleActors actors = resolve_actors(std::move(names));
    if (late()) {
        return std::nullopt;
    }
    ArticleActs acts =
        code_article(article, reading, actors, parts_->coding, std::move(times));
    return Coded{
        std::move(article), std::move(reading), std::move(actors), std::move(acts)};
}

}  // namespace chancery
