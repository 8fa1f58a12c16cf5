// Exports: what a ledger holds in the formats that the field reads. docs/formats.md says
// for each what goes where. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/out_files.h"
#include "formats/tables.h"
#include "ledger/query.h"

namespace chancery {

/// What a format is made from.
enum class ExportUnit : std::uint8_t { event, article };

/// Whether it is one file or several in a folder.
enum class ExportShape : std::uint8_t { file, folder };

struct ExportFormat {
    std::string_view name;   ///< "gdelt"
    std::string_view words;  ///< what it is, for a list
    ExportUnit unit = ExportUnit::event;
    ExportShape shape = ExportShape::file;
};

/// All formats, in the order in which they are shown.
[[nodiscard]] const std::vector<ExportFormat>& export_formats();
/// The one of that name, or null.
[[nodiscard]] const ExportFormat* find_export_format(std::string_view name);

/// The clean text of an article, in which spans lie; "" where the ledger does not keep
/// it.
using TextOf = std::function<Result<std::string>(const std::string& doc)>;

struct ExportOptions {
    const FormatTables* tables = nullptr;  ///< never null; outlives the writer
    std::string version;                   ///< of the program: "chancery 0.1.0"
    std::string title;                     ///< of a feed or calendar; may be empty
    std::string query;  ///< the conditions in words, by which a feed is known
    TextOf text_of;     ///< may be empty: then offsets in characters are left out
    /// CSV: an apostrophe before what a spreadsheet would run as a formula.
    bool guard_formulas = false;
};

/// An article and what is made of it.
struct ArticleContent {
    ArticleRow article;
    std::vector<ActRow> acts;  ///< by number, with the offices of those who take part
    std::vector<StatementRow> statements;  ///< in the order of the text
};

/// Writes what it is given, in that order, in constant memory (graphs and linked
/// data remember which actors and articles they have named). The same values give the
/// same bytes.
class ExportWriter {
  public:
    ExportWriter() = default;
    ExportWriter(const ExportWriter&) = delete;
    ExportWriter& operator=(const ExportWriter&) = delete;
    ExportWriter(ExportWriter&&) = delete;
    ExportWriter& operator=(ExportWriter&&) = delete;
    virtual ~ExportWriter() = default;

    /// For formats of events.
    virtual Result<void> add(const EventDetail& event);
    /// For formats of articles.
    virtual Result<void> add_article(const ArticleContent& article);
    /// Ends the file; nothing is added after it.
    virtual Result<void> finish();

    /// Events that the format has no place for, so far; docs/formats.md says which.
    [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

  protected:
    void leave_out() { ++left_out_; }

  private:
    std::uint64_t left_out_ = 0;
};

/// A writer of that format. `files` outlives it.
/// Errors: no such format; a file that cannot be made.
Result<std::unique_ptr<ExportWriter>> open_export(std::string_view format,
                                                  OutFiles& files,
                                                  const ExportOptions& options);

/// The file of a document in the guide's form: its name without what a file name may not
/// hold, and ".json".
[[nodiscard]] std::string guide_file_name(std::string doc);

}  // namespace chancery
