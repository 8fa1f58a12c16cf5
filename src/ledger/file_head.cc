// Of the format of SQLite's files (sqlite.org/fileformat.html) as much as is needed: the
// first page holds the head of the file and the root of the table of tables, whose rows
// are on other pages as soon as there are some dozens.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/file_head.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <istream>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery {

namespace {

constexpr std::size_t page_size = 4096;  // SQLite's own choice; ledgers set no other
constexpr std::size_t head_size = 100;
constexpr std::uint8_t leaf_of_table = 13;
constexpr std::uint8_t inside_of_table = 5;

/// A leaf page of the table of tables, with the first and the last of its rows.
struct SchemaLeaf {
    std::uint64_t first = 0, last = 0;
    std::uint32_t page = 0;
};

/// Reads numbers of a page; past its end there are zeros.
class PageReader {
  public:
    explicit PageReader(std::string_view page) : page_(page) {}

    std::size_t at = 0;

    std::uint64_t fixed(std::size_t bytes) {
        std::uint64_t out = 0;
        for (std::size_t i = 0; i < bytes; ++i) {
            out = out << 8U | byte();
        }
        return out;
    }

    /// 1 to 9 bytes, seven bits each but for the last.
    std::uint64_t varint() {
        std::uint64_t out = 0;
        for (int i = 0; i < 8; ++i) {
            const std::uint64_t next = byte();
            out = out << 7U | (next & 127U);
            if (next < 128U) {
                return out;
            }
        }
        return out << 8U | byte();
    }

    [[nodiscard]] std::string_view words(std::size_t size) const {
        return at < page_.size() ? page_.substr(at, size) : std::string_view();
    }

  private:
    std::uint64_t byte() {
        return at < page_.size() ? static_cast<unsigned char>(page_[at++]) : 0;
    }

