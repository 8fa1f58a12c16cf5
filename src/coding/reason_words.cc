// SPDX-License-Identifier: Apache-2.0
#include "coding/reason_words.h"

#include "base/tsv.h"

namespace chancery {

namespace {

constexpr std::string_view any_field = "*";

std::string key_of(std::string_view field, std::string_view rule) {
    return std::string(field) + ' ' + std::string(rule);
}

}  // namespace

Result<ReasonWords> ReasonWords::open(const std::string& dir) {
    const auto table = TsvTable::open(dir + "/reasons.tsv", {"field", "rule", "words"});
    if (!table) {
        return table.error();
    }
    ReasonWords out;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        if (row[0].empty() || row[1].empty()) {
            return table->fault(row, "a field and the name of a rule are needed");
        }
        if (!out.words_.emplace(key_of(row[0], row[1]), row[2]).second) {
            return table->fault(row, "'" + std::string(row[1]) + "' stands there twice");
        }
    }
    return out;
}

const std::string* ReasonWords::find(std::string_view field,
                                     std::string_view part) const {
    for (const std::string_view of : {field, any_field}) {
        if (const auto it = words_.find(key_of(of, part)); it != words_.end()) {
            return &it->second;
        }
    }
    return nullptr;
}

std::string ReasonWords::say(std::string_view field, std::string_view rule) const {
    std::string out;
    bool known = false;
    for (const std::string_view part : split(rule, ':')) {
        std::string_view said = part;
        if (const std::string* words = find(field, part)) {
            known = true;
            said = *words;
        }
        if (!said.empty()) {
            out += (out.empty() ? "" : ", ") + std::string(said);
        }
    }
    return known ? out : std::string();
}

}  // namespace chancery
