// Loading of the tokeniser's word lists.
// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <optional>

#include "base/tsv.h"
#include "reading/tokenizer.h"

namespace chancery::reading {
namespace {

std::optional<AbbreviationKind> kind_from(std::string_view text) {
    if (text == "title") {
        return AbbreviationKind::title;
    }
    if (text == "month") {
        return AbbreviationKind::month;
    }
    if (text == "number") {
        return AbbreviationKind::number;
    }
    if (text == "other") {
        return AbbreviationKind::other;
    }
    return std::nullopt;
}

}  // namespace

Result<WordLists> WordLists::parse(std::string_view text, const std::string& file) {
    auto table = TsvTable::parse(std::string(text), file, {"list", "word", "kind"});
    if (!table) {
        return table.error();
    }
    WordLists lists;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        if (auto fault = lists.add(row[0], row[1], row[2]); !fault.empty()) {
            return table->fault(row, fault);
        }
    }
    return lists;
}

std::string WordLists::add(std::string_view list,
                           std::string_view word,
                           std::string_view kind) {
    if (word.empty()) {
        return "the word is missing";
    }
    if (list == "abbreviation") {
        const auto known = kind_from(kind);
        if (!known) {
            return "the kind of an abbreviation is title, month, number or other";
        }
        abbreviations_[std::string(word)] = *known;
        return {};
    }
    if (list == "cut") {
        std::uint32_t bytes = 0;
        const auto [end, fault] = std::from_chars(kind.begin(), kind.end(), bytes);
        if (fault != std::errc{} || end != kind.end() || bytes == 0 ||
            bytes >= word.size()) {
            return "the kind of a cut is the number of bytes of the first part";
        }
        cuts_[std::string(word)] = bytes;
        return {};
    }
    for (const auto& [name, words] : {std::pair{"prefix", &prefixes_},
                                      {"hyphenated", &hyphenated_},
                                      {"domain", &domains_},
                                      {"starter", &starters_},
                                      {"group", &groups_}}) {
        if (list == name) {
            words->insert(std::string(word));
            return {};
        }
    }
    return "there is no list of this name";
}

const AbbreviationKind* WordLists::abbreviation(std::string_view word) const {
    const auto found = abbreviations_.find(word);
    return found == abbreviations_.end() ? nullptr : &found->second;
}

bool WordLists::joined_prefix(std::string_view lower) const {
    return prefixes_.contains(lower);
}

bool WordLists::hyphenated(std::string_view lower) const {
    return hyphenated_.contains(lower);
}

std::uint32_t WordLists::cut(std::string_view lower) const {
    const auto found = cuts_.find(lower);
    return found == cuts_.end() ? 0 : found->second;
}

bool WordLists::domain(std::string_view lower) const {
    return domains_.contains(lower);
}

bool WordLists::starter(std::string_view word) const {
    return starters_.contains(word);
}

bool WordLists::group(std::string_view word) const {
    return groups_.contains(word);
}

}  // namespace chancery::reading
