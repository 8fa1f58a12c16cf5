// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "actors/groups.h"
#include "actors/resolve.h"
#include "actors/tables.h"
#include "base/tsv.h"
#include "coding/code.h"
#include "coding/rules.h"
#include "coding/time_adjuncts.h"
#include "coding/times.h"
#include "reading/reader.h"

namespace chancery {

namespace {

constexpr std::string_view model_name = "reading.model";

/// FNV-1a, 64 bits (Fowler, Noll, Vo): tells versions of files apart, not meant against
/// fraud.
class Fingerprint {
  public:
    void add(std::string_view bytes) {
        for (const char c : bytes) {
            value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
    }

    [[nodiscard]] std::string hex() const {
        std::array<char, 17> buffer{};
        std::snprintf(buffer.data(),
                      buffer.size(),
                      "%016llx",
                      static_cast<unsigned long long>(value_));
        return buffer.data();
    }

  private:
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

Result<std::string> fingerprint_of(const std::string& folder) {
    std::error_code failed;
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".tsv" || entry.path().extension() == ".model") {
            paths.push_back(entry.path().string());
        }
    }
    if (failed) {
        return Error{"cannot be listed: " + failed.message(), folder};
    }
    std::sort(paths.begin(), paths.end());
    Fingerprint print;
    for (const std::string& path : paths) {
        auto bytes = read_file(path);
        if (!bytes) {
            return bytes.error();
        }
        print.add(std::filesystem::path(path).filename().string());
        print.add(*bytes);
    }
    return print.hex();
}

}  // namespace

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
    auto actors = ActorTables::open(options.data_dir + "/actors");
    if (!actors) {
        return actors.error();
    }
    auto coding = CodingTables::open(options.data_dir + "/coding");
    if (!coding) {
        return coding.error();
    }
    auto ingest = IngestRules::open(options.data_dir + "/ingest");
    if (!ingest) {
        return ingest.error();
    }
    std::string print;
    for (const auto& [label, folder] :
         {std::pair{"reading", options.model_dir},
          std::pair{"ingest", options.data_dir + "/ingest"},
          std::pair{"actors", options.data_dir + "/actors"},
          std::pair{"coding", options.data_dir + "/coding"}}) {
        const auto part = fingerprint_of(folder);
        if (!part) {
            return part.error();
        }
        print += (print.empty() ? "" : " ") + std::string(label) + ':' + *part;
    }
    return Engine(std::make_unique<const Parts>(Parts{std::move(*ingest),
                                                      std::move(*reader),
                                                      std::move(*actors),
                                                      std::move(*coding),
                                                      std::move(print)}));
}

ArticleOrRefusal Engine::read(const SourceFile& source,
                              const MetaTable* meta,
                              const IngestLimits& limits) const {
    return read_article(source, IngestOptions{&parts_->ingest, meta, limits});
}

Coded Engine::code(Article article) const {
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
    parts_->reader.join(
        article.text, name_groups(article, reading, parts_->actors), reading, workspace);
    free_time_adjuncts(find_times(reading, article.text, parts_->coding.times()),
                       reading);
    ArticleActors actors = resolve_actors(article, reading, parts_->actors);
    ArticleActs acts = code_article(article, reading, actors, parts_->coding);
    return Coded{
        std::move(article), std::move(reading), std::move(actors), std::move(acts)};
}

}  // namespace chancery
