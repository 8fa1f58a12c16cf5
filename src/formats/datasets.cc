// SPDX-License-Identifier: Apache-2.0
#include "formats/datasets.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/names.h"
#include "formats/dataset_rows.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 3> dataset_names = {"gdelt", "icews", "polecat"};

/// What POLECAT's header sometimes names though its rows do not have it.
const std::vector<std::string_view>& optional_columns() {
    static const std::vector<std::string_view> all = {
        "Headline", "Event Text", "Feed", "Story ID"};
    return all;
}

std::vector<std::string_view> needed_columns(Dataset dataset) {
    switch (dataset) {
        case Dataset::gdelt:
            return {"GLOBALEVENTID", "SQLDATE", "EventCode", "Actor1Name", "Actor2Name"};
        case Dataset::icews:
            return {"Event ID", "Event Date", "CAMEO Code", "Source Name", "Target Name"};
        case Dataset::polecat:
            break;
    }
    return {"Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name"};
}

/// Columns of a GDELT file without header, by how many its first row has.
std::optional<DatasetColumns> gdelt_columns_for(std::size_t fields) {
    const DatasetColumns all(gdelt_columns());
    if (fields == all.size()) {
        return all;
    }
    const DatasetColumns first =
        all.without({"Actor1Geo_ADM2Code", "Actor2Geo_ADM2Code", "ActionGeo_ADM2Code"});
    if (fields == first.size()) {
        return first;
    }
    // Before April 2013 there were no addresses either.
    DatasetColumns oldest = first.without({"SOURCEURL"});
    return fields == oldest.size() ? std::optional(std::move(oldest)) : std::nullopt;
}

}  // namespace

std::string_view name(Dataset dataset) {
    return dataset_names.at(static_cast<std::size_t>(dataset));
}

std::optional<Dataset> dataset_from(std::string_view name) {
    return find_name<Dataset>(dataset_names, name);
}

struct DatasetReader::Parts {
    DatasetLines lines;
    std::string name;
    Dataset dataset;
    const FormatTables& tables;
    DatasetLimits limits;
    DatasetColumns columns{{}};
    DatasetColumns fewer{{}};  ///< those that rows have where the header names more
    std::optional<DatasetLines::Line> first{};  ///< read already: no header

    Result<void> open();
    Result<void> take_header(const std::vector<std::string>& fields);
    [[nodiscard]] Item item_of(const DatasetLines::Line& line) const;
    [[nodiscard]] Result<DatasetAct> act_of(std::vector<std::string> fields) const;
};

Result<void> DatasetReader::Parts::open() {
    auto line = lines.next();
    if (!line) {
        return line.error();
    }
    if (!*line) {
        return Error{"is empty", name};
    }
    const auto fields = dataset_fields((*line)->text);
    const bool headless =
        dataset == Dataset::gdelt &&
        column_key(fields.front()) != column_key(gdelt_columns().front());
    if (!headless) {
        return take_header(fields);
    }
    auto known = gdelt_columns_for(fields.size());
    if (!known) {
        return Error{"the first row has " + std::to_string(fields.size()) +
                         " columns; events of GDELT have 61, 58 or 57 (mentions and GKG "
                         "are not read)",
                     name,
                     (*line)->number};
    }
    columns = fewer = *std::move(known);
    first = **std::move(line);
    return {};
}

Result<void> DatasetReader::Parts::take_header(const std::vector<std::string>& fields) {
    columns = DatasetColumns(fields);
    fewer = columns.without(optional_columns());
    std::string missing;
    for (const std::string_view column : needed_columns(dataset)) {
        if (!columns.find(column)) {
            missing += (missing.empty() ? "" : ", ") + std::string(column);
        }
    }
    return missing.empty()
               ? Result<void>()
               : Error{"the first line must name the columns; missing: " + missing,
                       name,
                       1};
}

Result<DatasetAct> DatasetReader::Parts::act_of(std::vector<std::string> fields) const {
    const std::size_t given = fields.size();
    while (fields.size() > columns.size() && fields.back().empty()) {
        fields.pop_back();
    }
    const bool whole = fields.size() == columns.size();
    if (!whole && fields.size() != fewer.size()) {
        return Error{"has " + std::to_string(given) + " columns where the header has " +
                     std::to_string(columns.size())};
    }
    const DatasetRow row{whole ? columns : fewer, fields};
    switch (dataset) {
        case Dataset::gdelt:
            return gdelt_act(row, tables);
        case Dataset::icews:
            return icews_act(row, tables);
        case Dataset::polecat:
            break;
    }
    return polecat_act(row, tables);
}

DatasetReader::Item DatasetReader::Parts::item_of(const DatasetLines::Line& line) const {
    if (line.too_long) {
        return DatasetFault{
            line.number, "is longer than " + std::to_string(limits.max_line) + " bytes"};
    }
    auto fields = dataset_fields(line.text);
    if (fields.size() > limits.max_fields) {
        return DatasetFault{
            line.number,
            "has more than " + std::to_string(limits.max_fields) + " columns"};
    }
    auto act = act_of(std::move(fields));
    if (!act) {
        return DatasetFault{line.number, act.error().message};
    }
    act->line = line.number;
    return *std::move(act);
}

Result<DatasetReader> DatasetReader::open(std::unique_ptr<ByteSource> source,
                                          const std::string& name,
                                          Dataset dataset,
                                          const FormatTables& tables,
                                          const DatasetLimits& limits) {
    auto parts = std::make_unique<Parts>(Parts{
        DatasetLines(std::move(source), limits.max_line), name, dataset, tables, limits});
    if (auto done = parts->open(); !done) {
        return done.error();
    }
    return DatasetReader(std::move(parts));
}

DatasetReader::DatasetReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

DatasetReader::DatasetReader(DatasetReader&&) noexcept = default;
DatasetReader& DatasetReader::operator=(DatasetReader&&) noexcept = default;
DatasetReader::~DatasetReader() = default;

Result<std::optional<DatasetReader::Item>> DatasetReader::next() {
    if (parts_->first) {
        const DatasetLines::Line line = *std::exchange(parts_->first, std::nullopt);
        return std::optional(parts_->item_of(line));
    }
    auto line = parts_->lines.next();
    if (!line) {
        return line.error();
    }
    return *line ? std::optional(parts_->item_of(**line)) : std::optional<Item>();
}

}  // namespace chancery
