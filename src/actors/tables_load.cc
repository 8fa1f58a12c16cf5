// States, leaders and the order of loading the tables of data/actors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

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
    const std::optional<std::uint32_t> state = out.state_by_code(t.row(i)[1]);
    if (!state) {
        return unknown("state code", t.row(i)[1]);
    }
    const bool capitals = t.row(i)[2] == "abbreviation";
    add(t.row(i)[0],
        *kind,
        capitals ? Casing::all_capitals : casing_of(t.row(i)[0]),
        *state);
    return std::nullopt;
}

void ActorTables::Loader::load_states() {
    file("states.tsv",
         {"code", "name", "iso2", "kind", "capital", "continent", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const std::string_view kind = t.row(i)[3];
             if (kind != "state" && kind != "territory") {
                 return unknown("kind", kind);
             }
             const auto row = static_cast<std::uint32_t>(out.states_.size());
             if (!out.state_rows_.emplace(t.row(i)[0], row).second) {
                 return "the code '" + std::string(t.row(i)[0]) + "' occurs twice";
             }
             out.states_.push_back({t.row(i)[0],
                                    t.row(i)[1],
                                    t.row(i)[2],
                                    t.row(i)[4],
                                    kind == "territory"});
             add(t.row(i)[1], Lexeme::state, Casing::first_capital, row);
             return std::nullopt;
         });
    file("state_names.tsv",
         {"name", "code", "kind", "source"},
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
    const auto state = out.state_by_code(term.code);
    term.in_territory = state && out.state(*state).territory;
    term.title = t.row(i)[6];
    if (!read_sector(t.row(i)[4], term.sector)) {
        return unknown("sector", t.row(i)[4]);
    }
    if (!read_day(t.row(i)[7], term.since) || !read_day(t.row(i)[8], term.until)) {
        return "a date is not YYYY-MM-DD, YYYY-MM or YYYY";
    }
    const auto [it, is_new] =
        people.try_emplace(t.row(i)[0], static_cast<std::uint32_t>(out.people_.size()));
    if (is_new) {
        PersonRow person;
        person.name = t.row(i)[0];
        person.short_name = t.row(i)[1];
        out.people_.push_back(person);
        add(person.name, Lexeme::leader, Casing::first_capital, it->second);
    }
    PersonRow& person = out.people_[it->second];
    Gender gender = Gender::unknown;
    if (!read_gender(t.row(i)[2], gender)) {
        return unknown("gender", t.row(i)[2]);
    }
    person.gender = gender == Gender::unknown ? person.gender : gender;
    term.person = it->second;
    const auto row = static_cast<std::uint32_t>(out.terms_.size());
    person.terms.push_back(row);
    out.terms_.push_back(term);
    out.terms_by_code_[term.code].push_back(row);
    return std::nullopt;
}

/// Notes whose title it is; a title of several states is nobody's.
void ActorTables::Loader::add_title(const Term& term) {
    const bool high = term.office == Office::foreign_minister ||
                      term.office == Office::defence_minister;
    if (!high || term.title.find(' ') == std::string_view::npos) {
        return;
    }
    const auto [it, is_new] = out.titles_.try_emplace(name_key(term.title), term.code);
    if (!is_new && it->second != term.code) {
        it->second = {};
    }
}

/// "Justin Trudeau" for "Justin Pierre James Trudeau": the first and the short name.
void ActorTables::Loader::add_short_form(std::uint32_t row, const std::string& key) {
    const std::string name = name_key(out.people_[row].name);
    const std::string first = name.substr(0, name.find(' '));
    const auto words = std::count(name.begin(), name.end(), ' ') + 1;
    if (words > 2 && first != key && first.size() > 1) {
        add(first + ' ' + key, Lexeme::leader, Casing::first_capital, row);
    }
}

void ActorTables::Loader::load_leaders() {
    file("leaders.tsv",
         {"name",
          "short",
          "gender",
          "code",
          "sector",
          "office",
          "title",
          "since",
          "until",
          "source"},
         [this](const TsvTable& t, std::size_t i) { return leader(t, i); });
    file("leader_names.tsv",
         {"alias", "name", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto it = people.find(t.row(i)[1]);
             if (it == people.end()) {
                 return unknown("leader", t.row(i)[1]);
             }
             add(t.row(i)[0], Lexeme::leader, Casing::first_capital, it->second);
             return std::nullopt;
         });
    for (std::uint32_t row = 0; row < out.people_.size(); ++row) {
        const PersonRow& person = out.people_[row];
        std::string key =
            name_key(person.short_name.empty() ? person.name : person.short_name);
        const std::size_t space = key.rfind(' ');
        if (person.short_name.empty() && space != std::string::npos) {
            key.erase(0, space + 1);
        }
        if (key.find(' ') == std::string::npos && !key.empty()) {
            out.short_names_[out.matcher_.intern(key)].push_back(row);
        }
        add_short_form(row, key);
        const std::size_t last = key.rfind(' ');
        out.sounds_[sound(last == std::string::npos ? key : key.substr(last + 1))]
            .push_back(row);
    }
    for (const Term& term : out.terms_) {
        add_title(term);
    }
    for (auto& [code, rows] : out.terms_by_code_) {
        std::stable_sort(rows.begin(), rows.end(), [this](auto a, auto b) {
            return out.terms_[a].office < out.terms_[b].office;
        });
    }
}

/// Lays the entries out by key; twins (the same row under the same key) go.
void ActorTables::Loader::seal() {
    const auto order = [](const auto& item) {
        return std::tuple(
            item.first, item.second.lexeme, item.second.row, item.second.casing);
    };
    std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return order(a) < order(b);
    });
    const auto same = [](const auto& a, const auto& b) {
        return a.first == b.first && a.second.lexeme == b.second.lexeme &&
               a.second.row == b.second.row;
    };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    out.entry_begin_.assign(out.matcher_.size() + 1, 0);
    for (const auto& [key, entry] : found) {
        ++out.entry_begin_[key + 1];
        out.entries_.push_back(entry);
    }
    for (std::size_t key = 1; key < out.entry_begin_.size(); ++key) {
        out.entry_begin_[key] += out.entry_begin_[key - 1];
    }
}

Result<ActorTables> ActorTables::open(const std::string& dir) {
    Loader loader;
    loader.dir = dir;
    loader.load_states();
    loader.load_leaders();
    loader.load_organisations();
    loader.load_commons();
    loader.load_places();
    loader.load_antecedents();
    if (loader.fault) {
        return std::move(*loader.fault);
    }
    loader.seal();
    return std::move(loader.out);
}

}  // namespace chancery
