// Files, folders and standard input become articles, or records that say why not.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "ingest/article.h"
#include "ingest/rules.h"

namespace chancery {

class FieldMap;

/// Beyond these an input is refused; the message names the option.
struct IngestLimits {
    std::uint64_t max_bytes = 16ULL << 20U;  ///< of one document ("--max-bytes")
    std::uint64_t max_text = 1ULL << 20U;    ///< of clean text ("--max-text")
    std::uint32_t max_line = 1U << 20U;      ///< bytes of one line ("--max-line")
    std::uint32_t max_depth = 1000;          ///< open elements of a page ("--max-depth")
    /// What packed bytes may grow to, as a multiple, from the second megabyte on
    /// ("--max-ratio").
    std::uint32_t max_ratio = 250;
    std::uint64_t max_entries = 1'000'000;  ///< of one zip or tar ("--max-entries")
    std::uint32_t max_nesting = 5;          ///< containers and packings ("--max-nesting")
};

/// What `--meta FILE` says about one document; empty fields say nothing.
struct MetaRow {
    std::optional<Day> date;
    std::string outlet;
    std::string url;
};

/// Rows by document.
class MetaTable {
  public:
    /// Reads tab-separated text with a header line that names at least "doc"; "date"
    /// (YYYY-MM-DD), "outlet" and "url" are used where they stand, other columns are not.
    /// Errors: no such file or column, a document twice, a date that is none.
    static Result<MetaTable> open(const std::string& path);
    static Result<MetaTable> parse(std::string_view bytes, const std::string& path);

    /// Null where the table has no row.
    [[nodiscard]] const MetaRow* find(std::string_view doc) const;

    [[nodiscard]] std::size_t size() const { return rows_.size(); }

  private:
    std::unordered_map<std::string, MetaRow> rows_;
};

/// One input and the name under which its article goes.
struct SourceFile {
    std::string path;  ///< "-" is standard input
    std::string doc;
    std::string charset{};   ///< as declared outside the bytes (HTTP, mail); may be empty
    std::string language{};  ///< the same, BCP 47
    std::string name{};      ///< by which the kind is told; empty: the path's last part
};

/// Why an input gave no article: a record of its own, so that the others go on.
struct Refusal {
    std::string doc, path;
    std::string reason;
    std::string language{};  ///< BCP 47, where that is why; else empty
};

struct SourceList {
    std::vector<SourceFile> files;
    std::vector<Refusal> refusals;  ///< paths that are missing or cannot be read
    /// Documents that were renamed, files of folders that were passed over; in words.
    std::vector<std::string> notices;
};

/// Files as named or matched by a pattern ("in/*.warc.gz"), folders with all they hold
/// (kinds as is_taken_from_folder() says, others where holds_documents() for the fields
/// given; sorted by the bytes of their path; hidden ones left out; links to folders not
/// followed). Documents that would share a name get "-2", "-3" … in that order.
[[nodiscard]] SourceList list_sources(const std::vector<std::string>& paths,
                                      const FieldMap& fields);
[[nodiscard]] SourceList list_sources(const std::vector<std::string>& paths);

/// The document's name: the file's without its known extensions ("a.html" and
/// "a.jsonl.gz" are "a"); "stdin" for "-".
[[nodiscard]] std::string doc_of_path(std::string_view path);

/// Everything reading needs beside the bytes; the pointers are not owned.
struct IngestOptions {
    const IngestRules* rules = nullptr;  ///< never null
    const MetaTable* meta = nullptr;     ///< may be null
    IngestLimits limits;
};

using ArticleOrRefusal = std::variant<Article, Refusal>;

/// What `meta` says of the article's document counts more than what was read; null says
/// nothing.
void apply_meta(Article& article, const MetaTable* meta);

/// The first story, from bytes in memory; a pure function. Whether they are a page or
/// plain text is seen from the bytes, the name decides where they leave it open.
[[nodiscard]] ArticleOrRefusal make_article(const SourceFile& source,
                                            std::string_view bytes,
                                            const IngestOptions& options);

/// All stories, at least one article or refusal.
[[nodiscard]] std::vector<ArticleOrRefusal> make_articles(const SourceFile& source,
                                                          std::string_view bytes,
                                                          const IngestOptions& options);

}  // namespace chancery
