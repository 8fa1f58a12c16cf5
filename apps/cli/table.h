// Aligned tables for people: columns that give way where the terminal is narrow.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "terminal.h"

namespace chancery::cli {

struct Column {
    std::string head;
    /// Fewest columns to which it is cut before columns are left out.
    std::size_t least = 4;
    /// Columns are left out from the highest rank down; 0 is never left out.
    int drop_rank = 0;
    /// Gives way first: takes what the others leave.
    bool flexible = false;
    bool right = false;  ///< numbers
};

struct Cell {
    std::string text;  ///< printable
    Style style = Style::plain;
};

struct TableRow {
    std::vector<Cell> cells;  ///< one for each column
    bool faint = false;       ///< the whole row in the background
    /// Lines shown below, already fitted and painted; see Table::indent().
    std::vector<std::string> below;
};

/// Rows are given first; widths follow from all of them.
class Table {
  public:
    explicit Table(std::vector<Column> columns);

    void add(TableRow row);

    /// Works out which columns are shown and how wide; `width` 0: no limit.
    void fit_to(std::size_t width);

    /// Columns before a given column once fitted: where lines below may start.
    [[nodiscard]] std::size_t indent(std::size_t column) const;

    [[nodiscard]] std::size_t size() const { return rows_.size(); }

    [[nodiscard]] TableRow& row(std::size_t i) { return rows_[i]; }

    [[nodiscard]] std::string head_line(const Paint& paint) const;
    /// A row and what is below it, each line ended.
    [[nodiscard]] std::string lines(std::size_t i, const Paint& paint) const;

  private:
    [[nodiscard]] std::size_t total() const;
    [[nodiscard]] std::string line(const std::vector<Cell>& cells,
                                   bool faint,
                                   const Paint& paint) const;

    std::vector<Column> columns_;
    std::vector<TableRow> rows_;
    std::vector<std::size_t> widths_;  ///< 0: left out
};

}  // namespace chancery::cli
