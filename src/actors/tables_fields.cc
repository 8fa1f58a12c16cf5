// SPDX-License-Identifier: Apache-2.0
#include "actors/tables_loader.h"

namespace chancery::fields {

namespace {

constexpr std::array<std::pair<std::string_view, Office>, 14> offices{{
    {"head_of_state", Office::head_of_state},
    {"monarch", Office::monarch},
    {"head_of_government", Office::head_of_government},
    {"party_leader", Office::party_leader},
    {"foreign_minister", Office::foreign_minister},
    {"defence_minister", Office::defence_minister},
    {"speaker", Office::speaker},
    {"igo_head", Office::igo_head},
    {"deputy", Office::deputy},
    {"minister", Office::minister},
    {"envoy", Office::envoy},
    {"ambassador", Office::ambassador},
    {"spokesperson", Office::spokesperson},
    {"other", Office::other},
}};

/// "YYYY", "YYYY-MM" or "YYYY-MM-DD" as its first day; nothing where it is none.
std::optional<Day> partial_day(std::string_view text) {
    std::string full(text);
    if (full.size() == 4) {
        full += "-01";
    }
    if (full.size() == 7) {
        full += "-01";
    }
    return Day::parse_iso(full);
}

bool is_lower(std::string_view word) {
    return !word.empty() && word.front() >= 'a' && word.front() <= 'z';
}

/// True for "EU", "U.S.", "G20": short, with capital letters and no small one.
bool is_acronym(std::string_view name) {
    bool capital = false;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
            return false;
        }
        capital = capital || (c >= 'A' && c <= 'Z');
    }
    return capital && name.size() <= 8;
}

}  // namespace

std::optional<Office> office_from(std::string_view key) {
    return look_up(offices, key);
}

Casing casing_of(std::string_view name) {
    if (is_acronym(name)) {
        return Casing::all_capitals;
    }
    if (!is_lower(name)) {
        return Casing::first_capital;
    }
    const std::size_t last = name.find_last_of(" -");
    const bool lower_end =
        last == std::string_view::npos || is_lower(name.substr(last + 1));
    return lower_end ? Casing::any : Casing::last_capital;
}

std::string unknown(std::string_view what, std::string_view value) {
    return "unknown " + std::string(what) + " '" + std::string(value) + "'";
}

bool read_sector(std::string_view text, Sector& sector) {
    const std::optional<Sector> found = sector_from(text);
    sector = found.value_or(Sector::none);
    return found.has_value();
}

bool read_gender(std::string_view text, Gender& gender) {
    gender = text == "female" ? Gender::female
             : text == "male" ? Gender::male
                              : Gender::unknown;
    return text.empty() || gender != Gender::unknown;
}

bool read_day(std::string_view text, std::optional<Day>& day) {
    day = text.empty() ? std::nullopt : partial_day(text);
    return text.empty() || day.has_value();
}

}  // namespace chancery::fields
