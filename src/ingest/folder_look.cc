// SPDX-License-Identifier: Apache-2.0
#include "ingest/folder_look.h"

#include <algorithm>
#include <string>
#include <vector>

#include "ingest/content_kind.h"
#include "ingest/header_fields.h"

namespace chancery {

namespace {

/// Keys of an object or columns of a table, in lower case.
class Keys {
  public:
    explicit Keys(const FieldMap& fields) : fields_(fields) {}

    void add(std::string_view key) { found_.push_back(lower(trimmed(key))); }

    [[nodiscard]] bool has(RowField field) const {
        const auto keys = fields_.keys(field);
        return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
            return std::find(found_.begin(), found_.end(), lower(key)) != found_.end();
        });
    }

    [[nodiscard]] bool has_text() const {
        return has(RowField::text) || has(RowField::html);
    }

    [[nodiscard]] bool are_of_a_document() const {
        return has_text() && (has(RowField::title) || has(RowField::url));
    }

  private:
    const FieldMap& fields_;
    std::vector<std::string> found_;
};

/// The keys of the first object that may be a document, as far as the bytes go.
class JsonLook {
  public:
    JsonLook(std::string_view bytes, const FieldMap& fields)
        : bytes_(bytes), keys_(fields) {}

    bool finds_document() {
        for (; at_ < bytes_.size() && !done_; ++at_) {
            take(bytes_[at_]);
        }
        // A text longer than the look leaves the other keys behind it.
        return feed_ || keys_.are_of_a_document() || (!done_ && keys_.has_text());
    }

  private:
    void take(char c) {
        if (c == '"') {
            take_string();
        } else if (c == '{' || c == '[') {
            open_ += c;
            key_ = c == '{';
            in_document_ = in_document_ || may_be_document();
        } else if (c == '}' || c == ']') {
            done_ = in_document_ && may_be_document();
            if (!open_.empty()) {
                open_.pop_back();
            }
            done_ = done_ || open_.empty();
        } else if (c == ',') {
            key_ = open_.ends_with('{');
        } else if (c == ':') {
            key_ = false;
        }
    }

    /// The object that is open is the value itself, of an array, or of one in it.
    [[nodiscard]] bool may_be_document() const {
        return open_ == "{" || open_ == "[{" || (open_ == "{[{" && envelope_);
    }

    void take_string() {
        const std::size_t begin = ++at_;
        while (at_ < bytes_.size() && bytes_[at_] != '"') {
            at_ += bytes_[at_] == '\\' ? 2U : 1U;
        }
        const std::size_t end = std::min(at_, bytes_.size());
        const std::string_view string = bytes_.substr(begin, end - begin);
        if (!key_) {
            feed_ = feed_ || string.find("jsonfeed.org/version/") != string.npos;
            return;
        }
        key_ = false;
        if (open_ == "{") {
            envelope_ = string == "items" || string == "articles" ||
                        string == "results" || string == "data";
        }
        if (may_be_document()) {
            keys_.add(string);
        }
    }

    std::string_view bytes_;
    Keys keys_;
    std::string open_;
    std::size_t at_ = 0;
    bool key_ = false;  ///< a string here is a key
    bool envelope_ = false;
    bool in_document_ = false;
    bool feed_ = false;
    bool done_ = false;
};

bool table_holds_documents(std::string_view bytes, const FieldMap& fields) {
    const std::string_view header = bytes.substr(0, bytes.find('\n'));
    Keys keys(fields);
    for (std::size_t at = 0; at <= header.size();) {
        const std::size_t end = std::min(header.find_first_of(",;\t", at), header.size());
        std::string_view column = trimmed(header.substr(at, end - at));
        if (column.size() >= 2 && column.starts_with('"') && column.ends_with('"')) {
            column = column.substr(1, column.size() - 2);
        }
        keys.add(column);
        at = end + 1;
    }
    return keys.are_of_a_document();
}

}  // namespace

bool holds_documents(std::string_view first,
                     std::string_view name,
                     const FieldMap& fields) {
    if (first.starts_with("\xEF\xBB\xBF")) {
        first.remove_prefix(3);
    }
    switch (content_kind(first.substr(0, kind_look), name)) {
        case ContentKind::feed:
            return is_feed(first);
        case ContentKind::json:
        case ContentKind::json_lines:
            return JsonLook(first, fields).finds_document();
        case ContentKind::csv:
        case ContentKind::tsv:
            return table_holds_documents(first, fields);
        case ContentKind::document:
            return false;
        default:
            return true;  // packed, or an archive, whatever its name
    }
}

}  // namespace chancery
