// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "ingest/json_row.h"
#include "ingest/limit_words.h"
#include "ingest/rows.h"

namespace chancery {

namespace {

using Json = nlohmann::json;

std::string_view without_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

ItemOrRefusal item_of(const Json& value,
                      const ItemOrigin& origin,
                      const std::string& spot,
                      const FieldMap& fields) {
    if (!value.is_object()) {
        return origin.refusal(spot, "is no object");
    }
    SourceItem item = origin.item(spot);
    if (auto filled = fill_from_row(item, row_of(value, fields)); !filled) {
        return origin.refusal(
            spot,
            filled.error().message +
                (fields.given() ? "" : "; --field text=KEY says which key holds it"));
    }
    return item;
}

class JsonLines final : public ItemReader {
  public:
    JsonLines(InputContent content, const ReadOptions& options)
        : bytes_(std::move(content.bytes)),
          origin_(std::move(content.origin)),
          options_(options) {}

    /// Counts the lines before it, so that names of documents stay what they are.
    bool start_at(std::uint64_t offset) {
        while (bytes_->offset() < offset) {
            const std::string_view ahead = bytes_->peek(1).empty() ? "" : bytes_->ahead();
            if (ahead.empty()) {
                return false;
            }
            const std::string_view here =
                ahead.substr(0,
                             static_cast<std::size_t>(std::min<std::uint64_t>(
                                 ahead.size(), offset - bytes_->offset())));
            line_ +=
                static_cast<std::uint64_t>(std::count(here.begin(), here.end(), '\n'));
            middle_ = here.back() != '\n';
            static_cast<void>(bytes_->skip(here.size()));
        }
        if (middle_) {
            static_cast<void>(take_line());
        }
        return true;
    }

    std::optional<ItemOrRefusal> next() override {
        for (;;) {
            const std::uint64_t offset = bytes_->offset();
            const auto line = take_line();
            if (!line) {
                return failure();
            }
            const std::string spot = ':' + std::to_string(line_);
            if (too_long_) {
                return origin_.refusal(spot, larger_than(options_.limits.max_bytes));
            }
            const std::string_view text = without_mark(*line);
            if (is_blank(text)) {
                continue;
            }
            auto value = parse_json(text, options_.limits.max_depth);
            if (!value) {
                return origin_.refusal(spot, value.error().message);
            }
            auto out = item_of(*value, origin_, spot, options_.fields);
            if (auto* item = std::get_if<SourceItem>(&out)) {
                item->place.offset = offset;
            }
            return out;
        }
    }

  private:
    std::optional<ItemOrRefusal> failure() {
        if (!bytes_->failure() || told_) {
            return std::nullopt;
        }
        told_ = true;
        return origin_.refusal(":" + std::to_string(line_ + 1),
                               bytes_->failure()->message);
    }

    /// The next line; where it is longer than a document may be, a part of it.
    std::optional<std::string> take_line() {
        too_long_ = false;
        std::string out;
        for (;;) {
            const std::string_view ahead = bytes_->peek(1).empty() ? "" : bytes_->ahead();
            if (ahead.empty()) {
                // A line that damage cut is told with the damage.
                if (out.empty() || bytes_->failure()) {
                    return std::nullopt;
                }
                ++line_;
                return out;
            }
            const std::size_t feed = ahead.find('\n');
            const std::size_t count =
                feed == std::string_view::npos ? ahead.size() : feed + 1;
            too_long_ = too_long_ || out.size() + count > options_.limits.max_bytes;
            if (!too_long_) {
                out += ahead.substr(0, count);
            } else if (out.empty()) {
                out = " ";
            }
            static_cast<void>(bytes_->skip(count));
            if (feed != std::string_view::npos) {
                ++line_;
                return out;
            }
        }
    }

    std::unique_ptr<ByteWindow> bytes_;
    ItemOrigin origin_;
    ReadOptions options_;
    std::uint64_t line_ = 0;
    bool too_long_ = false;
    bool middle_ = false;
    bool told_ = false;
};

/// Finds where an element of an array ends by counting brackets, piece by piece.
class ElementEnd {
  public:
    /// Bytes of the piece before the comma or bracket behind the element; all of them
    /// where it is not in there.
    std::size_t find(std::string_view piece) {
        for (std::size_t i = 0; i < piece.size(); ++i) {
            if (quoted_) {
                take_quoted(piece[i]);
            } else if (!take(piece[i])) {
                return i;
            }
        }
        return piece.size();
    }

    [[nodiscard]] bool may_be_here() const { return depth_ == 0 && !quoted_; }

  private:
    void take_quoted(char c) {
        const bool escaped = std::exchange(escaped_, false);
        escaped_ = !escaped && c == '\\';
        quoted_ = escaped || c != '"';
    }

    bool take(char c) {
        if (depth_ == 0 && (c == ',' || c == ']' || c == '}')) {
            return false;
        }
        quoted_ = c == '"';
        depth_ += c == '[' || c == '{' ? 1 : 0;
        depth_ -= c == ']' || c == '}' ? 1 : 0;
        return true;
    }

    std::uint64_t depth_ = 0;
    bool quoted_ = false;
    bool escaped_ = false;
};

/// Values of a JSON text that has one at its top: the elements of an array one by one.
class JsonValues final : public ItemReader {
  public:
    JsonValues(InputContent content, const ReadOptions& options)
        : bytes_(std::move(content.bytes)),
          origin_(std::move(content.origin)),
          options_(options) {}

