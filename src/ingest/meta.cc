// SPDX-License-Identifier: Apache-2.0
// The table of --meta.
#include <algorithm>
#include <array>

#include "base/tsv.h"
#include "ingest/ingest.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 4> known_columns{"doc", "date", "outlet", "url"};

std::string_view without_return(std::string_view line) {
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

/// Where each known column stands.
struct Columns {
    std::array<std::size_t, known_columns.size()> at{};

    static constexpr std::size_t missing = SIZE_MAX;

    [[nodiscard]] std::string_view field(const std::vector<std::string_view>& fields,
                                         std::size_t column) const {
        const std::size_t i = at.at(column);
        return i < fields.size() ? fields[i] : std::string_view();
    }
};

Result<Columns> read_header(std::string_view line, const std::string& path) {
    const std::vector<std::string_view> names = split(line, '\t');
    Columns columns;
    for (std::size_t i = 0; i < known_columns.size(); ++i) {
        const auto found = std::find(names.begin(), names.end(), known_columns.at(i));
        columns.at.at(i) = found == names.end()
                               ? Columns::missing
                               : static_cast<std::size_t>(found - names.begin());
    }
    if (columns.at[0] == Columns::missing) {
        return Error{
            "the first line must name the columns, with \"doc\" among them", path, 1};
    }
    return columns;
}

}  // namespace

Result<MetaTable> MetaTable::open(const std::string& path) {
    const auto bytes = read_file(path);
    if (!bytes) {
        return bytes.error();
    }
    return parse(*bytes, path);
}

Result<MetaTable> MetaTable::parse(std::string_view bytes, const std::string& path) {
    MetaTable table;
    std::optional<Columns> columns;
    std::uint32_t number = 0;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    for (const std::string_view raw : split(bytes, '\n')) {
        ++number;
        const std::string_view line = without_return(raw);
        if (line.empty()) {
            continue;
        }
        if (!columns) {
            auto header = read_header(line, path);
            if (!header) {
                return header.error();
            }
            columns = *header;
            continue;
        }
        const std::vector<std::string_view> fields = split(line, '\t');
        MetaRow row;
        const std::string_view date = columns->field(fields, 1);
        row.date = Day::parse_iso(date);
        if (!date.empty() && !row.date) {
            return Error{
                "\"" + std::string(date) + "\" is not a date YYYY-MM-DD", path, number};
        }
        row.outlet = columns->field(fields, 2);
        row.url = columns->field(fields, 3);
        const std::string doc(columns->field(fields, 0));
        if (doc.empty() || !table.rows_.emplace(doc, std::move(row)).second) {
            return Error{doc.empty() ? "a row without a document"
                                     : "document \"" + doc + "\" has a row already",
                         path,
                         number};
        }
    }
    if (!columns) {
        return Error{"the file is empty; a line that names the columns is wanted", path};
    }
    return table;
}

const MetaRow* MetaTable::find(std::string_view doc) const {
    const auto found = rows_.find(std::string(doc));
    return found == rows_.end() ? nullptr : &found->second;
}

}  // namespace chancery
