// Aligned tables for people: columns that give way where the terminal is narrow.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output.h"
#include "shared/terminal.h"

namespace chancery::cli {

struct Column {
    std::string head;
    /// Fewest columns to which it is cut before others are left out.
    std::size_t least = 4;
    /// Where it is still too wide, columns are left out from the highest rank down; one
    /// of rank 0 never is.
    int drop_rank = 0;
    /// Gives way first: takes what the others leave.
    bool flexible = false;
    bool right = false;  ///< numbers
    /// Most columns that it takes while others are cut.
    std::size_t most = static_cast<std::size_t>(-1);
};

struct Cell {
    std::string text;  ///< printable
    Style style = Style::plain;
    /// Where not empty, shown after an arrow; a cut leaves something of both.
    std::string target = {};
};

struct TableRow {
    std::vector<Cell> cells;  ///< one for each column
    bool faint = false;       ///< the whole row in the background
    /// Lines shown below, already fitted and painted; see Table::indent().
    std::vector<std::string> below;
};

/// Rows are given first; widths follow from all of them. Columns that no row fills are
/// not shown.
class Table {
  public:
    explicit Table(std::vector<Column> columns);

    void add(TableRow row);

    /// Works out which columns are shown and how wide; `limit` in columns, 0: none.
    void fit_to(std::size_t limit);

    /// Columns before a given column once fitted: where lines below may start.
    [[nodiscard]] std::size_t indent(std::size_t column) const;

    /// Of all columns together, once fitted.
    [[nodiscard]] std::size_t width() const;

    [[nodiscard]] std::size_t size() const { return rows_.size(); }

    [[nodiscard]] TableRow& row(std::size_t i) { return rows_[i]; }

    [[nodiscard]] std::string head_line(const Paint& paint) const;
    /// A row and what is below it, each line ended.
    [[nodiscard]] std::string lines(std::size_t i, const Paint& paint) const;

  private:
    /// Columns between two columns of text.
    static constexpr std::size_t gap = 2;

    [[nodiscard]] std::size_t natural_width(std::size_t column) const;
    /// Cuts columns of this kind, from the right, to what they need least or to
    /// `most_least`, until the table fits.
    void narrow(std::size_t limit, bool flexible, std::size_t most_least);
    void leave_out(std::size_t limit);
    void widen(std::size_t limit);
    [[nodiscard]] std::string line(const std::vector<Cell>& cells,
                                   bool faint,
                                   const Paint& paint) const;

    std::vector<Column> columns_;
    std::vector<TableRow> rows_;
    std::vector<std::size_t> widths_;  ///< 0: left out
};

/// Fits the table to the terminal and writes it with its heads; nothing where it has no
/// rows. Stops where nothing more can be written.
void write_table(Table& table, const Paint& paint, Output& out);

}  // namespace chancery::cli
