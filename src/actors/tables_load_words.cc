// Organisations, words of office, places and media from their tables.
// SPDX-License-Identifier: Apache-2.0
#include "actors/tables_loader.h"

namespace chancery {

using fields::casing_of;
using fields::look_up;
using fields::office_from;
using fields::read_gender;
using fields::read_number;
using fields::read_sector;
using fields::unknown;

void ActorTables::Loader::load_organisations() {
    file("organisations.tsv",
         columns::organisations,
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
             const auto row = static_cast<std::uint32_t>(organisations.size());
             organisation_of_name.try_emplace(org.name, row);
             organisations.push_back(org);
             add(org.name, Lexeme::organisation, casing_of(org.name), row);
             return std::nullopt;
         });
    file("organisation_names.tsv",
         columns::aliases,
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto it = organisation_of_name.find(t.row(i)[1]);
             if (it == organisation_of_name.end()) {
                 return unknown("organisation", t.row(i)[1]);
             }
             add(t.row(i)[0], Lexeme::organisation, casing_of(t.row(i)[0]), it->second);
             return std::nullopt;
         });
    file("igo_members.tsv",
         columns::igo_members,
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             if (!state_of_code.contains(t.row(i)[1])) {
                 return unknown("state code", t.row(i)[1]);
             }
             members[t.row(i)[0]].push_back(t.row(i)[1]);
             return std::nullopt;
         });
}

/// "heads of state" and "foreign ministers" from the singulars. An explicit row of the
/// file has the lower number and so comes first.
void ActorTables::Loader::add_plurals() {
    const std::size_t singulars = roles.size();
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < singulars; ++row) {
        rows.emplace(roles[row].role, row);
    }
    for (std::size_t row = 0; row < singulars; ++row) {
        RoleRow role = roles[row];
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
            RoleRow& listed = roles[known->second];
            listed.office = listed.office == Office::none ? role.office : listed.office;
            listed.singular = role.role;
            listed.plural = true;
            continue;
        }
        role.singular = role.role;
        add(text + tail, Lexeme::role, Casing::any, roles.size());
        roles.push_back(role);
    }
}

/// The kind that the head word of a role gives it: "oil company", "group of experts".
std::optional<ActorKind> ActorTables::Loader::kind_by_head(std::string_view role) const {
    std::string_view head = role.substr(0, role.find(" of "));
    head = head.substr(head.find_last_of(" -") + 1);
    const auto kind_of = [this](std::string_view word) -> std::optional<ActorKind> {
        const auto it = heads.find(word);
        return it == heads.end() ? std::nullopt : std::optional(it->second.kind);
    };
    for (const std::string_view ending : {"", "s", "es"}) {
        if (head.ends_with(ending)) {
            if (const auto kind = kind_of(head.substr(0, head.size() - ending.size()))) {
                return kind;
            }
        }
    }
    return head.ends_with("ies")
               ? kind_of(std::string(head.substr(0, head.size() - 3)) + "y")
               : std::nullopt;
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
             heads.emplace(head.head, head);
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
             add(body.phrase, Lexeme::body, Casing::any, bodies.size());
             bodies.push_back(body);
             return std::nullopt;
         });
    file("roles.tsv",
         columns::roles,
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
                 t.row(i)[2].empty() ? Office::none : office_from(t.row(i)[2]);
             if (!rank || !office || !read_sector(t.row(i)[1], role.sector)) {
                 return "unknown rank, office or sector";
             }
             role.rank = *rank;
             role.office = *office;
             role.kind = kind_by_head(role.role);
             add(role.role, Lexeme::role, Casing::any, roles.size());
             roles.push_back(role);
             return std::nullopt;
         });
    add_plurals();
    file("honorifics.tsv",
         columns::honorifics,
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             HonorificRow honorific{t.row(i)[0]};
             if (!read_gender(t.row(i)[1], honorific.gender)) {
                 return unknown("gender", t.row(i)[1]);
             }
             add(honorific.honorific,
                 Lexeme::honorific,
                 Casing::first_capital,
                 honorifics.size());
             honorifics.push_back(honorific);
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
             add(place.name, Lexeme::place, Casing::first_capital, places.size());
             places.push_back(place);
             return std::nullopt;
         });
}

void ActorTables::Loader::load_media() {
    file("media.tsv",
         columns::media,
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto row = static_cast<std::uint32_t>(media.size());
             outlet_of_name.try_emplace(t.row(i)[0], row);
             media.push_back({t.row(i)[0], t.row(i)[2], t.row(i)[1] == "agency"});
             add(t.row(i)[0], Lexeme::media, casing_of(t.row(i)[0]), row);
             return std::nullopt;
         });
    file("media_names.tsv",
         columns::aliases,
         [this](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto it = outlet_of_name.find(t.row(i)[1]);
             if (it == outlet_of_name.end()) {
                 return unknown("outlet", t.row(i)[1]);
             }
             add(t.row(i)[0], Lexeme::media, casing_of(t.row(i)[0]), it->second);
             return std::nullopt;
         });
    file("given_names.tsv",
         {"name", "gender", "source"},
         [this](const TsvTable& t, std::size_t i) { return given_name(t, i); });
}

std::optional<std::string> ActorTables::Loader::given_name(const TsvTable& t,
                                                           std::size_t i) {
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
    const WordId word = matcher.intern(key);
    if (word >= given.size()) {
        given.resize(word + 1);
    }
    given[word] = static_cast<std::uint8_t>(given[word] | bits);
    return std::nullopt;
}

}  // namespace chancery
