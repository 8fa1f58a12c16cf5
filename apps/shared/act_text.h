// An act in words and records: what the table, `explain`, JSON and CSV have in common.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/json_fields.h"
#include "ledger/query.h"
#include "shared/terminal.h"

namespace chancery {

/// "CONSULT/phone".
[[nodiscard]] std::string type_and_mode(const ActRow& act);
/// "To Lam (VNM)"; a state or IGO stands for itself.
[[nodiscard]] std::string name_and_code(const Participant& participant);
/// "To Lam (VNM), Xi Jinping (CHN)".
[[nodiscard]] std::string names(const std::vector<Participant>& participants);
/// The act's date, an interval as "2026-01-20/24"; or "(2026-01-24)", the day of the
/// article that tells it.
[[nodiscard]] std::string date_or_published(const ActRow& act);
/// "planned", "denied", "background" or both; "" for what simply happened.
[[nodiscard]] std::string status_words(const ActRow& act);

/// Colour of a type: verbal cooperation green, material blue, verbal conflict yellow,
/// material red.
[[nodiscard]] Style type_style(std::string_view type);

/// Confidences are kept as floats; three digits are more than they are worth.
[[nodiscard]] double rounded(double confidence);
/// rounded(), as text.
[[nodiscard]] std::string decimal(double confidence);
/// "; " between.
[[nodiscard]] std::string joined(const std::vector<std::string>& list);
[[nodiscard]] std::string joined(const std::vector<Participant>& list,
                                 std::string Participant::*field);

/// Fields in the order of the annotation guide, then where it was read.
[[nodiscard]] Json to_json(const ActRow& act);
[[nodiscard]] Json to_json(const ActDetail& detail);
[[nodiscard]] Json to_json(const ArticleRow& article);

/// RFC 4180: CRLF, fields quoted where they need it.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& fields);

/// A value with the name of its column.
struct CsvField {
    std::string_view column;
    std::string value;
};

using CsvRow = std::vector<CsvField>;

[[nodiscard]] CsvRow csv_fields(const ActRow& act);
[[nodiscard]] CsvRow csv_fields(const ArticleRow& article);
/// The names of the columns; any row of the table will do.
[[nodiscard]] std::string csv_head(const CsvRow& row);
[[nodiscard]] std::string csv_line(const CsvRow& row);

}  // namespace chancery
