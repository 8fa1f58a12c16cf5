// SPDX-License-Identifier: Apache-2.0
#include "shared/in_words.h"

#include <utility>

namespace chancery {

InWords::InWords(const FolderOptions& given) {
    if (const auto folders = find_folders(given)) {
        if (auto tables = CodingTables::open(folders->data + "/coding")) {
            tables_ = std::move(*tables);
        }
    }
}

std::string InWords::cameo(const std::string& code) const {
    const CameoCode* row = tables_ ? tables_->cameo().find(code) : nullptr;
    return row == nullptr ? code : code + ' ' + row->name;
}

std::string InWords::why(const std::string& field, const std::string& rule_id) const {
    if (!tables_) {
        return rule_id;
    }
    if (const Rule* rule = tables_->rule_with(rule_id)) {
        return "rule " + rule->id + ": " + rule->trigger;
    }
    const std::string words = tables_->reason_words().say(field, rule_id);
    return words.empty() ? rule_id : words;
}

}  // namespace chancery
