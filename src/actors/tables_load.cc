// Reads the tables of data/actors and checks what they say against each other.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <utility>

#include "actors/tables.h"
#include "base/tsv.h"
#include "text/fold.h"

namespace chancery {

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

template <typename Value, std::size_t N>
std::optional<Value> look_up(
    const std::array<std::pair<std::string_view, Value>, N>& names,
    std::string_view name) {
    for (const auto& [text, value] : names) {
        if (text == name) {
            return value;
        }
    }
    return std::nullopt;
}

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

}  // namespace

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
    std::optional<std::string> state_name(const TsvTable& t, std::size_t i);
    std::optional<std::string> leader(const TsvTable& t, std::size_t i);
    void seal();
};

namespace {

std::string unknown(std::string_view what, std::string_view value) {
    return "unknown " + std::string(what) + " '" + std::string(value) + "'";
}

/// A sector of a table: empty is none.
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

}  // namespace

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
    const std::optional<Office> office = look_up(offices, t.row(i)[5]);
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

void ActorTables::Loader::load_organisations() {
    file("organisations.tsv",
         {"name", "kind", "code", "sector", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             OrganisationRow org{t.row(i)[0], t.row(i)[2]};
             const std::optional<ActorKind> kind = actor_kind_from(t.row(i)[1]);
             if (!kind) {
                 return unknown("kind", t.row(i)[1]);
             }
             org.kind = *kind;
             if (!read_sector(t.row(i)[3], org.sector)) {
                 return unknown("sector", t.row(i)[3]);
             }
             const auto row = static_cast<std::uint32_t>(out.organisations_.size());
             organisations.try_emplace(org.name, row);
             out.organisations_.push_back(org);
             add(org.name, Lexeme::organisation, casing_of(org.name), row);
             return std::nullopt;
         });
    file("organisation_names.tsv",
         {"alias", "name", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto it = organisations.find(t.row(i)[1]);
             if (it == organisations.end()) {
                 return unknown("organisation", t.row(i)[1]);
             }
             add(t.row(i)[0], Lexeme::organisation, casing_of(t.row(i)[0]), it->second);
             return std::nullopt;
         });
    file("igo_members.tsv",
         {"igo", "code", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             if (!out.is_state(t.row(i)[1])) {
                 return unknown("state code", t.row(i)[1]);
             }
             out.members_[t.row(i)[0]].push_back(t.row(i)[1]);
             return std::nullopt;
         });
}

/// "heads of state" and "foreign ministers" from the singulars. An explicit row of the
/// file has the lower number and so comes first.
void ActorTables::Loader::add_plurals() {
    const std::size_t singulars = out.roles_.size();
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < singulars; ++row) {
        rows.emplace(out.roles_[row].role, row);
    }
    for (std::size_t row = 0; row < singulars; ++row) {
        RoleRow role = out.roles_[row];
        if (role.rank == Rank::group) {
            continue;
        }
        std::string text(role.role);
        const std::size_t of = text.find(" of ");
        const std::string tail = of == std::string::npos ? "" : text.substr(of);
        text.resize(text.size() - tail.size());
        const bool man = text.size() > 3 && text.ends_with("man");
        if (man) {
            text.replace(text.size() - 3, 3, "men");
        } else if (text.ends_with("y") && !text.ends_with("ey")) {
            text.replace(text.size() - 1, 1, "ies");
        } else {
            text += text.ends_with("s") || text.ends_with("ch") ? "es" : "s";
        }
        role.plural = true;
        if (const auto known = rows.find(text + tail); known != rows.end()) {
            RoleRow& listed = out.roles_[known->second];
            listed.office = listed.office == Office::none ? role.office : listed.office;
            listed.singular = role.role;
            listed.plural = true;
            continue;
        }
        role.singular = role.role;
        add(text + tail, Lexeme::role, Casing::any, out.roles_.size());
        out.roles_.push_back(role);
    }
}

/// The kind that the head word of a role gives it: "oil company", "group of experts".
std::optional<ActorKind> ActorTables::Loader::kind_by_head(std::string_view role) const {
    std::string_view head = role.substr(0, role.find(" of "));
    head = head.substr(head.find_last_of(" -") + 1);
    for (const std::string_view ending : {"", "s", "es"}) {
        if (head.ends_with(ending)) {
            const HeadRow* row = out.head(head.substr(0, head.size() - ending.size()));
            if (row != nullptr) {
                return row->kind;
            }
        }
    }
    const HeadRow* row =
        head.ends_with("ies")
            ? out.head(std::string(head.substr(0, head.size() - 3)) + "y")
            : nullptr;
    return row == nullptr ? std::nullopt : std::optional(row->kind);
}

