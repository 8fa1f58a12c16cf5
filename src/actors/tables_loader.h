// Fills ActorTables from their files; what the two halves of loading share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "actors/tables.h"
#include "text/fold.h"

namespace chancery {

namespace fields {

/// The value that a table of names gives a name; nothing where it gives none.
template <typename Value, std::size_t N>
[[nodiscard]] std::optional<Value> look_up(
    const std::array<std::pair<std::string_view, Value>, N>& names,
    std::string_view name) {
    for (const auto& [text, value] : names) {
        if (text == name) {
            return value;
        }
    }
    return std::nullopt;
}

/// An office by its key in the tables.
[[nodiscard]] std::optional<Office> office_from(std::string_view key);
/// How a name written so in a table must be written in a text.
[[nodiscard]] Casing casing_of(std::string_view name);
/// "unknown WHAT 'VALUE'".
[[nodiscard]] std::string unknown(std::string_view what, std::string_view value);

/// The next three and read_number() are false for a field that holds something else;
/// an empty field is none, unknown, no day or zero.
bool read_sector(std::string_view text, Sector& sector);
bool read_gender(std::string_view text, Gender& gender);
bool read_day(std::string_view text, std::optional<Day>& day);

template <typename Number>
bool read_number(std::string_view text, Number& number) {
    if (text.empty()) {
        number = Number{};
        return true;
    }
    const auto [end, code] =
        std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size();
}

}  // namespace fields

/// Fills one ActorTables from its files; stops at the first fault.
struct ActorTables::Loader {
    ActorTables out;
    std::string dir;
    std::vector<std::pair<Matcher::Key, Entry>> found;
    std::unordered_map<std::string_view, std::uint32_t> people, organisations, media;
    std::optional<Error> fault;

    using RowReader =
        std::function<std::optional<std::string>(const TsvTable&, std::size_t)>;

    /// Calls `row` for each row of a file; the text it returns is what is wrong with it.
    void file(const char* name,
              std::initializer_list<std::string_view> columns,
              const RowReader& row) {
        if (fault) {
            return;
        }
        Result<TsvTable> table = TsvTable::open(dir + "/" + name, columns);
        if (!table) {
            fault = table.error();
            return;
        }
        out.files_.push_back(std::move(*table));
        const TsvTable& kept = out.files_.back();
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (std::optional<std::string> wrong = row(kept, i)) {
                fault = kept.fault(kept.row(i), std::move(*wrong));
                return;
            }
        }
    }

    /// "U.N." for "UN".
    void add_dotted(std::string_view name, Lexeme lexeme, std::size_t row) {
        std::string dotted;
        for (const char c : name) {
            if (c < 'A' || c > 'Z') {
                return;
            }
            dotted += c;
            dotted += '.';
        }
        if (name.size() > 1) {
            add(dotted, lexeme, Casing::last_capital, row);
        }
    }

    void add(std::string_view name, Lexeme lexeme, Casing casing, std::size_t row) {
        const Matcher::Key key = out.matcher_.add(name_key(name));
        if (key != Matcher::no_key) {
            found.emplace_back(key,
                               Entry{lexeme, casing, static_cast<std::uint32_t>(row)});
        }
        if (casing == Casing::all_capitals) {
            add_dotted(name, lexeme, row);
        }
    }

    void add_plurals();
    void load_states();
    void load_leaders();
    void add_title(const Term& term);
    void add_short_form(std::uint32_t row, const std::string& key);
    [[nodiscard]] std::optional<ActorKind> kind_by_head(std::string_view role) const;
    void load_organisations();
    void load_commons();
    void load_places();
    void load_antecedents();
    std::optional<std::string> state_name(const TsvTable& t, std::size_t i);
    std::optional<std::string> leader(const TsvTable& t, std::size_t i);
    void seal();
};

}  // namespace chancery
