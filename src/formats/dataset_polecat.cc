// A row of POLECAT as an act. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/ascii.h"
#include "coding/rules.h"
#include "formats/dataset_rows.h"
#include "formats/plover_words.h"

namespace chancery {

namespace {

void add_party(const DatasetRow& row,
               const std::string& role,
               const FormatTables& tables,
               std::vector<DatasetParty>& out) {
    DatasetParty party;
    party.name = row[role + " Name"];
    const std::string_view raw = row[role + " Name Raw"];
    if (party.name.empty()) {
        party.name = raw;
    }
    if (party.name.empty()) {
        return;
    }
    const std::string_view code = row[role + " Country"];
    const CountryCodes* country = tables.country(CountryKey::iso3, code);
    if (country == nullptr) {
        country = tables.country(CountryKey::cow, row[role + " COW"]);
    }
    const CountryCodes* itself = tables.country(CountryKey::name, party.name);
    party.code = country == nullptr ? "" : country->iso3;
    const auto sectors = dataset_list(row[role + " Sectors"], ',');
    const std::string_view primary = row["Primary " + role + " Sector"];
    party.sector = !primary.empty()  ? primary
                   : sectors.empty() ? std::string_view()
                                     : sectors.front();
    party.office = row[role + " Title"];
    party.kind = itself != nullptr && itself == country   ? "state"
                 : code == "IGO" || party.sector == "IGO" ? "igo"
                                                          : "other";
    out.push_back(std::move(party));
}

/// By number, by PLOVER's word or in full.
std::uint32_t quad_from(std::string_view text) {
    for (std::size_t i = 0; i < quad_words.size(); ++i) {
        const std::string words = ascii_lower(text);
        const bool verbal = words.starts_with("v");
        const bool cooperation = words.find("coop") != std::string::npos;
        const bool conflict = words.find("conf") != std::string::npos;
        const bool same =
            cooperation != conflict && verbal == (i % 2 == 0) && cooperation == (i < 2);
        if (same || text == std::to_string(i + 1)) {
            return static_cast<std::uint32_t>(i + 1);
        }
    }
    return 0;
}

Result<void> set_type(const DatasetRow& row, DatasetAct& act) {
    std::string word(row["Event Type"]);
    std::transform(word.begin(), word.end(), word.begin(), [](char c) {
        return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    });
    const auto type = act_type_from(word);
    if (!type) {
        return Error{"'" + word + "' is not a PLOVER type"};
    }
    act.type = word;
    act.event_words = row["Event Mode"];
    const std::string mode = ascii_lower(act.event_words);
    act.mode = is_mode_of(*type, mode) ? mode : "";
    act.quad = quad_from(row["Quad Code"]);
    const std::string_view weight = row["Intensity"];
    return set_weight(weight.empty() ? row["Event Intensity"] : weight, act);
}

void add_place(const DatasetRow& row, const FormatTables& tables, DatasetAct& act) {
    for (const char* column : {"Placename", "City", "District", "Province"}) {
        if (act.place.empty()) {
            act.place = row[column];
        }
    }
    const std::string_view code = row["Country"];
    const CountryCodes* country = tables.country(CountryKey::iso3, code);
    if (country == nullptr) {
        country = tables.country(CountryKey::name, code);
    }
    act.place_country = country == nullptr ? "" : country->iso3;
}

}  // namespace

Result<DatasetAct> polecat_act(const DatasetRow& row, const FormatTables& tables) {
    DatasetAct act;
    act.id = row["Event ID"];
    const auto day = dataset_day(row["Event Date"]);
    if (act.id.empty() || !day) {
        return Error{"Event ID and Event Date (YYYY-MM-DD) are needed"};
    }
    act.date = *day;
    if (auto done = set_type(row, act); !done) {
        return done.error();
    }
    for (const std::string_view context : dataset_list(row["Contexts"], ',')) {
        act.contexts.push_back(ascii_lower(context));
    }
    add_party(row, "Actor", tables, act.actors);
    add_party(row, "Recipient", tables, act.recipients);
    if (act.actors.empty() && act.recipients.empty()) {
        return Error{"names nobody"};
    }
    add_place(row, tables, act);
    if (auto done = set_coordinates(row["Latitude"], row["Longitude"], act); !done) {
        return done.error();
    }
    act.publisher = row["Source"];
    act.published = dataset_day(row["Publication Date"]).value_or("");
    act.story = row["Story ID"];
    act.language = row["Language"];
    return act;
}

}  // namespace chancery
