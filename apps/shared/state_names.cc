// SPDX-License-Identifier: Apache-2.0
#include "shared/state_names.h"

#include <algorithm>

#include "base/tsv.h"
#include "text/fold.h"

namespace chancery {

std::vector<std::string> StateNames::codes(std::string_view name) const {
    std::call_once(once_, [this] { read(); });
    const auto found = codes_.find(name_key(name));
    return found == codes_.end() ? std::vector<std::string>() : found->second;
}

void StateNames::read() const {
    const auto data = find_data(folders_);
    if (!data) {
        return;
    }
    const auto add = [&](std::string_view name, std::string_view code) {
        std::string key = name_key(name);
        if (!key.empty()) {
            codes_[std::move(key)].emplace_back(code);
        }
    };
    const auto states = TsvTable::open(
        *data + "/actors/states.tsv",
        {"code", "name", "iso2", "kind", "capital", "continent", "source"});
    for (std::size_t i = 0; states && i < states->size(); ++i) {
        const TsvTable::Row row = states->row(i);
        add(row[0], row[0]);
        add(row[1], row[0]);
    }
    const auto more = TsvTable::open(*data + "/actors/state_names.tsv",
                                     {"name", "code", "kind", "source"});
    for (std::size_t i = 0; more && i < more->size(); ++i) {
        const TsvTable::Row row = more->row(i);
        if (row[2] != "capital" && row[2] != "metonym") {
            add(row[0], row[1]);
        }
    }
    for (auto& [key, codes] : codes_) {
        std::sort(codes.begin(), codes.end());
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    }
}

}  // namespace chancery
