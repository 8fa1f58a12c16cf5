// SPDX-License-Identifier: Apache-2.0
#include "formats/tables.h"

#include <algorithm>
#include <utility>

#include "actors/actor.h"
#include "base/ascii.h"
#include "base/tsv.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Capital letters, exactly `size` of them.
bool is_code(std::string_view text, std::size_t size) {
    return text.size() == size && std::all_of(text.begin(), text.end(), is_upper);
}

bool is_code_or_empty(std::string_view text, std::size_t size) {
    return text.empty() || is_code(text, size);
}

bool is_number(std::string_view text) {
    return text.size() <= 3 && std::all_of(text.begin(), text.end(), is_digit);
}

std::string key_for(CountryKey by, std::string_view text) {
    return by == CountryKey::name ? name_key(text) : std::string(text);
}

std::string_view found(const std::unordered_map<std::string, std::string>& map,
                       std::string_view key) {
    const auto it = map.find(std::string(key));
    if (it == map.end()) {
        return {};
    }
    return it->second;
}

}  // namespace

Result<FormatTables> FormatTables::open(const std::string& data_dir) {
    auto cameo = CameoTable::open(data_dir + "/coding");
    if (!cameo) {
        return cameo.error();
    }
    FormatTables out(*std::move(cameo));
    const std::string dir = data_dir + "/formats";
    for (const auto load : {&FormatTables::load_countries,
                            &FormatTables::load_groups,
                            &FormatTables::load_sectors}) {
        if (auto done = (out.*load)(dir); !done) {
            return done.error();
        }
    }
    if (auto done = out.load_names(data_dir + "/actors"); !done) {
        return done.error();
    }
    return out;
}

Result<void> FormatTables::load_names(const std::string& dir) {
    const auto table =
        TsvTable::open(dir + "/state_names.tsv", {"name", "code", "kind", "source"});
    if (!table) {
        return table.error();
    }
    auto& names = by_[static_cast<std::size_t>(CountryKey::name)];
    const auto& codes = by_[static_cast<std::size_t>(CountryKey::iso3)];
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto known = codes.find(std::string(row[1]));
        // A name of countries.tsv goes before another state's of this table.
        if (row[2] == "name" && known != codes.end()) {
            names.emplace(name_key(row[0]), known->second);
        }
    }
    return {};
}

Result<void> FormatTables::load_countries(const std::string& dir) {
    const auto table = TsvTable::open(
        dir + "/countries.tsv",
        {"iso3", "iso2", "fips", "cameo", "cow", "name", "icews", "source"});
    if (!table) {
        return table.error();
    }
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        if (!is_code(row[0], 3) || !is_code_or_empty(row[1], 2) ||
            !is_code_or_empty(row[2], 2) || !is_code_or_empty(row[3], 3) ||
            !is_number(row[4]) || row[5].empty()) {
            return table->fault(row,
                                "needs codes of three, two, two and three capital "
                                "letters (all but the first may be empty), a number of "
                                "up to three digits and a name");
        }
        const auto number = static_cast<std::uint32_t>(countries_.size());
        const auto add = [&](CountryKey by, std::string_view text) {
            const std::string key = key_for(by, text);
            const auto [it, added] =
                by_[static_cast<std::size_t>(by)].emplace(key, number);
            return key.empty() || added || it->second == number;
        };
        for (std::size_t column = 0; column < key_count; ++column) {
            if (!row[column].empty() &&
                !add(static_cast<CountryKey>(column), row[column])) {
                return table->fault(
                    row, "'" + std::string(row[column]) + "' is another country's too");
            }
        }
        if (!row[6].empty() && !add(CountryKey::name, row[6])) {
            return table->fault(row,
                                "'" + std::string(row[6]) + "' is another country's too");
        }
        countries_.push_back({std::string(row[0]),
                              std::string(row[1]),
                              std::string(row[2]),
                              std::string(row[3]),
                              std::string(row[4]),
                              std::string(row[5]),
                              std::string(row[6])});
    }
    return {};
}

Result<void> FormatTables::load_groups(const std::string& dir) {
    const auto table =
        TsvTable::open(dir + "/groups.tsv", {"code", "cameo", "name", "source"});
    if (!table) {
        return table.error();
    }
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        if (row[0].empty() || !is_code(row[1], 3)) {
            return table->fault(row,
                                "needs a code and CAMEO's three capital letters for it");
        }
        if (!groups_.emplace(row[0], row[1]).second ||
            !groups_back_.emplace(row[1], row[0]).second) {
            return table->fault(row, "one of its codes stands in two lines");
        }
    }
    return {};
}

Result<void> FormatTables::load_sectors(const std::string& dir) {
    const auto table = TsvTable::open(dir + "/sectors.tsv",
                                      {"sector", "cameo", "icews", "name", "source"});
    if (!table) {
        return table.error();
    }
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        if (!sector_from(row[0]) || !is_code_or_empty(row[1], 3)) {
            return table->fault(
                row, "needs a PLOVER sector and a CAMEO type of three capital letters");
        }
        SectorCodes codes{std::string(row[1]), {}};
        for (const std::string_view name : split(row[2], '|')) {
            codes.icews.emplace_back(name);
        }
        if (codes.icews.empty()) {
            return table->fault(row, "needs the sectors of ICEWS");
        }
        const bool once =
            icews_back_.emplace(name_key(codes.icews[0]), row[0]).second &&
            (row[1].empty() || sectors_back_.emplace(row[1], row[0]).second);
        if (!sectors_.emplace(row[0], std::move(codes)).second || !once) {
            return table->fault(row, "one of its codes stands in two lines");
        }
    }
    icews_back_.emplace("government", "GOV");
    return {};
}

const CountryCodes* FormatTables::country(CountryKey by, std::string_view text) const {
    const auto& map = by_[static_cast<std::size_t>(by)];
    const auto it = map.find(key_for(by, text));
    return it == map.end() ? nullptr : &countries_[it->second];
}

std::string_view FormatTables::group_to_cameo(std::string_view code) const {
    return found(groups_, code);
}

std::string_view FormatTables::group_from_cameo(std::string_view cameo) const {
    return found(groups_back_, cameo);
}

const SectorCodes* FormatTables::sector(std::string_view plover) const {
    const auto it = sectors_.find(std::string(plover));
    return it == sectors_.end() ? nullptr : &it->second;
}

std::string_view FormatTables::sector_from_cameo(std::string_view type) const {
    return found(sectors_back_, type);
}

std::string_view FormatTables::sector_from_icews(
    const std::vector<std::string_view>& names) const {
    std::string_view best;
    for (const std::string_view name : names) {
        const std::string_view sector = found(icews_back_, name_key(name));
        // "Government" stands beside the name of its branch, before or after it.
        if (!sector.empty() && (best.empty() || best == "GOV")) {
            best = sector;
        }
    }
    return best;
}

}  // namespace chancery
