// What holds of every reader of containers, for any bytes: it ends, each thing that it
// gives has a name and what it says, twice the same bytes give twice the same, and from
// the place of a document a later reader gives that document and those behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "ingest/items_dump.h"

namespace chancery::fuzz {

inline void require(bool holds, const std::string& what) {
    if (!holds) {
        (void)std::fprintf(stderr, "%s\n", what.c_str());
        std::abort();
    }
}

inline ReadOptions small_limits() {
    ReadOptions options;
    options.limits.max_bytes = 1U << 16U;
    options.limits.max_depth = 100;
    options.limits.max_ratio = 20;
    options.limits.max_entries = 50;
    options.limits.max_nesting = 3;
    return options;
}

/// What stands behind the "@" of "NAME@OFFSET+INNER"; the file's begin where there is
/// none.
inline ItemPlace place_in(const std::string& name) {
    ItemPlace out;
    const std::size_t at = name.rfind('@');
    if (at != std::string::npos) {
        const std::string spot = name.substr(at + 1);
        const std::size_t plus = spot.find('+');
        out.offset = std::strtoull(spot.c_str(), nullptr, 10);
        out.inner = plus == std::string::npos
                        ? 0
                        : std::strtoull(spot.c_str() + plus + 1, nullptr, 10);
    }
    return out;
}

inline ItemPlace place_of(const ItemOrRefusal& one) {
    if (const auto* item = std::get_if<SourceItem>(&one)) {
        return item->place;
    }
    const auto* refusal = std::get_if<Refusal>(&one);
    return place_in(refusal != nullptr ? refusal->doc : std::get<Notice>(one).where);
}

/// From the place of `item` on it is read again, and nothing that stands before it. What
/// is put together of segments comes when all of them were seen.
inline void check_place(std::string_view bytes,
                        const std::string& name,
                        const SourceItem& item) {
    ReadOptions options = small_limits();
    options.from = item.place;
    const ItemsRead rest = read_items(std::string(bytes), name, options);
    for (const ItemOrRefusal& one : rest.given) {
        const ItemPlace place = place_of(one);
        require(std::tie(place.offset, place.inner) >=
                    std::tie(item.place.offset, item.place.inner),
                "what was told before a place is told again");
        const auto* again = std::get_if<SourceItem>(&one);
        if (again != nullptr && again->doc == item.doc) {
            require(dump(*again) == dump(item),
                    "a document, read from its place, is another");
            return;
        }
    }
    require(false, "a document is not there, read from its place");
}

/// Reads `bytes` as a file of that name. `places`: documents have places of their own.
inline void check_items(std::string_view bytes, const std::string& name, bool places) {
    const ReadOptions options = small_limits();
    const ItemsRead read = read_items(std::string(bytes), name, options);
    require(read.fault.empty() || read.given.empty(), "items of what was not opened");
    for (const ItemOrRefusal& one : read.given) {
        if (const auto* item = std::get_if<SourceItem>(&one)) {
            require(item->doc.starts_with('d'), "a document without its name");
            require(item->bytes.size() <= 4 * options.limits.max_bytes,
                    "a document beyond the limit");
        } else if (const auto* refusal = std::get_if<Refusal>(&one)) {
            require(!refusal->doc.empty() && !refusal->reason.empty(),
                    "a refusal without a reason");
        } else {
            require(!std::get<Notice>(one).words.empty(), "a notice without words");
        }
    }
    require(dump(read) == dump(read_items(std::string(bytes), name, options)),
            "the same bytes read in two ways");
    if (!places || read.given.empty()) {
        return;
    }
    std::vector<const SourceItem*> items;
    for (const ItemOrRefusal& one : read.given) {
        if (const auto* item = std::get_if<SourceItem>(&one)) {
            items.push_back(item);
        }
    }
    if (!items.empty()) {
        check_place(bytes, name, *items[bytes.size() % items.size()]);
        check_place(bytes, name, *items.back());
    }
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace chancery::fuzz
