// The stages in order: bytes to Article to Reading to actors to acts, each run by one
// function. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "base/result.h"
#include "coding/act.h"
#include "coding/classifier.h"
#include "ingest/article.h"
#include "ingest/ingest.h"
#include "ingest/item.h"
#include "reading/reading.h"

namespace chancery {

/// Where the tables and models lie.
struct EngineOptions {
    std::string data_dir;   ///< holds ingest/, actors/ and coding/
    std::string model_dir;  ///< holds the models of reading and coding
    /// A file of compiled tables of actors, used where it fits data_dir; may be empty.
    std::string actors_image{};
};

/// One article coded: every stage's complete result.
struct Coded {
    Article article;
    Reading reading;
    ArticleActors actors;
    ArticleActs acts;
};

/// Who acted upon whom, by the words of the sentence that name them, and the sentence.
struct PairQuestion {
    std::string_view sentence;
    std::string_view actor;      ///< words of the sentence; else nobody is looked for
    std::string_view recipient;  ///< the same
};

/// Models and tables, loaded once, const, shared by all threads.
class Engine {
  public:
    /// Errors: a table or model that is missing, damaged or at fault (file and line).
    static Result<Engine> open(const EngineOptions& options);

    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

    /// The articles of one document by the engine's rules of ingest; `meta` may be null.
    /// Safe to call from several threads at once.
    [[nodiscard]] std::vector<ArticleOrRefusal> read(const SourceItem& item,
                                                     const MetaTable* meta,
                                                     const IngestLimits& limits) const;

    /// The result depends on the article, tables, models and options alone. Safe to call
    /// from several threads at once.
    [[nodiscard]] Coded code(Article article) const;

    /// The same, unless it takes longer than until `deadline`: looked at between stages
    /// only, so that it can be passed by the time of one. Nothing then.
    [[nodiscard]] std::optional<Coded> code(
        Article article, std::chrono::steady_clock::time_point deadline) const;

    /// Which type of act a sentence tells of a pair, by the classifier alone. Where
    /// neither is found in the sentence, what is usual. Safe to call from several threads
    /// at once.
    [[nodiscard]] TypeScores type_of(const PairQuestion& question) const;

    /// Names of the tables and models that were loaded, each with a checksum: what a run
    /// is recorded under in the ledger. The same files give the same text.
    [[nodiscard]] const std::string& fingerprint() const;

  private:
    struct Parts;
    explicit Engine(std::unique_ptr<const Parts> parts);
    std::unique_ptr<const Parts> parts_;
};

/// A checksum of all tables (*.tsv) of a folder, over names and bytes.
Result<std::uint64_t> tables_checksum(const std::string& folder);

struct GuideJsonOptions {
    int indent = -1;       ///< < 0 gives one line
    bool reasons = false;  ///< with "reasons" and "features", what the confidence is from
    float min_confidence = 0.0F;  ///< 0-1: acts shown as less sure are left out
};

/// The ledger form of the annotation guide for one article (doc, date, outlet, title,
/// entities, acts) as JSON, followed by a line feed. Keys in the guide's order; each act
/// also carries "cameo", "quad", "goldstein", "contexts" and "confidence".
[[nodiscard]] std::string to_guide_json(const Coded& coded,
                                        const GuideJsonOptions& options);

}  // namespace chancery
