// POLECAT: 40 columns, tab-separated with a header (Harvard Dataverse,
// doi:10.7910/DVN/AJGVIT). SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/one_file.h"
#include "formats/plover_words.h"

namespace chancery {

namespace {

constexpr std::string_view head =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\t"
    "Actor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\t"
    "Actor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t"
    "Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
    "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\t"
    "District\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\t"
    "Feature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"
    "Story Locations\tLanguage\tVersion\n";

/// Names of a kind among those who take part, each once.
std::string story_names(const EventDetail& detail, bool people) {
    std::vector<std::string> out;
    for (const ActRow& act : detail.acts) {
        add_story_names(act, people, out);
    }
    return join(out, ";");
}

std::string story_places(const EventDetail& detail) {
    std::vector<std::string> out;
    for (const ActRow& act : detail.acts) {
        if (!act.place.empty() &&
            std::find(out.begin(), out.end(), act.place) == out.end()) {
            out.push_back(act.place);
        }
    }
    return join(out, ";");
}

class Polecat : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        const auto days = exact_days_of(event);
        if (!days || event.status == "denied") {
            leave_out();
            return {};
        }
        std::string lines;
        std::size_t number = 0;
        for (const Dyad& dyad : dyads_of(event)) {
            std::vector<std::string> row{
                event.id + '-' + std::to_string(++number),
                days->range.first.iso(),
                event.type,
                event.mode,
                event.goldstein ? decimal(*event.goldstein, 1) : "",
                std::string(quad_word(event.quad)),
                join(event.contexts, ";")};
            add_party(dyad.actor, row);
            add_party(dyad.recipient, row);
            add_place(event, row);
            add_story(detail, row);
            lines += tsv_line(row);
        }
        return write(lines);
    }

  private:
    /// Name, country, COW, primary sector, sectors, title, raw name, Wikipedia.
    void add_party(const Participant* party, std::vector<std::string>& row) {
        if (party == nullptr) {
            row.resize(row.size() + 8);
            return;
        }
        const CountryCodes* country = tables().country(CountryKey::iso3, party->code);
        const bool igo = party->sector == "IGO" || party->kind == "igo";
        row.insert(row.end(),
                   {best_name(*party),
                    country != nullptr ? country->iso3
                    : igo              ? "IGO"
                                       : "",
                    country == nullptr ? "" : country->cow,
                    party->sector,
                    party->sector,
                    join(party->titles, "; "),
                    party->name,
                    ""});
    }

    /// Placename, city, district, province, country, latitude, longitude, GeoNames ID,
    /// raw placename, feature type.
    static void add_place(const EventRow& event, std::vector<std::string>& row) {
        const bool located = event.place_at.has_value();
        row.insert(row.end(),
                   {event.place,
                    located ? event.place : "",
                    "",
                    "",
                    event.place_country,
                    located ? decimal(event.place_at->latitude, 4) : "",
                    located ? decimal(event.place_at->longitude, 4) : "",
                    "",
                    event.place,
                    ""});
    }

    /// Source, publication date, people, organisations, locations, language, version.
    void add_story(const EventDetail& detail, std::vector<std::string>& row) {
        const ActRow* lead = lead_act(detail);
        row.insert(row.end(),
                   {lead == nullptr ? "" : lead->outlet,
                    lead == nullptr ? "" : lead->published,
                    story_names(detail, true),
                    story_names(detail, false),
                    story_places(detail),
                    lead == nullptr ? "" : lead->language,
                    options().version});
    }
};

}  // namespace

MadeWriter make_polecat(OutFiles& files, const ExportOptions& options) {
    return make_one_file<Polecat>(files, options, head);
}

}  // namespace chancery
