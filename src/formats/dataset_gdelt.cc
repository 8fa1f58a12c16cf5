// A row of GDELT as an act. SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "formats/dataset_rows.h"

namespace chancery {

namespace {

/// Codes of GDELT's places that changed within FIPS 10-4, or that share a state of ours.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> more_fips = {
    {{"RB", "SRB"}, {"GZ", "PSE"}}};

std::string country_of_place(std::string_view fips, const FormatTables& tables) {
    for (const auto& [code, iso3] : more_fips) {
        if (code == fips) {
            return std::string(iso3);
        }
    }
    const CountryCodes* country = tables.country(CountryKey::fips, fips);
    return country == nullptr ? "" : country->iso3;
}

void add_party(const DatasetRow& row,
               const std::string& prefix,
               const FormatTables& tables,
               std::vector<DatasetParty>& out) {
    DatasetParty party;
    party.name = row[prefix + "Name"];
    const std::string_view code = row[prefix + "Code"];
    if (party.name.empty() && code.empty()) {
        return;
    }
    const CountryCodes* country =
        tables.country(CountryKey::cameo, row[prefix + "CountryCode"]);
    const std::string_view type = row[prefix + "Type1Code"];
    const std::string_view group =
        tables.group_from_cameo(row[prefix + "KnownGroupCode"]);
    party.sector = tables.sector_from_cameo(type);
    if (!group.empty()) {
        party.code = group;
        party.kind = "igo";
        party.sector = party.sector.empty() ? "IGO" : party.sector;
    } else if (country != nullptr) {
        party.code = country->iso3;
        party.kind = type.empty() ? "state" : "other";
    } else {
        party.kind = type == "IGO" ? "igo" : "other";
    }
    if (party.name.empty()) {
        party.name = code;
    }
    out.push_back(std::move(party));
}

Result<void> add_place(const DatasetRow& row,
                       const FormatTables& tables,
                       DatasetAct& act) {
    const std::string_view type = row["ActionGeo_Type"];
    if (type.empty() || type == "0") {
        return {};
    }
    const std::string_view full = row["ActionGeo_FullName"];
    act.place = full.substr(0, full.find(','));
    act.place_country = country_of_place(row["ActionGeo_CountryCode"], tables);
    // Of a country GDELT gives the middle, which is nowhere that anything was done.
    return type == "1"
               ? Result<void>()
               : set_coordinates(row["ActionGeo_Lat"], row["ActionGeo_Long"], act);
}

}  // namespace

const std::vector<std::string>& gdelt_columns() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> out = {
            "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"};
        for (const std::string actor : {"Actor1", "Actor2"}) {
            for (const char* field : {"Code",
                                      "Name",
                                      "CountryCode",
                                      "KnownGroupCode",
                                      "EthnicCode",
                                      "Religion1Code",
                                      "Religion2Code",
                                      "Type1Code",
                                      "Type2Code",
                                      "Type3Code"}) {
                out.push_back(actor + field);
            }
        }
        for (const char* field : {"IsRootEvent",
                                  "EventCode",
                                  "EventBaseCode",
                                  "EventRootCode",
                                  "QuadClass",
                                  "GoldsteinScale",
                                  "NumMentions",
                                  "NumSources",
                                  "NumArticles",
                                  "AvgTone"}) {
            out.emplace_back(field);
        }
        for (const std::string place : {"Actor1Geo_", "Actor2Geo_", "ActionGeo_"}) {
            for (const char* field : {"Type",
                                      "FullName",
                                      "CountryCode",
                                      "ADM1Code",
                                      "ADM2Code",
                                      "Lat",
                                      "Long",
                                      "FeatureID"}) {
                out.push_back(place + field);
            }
        }
        out.insert(out.end(), {"DATEADDED", "SOURCEURL"});
        return out;
    }();
    return all;
}

Result<DatasetAct> gdelt_act(const DatasetRow& row, const FormatTables& tables) {
    DatasetAct act;
    act.id = row["GLOBALEVENTID"];
    const auto day = dataset_day(row["SQLDATE"]);
    if (act.id.empty() || !day) {
        return Error{"GLOBALEVENTID and SQLDATE (YYYYMMDD) are needed"};
    }
    act.date = *day;
    if (auto done = set_cameo(row["EventCode"], tables, act); !done) {
        return done.error();
    }
    if (auto done = set_weight(row["GoldsteinScale"], act); !done) {
        return done.error();
    }
    add_party(row, "Actor1", tables, act.actors);
    add_party(row, "Actor2", tables, act.recipients);
    if (act.actors.empty() && act.recipients.empty()) {
        return Error{"names nobody"};
    }
    if (auto done = add_place(row, tables, act); !done) {
        return done.error();
    }
    act.mentions = dataset_count(row["NumMentions"]);
    act.sources = dataset_count(row["NumSources"]);
    act.articles = dataset_count(row["NumArticles"]);
    act.published = dataset_day(row["DATEADDED"]).value_or("");
    act.url = row["SOURCEURL"];
    act.story = act.url;
    std::string_view host = act.url;
    const std::size_t scheme = host.find("://");
    if (scheme != std::string_view::npos) {
        host.remove_prefix(scheme + 3);
        act.publisher = host.substr(0, host.find_first_of("/?#:"));
    }
    return act;
}

}  // namespace chancery
