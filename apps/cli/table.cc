// Aligned tables for people: columns that give way where the terminal is narrow.
// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include <algorithm>

namespace chancery::cli {

namespace {

constexpr std::string_view arrow = " → ";
constexpr std::size_t arrow_width = 3;

std::size_t width_of(const Cell& cell) {
    return display_width(cell.text) +
           (cell.target.empty() ? 0 : arrow_width + display_width(cell.target));
}

std::string cut_cell(const Cell& cell, std::size_t width) {
    if (cell.target.empty() || width <= 2 * arrow_width) {
        return cut(cell.text, width);
    }
    const std::size_t room = width - arrow_width;
    const std::size_t left = display_width(cell.text);
    const std::size_t right = display_width(cell.target);
    std::size_t keep = left;
    if (left + right > room) {
        keep = right < room / 2 ? room - right : std::min(left, room - room / 2);
    }
    return cut(cell.text, keep) + std::string(arrow) + cut(cell.target, room - keep);
}

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::add(TableRow row) {
    rows_.push_back(std::move(row));
}

std::size_t Table::width() const {
    std::size_t out = 0;
    for (const std::size_t width : widths_) {
        out += width == 0 ? 0 : width + gap;
    }
    return out < gap ? 0 : out - gap;
}

std::size_t Table::natural_width(std::size_t column) const {
    std::size_t out = 0;
    for (const TableRow& row : rows_) {
        out = std::max(out, width_of(row.cells[column]));
    }
    return out == 0 ? 0 : std::max(out, display_width(columns_[column].head));
}

void Table::narrow(std::size_t limit, bool flexible, std::size_t most_least) {
    for (std::size_t i = columns_.size(); i-- > 0 && width() > limit;) {
        const std::size_t least = std::min(columns_[i].least, most_least);
        if (columns_[i].flexible == flexible && widths_[i] > least) {
            widths_[i] -= std::min(width() - limit, widths_[i] - least);
        }
    }
}

void Table::leave_out(std::size_t limit) {
    int rank = 0;
    for (const Column& column : columns_) {
        rank = std::max(rank, column.drop_rank);
    }
    for (; rank > 0 && width() > limit; --rank) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            widths_[i] = columns_[i].drop_rank == rank ? 0 : widths_[i];
        }
    }
}

void Table::widen(std::size_t limit) {
    for (const bool flexible : {true, false}) {
        for (std::size_t i = 0; i < columns_.size() && width() < limit; ++i) {
            if (columns_[i].flexible == flexible && widths_[i] > 0) {
                widths_[i] = std::min(std::max(natural_width(i), widths_[i]),
                                      widths_[i] + (limit - width()));
            }
        }
    }
}

void Table::fit_to(std::size_t limit) {
    widths_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        widths_.push_back(natural_width(i));
    }
    if (limit == 0) {
        return;
    }
    constexpr std::size_t any = static_cast<std::size_t>(-1);
    for (std::size_t i = 0; i < columns_.size() && width() > limit; ++i) {
        widths_[i] = std::min(widths_[i], columns_[i].most);
    }
    narrow(limit, true, any);
    narrow(limit, false, any);
    leave_out(limit);
    // A very narrow terminal: whatever still shows what it is about.
    narrow(limit, true, 16);
    narrow(limit, false, 6);
    widen(limit);  // into what leaving out has freed
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
        const std::string text = cut_cell(cells[i], widths_[i]);
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
        heads.push_back(Cell{column.head, Style::bold, {}});
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

void write_table(Table& table, const Paint& paint, Output& out) {
    table.fit_to(terminal_width());
    bool open = table.size() == 0 || out.write(table.head_line(paint));
    for (std::size_t i = 0; i < table.size() && open; ++i) {
        open = out.write(table.lines(i, paint));
    }
}

}  // namespace chancery::cli
