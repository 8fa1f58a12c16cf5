// States, leaders and the order of reading the tables of data/actors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "actors/people.h"
#include "actors/tables_loader.h"

namespace chancery {

using fields::casing_of;
using fields::look_up;
using fields::office_from;
using fields::read_day;
using fields::read_gender;
using fields::read_sector;
using fields::unknown;

std::optional<std::string> ActorTables::Loader::state_name(const TsvTable& t,
                                                           std::size_t i) {
    static constexpr std::array<std::pair<std::string_view, Lexeme>, 7> kinds{{
        {"name", Lexeme::state},
        {"abbreviation", Lexeme::state},
        {"demonym", Lexeme::demonym},
        {"people", Lexeme::people},
        {"capital", Lexeme::capital},
        {"metonym", Lexeme::metonym},
        {"government", Lexeme::metonym},
    }};
    const std::optional<Lexeme> kind = look_up(kinds, t.row(i)[2]);
    if (!kind) {
        return unknown("kind", t.row(i)[2]);
    }
    const auto state = state_of_code.find(t.row(i)[1]);
    if (state == state_of_code.end()) {
        return unknown("state code", t.row(i)[1]);
    }
    const bool capitals = t.row(i)[2] == "abbreviation";
    add(t.row(i)[0],
        *kind,
        capitals ? Casing::all_capitals : casing_of(t.row(i)[0]),
        state->second);
    return std::nullopt;
}

void ActorTables::Loader::load_states() {
    file("states.tsv",
         columns::states,
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const std::string_view kind = t.row(i)[3];
             static constexpr std::array<std::pair<std::string_view, Leading>, 4> kinds{{
                 {"state", Leading::head_of_state},
                 {"cabinet_state", Leading::head_of_government},
                 {"party_state", Leading::party_leader},
                 {"territory", Leading::head_of_government},
             }};
             const std::optional<Leading> leading = look_up(kinds, kind);
             if (!leading) {
                 return unknown("kind", kind);
             }
             const auto row = static_cast<std::uint32_t>(states.size());
             if (!state_of_code.emplace(t.row(i)[0], row).second) {
                 return "the code '" + std::string(t.row(i)[0]) + "' occurs twice";
             }
             states.push_back({t.row(i)[0],
                               t.row(i)[1],
                               t.row(i)[2],
                               t.row(i)[4],
                               kind == "territory",
                               *leading});
             add(t.row(i)[1], Lexeme::state, Casing::first_capital, row);
             return std::nullopt;
         });
    file("state_names.tsv",
         columns::state_names,
         [this](const TsvTable& t, std::size_t i) { return state_name(t, i); });
}

std::optional<std::string> ActorTables::Loader::leader(const TsvTable& t, std::size_t i) {
    Term term;
    const std::optional<Office> office = office_from(t.row(i)[5]);
    if (!office) {
        return unknown("office", t.row(i)[5]);
    }
    term.office = *office;
    term.code = t.row(i)[3];
    const auto state = state_of_code.find(term.code);
    term.in_territory = state != state_of_code.end() && states[state->second].territory;
    term.title = t.row(i)[6];
    if (!read_sector(t.row(i)[4], term.sector)) {
        return unknown("sector", t.row(i)[4]);
    }
    if (!read_day(t.row(i)[7], term.since) || !read_day(t.row(i)[8], term.until)) {
        return "a date is not YYYY-MM-DD, YYYY-MM or YYYY";
    }
    const auto [it, is_new] = person_of_name.try_emplace(
        t.row(i)[0], static_cast<std::uint32_t>(people.size()));
    if (is_new) {
        people.push_back({t.row(i)[0], t.row(i)[1], Gender::unknown, {}});
        add(t.row(i)[0], Lexeme::leader, Casing::first_capital, it->second);
    }
    Person& person = people[it->second];
    Gender gender = Gender::unknown;
    if (!read_gender(t.row(i)[2], gender)) {
        return unknown("gender", t.row(i)[2]);
    }
    person.gender = gender == Gender::unknown ? person.gender : gender;
    term.person = it->second;
    const auto row = static_cast<std::uint32_t>(terms.size());
    person.terms.push_back(row);
    terms.push_back(term);
    terms_by_code[term.code].push_back(row);
    return std::nullopt;
}

