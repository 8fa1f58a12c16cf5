// Loading of the tokeniser's word lists.
// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <optional>

#include "base/ascii.h"
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
    if (text == "last") {
        return AbbreviationKind::last;
    }
    return std::nullopt;
}

/// The bytes of the first part of `word`; 0 where `kind` does not name a place inside it.
std::uint32_t first_part(std::string_view word, std::string_view kind) {
    std::uint32_t bytes = 0;
    const auto [end, fault] = std::from_chars(kind.begin(), kind.end(), bytes);
    return fault == std::errc{} && end == kind.end() && bytes < word.size() ? bytes : 0;
}

/// "GEN." as the lists have it, "Gen."; empty where the word is not in capitals.
std::string with_small_letters(std::string_view word) {
    if (word.size() < 3 || !is_upper(word[0]) || !is_upper(word[1])) {
        return {};
    }
    return word[0] + ascii_lower(word.substr(1));
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
            return "the kind of an abbreviation is title, month, number, other or last";
        }
        abbreviations_[std::string(word)] = *known;
        return {};
    }
    if (list == "cut" || list == "pair") {
        const auto blank = list == "cut" ? word.size() : word.find(' ');
        if (blank == std::string_view::npos) {
            return "a pair is two words with a blank between them";
        }
        const auto bytes = first_part(word.substr(0, blank), kind);
        if (bytes == 0) {
            return "the kind of a cut is the number of bytes of the first part";
        }
        const std::string cut(word.substr(0, blank));
        (list == "cut" ? cuts_[cut] : pairs_[cut][std::string(word.substr(blank + 1))]) =
            bytes;
        return {};
    }
    if (list == "unit") {
        if (kind != "any" && kind != "amount") {
            return "the kind of a unit is any or amount";
        }
        units_[std::string(word)] = kind == "any" ? UnitKind::any : UnitKind::amount;
        return {};
    }
    for (const auto& [name, words] : {std::pair{"prefix", &prefixes_},
                                      {"hyphenated", &hyphenated_},
                                      {"domain", &domains_},
                                      {"starter", &starters_},
                                      {"group", &groups_},
                                      {"whole", &whole_},
                                      {"currency", &currencies_},
                                      {"newsgroup", &newsgroups_}}) {
        if (list == name) {
            words->insert(std::string(word));
            return {};
        }
    }
    return "there is no list of this name";
}

const AbbreviationKind* WordLists::abbreviation(std::string_view word) const {
    if (const auto found = abbreviations_.find(word); found != abbreviations_.end()) {
        return &found->second;
    }
    const auto title = abbreviations_.find(with_small_letters(word));
    return title != abbreviations_.end() && title->second == AbbreviationKind::title
               ? &title->second
               : nullptr;
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

std::uint32_t WordLists::cut_before(std::string_view lower, std::string_view next) const {
    const auto first = pairs_.find(lower);
    if (first == pairs_.end()) {
        return 0;
    }
    const auto found = first->second.find(next);
    return found == first->second.end() ? 0 : found->second;
}

bool WordLists::whole(std::string_view lower) const {
    return whole_.contains(lower);
}

const UnitKind* WordLists::unit(std::string_view word) const {
    const auto found = units_.find(word);
    return found == units_.end() ? nullptr : &found->second;
}

bool WordLists::currency(std::string_view word) const {
    return currencies_.contains(word);
}

bool WordLists::newsgroup(std::string_view lower) const {
    return newsgroups_.contains(lower);
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
