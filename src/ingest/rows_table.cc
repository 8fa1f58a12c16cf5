// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "ingest/header_fields.h"
#include "ingest/limit_words.h"
#include "ingest/rows.h"

namespace chancery {

namespace {

constexpr std::size_t most_columns = 4096;

class Table final : public ItemReader {
  public:
    Table(InputContent content, const ReadOptions& options, char separator)
        : bytes_(std::move(content.bytes)),
          origin_(std::move(content.origin)),
          options_(options),
          separator_(separator) {}

    std::optional<ItemOrRefusal> next() override {
        if (!begun_) {
            begun_ = true;
            if (auto header = read_header(); !header) {
                ended_ = true;
                return origin_.refusal(":1", header.error().message);
            }
        }
        while (!ended_) {
            const std::string spot = ':' + std::to_string(line_ + 1);
            auto cells = take_row();
            if (!cells) {
                return origin_.refusal(spot, cells.error().message);
            }
            if (cells->empty()) {
                ended_ = true;
                if (bytes_->failure()) {
                    return origin_.refusal(spot, bytes_->failure()->message);
                }
                return std::nullopt;
            }
            if (cells->size() == 1 && trimmed((*cells)[0]).empty()) {
                continue;
            }
            return item_of(*cells, spot);
        }
        return std::nullopt;
    }

  private:
    using Cells = std::vector<std::string>;

    Result<void> read_header() {
        if (bytes_->peek(3) == "\xEF\xBB\xBF") {
            static_cast<void>(bytes_->skip(3));
        }
        if (separator_ == ',') {
            // Where a comma is the decimal point tables are written with semicolons.
            const std::string_view look = bytes_->peek(4096);
            const std::string_view line = look.substr(0, look.find('\n'));
            const auto count = [&](char c) {
                return std::count(line.begin(), line.end(), c);
            };
            separator_ = count(';') > count(',') ? ';' : ',';
        }
        auto header = take_row();
        if (!header) {
            return header.error();
        }
        for (std::string& column : *header) {
            columns_.push_back(lower(trimmed(column)));
        }
        for (std::size_t i = 0; i < row_fields; ++i) {
            const auto field = static_cast<RowField>(i);
            for (const std::string_view key : options_.fields.keys(field)) {
                const auto found =
                    std::find(columns_.begin(), columns_.end(), lower(key));
                if (found != columns_.end()) {
                    places_[i].push_back(
                        static_cast<std::size_t>(found - columns_.begin()));
                }
            }
        }
        if (places_[0].empty() && places_[1].empty()) {
            return Error{
                "the table has no column with a text; --field text=COLUMN says "
                "which holds it"};
        }
        return {};
    }

    ItemOrRefusal item_of(const Cells& cells, const std::string& spot) const {
        Row row;
        for (std::size_t i = 0; i < row_fields; ++i) {
            for (const std::size_t column : places_[i]) {
                if (column < cells.size() && row.values[i].empty()) {
                    row.values[i] = cells[column];
                }
            }
        }
        const std::string& names = row[RowField::author];
        for (std::size_t at = 0; at < names.size();) {
            const std::size_t end = std::min(names.find(';', at), names.size());
            row.authors.push_back(names.substr(at, end - at));
            at = end + 1;
        }
        SourceItem item = origin_.item(spot);
        if (auto filled = fill_from_row(item, row); !filled) {
            return origin_.refusal(spot, filled.error().message);
        }
        return item;
    }

    /// The cells of the next row; none at the end.
    Result<Cells> take_row() {
        Cells cells;
        std::uint64_t size = 0;
        for (bool more = true; more && !bytes_->peek(1).empty();) {
            std::string cell;
            if (bytes_->peek(1) == "\"") {
                more = take_quoted(cell, size);
            } else {
                more = take_plain(cell, size);
            }
            if (size > options_.limits.max_bytes) {
                return Error{larger_than(options_.limits.max_bytes)};
            }
            if (cells.size() == most_columns) {
                return Error{"the row has more than " + std::to_string(most_columns) +
                             " cells"};
            }
            cells.push_back(std::move(cell));
        }
        return cells;
    }

    /// Up to the separator (true) or the end of the line (false); what is beyond the
    /// limit is passed over.
    bool take_plain(std::string& cell, std::uint64_t& size) {
        const char stops[] = {separator_, '\n'};
        for (;;) {
            const std::string_view ahead = bytes_->peek(1).empty() ? "" : bytes_->ahead();
            if (ahead.empty()) {
                return false;
            }
            const std::size_t stop =
                std::min(ahead.find_first_of(std::string_view(stops, 2)), ahead.size());
            size += stop;
            if (size <= options_.limits.max_bytes) {
                cell += ahead.substr(0, stop);
            }
            const bool found = stop < ahead.size();
            const bool feed = found && ahead[stop] == '\n';
            static_cast<void>(bytes_->skip(stop + (found ? 1 : 0)));
            if (found) {
                line_ += feed ? 1 : 0;
                if (feed && cell.ends_with('\r')) {
                    cell.pop_back();
                }
                return !feed;
            }
        }
    }

    /// A quoted cell: a quote inside is written twice. Without a closing quote within the
    /// limit (in a tab-separated table: in the line) the quote was a word's.
    bool take_quoted(std::string& cell, std::uint64_t& size) {
        std::size_t at = 1;
        std::uint64_t feeds = 0;
        for (;; ++at) {
            const std::string_view text = bytes_->ahead();
            if (at >= text.size()) {
                if (text.size() > options_.limits.max_bytes || !bytes_->fill()) {
                    break;
                }
                --at;
                continue;
            }
            if (text[at] == '\n') {
                ++feeds;
                if (separator_ == '\t') {
                    break;
                }
            }
            if (text[at] != '"') {
                cell += text[at];
                continue;
            }
            if (bytes_->peek(at + 2).size() == at + 2 && bytes_->ahead()[at + 1] == '"') {
                cell += '"';
                ++at;
                continue;
            }
            if (separator_ == '\t' && !closes_cell(at + 1)) {
                break;
            }
            size += at;
            line_ += feeds;
            static_cast<void>(bytes_->skip(at + 1));
            return take_plain(cell, size);
        }
        cell = "\"";
        static_cast<void>(bytes_->skip(1));
        return take_plain(cell, size);
    }

    [[nodiscard]] bool closes_cell(std::size_t at) {
        const std::string_view next = bytes_->peek(at + 1).substr(at);
        return next.empty() || next[0] == separator_ || next[0] == '\n' ||
               next[0] == '\r';
    }

    std::unique_ptr<ByteWindow> bytes_;
    ItemOrigin origin_;
    ReadOptions options_;
    char separator_;
    std::vector<std::string> columns_;
    std::array<std::vector<std::size_t>, row_fields> places_;
    std::uint64_t line_ = 0;  ///< lines taken
    bool begun_ = false;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<ItemReader> read_table(InputContent content,
                                       const ReadOptions& options,
                                       char separator) {
    return std::make_unique<Table>(std::move(content), options, separator);
}

}  // namespace chancery