void ActorTables::Loader::load_commons() {
    file("heads.tsv",
         {"head", "kind", "sector", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             HeadRow head{t.row(i)[0]};
             const std::optional<ActorKind> kind = actor_kind_from(t.row(i)[1]);
             if (!kind) {
                 return unknown("kind", t.row(i)[1]);
             }
             head.kind = *kind;
             if (!read_sector(t.row(i)[2], head.sector)) {
                 return unknown("sector", t.row(i)[2]);
             }
             out.heads_.emplace(head.head, head);
             return std::nullopt;
         });
    file("bodies.tsv",
         {"phrase", "kind", "sector", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             BodyRow body{t.row(i)[0]};
             const std::optional<ActorKind> kind = actor_kind_from(t.row(i)[1]);
             if (!kind) {
                 return unknown("kind", t.row(i)[1]);
             }
             body.kind = *kind;
             if (!read_sector(t.row(i)[2], body.sector)) {
                 return unknown("sector", t.row(i)[2]);
             }
             add(body.phrase, Lexeme::body, Casing::any, out.bodies_.size());
             out.bodies_.push_back(body);
             return std::nullopt;
         });
    file("roles.tsv",
         {"role", "sector", "office", "rank", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             static constexpr std::array<std::pair<std::string_view, Rank>, 3> ranks{{
                 {"title", Rank::title},
                 {"description", Rank::description},
                 {"group", Rank::group},
             }};
             RoleRow role;
             role.role = t.row(i)[0];
             const std::optional<Rank> rank = look_up(ranks, t.row(i)[3]);
             const std::optional<Office> office =
                 t.row(i)[2].empty() ? Office::none : look_up(offices, t.row(i)[2]);
             if (!rank || !office || !read_sector(t.row(i)[1], role.sector)) {
                 return "unknown rank, office or sector";
             }
             role.rank = *rank;
             role.office = *office;
             role.kind = kind_by_head(role.role);
             add(role.role, Lexeme::role, Casing::any, out.roles_.size());
             out.roles_.push_back(role);
             return std::nullopt;
         });
    add_plurals();
    file("honorifics.tsv",
         {"honorific", "gender", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             HonorificRow honorific{t.row(i)[0]};
             if (!read_gender(t.row(i)[1], honorific.gender)) {
                 return unknown("gender", t.row(i)[1]);
             }
             add(honorific.honorific,
                 Lexeme::honorific,
                 Casing::first_capital,
                 out.honorifics_.size());
             out.honorifics_.push_back(honorific);
             return std::nullopt;
         });
}

void ActorTables::Loader::load_places() {
    file("places.tsv",
         {"name", "code", "kind", "latitude", "longitude", "population", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             PlaceRow place{t.row(i)[0], t.row(i)[1]};
             if (!read_number(t.row(i)[3], place.latitude) ||
                 !read_number(t.row(i)[4], place.longitude) ||
                 !read_number(t.row(i)[5], place.population)) {
                 return "latitude, longitude or population is not a number";
             }
             place.settlement = t.row(i)[2] == "capital" || t.row(i)[2] == "city";
             add(place.name, Lexeme::place, Casing::first_capital, out.places_.size());
             out.places_.push_back(place);
             return std::nullopt;
         });
    file("media.tsv",
         {"name", "kind", "code", "domain", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto row = static_cast<std::uint32_t>(out.media_.size());
             media.try_emplace(t.row(i)[0], row);
             out.media_.push_back({t.row(i)[0], t.row(i)[2], t.row(i)[1] == "agency"});
             add(t.row(i)[0], Lexeme::media, casing_of(t.row(i)[0]), row);
             return std::nullopt;
         });
    file("media_names.tsv",
         {"alias", "name", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto it = media.find(t.row(i)[1]);
             if (it == media.end()) {
                 return unknown("outlet", t.row(i)[1]);
             }
             add(t.row(i)[0], Lexeme::media, casing_of(t.row(i)[0]), it->second);
             return std::nullopt;
         });
    file("given_names.tsv",
         {"name", "gender", "source"},
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const std::string_view gender = t.row(i)[1];
             const int bits = gender == "female" ? given_female
                              : gender == "male" ? given_male
                              : gender == "both" ? given_female | given_male
                                                 : 0;
             if (bits == 0) {
                 return unknown("gender", gender);
             }
             const std::string key = name_key(t.row(i)[0]);
             if (key.empty() || key.find(' ') != std::string::npos) {
                 return std::nullopt;
             }
             const WordId word = out.matcher_.intern(key);
             if (word >= out.given_.size()) {
                 out.given_.resize(word + 1);
             }
             out.given_[word] = static_cast<std::uint8_t>(out.given_[word] | bits);
             return std::nullopt;
         });
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
    if (loader.fault) {
        return std::move(*loader.fault);
    }
    loader.seal();
    return std::move(loader.out);
}

}  // namespace chancery
