// What the keys of an object or the columns of a table mean, and the document they make.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/item.h"

namespace chancery {

/// What a row can say of a document.
enum class RowField : std::uint8_t {
    text,
    html,
    title,
    date,
    updated,
    crawled,
    url,
    author,
    outlet,
    agency,
    language,
};

inline constexpr std::size_t row_fields = 11;

/// "text", "html", … as --field takes them.
[[nodiscard]] std::string_view name(RowField field);

/// For each field the keys under which it may stand, the best first. Keys as given by the
/// user count alone; the others are those of trafilatura's and news-please's output and
/// what is usual. A key "a.b" is the key b of the object under a.
class FieldMap {
  public:
    FieldMap() = default;

    /// From "FIELD=KEY", as --field gives it. Errors: no such field, no key.
    Result<void> add(std::string_view assignment);

    [[nodiscard]] std::vector<std::string_view> keys(RowField field) const;

    [[nodiscard]] bool given() const { return given_; }

  private:
    std::array<std::vector<std::string>, row_fields> own_;
    bool given_ = false;
};

/// Values of one row as they stand there, UTF-8; empty where not given.
struct Row {
    std::array<std::string, row_fields> values;
    std::vector<std::string> authors;

    std::string& operator[](RowField field) {
        return values[static_cast<std::size_t>(field)];
    }

    const std::string& operator[](RowField field) const {
        return values[static_cast<std::size_t>(field)];
    }
};

/// Fills what the item holds from a row: the story as a page where there is markup, else
/// as text, with the headline before it. Errors: a row without text.
Result<void> fill_from_row(SourceItem& item, const Row& row);

/// A headline before a story that does not begin with it; as fill_from_row() does.
[[nodiscard]] std::string text_with_title(std::string_view title, std::string_view text);
[[nodiscard]] std::string page_with_title(std::string_view title, std::string_view html);

}  // namespace chancery