    std::optional<ItemOrRefusal> next() override {
        if (!begun_) {
            begin();
        }
        if (!ready_.empty()) {
            ItemOrRefusal out = std::move(ready_.front());
            ready_.pop_front();
            return out;
        }
        return array_ ? next_element() : std::nullopt;
    }

  private:
    void begin() {
        begun_ = true;
        if (bytes_->peek(3) == "\xEF\xBB\xBF") {
            static_cast<void>(bytes_->skip(3));
        }
        skip_blanks("");
        if (bytes_->peek(1) == "[") {
            static_cast<void>(bytes_->skip(1));
            array_ = true;
            return;
        }
        auto text = read_rest(*bytes_, options_.limits.max_bytes);
        auto value = text ? parse_json(*text, options_.limits.max_depth)
                          : Result<Json>(text.error());
        if (!value) {
            ready_.push_back(origin_.refusal("", value.error().message));
        } else {
            take_whole(*value);
        }
    }

    /// A feed, an envelope around an array, or a document.
    void take_whole(const Json& value) {
        const bool feed = value.is_object() && value.contains("version") &&
                          value["version"].is_string() &&
                          value["version"].get_ref<const std::string&>().find(
                              "jsonfeed.org/version/") != std::string::npos;
        for (const char* key : {"items", "articles", "results", "data"}) {
            if (value.is_object() && value.contains(key) && value[key].is_array()) {
                for (const Json& one : value[key]) {
                    add(one, '#' + std::to_string(++count_), feed ? &value : nullptr);
                }
                return;
            }
        }
        add(value, "", nullptr);
    }

    void add(const Json& value, const std::string& spot, const Json* feed) {
        ItemOrRefusal made = item_of(value, origin_, spot, options_.fields);
        if (auto* item = feed == nullptr ? nullptr : std::get_if<SourceItem>(&made)) {
            // What the feed says of all its items (JSON Feed 1.1, "top-level").
            const Row row = row_of(*feed, {});
            if (item->fields.outlet.empty()) {
                item->fields.outlet = row[RowField::title];
            }
            if (item->fields.language.empty()) {
                item->fields.language = row[RowField::language];
            }
        }
        ready_.push_back(std::move(made));
    }

    void skip_blanks(std::string_view and_these) {
        for (;;) {
            const std::string_view next = bytes_->peek(1);
            if (next.empty() || (next.find_first_of(" \t\r\n") != 0 &&
                                 and_these.find(next[0]) == std::string_view::npos)) {
                return;
            }
            static_cast<void>(bytes_->skip(1));
        }
    }

    std::optional<ItemOrRefusal> next_element() {
        skip_blanks(",");
        const std::string_view first = bytes_->peek(1);
        if (first.empty() || first == "]") {
            array_ = false;
            return first.empty() ? std::optional<ItemOrRefusal>(end_missing())
                                 : std::nullopt;
        }
        const std::string spot = '#' + std::to_string(++count_);
        const auto text = take_element();
        if (!text) {
            return origin_.refusal(spot, text.error().message);
        }
        auto value = parse_json(*text, options_.limits.max_depth);
        if (!value) {
            return origin_.refusal(spot, value.error().message);
        }
        return item_of(*value, origin_, spot, options_.fields);
    }

    Refusal end_missing() const {
        return origin_.refusal(
            "#" + std::to_string(count_ + 1),
            bytes_->failure() ? bytes_->failure()->message : "the array has no end");
    }

    /// To the comma or bracket behind the element; what is longer than a document may be
    /// is passed over.
    Result<std::string> take_element() {
        std::string out;
        std::uint64_t size = 0;
        ElementEnd end;
        for (bool done = false; !done;) {
            const std::string_view ahead = bytes_->peek(1).empty() ? "" : bytes_->ahead();
            if (ahead.empty()) {
                if (end.may_be_here() && size != 0 && !bytes_->failure()) {
                    break;  // whole, though the array is not
                }
                array_ = false;
                return Error{bytes_->failure() ? bytes_->failure()->message
                                               : "ends in the middle of a value"};
            }
            const std::size_t count = end.find(ahead);
            done = count != ahead.size();
            size += count;
            if (size <= options_.limits.max_bytes) {
                out += ahead.substr(0, count);
            }
            const bool stray = done && size == 0;
            static_cast<void>(bytes_->skip(stray ? 1 : count));
        }
        return size > options_.limits.max_bytes
                   ? Result<std::string>(Error{larger_than(options_.limits.max_bytes)})
                   : std::move(out);
    }

    std::unique_ptr<ByteWindow> bytes_;
    ItemOrigin origin_;
    ReadOptions options_;
    std::deque<ItemOrRefusal> ready_;
    std::uint64_t count_ = 0;
    bool begun_ = false;
    bool array_ = false;
};

}  // namespace

Result<std::unique_ptr<ItemReader>> read_json_lines(InputContent content,
                                                    const ReadOptions& options,
                                                    ItemPlace from) {
    auto lines = std::make_unique<JsonLines>(std::move(content), options);
    if (!lines->start_at(from.offset)) {
        return Error{"ends before byte " + std::to_string(from.offset)};
    }
    return std::unique_ptr<ItemReader>(std::move(lines));
}

std::unique_ptr<ItemReader> read_json(InputContent content, const ReadOptions& options) {
    return std::make_unique<JsonValues>(std::move(content), options);
}

}  // namespace chancery
