// SPDX-License-Identifier: Apache-2.0
#include "coding/cameo.h"

#include <algorithm>
#include <charconv>

#include "base/tsv.h"
#include "coding/rules.h"

namespace chancery {

namespace {

bool is_code(std::string_view text) {
    return text.size() >= 2 && text.size() <= 4 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A number from -10 to 10 with at most one decimal; nothing for anything else.
std::optional<float> weight_from(std::string_view text) {
    float value = 0.0F;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || value < -10.0F || value > 10.0F) {
        return std::nullopt;
    }
    return value;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (const std::string_view word : split(text, '|')) {
        out.emplace_back(word);
    }
    return out;
}

/// "071" or "07*".
bool fits(std::string_view pattern, std::string_view code) {
    return pattern.ends_with('*')
               ? code.starts_with(pattern.substr(0, pattern.size() - 1))
               : code == pattern;
}

}  // namespace

Result<CameoTable> CameoTable::open(const std::string& dir) {
    CameoTable out;
    if (auto done = out.load_codes(dir); !done) {
        return done.error();
    }
    if (auto done = out.load_choices(dir); !done) {
        return done.error();
    }
    return out;
}

Result<void> CameoTable::load_codes(const std::string& dir) {
    const auto table = TsvTable::open(
        dir + "/cameo.tsv",
        {"code", "name", "goldstein", "quad", "type", "mode", "contexts", "source"});
    if (!table) {
        return table.error();
    }
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        if (!is_code(row[0]) || row[1].empty()) {
            return table->fault(row,
                                "a code of two to four digits and its name are needed");
        }
        CameoCode code;
        code.code = row[0];
        code.name = row[1];
        const auto weight = weight_from(row[2]);
        if (!weight) {
            return table->fault(row,
                                "the Goldstein score must be a number from -10 to 10");
        }
        code.goldstein = *weight;
        if (row[3].size() != 1 || row[3][0] < '1' || row[3][0] > '4') {
            return table->fault(row, "the quadrant must be 1, 2, 3 or 4");
        }
        code.quad = static_cast<std::uint8_t>(row[3][0] - '0');
        code.type = act_type_from(row[4]);
        if (row[4].empty() ? !row[5].empty()
                           : !code.type || !is_mode_of(*code.type, row[5])) {
            return table->fault(row, "not a PLOVER type and a mode of it");
        }
        code.mode = row[5];
        const auto contexts = contexts_from(row[6]);
        if (!contexts) {
            return table->fault(row,
                                "'" + std::string(row[6]) + "' are not PLOVER contexts");
        }
        code.contexts = *contexts;
        const auto number = static_cast<std::uint32_t>(codes_.size());
        if (!by_code_.emplace(code.code, number).second) {
            return table->fault(row, "code " + code.code + " stands there twice");
        }
        codes_.push_back(std::move(code));
    }
    return {};
}

Result<void> CameoTable::load_choices(const std::string& dir) {
    const auto table = TsvTable::open(
        dir + "/cameo_choice.tsv",
        {"type", "mode", "code", "trigger", "contexts", "new_code", "note"});
    if (!table) {
        return table.error();
    }
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto type = act_type_from(row[0]);
        const auto contexts = contexts_from(row[4]);
        if (!type || !contexts) {
            return table->fault(row, "not a PLOVER type, or not contexts");
        }
        Choice choice;
        choice.type = *type;
        choice.modes = words_of(row[1]);
        for (const std::string& mode : choice.modes) {
            if (!is_mode_of(*type, mode)) {
                return table->fault(row, "'" + mode + "' is not a mode of the type");
            }
        }
        choice.codes = words_of(row[2]);
        for (std::string& word : words_of(row[3])) {
            choice.triggers.insert(std::move(word));
        }
        choice.contexts = *contexts;
        choice.code = row[5];
        if (find(choice.code) == nullptr) {
            return table->fault(row, "no code '" + choice.code + "' in cameo.tsv");
        }
        choices_.push_back(std::move(choice));
    }
    return {};
}

const CameoCode* CameoTable::find(std::string_view code) const {
    const auto it = by_code_.find(std::string(code));
    return it == by_code_.end() ? nullptr : &codes_[it->second];
}

bool CameoTable::holds(const Choice& choice,
                       const CodeQuery& query,
                       std::string_view code) {
    const auto any = [](const auto& list, const auto& test) {
        return list.empty() || std::any_of(list.begin(), list.end(), test);
    };
    return choice.type == query.type &&
           any(choice.modes, [&](const std::string& m) { return m == query.mode; }) &&
           any(choice.codes, [&](const std::string& c) { return fits(c, code); }) &&
           (choice.triggers.empty() ||
            choice.triggers.contains(std::string(query.trigger))) &&
           (choice.contexts.none() || (choice.contexts & query.contexts).any());
}

std::string_view CameoTable::choose(const CodeQuery& query) const {
    std::string_view code = query.code;
    for (const Choice& choice : choices_) {
        if (holds(choice, query, code)) {
            code = choice.code;
        }
    }
    std::string_view chosen;
    if (const CameoCode* row = find(code)) {
        chosen = row->code;
    }
    return chosen;
}

}  // namespace chancery