    std::string_view page_;
};

/// The number of a row of the table of tables: type, name and table in words, a page, and
/// its SQL; nothing for a row of any other table.
std::optional<std::uint64_t> schema_row(std::string_view page, std::size_t cell) {
    PageReader in(page);
    in.at = cell;
    in.varint();  // size
    const std::uint64_t row = in.varint();
    const std::size_t head = in.at;
    const std::size_t end =
        head + static_cast<std::size_t>(std::min<std::uint64_t>(in.varint(), page_size));
    std::vector<std::uint64_t> kinds;
    while (in.at < end && kinds.size() < 6) {
        kinds.push_back(in.varint());
    }
    const auto is_text = [](std::uint64_t kind) { return kind >= 13 && kind % 2 == 1; };
    if (in.at != end || kinds.size() != 5 || !is_text(kinds[0]) || !is_text(kinds[1]) ||
        !is_text(kinds[2]) || kinds[3] > 9 || (kinds[4] != 0 && !is_text(kinds[4]))) {
        return std::nullopt;
    }
    constexpr std::array<std::string_view, 4> types{"table", "index", "trigger", "view"};
    const std::string_view type = in.words((kinds[0] - 13) / 2);
    return std::find(types.begin(), types.end(), type) == types.end()
               ? std::nullopt
               : std::optional(row);
}

std::optional<SchemaLeaf> schema_leaf(std::string_view page, std::uint32_t number) {
    PageReader in(page);
    if (in.fixed(1) != leaf_of_table) {
        return std::nullopt;
    }
    in.at = 3;
    const auto cells = static_cast<std::size_t>(in.fixed(2));
    if (cells == 0 || 8 + 2 * cells > page_size) {
        return std::nullopt;
    }
    SchemaLeaf out{0, 0, number};
    for (std::size_t i = 0; i < cells; ++i) {
        in.at = 8 + 2 * i;
        const auto row = schema_row(page, static_cast<std::size_t>(in.fixed(2)));
        if (!row || (i > 0 && *row <= out.last)) {
            return std::nullopt;
        }
        out.first = i == 0 ? *row : out.first;
        out.last = *row;
    }
    return out;
}

void put(std::string& page, std::size_t at, std::uint64_t value, std::size_t bytes) {
    for (std::size_t i = bytes; i > 0; --i, value >>= 8U) {
        page[at + i - 1] = static_cast<char>(value & 255U);
    }
}

/// A row number as a varint of three bytes at most.
std::string small_varint(std::uint64_t value) {
    std::string out(1, static_cast<char>(value & 127U));
    while ((value >>= 7U) != 0) {
        out.insert(out.begin(), static_cast<char>((value & 127U) | 128U));
    }
    return out;
}

/// The root, with a cell for each leaf but the last: its page and its last row.
void put_root(std::string& page, const std::vector<SchemaLeaf>& leaves) {
    std::fill(page.begin() + head_size, page.end(), '\0');
    std::size_t content = page_size;
    std::size_t pointer = head_size + 12;
    for (std::size_t i = 0; i + 1 < leaves.size(); ++i, pointer += 2) {
        const std::string row = small_varint(leaves[i].last);
        content -= 4 + row.size();
        put(page, content, leaves[i].page, 4);
        page.replace(content + 4, row.size(), row);
        put(page, pointer, content, 2);
    }
    put(page, head_size, inside_of_table, 1);
    put(page, head_size + 3, leaves.size() - 1, 2);
    put(page, head_size + 5, content, 2);
    put(page, head_size + 8, leaves.back().page, 4);
}

/// All pages of a file but the first on which rows of the table of tables are.
std::vector<SchemaLeaf> leaves_of(std::istream& file, std::uint32_t& pages) {
    std::vector<SchemaLeaf> out;
    std::string page(page_size, '\0');
    for (pages = 0; file.read(page.data(), page_size);) {
        ++pages;
        if (const auto leaf = pages > 1 ? schema_leaf(page, pages) : std::nullopt) {
            out.push_back(*leaf);
        }
    }
    file.clear();
    return out;
}

bool apart(const SchemaLeaf& a, const SchemaLeaf& b) {
    return a.last < b.first || b.last < a.first;
}

/// Copies leaves that are lost: a ledger made by the same version has them on the same
/// pages.
void add_lost(std::iostream& file, std::istream& like, std::vector<SchemaLeaf>& leaves) {
    std::uint32_t pages = 0;
    std::string page(page_size, '\0');
    for (const SchemaLeaf& leaf : leaves_of(like, pages)) {
        if (std::all_of(leaves.begin(), leaves.end(), [&](const SchemaLeaf& one) {
                return apart(one, leaf) && one.page != leaf.page;
            })) {
            const auto at = static_cast<std::streamoff>((leaf.page - 1) * page_size);
            like.seekg(at);
            file.seekp(at);
            like.read(page.data(), page_size);
            file.write(page.data(), page_size);
            leaves.push_back(leaf);
        }
    }
    std::sort(leaves.begin(), leaves.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
}

}  // namespace

Result<void> mend_head(const std::string& path, const std::string& like) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    std::ifstream example(like, std::ios::binary);
    std::string head(page_size, '\0');
    if (!file || !example.read(head.data(), page_size)) {
        return Error{"cannot be read", file ? like : path, 0};
    }
    example.seekg(0);
    std::uint32_t pages = 0;
    std::vector<SchemaLeaf> leaves = leaves_of(file, pages);
    add_lost(file, example, leaves);
    // Pages that are no longer in use may hold older rows: then none can be trusted.
    const auto mixed = [](const SchemaLeaf& a, const SchemaLeaf& b) {
        return !apart(a, b);
    };
    constexpr std::size_t most = 100;  // a ledger has five
    if (leaves.size() < 2 || leaves.size() > most || leaves.back().last > 100'000 ||
        std::adjacent_find(leaves.begin(), leaves.end(), mixed) != leaves.end()) {
        return Error{"what it says of its tables is lost", path, 0};
    }
    put_root(head, leaves);
    put(head, 18, 2, 1);  // written and read with a log (WAL)
    put(head, 19, 2, 1);
    put(head, 28, pages, 4);
    put(head, 32, 0, 8);  // pages that are free are not looked for
    // The number of pages holds where these two agree.
    put(head, 92, 1, 4);
    put(head, 24, 1, 4);
    file.seekp(0);
    return file.write(head.data(), page_size) && file.flush()
               ? Result<void>()
               : Error{"cannot be written", path, 0};
}

}  // namespace chancery
