// SPDX-License-Identifier: Apache-2.0
#include "coding/mode_words.h"

#include <algorithm>

#include "base/tsv.h"
#include "coding/rules.h"

namespace chancery {

namespace {

/// What the verb is about: "grant asylum", "will host a summit", "appealed for weapons".
bool is_part(Rel rel) {
    return rel == Rel::obj || rel == Rel::iobj || rel == Rel::obl || rel == Rel::xcomp ||
           rel == Rel::ccomp || rel == Rel::nsubj_pass;
}

}  // namespace

Result<ModeWords> ModeWords::open(const std::string& dir) {
    const auto table =
        TsvTable::open(dir + "/mode_words.tsv", {"type", "mode", "word", "note"});
    if (!table) {
        return table.error();
    }
    ModeWords out;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto type = act_type_from(row[0]);
        if (!type || row[1].empty() || !is_mode_of(*type, row[1]) || row[2].empty()) {
            return table->fault(row, "a type, a mode of it and a word are needed");
        }
        auto& rows = out.rows_[static_cast<std::size_t>(*type)];
        if (std::any_of(rows.begin(), rows.end(), [&](const Row& r) {
                return r.word == row[2];
            })) {
            return table->fault(row, "'" + std::string(row[2]) + "' stands there twice");
        }
        rows.push_back(Row{std::string(row[2]), std::string(row[1])});
    }
    return out;
}

std::string_view ModeWords::mode_with(ActType type,
                                      std::string_view lemma,
                                      const CodingTables& tables) const {
    for (const Row& row : rows_[static_cast<std::size_t>(type)]) {
        const std::string_view word = row.word;
        if (word.front() == '@' ? tables.in_class(word.substr(1), lemma)
                                : word == lemma) {
            return row.mode;
        }
    }
    return {};
}

std::string_view ModeWords::mode_of(ActType type,
                                    TokenIndex verb,
                                    const Syntax& syntax,
                                    const CodingTables& tables) const {
    std::string_view mode = mode_with(type, syntax.lemma(verb), tables);
    for (const TokenIndex part : syntax.children(verb)) {
        if (!mode.empty()) {
            return mode;
        }
        if (!is_part(syntax.token(part).rel)) {
            continue;
        }
        mode = mode_with(type, syntax.lemma(part), tables);
        // "urged them to lay down their arms", "a loan of 2 million"
        for (const TokenIndex below : syntax.children(part)) {
            const Rel rel = syntax.token(below).rel;
            if (mode.empty() && (rel == Rel::obj || rel == Rel::xcomp ||
                                 rel == Rel::nmod || rel == Rel::compound)) {
                mode = mode_with(type, syntax.lemma(below), tables);
            }
        }
    }
    return mode;
}

}  // namespace chancery