/// Notes whose title it is; a title of several states is nobody's.
void ActorTables::Loader::add_title(const Term& term) {
    const bool high = term.office == Office::foreign_minister ||
                      term.office == Office::defence_minister;
    if (!high || term.title.find(' ') == std::string_view::npos) {
        return;
    }
    const auto [it, is_new] = titles.try_emplace(name_key(term.title), term.code);
    if (!is_new && it->second != term.code) {
        it->second = {};
    }
}

/// "Justin Trudeau" for "Justin Pierre James Trudeau": the first and the short name.
void ActorTables::Loader::add_short_form(std::uint32_t row, const std::string& key) {
    const std::string name = name_key(people[row].name);
    const std::string first = name.substr(0, name.find(' '));
    const auto words = std::count(name.begin(), name.end(), ' ') + 1;
    if (words > 2 && first != key && first.size() > 1) {
        add(first + ' ' + key, Lexeme::leader, Casing::first_capital, row);
    }
}

/// Short names, by themselves, with the first name and by sound.
void ActorTables::Loader::add_short_names() {
    for (std::uint32_t row = 0; row < people.size(); ++row) {
        const Person& person = people[row];
        std::string key =
            name_key(person.short_name.empty() ? person.name : person.short_name);
        const std::size_t space = key.rfind(' ');
        if (person.short_name.empty() && space != std::string::npos) {
            key.erase(0, space + 1);
        }
        if (key.find(' ') == std::string::npos && !key.empty()) {
            short_names.emplace_back(matcher.intern(key), row);
        }
        add_short_form(row, key);
        const std::size_t last = key.rfind(' ');
        // Who is named in full only is not meant by the last word of the name.
        if (last != std::string::npos && person.short_name == person.name) {
            continue;
        }
        sounds[sound(last == std::string::npos ? key : key.substr(last + 1))].push_back(
            row);
    }
}

void ActorTables::Loader::load_leaders() {
    for (const char* name : {"leaders.tsv", "leaders_local.tsv"}) {
        file(name, columns::leaders, [this](const TsvTable& t, std::size_t i) {
            return leader(t, i);
        });
    }
    for (const char* name : {"leader_names.tsv", "leader_names_local.tsv"}) {
        file(name,
             columns::aliases,
             [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
                 const auto it = person_of_name.find(t.row(i)[1]);
                 if (it == person_of_name.end()) {
                     return unknown("leader", t.row(i)[1]);
                 }
                 add(t.row(i)[0], Lexeme::leader, Casing::first_capital, it->second);
                 return std::nullopt;
             });
    }
    if (fault) {
        return;
    }
    add_short_names();
    for (const Term& term : terms) {
        add_title(term);
    }
    for (auto& [code, rows] : terms_by_code) {
        std::stable_sort(rows.begin(), rows.end(), [this](auto a, auto b) {
            return terms[a].office < terms[b].office;
        });
    }
}

/// Counts each person once for each state that it served.
void ActorTables::Loader::count_origins() {
    for (const Person& person : people) {
        const std::vector<std::string> words = actors::name_words(person.name);
        std::vector<std::string_view> codes;
        for (const std::uint32_t row : person.terms) {
            const std::string_view code = terms[row].code;
            const bool counted =
                std::find(codes.begin(), codes.end(), code) != codes.end();
            if (!counted && state_of_code.contains(code)) {
                codes.push_back(code);
                origins.add(words, code);
            }
        }
    }
}

void ActorTables::Loader::load() {
    load_states();
    load_leaders();
    load_organisations();
    load_commons();
    load_places();
    load_media();
    count_origins();
    load_antecedents();
}

}  // namespace chancery
