// ICEWS coded event data: 20 columns, tab-separated with a header (Harvard Dataverse,
// doi:10.7910/DVN/28075). SPDX-License-Identifier: Apache-2.0
#include "formats/one_file.h"

namespace chancery {

namespace {

constexpr std::string_view head =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\t"
    "CAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\t"
    "Sentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
    "Longitude\n";

class Icews : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        const auto days = exact_days_of(event);
        if (!days || event.status == "denied" || event.cameo.empty()) {
            leave_out();
            return {};
        }
        const CameoCode* code = tables().cameo().find(event.cameo);
        const double coded = code == nullptr ? 0.0 : static_cast<double>(code->goldstein);
        std::string lines;
        for (const Dyad& dyad : dyads_of(event)) {
            std::vector<std::string> row{std::to_string(dyad_number(event, dyad)),
                                         days->range.first.iso()};
            add_party(dyad.actor, row);
            row.push_back(code == nullptr ? event.type : code->name);
            row.push_back(event.cameo);
            row.push_back(decimal(event.goldstein.value_or(coded), 1));
            add_party(dyad.recipient, row);
            add_story(detail, row);
            add_place(event, row);
            lines += tsv_line(row);
        }
        return write(lines);
    }

  private:
    /// Name, sectors, country.
    void add_party(const Participant* party, std::vector<std::string>& row) {
        if (party == nullptr) {
            row.insert(row.end(), {"", "", ""});
            return;
        }
        const SectorCodes* sector = tables().sector(party->sector);
        // A state stands for itself in ICEWS, without sectors.
        const bool told = sector != nullptr && party->kind != "state";
        row.push_back(best_name(*party));
        row.push_back(told ? join(sector->icews, ",") : "");
        row.push_back(country(party->code));
    }

    /// The name that ICEWS gives a country; "" for what is none.
    [[nodiscard]] std::string country(std::string_view iso3) const {
        const CountryCodes* known = tables().country(CountryKey::iso3, iso3);
        if (known == nullptr) {
            return {};
        }
        return known->icews.empty() ? known->name : known->icews;
    }

    static void add_story(const EventDetail& detail, std::vector<std::string>& row) {
        const ActRow* lead = lead_act(detail);
        row.push_back(lead == nullptr ? "" : lead->doc);
        row.push_back(
            lead == nullptr || lead->sentence == 0 ? "" : std::to_string(lead->sentence));
        row.push_back(lead == nullptr ? "" : lead->outlet);
    }

    /// City, district, province, country, latitude, longitude.
    void add_place(const EventRow& event, std::vector<std::string>& row) {
        const bool located = event.place_at.has_value();
        row.insert(row.end(),
                   {located ? event.place : "",
                    "",
                    "",
                    country(event.place_country),
                    located ? decimal(event.place_at->latitude, 4) : "",
                    located ? decimal(event.place_at->longitude, 4) : ""});
    }
};

}  // namespace

MadeWriter make_icews(OutFiles& files, const ExportOptions& options) {
    return make_one_file<Icews>(files, options, head);
}

}  // namespace chancery
