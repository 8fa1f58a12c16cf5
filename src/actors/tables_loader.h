// Reads the text tables and compiles them; what the parts of loading share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "actors/table_columns.h"
#include "actors/tables.h"
#include "base/tsv.h"
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

/// The files of a folder of tables, as bytes.
struct TableFiles {
    struct File {
        std::string path;
        std::string bytes;
    };

    std::unordered_map<std::string_view, File> files;  ///< by name: "states.tsv"
    std::uint64_t fingerprint = 0;                     ///< of names and bytes

    /// Errors: one of the files cannot be read.
    static Result<TableFiles> read(const std::string& dir);
};

/// Reads all tables from their files and compiles them; stops at the first fault.
struct ActorTables::Loader {
    /// A person as the file has it; its terms come row by row.
    struct Person {
        std::string_view name, short_name;
        Gender gender = Gender::unknown;
        std::vector<std::uint32_t> terms;
    };

    explicit Loader(TableFiles from) : sources(std::move(from)) {}

    TableFiles sources;
    std::vector<TsvTable> tables;  ///< hold the bytes that the rows point into
    MatcherBuilder matcher;
    std::vector<std::pair<Matcher::Key, Entry>> found;
    std::vector<StateRow> states;
    std::vector<Person> people;
    std::vector<Term> terms;
    std::vector<OrganisationRow> organisations;
    std::vector<BodyRow> bodies;
    std::vector<RoleRow> roles;
    std::vector<HonorificRow> honorifics;
    std::vector<PlaceRow> places;
    std::vector<MediaRow> media;
    std::vector<std::uint8_t> given;         ///< by word
    std::vector<std::uint8_t> gender_words;  ///< by word
    std::vector<std::int32_t> cue_weights;   ///< by number of the cue
    std::vector<std::pair<WordId, std::uint32_t>> short_names;
    std::unordered_map<std::string_view, HeadRow> heads;
    std::unordered_map<std::string_view, std::uint32_t> state_of_code, person_of_name,
        organisation_of_name, outlet_of_name;
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> sounds;
    std::map<std::string, std::string_view> titles;
    std::map<std::string_view, std::vector<std::uint32_t>> terms_by_code;
    std::map<std::string_view, std::vector<std::string_view>> members;
    OriginCounter origins;
    std::optional<Error> fault;

    using RowReader =
        std::function<std::optional<std::string>(const TsvTable&, std::size_t)>;

    /// Calls `row` for each row of a file; the text it returns is what is wrong with it.
    void file(const char* name,
              std::initializer_list<std::string_view> columns,
              const RowReader& row);
    /// "U.N." for "UN".
    void add_dotted(std::string_view name, Lexeme lexeme, std::size_t row);
    void add(std::string_view name, Lexeme lexeme, Casing casing, std::size_t row);
    void add_plurals();
    void load_states();
    void load_leaders();
    void add_short_names();
    void add_title(const Term& term);
    void add_short_form(std::uint32_t row, const std::string& key);
    [[nodiscard]] std::optional<ActorKind> kind_by_head(std::string_view role) const;
    void load_organisations();
    void load_commons();
    void load_places();
    void load_media();
    void load_antecedents();
    std::optional<std::string> state_name(const TsvTable& t, std::size_t i);
    std::optional<std::string> leader(const TsvTable& t, std::size_t i);
    std::optional<std::string> given_name(const TsvTable& t, std::size_t i);
    void count_origins();
    /// All files, in the order in which they depend on each other.
    void load();
    /// The compiled tables. Uses the loader up.
    [[nodiscard]] std::vector<std::byte> compile();
};

}  // namespace chancery
