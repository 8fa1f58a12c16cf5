// A row of ICEWS as an act. SPDX-License-Identifier: Apache-2.0
#include "formats/dataset_rows.h"

namespace chancery {

namespace {

void add_party(const DatasetRow& row,
               const std::string& prefix,
               const FormatTables& tables,
               std::vector<DatasetParty>& out) {
    DatasetParty party;
    party.name = row[prefix + " Name"];
    if (party.name.empty()) {
        return;
    }
    const auto sectors = dataset_list(row[prefix + " Sectors"], ',');
    party.sector = tables.sector_from_icews(sectors);
    const CountryCodes* country =
        tables.country(CountryKey::name, row[prefix + " Country"]);
    const CountryCodes* itself = tables.country(CountryKey::name, party.name);
    party.code = country == nullptr ? "" : country->iso3;
    const bool is_state = itself != nullptr && itself == country;
    party.kind = is_state ? "state" : party.sector == "IGO" ? "igo" : "other";
    out.push_back(std::move(party));
}

}  // namespace

Result<DatasetAct> icews_act(const DatasetRow& row, const FormatTables& tables) {
    DatasetAct act;
    act.id = row["Event ID"];
    const auto day = dataset_day(row["Event Date"]);
    if (act.id.empty() || !day) {
        return Error{"Event ID and Event Date (YYYY-MM-DD) are needed"};
    }
    act.date = *day;
    if (auto done = set_cameo(row["CAMEO Code"], tables, act); !done) {
        return done.error();
    }
    if (auto done = set_weight(row["Intensity"], act); !done) {
        return done.error();
    }
    if (const auto words = row["Event Text"]; !words.empty()) {
        act.event_words = words;
    }
    add_party(row, "Source", tables, act.actors);
    add_party(row, "Target", tables, act.recipients);
    if (act.actors.empty() && act.recipients.empty()) {
        return Error{"names nobody"};
    }
    act.story = row["Story ID"];
    act.sentence = dataset_count(row["Sentence Number"]);
    act.publisher = row["Publisher"];
    const CountryCodes* country = tables.country(CountryKey::name, row["Country"]);
    act.place_country = country == nullptr ? "" : country->iso3;
    for (const char* column : {"City", "District", "Province", "Country"}) {
        if (act.place.empty()) {
            act.place = row[column];
        }
    }
    // Of a country alone ICEWS gives the middle.
    const bool in_country = act.place == row["Country"];
    const auto done = in_country
                          ? Result<void>()
                          : set_coordinates(row["Latitude"], row["Longitude"], act);
    return done ? Result<DatasetAct>(std::move(act)) : done.error();
}

}  // namespace chancery
