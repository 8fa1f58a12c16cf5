// SPDX-License-Identifier: Apache-2.0
#include "base/tsv.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace chancery {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            break;
        }
        text.remove_prefix(at + 1);
        if (text.empty()) {
            parts.push_back(text);
        }
    }
    return parts;
}

Result<std::string> read_file(const std::string& path) {
    errno = 0;
    const auto fault = [&path] {
        return Error{std::string("cannot be read: ") + std::strerror(errno), path};
    };
    std::FILE* const raw = std::fopen(path.c_str(), "rbe");
    if (raw == nullptr) {
        return fault();
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(raw, std::fclose);
    std::string out;
    std::error_code unknown;
    const auto expected = std::filesystem::file_size(path, unknown);
    // One byte more than there is, so that the end is met at the first reading.
    std::size_t room = (unknown ? 0 : static_cast<std::size_t>(expected)) + 1;
    for (std::size_t size = 0;;) {
        out.resize(size + room);
        const std::size_t got = std::fread(out.data() + size, 1, room, raw);
        size += got;
        if (got < room) {
            out.resize(size);
            break;
        }
        room = std::max<std::size_t>(size, 1U << 16U);
    }
    if (std::ferror(raw) != 0) {
        return fault();
    }
    return out;
}

Result<TsvTable> TsvTable::open(const std::string& path,
                                std::initializer_list<std::string_view> columns) {
    auto bytes = read_file(path);
    if (!bytes) {
        return bytes.error();
    }
    return parse(std::move(*bytes), path, columns);
}

Result<TsvTable> TsvTable::parse(std::string bytes,
                                 const std::string& path,
                                 std::initializer_list<std::string_view> columns) {
    TsvTable table;
    table.path_ = path;
    table.columns_ = columns.size();
    table.bytes_.assign(bytes.begin(), bytes.end());
    std::string_view rest(table.bytes_.data(), table.bytes_.size());
    std::uint32_t number = 0;
    bool header = true;
    while (!rest.empty()) {
        const std::size_t at = rest.find('\n');
        std::string_view line = rest.substr(0, at);
        rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
        ++number;
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const std::vector<std::string_view> fields = split(line, '\t');
        if (header) {
            if (!std::equal(
                    fields.begin(), fields.end(), columns.begin(), columns.end())) {
                return Error{
                    "the header line does not name the columns of this table; see the "
                    "README beside it",
                    path,
                    number};
            }
            header = false;
            continue;
        }
        if (fields.size() != columns.size()) {
            return Error{"has " + std::to_string(fields.size()) + " fields where " +
                             std::to_string(columns.size()) + " are needed",
                         path,
                         number};
        }
        table.lines_.push_back(number);
        table.fields_.insert(table.fields_.end(), fields.begin(), fields.end());
    }
    if (header) {
        return Error{"is empty: the header line is missing", path};
    }
    return table;
}

}  // namespace chancery
