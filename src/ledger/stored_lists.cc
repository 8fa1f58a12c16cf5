// SPDX-License-Identifier: Apache-2.0
#include "ledger/stored_lists.h"

namespace chancery {

namespace {

/// Whether an item is a list of at least `size`, with numbers of a span from `at` on.
bool has_span(const nlohmann::json& item, std::size_t size, std::size_t at) {
    return item.is_array() && item.size() >= size && item[at].is_number_integer() &&
           item[at + 1].is_number_integer();
}

StoredSpan span_of(const nlohmann::json& item, std::size_t at) {
    return {item[at].get<std::int64_t>(), item[at + 1].get<std::int64_t>()};
}

}  // namespace

std::vector<StoredReason> stored_reasons(std::string_view json) {
    std::vector<StoredReason> out;
    for_items(json, [&](const nlohmann::json& item) {
        if (has_span(item, 6, 3) && item[0].is_string() && item[1].is_string() &&
            item[2].is_string() && item[5].is_number()) {
            out.push_back({{item[0].get<std::string>(),
                            item[1].get<std::string>(),
                            item[2].get<std::string>(),
                            item[5].get<double>()},
                           span_of(item, 3)});
        }
    });
    return out;
}

std::optional<std::vector<StoredBlock>> stored_blocks(std::string_view json) {
    std::vector<StoredBlock> out;
    const bool is_list = for_items(json, [&](const nlohmann::json& item) {
        if (has_span(item, 3, 1) && item[0].is_string()) {
            out.push_back({item[0].get<std::string>(), span_of(item, 1)});
        }
    });
    return is_list ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace chancery
