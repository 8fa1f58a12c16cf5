// Rows of GDELT, ICEWS and POLECAT as plain values: what an import takes in.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "formats/tables.h"
#include "ingest/bytes.h"
#include "ledger/query.h"

namespace chancery {

enum class Dataset : std::uint8_t { gdelt, icews, polecat };

[[nodiscard]] std::string_view name(Dataset dataset);  ///< "gdelt"
/// "gdelt", "icews", "polecat"; nothing for anything else.
[[nodiscard]] std::optional<Dataset> dataset_from(std::string_view name);

/// One who takes part. Words are "" where the row does not say.
struct DatasetParty {
    std::string name;    ///< as the row writes it; GDELT writes capitals
    std::string kind;    ///< "state", "igo", "body" or "other", as far as codes tell
    std::string code;    ///< ISO alpha-3 or acronym of an organisation, as in our ledger
    std::string sector;  ///< PLOVER
    std::string office;
};

/// One row. Words are "" where it does not say.
struct DatasetAct {
    std::uint32_t line = 0;  ///< of the file, from 1
    std::string id;          ///< of the row in its dataset
    std::string date;        ///< "YYYY-MM-DD"
    /// PLOVER: of the row, or of its CAMEO code; "" for statements (CAMEO 01, which
    /// PLOVER does not count as events).
    std::string type;
    std::string mode;  ///< a mode of ours that belongs to the type
    std::string cameo;
    std::string event_words;            ///< the row's own words for type or mode
    std::uint32_t quad = 0;             ///< 1-4
    std::optional<double> weight;       ///< Goldstein score or intensity, -10 to 10
    std::vector<std::string> contexts;  ///< PLOVER: of the row, or implied by the code
    std::vector<DatasetParty> actors, recipients;  ///< one each at most
    std::string place;
    std::string place_country;  ///< ISO alpha-3
    std::optional<Coordinates> place_at;
    std::string publisher;
    std::string story;  ///< identifier of the article in the dataset
    std::string url;
    std::string published;  ///< "YYYY-MM-DD"
    std::string language;
    std::uint32_t sentence = 0;                             ///< 0: not known
    std::uint32_t mentions = 0, sources = 0, articles = 0;  ///< GDELT; 0: not known
};

/// A row that cannot be used, and why.
struct DatasetFault {
    std::uint32_t line = 0;
    std::string reason;
};

struct DatasetLimits {
    std::size_t max_line = 1U << 20U;  ///< bytes; a longer row is refused
    std::size_t max_fields = 256;
};

/// Reads a file row by row, in constant memory.
///
/// Encoding: UTF-8; a line that is not is read as Windows-1252. Columns are found by
/// their names in the header, in any order and spelling of R ("event_id"); GDELT files
/// have none, and 61 columns (2.0), 58 or 57 (1.0). Quotes around a field are taken off
/// where they are closed on the same line; "" in them is one; else a quote is a quote.
/// Empty columns at the end of a row are ignored. NULL, None, NA and nan are nothing.
class DatasetReader {
  public:
    /// `tables` outlives the reader; `name` is for errors. Errors: the file cannot be
    /// read, is empty, or its header lacks a column that is needed.
    static Result<DatasetReader> open(std::unique_ptr<ByteSource> source,
                                      const std::string& name,
                                      Dataset dataset,
                                      const FormatTables& tables,
                                      const DatasetLimits& limits);

    DatasetReader(DatasetReader&&) noexcept;
    DatasetReader& operator=(DatasetReader&&) noexcept;
    ~DatasetReader();

    using Item = std::variant<DatasetAct, DatasetFault>;

    /// The next row; nothing at the end. Errors: the file cannot be read on.
    Result<std::optional<Item>> next();

  private:
    struct Parts;
    explicit DatasetReader(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace chancery
