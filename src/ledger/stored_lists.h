// What columns hold as lists of JSON; for the files of this room only. What is not of the
// form is passed over: another program may have written it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "ledger/query.h"

namespace chancery {

/// Calls `visit` with each item of a list; false where it is none.
template <typename Visit>
bool for_items(std::string_view json, Visit visit) {
    const auto list = nlohmann::json::parse(json, nullptr, false);
    if (list.is_array()) {
        for (const auto& item : list) {
            visit(item);
        }
    }
    return list.is_array();
}

/// Calls `visit` with each text (a string_view) of a list of texts.
template <typename Visit>
void for_texts(std::string_view json, Visit visit) {
    // Most are lists of names as they are: ["…","…"], and are read many at a time.
    const bool plain = json.size() > 4 && json.starts_with("[\"") &&
                       json.ends_with("\"]") && json.find('\\') == std::string_view::npos;
    if (plain) {
        for (std::size_t at = 2; at < json.size();) {
            const std::size_t end = json.find('"', at);
            visit(json.substr(at, end - at));
            at = json.find('"', end + 1) + 1;  // npos + 1 is 0
            if (at == 0) {
                return;
            }
        }
    } else if (!json.empty()) {
        for_items(json, [&](const nlohmann::json& item) {
            if (item.is_string()) {
                const std::string_view text = item.get_ref<const std::string&>();
                visit(text);
            }
        });
    }
}

/// A span as it is stored, in bytes; it need not lie in any text.
struct StoredSpan {
    std::int64_t begin = 0, end = 0;
};

/// A reason with the place of its words in the article's text.
struct StoredReason {
    ReasonRow reason;
    StoredSpan at;
};

/// reasons.list: [[field, rule, words, begin, end, confidence], …]
[[nodiscard]] std::vector<StoredReason> stored_reasons(std::string_view json);

struct StoredBlock {
    std::string kind;
    StoredSpan at;
};

/// codings.blocks: [[kind, begin, end], …]; nothing where there is no list.
[[nodiscard]] std::optional<std::vector<StoredBlock>> stored_blocks(
    std::string_view json);

}  // namespace chancery
