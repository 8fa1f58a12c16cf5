// SPDX-License-Identifier: Apache-2.0
#include "shared/in_words.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace chancery {

namespace {

/// "@hold @talks": `"hold talks" or the like`
std::string wording_of(const Rule& rule, const CodingTables& tables) {
    const std::string_view trigger = rule.trigger;
    std::string out;
    for (std::size_t at = 0; at < trigger.size();) {
        const std::size_t end = std::min(trigger.find(' ', at), trigger.size());
        const std::string_view word = trigger.substr(at, end - at);
        out += out.empty() ? "" : " ";
        if (word.starts_with('@')) {
            const std::string_view name = word.substr(1);
            const std::string_view known = tables.class_word(name);
            out += known.empty() ? name : known;
        } else {
            out += word;
        }
        at = end + 1;
    }
    const bool is_open = trigger.find('@') != std::string::npos;
    return '"' + out + (is_open ? "\" or the like" : "\"");
}

}  // namespace

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
        return "the wording " + wording_of(*rule, *tables_) + " (rule " + rule->id + ')';
    }
    const std::string words = tables_->reason_words().say(field, rule_id);
    return words.empty() ? rule_id : words;
}

}  // namespace chancery
