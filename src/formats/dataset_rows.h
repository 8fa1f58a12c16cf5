// Tab-separated rows as datasets come: columns by name, quotes that vary, any encoding.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "formats/datasets.h"

namespace chancery {

/// Lines of a source, each valid UTF-8 without its end.
class DatasetLines {
  public:
    DatasetLines(std::unique_ptr<ByteSource> source, std::size_t max_line);

    struct Line {
        std::uint32_t number = 0;  ///< from 1
        bool too_long = false;     ///< then `text` is empty
        std::string text;
    };

    /// The next line that is not empty; nothing at the end.
    Result<std::optional<Line>> next();

  private:
    ByteWindow window_;
    std::size_t max_line_;
    std::uint32_t number_ = 0;
};

/// The fields of a line, unquoted; words for nothing are empty.
[[nodiscard]] std::vector<std::string> dataset_fields(std::string_view line);

/// "Event ID" and "event_id" → "event id"; as name_key().
[[nodiscard]] std::string column_key(std::string_view name);

/// Where each column stands.
class DatasetColumns {
  public:
    /// Of a header line.
    explicit DatasetColumns(std::vector<std::string> names);

    /// The column called `name`; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

    [[nodiscard]] std::size_t size() const { return names_.size(); }

    /// The same without these, in their order; where the header names columns that its
    /// rows do not have.
    [[nodiscard]] DatasetColumns without(
        const std::vector<std::string_view>& optional) const;

  private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::size_t> by_name_;
};

/// One row with its columns.
struct DatasetRow {
    const DatasetColumns& columns;
    const std::vector<std::string>& fields;

    /// "" where there is no such column or it is empty.
    [[nodiscard]] std::string_view operator[](std::string_view name) const {
        std::string_view out;
        if (const auto at = columns.find(name); at && *at < fields.size()) {
            out = fields[*at];
        }
        return out;
    }
};

/// Each makes an act of a row, or says what is wrong with it.
Result<DatasetAct> gdelt_act(const DatasetRow& row, const FormatTables& tables);
Result<DatasetAct> icews_act(const DatasetRow& row, const FormatTables& tables);
Result<DatasetAct> polecat_act(const DatasetRow& row, const FormatTables& tables);

/// The columns of GDELT 2.0 (61), in order.
[[nodiscard]] const std::vector<std::string>& gdelt_columns();

// What the three have in common.

/// "YYYY-MM-DD" of such a day, also with a time behind it, or of YYYYMMDD; else nothing.
[[nodiscard]] std::optional<std::string> dataset_day(std::string_view text);

/// Parts between any of ";", "|" and `also`, without white space around; empty ones go.
[[nodiscard]] std::vector<std::string_view> dataset_list(std::string_view text,
                                                         char also);

/// Sets cameo, type, mode, quad and weight. Errors: no such code.
Result<void> set_cameo(std::string_view code,
                       const FormatTables& tables,
                       DatasetAct& act);

/// Sets weight where there is one. Errors: no number from -10 to 10.
Result<void> set_weight(std::string_view text, DatasetAct& act);

/// Sets place_at where both are there. Errors: no degrees.
Result<void> set_coordinates(std::string_view latitude,
                             std::string_view longitude,
                             DatasetAct& act);

/// A whole number; 0 where there is none that fits.
[[nodiscard]] std::uint32_t dataset_count(std::string_view text);

}  // namespace chancery
