// Words of the tables of names.
// SPDX-License-Identifier: Apache-2.0
#include "name_lists.h"

#include <cctype>
#include <string_view>
#include <vector>

#include "base/tsv.h"
#include "reading/words.h"

namespace chancery::train {
namespace {

using reading::in_given_names;
using reading::in_organisations;
using reading::in_places;
using reading::in_surnames;
using reading::is_medium;
using reading::is_organisation;
using reading::is_place;
using reading::is_state;
using Words = std::map<std::string, std::uint32_t>;

/// Which bits a name gives to its words.
struct Bits {
    std::uint32_t whole = 0;  ///< to the word of a name of one word
    std::uint32_t part = 0;   ///< to each capitalised word of a longer one
};

/// A column of a table, numbered from 0; the first line names the columns.
struct Source {
    std::string path;
    char separator = '\t';
    std::size_t column = 0;
    Bits bits;
};

bool is_mark(char c) {
    return c == ' ' || c == '-' || c == ',' || c == '(' || c == ')' || c == '"';
}

std::vector<std::string_view> parts_of(std::string_view name) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const std::size_t begin = at;
        while (at < name.size() && !is_mark(name[at])) {
            ++at;
        }
        if (at > begin) {
            parts.push_back(name.substr(begin, at - begin));
        }
    }
    return parts;
}

void add_name(std::string_view name, Bits bits, Words& words) {
    const auto parts = parts_of(name);
    std::string lower;
    for (const auto part : parts) {
        const auto first = static_cast<unsigned char>(part.front());
        const bool capital = std::isupper(first) != 0 || first >= 0x80;
        if (part.size() > 1 && (parts.size() == 1 || capital)) {
            reading::plain_lower(part, lower);
            words[lower] |= parts.size() == 1 ? bits.whole : bits.part;
        }
    }
}

Result<void> add_source(const Source& source, Words& words) {
    const auto text = read_file(source.path);
    if (!text) {
        return text.error();
    }
    bool head = true;
    for (const auto line : split(*text, '\n')) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const auto columns = split(line, source.separator);
        if (!head && columns.size() > source.column) {
            add_name(columns[source.column], source.bits, words);
        }
        head = false;
    }
    return {};
}

}  // namespace

Result<Words> read_name_lists(const std::string& data, const std::string& gazetteer) {
    const std::string own = data + "/actors/";
    const std::string names = gazetteer + "/names/";
    const Bits given{in_given_names, in_given_names};
    const Bits surname{in_surnames, in_surnames};
    const Bits place{is_place, in_places};
    const Bits organisation{is_organisation, in_organisations};
    const Bits medium{is_medium, in_organisations};
    const std::vector<Source> sources = {
        {own + "given_names.tsv", '\t', 0, given},
        {names + "common-forenames-by-country.csv", ',', 11, given},
        {names + "names.csv", ',', 0, given},
        {names + "common-surnames-by-country.csv", ',', 5, surname},
        {own + "leader_names.tsv", '\t', 0, surname},
        {own + "leaders.tsv", '\t', 0, surname},
        {own + "places.tsv", '\t', 0, place},
        {gazetteer + "/places/admin1CodesASCII.txt", '\t', 1, place},
        {own + "state_names.tsv", '\t', 0, {is_state, in_places}},
        {own + "organisations.tsv", '\t', 0, organisation},
        {own + "organisation_names.tsv", '\t', 0, organisation},
        {own + "media.tsv", '\t', 0, medium},
        {own + "media_names.tsv", '\t', 0, medium},
    };
    Words words;
    for (const auto& source : sources) {
        if (auto done = add_source(source, words); !done) {
            return done.error();
        }
    }
    return words;
}

}  // namespace chancery::train
