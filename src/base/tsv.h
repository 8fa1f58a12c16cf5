// The tables of data/: tab-separated text with a header line, read with line numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery {

/// A table held in memory. Lines that start with '#' and empty lines are not rows.
class TsvTable {
  public:
    /// One row; the fields are views into the table and as many as there are columns.
    struct Row {
        std::uint32_t line = 0;  ///< 1-based line of the file
        const std::string_view* fields = nullptr;

        std::string_view operator[](std::size_t column) const { return fields[column]; }
    };

    /// Reads `path`, whose header must name exactly `columns`, in that order.
    /// Errors: the file cannot be read; another header; a row with more or fewer fields.
    static Result<TsvTable> open(const std::string& path,
                                 std::initializer_list<std::string_view> columns);

    /// The same from bytes in memory; `path` is used in errors only.
    static Result<TsvTable> parse(std::string bytes,
                                  const std::string& path,
                                  std::initializer_list<std::string_view> columns);

    [[nodiscard]] std::size_t size() const { return lines_.size(); }

    [[nodiscard]] Row row(std::size_t i) const {
        return Row{lines_[i], fields_.data() + i * columns_};
    }

    [[nodiscard]] const std::string& path() const { return path_; }

    /// An error that points at a row of this table.
    [[nodiscard]] Error fault(const Row& row, std::string message) const {
        return Error{std::move(message), path_, row.line};
    }

  private:
    std::string path_;
    std::vector<char> bytes_;  // a vector, so that views survive a move
    std::vector<std::string_view> fields_;
    std::vector<std::uint32_t> lines_;
    std::size_t columns_ = 0;
};

/// The parts of `text` between `separator`s; an empty text has no parts.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// Reads a whole file. Errors name the file and the system's reason.
Result<std::string> read_file(const std::string& path);

}  // namespace chancery
