// All that an input gives, as lines: for tests and fuzz targets.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ingest/bytes.h"
#include "ingest/open_items.h"

namespace chancery {

struct ItemsRead {
    std::vector<ItemOrRefusal> given;
    SkippedCounts skipped;
    std::string fault;  ///< why it could not be opened
};

/// The documents of `bytes` as a file "in/NAME" holds them, the document named "d".
inline ItemsRead read_items(std::string bytes,
                            const std::string& name,
                            const ReadOptions& options = {}) {
    ItemsRead out;
    InputContent content;
    content.bytes = std::make_unique<ByteWindow>(source_of(std::move(bytes)));
    content.origin = {"d", "in/" + name};
    content.name = name;
    content.direct = true;
    auto reader = open_content(std::move(content), options);
    if (!reader) {
        out.fault = reader.error().message;
        return out;
    }
    while (auto one = (*reader)->next()) {
        out.given.push_back(*std::move(one));
    }
    out.skipped = (*reader)->skipped();
    return out;
}

inline std::string_view name(ItemForm form) {
    switch (form) {
        case ItemForm::page:
            return "page";
        case ItemForm::text:
            return "text";
        case ItemForm::body:
            return "body";
        case ItemForm::unknown:
            break;
    }
    return "unknown";
}

/// White space as one space, cut to `most` bytes.
inline std::string in_short(std::string_view bytes, std::size_t most = 400) {
    std::string out;
    for (const char c : bytes.substr(0, most)) {
        const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!blank || (!out.empty() && out.back() != ' ')) {
            out += blank ? ' ' : c;
        }
    }
    return out;
}

/// "doc form: words", then what the fields and remarks say, a line each.
inline std::string dump(const SourceItem& item) {
    std::string out = item.doc + ' ' + std::string(name(item.form)) + ": " +
                      in_short(item.bytes) + '\n';
    const auto add = [&](const char* field, const std::string& value) {
        out += value.empty() ? "" : std::string("  ") + field + ' ' + value + '\n';
    };
    const ItemFields& fields = item.fields;
    add("title", fields.title);
    for (const std::string& author : fields.authors) {
        add("author", author);
    }
    add("published", fields.published_at);
    add("updated", fields.updated_at);
    add("crawled", fields.crawled_at);
    add("outlet", fields.outlet);
    add("agency", fields.agency);
    add("url", fields.url);
    add("language", fields.language);
    for (const Remark& remark : item.remarks) {
        add(remark.rule.c_str(), remark.words);
    }
    return out;
}

inline std::string dump(const ItemsRead& read) {
    std::string out;
    for (const ItemOrRefusal& one : read.given) {
        if (const auto* item = std::get_if<SourceItem>(&one)) {
            out += dump(*item);
        } else if (const auto* refusal = std::get_if<Refusal>(&one)) {
            out += refusal->doc + " refused: " + refusal->reason + '\n';
        } else {
            const auto& notice = std::get<Notice>(one);
            out += "notice " + notice.where + ": " + notice.words + '\n';
        }
    }
    for (const auto& [why, count] : read.skipped) {
        out += "skipped " + std::to_string(count) + ' ' + why + '\n';
    }
    return out + (read.fault.empty() ? "" : "fault: " + read.fault + '\n');
}

inline std::string dump_items(std::string bytes,
                              const std::string& name,
                              const ReadOptions& options = {}) {
    return dump(read_items(std::move(bytes), name, options));
}

}  // namespace chancery
