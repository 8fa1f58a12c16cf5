// Aligned tables for people: columns that give way where the terminal is narrow.
// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include <algorithm>

namespace chancery::cli {

namespace {

constexpr std::size_t gap = 2;

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::add(TableRow row) {
    rows_.push_back(std::move(row));
}

std::size_t Table::total() const {
    std::size_t out = 0;
    for (const std::size_t width : widths_) {
        out += width == 0 ? 0 : width + gap;
    }
    return out < gap ? 0 : out - gap;
}

void Table::fit_to(std::size_t width) {
    widths_.assign(columns_.size(), 0);
    for (const TableRow& row : rows_) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            widths_[i] = std::max(widths_[i], display_width(row.cells[i].text));
        }
    }
    // A column that no row fills is not shown.
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (widths_[i] > 0 || columns_[i].drop_rank == 0) {
            widths_[i] = std::max(widths_[i], display_width(columns_[i].head));
        }
    }
    if (width == 0) {
        return;
    }
    const auto narrow = [&](bool flexible) {
        for (std::size_t i = 0; i < columns_.size() && total() > width; ++i) {
            if (columns_[i].flexible == flexible && widths_[i] > columns_[i].least) {
                const std::size_t over = total() - width;
                widths_[i] -= std::min(over, widths_[i] - columns_[i].least);
            }
        }
    };
    int rank = 0;
    for (const Column& column : columns_) {
        rank = std::max(rank, column.drop_rank);
    }
    narrow(true);
    narrow(false);
    for (; rank > 0 && total() > width; --rank) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            widths_[i] = columns_[i].drop_rank == rank ? 0 : widths_[i];
        }
    }
    // What dropping has freed goes to the column that gave way.
    for (std::size_t i = 0; i < columns_.size() && total() < width; ++i) {
        if (columns_[i].flexible) {
            std::size_t natural = 0;
            for (const TableRow& row : rows_) {
                natural = std::max(natural, display_width(row.cells[i].text));
            }
            widths_[i] = std::clamp(natural, widths_[i], widths_[i] + (width - total()));
        }
    }
}

std::size_t Table::indent(std::size_t column) const {
    std::size_t out = 0;
    for (std::size_t i = 0; i < column; ++i) {
        out += widths_[i] == 0 ? 0 : widths_[i] + gap;
    }
    return out;
}

std::string Table::line(const std::vector<Cell>& cells,
                        bool faint,
                        const Paint& paint) const {
    std::string out;
    std::size_t blank = 0;  // spaces owed, so that no line ends in them
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (widths_[i] == 0) {
            continue;
        }
        const std::string text = cut(cells[i].text, widths_[i]);
        const std::size_t fill = widths_[i] - display_width(text);
        out.append(text.empty() ? 0 : blank + (columns_[i].right ? fill : 0), ' ');
        out += paint(faint ? Style::dim : cells[i].style, text);
        blank = text.empty() ? blank + widths_[i] + gap
                             : gap + (columns_[i].right ? 0 : fill);
    }
    return out + '\n';
}

std::string Table::head_line(const Paint& paint) const {
    std::vector<Cell> heads;
    for (const Column& column : columns_) {
        heads.push_back(Cell{column.head, Style::bold});
    }
    return line(heads, false, paint);
}

std::string Table::lines(std::size_t i, const Paint& paint) const {
    std::string out = line(rows_[i].cells, rows_[i].faint, paint);
    for (const std::string& below : rows_[i].below) {
        out += below + '\n';
    }
    return out;
}

}  // namespace chancery::cli
