// NGEC JSON Lines: what that coder gives, an object for each act of an article
// (Halterman and others 2023, "Creating Custom Event Data Without Dictionaries").
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/json_fields.h"
#include "formats/one_file.h"

namespace chancery {

namespace {

/// Characters of `text` from which on `words` stand, and where they end; nulls where
/// they do not.
void add_offsets(const std::string& text, const std::string& words, Json& out) {
    const std::size_t at = words.empty() ? std::string::npos : text.find(words);
    const bool found = at != std::string::npos;
    const std::size_t begin = found ? characters_before(text, at) : 0;
    out["qa_start_char"] = found ? Json(begin) : Json(nullptr);
    out["qa_end_char"] = found ? Json(begin + count_characters(words)) : Json(nullptr);
}

class Ngec : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        std::string lines;
        for (const ActRow& act : detail.acts) {
            lines += json_line(object(act));
        }
        return write(lines);
    }

  private:
    [[nodiscard]] Json object(const ActRow& act) const {
        Json out;
        out["id"] = act.id;
        out["date"] = text_or_null(act.published);
        out["event_type"] = act.type;
        out["event_mode"] = act.mode.empty() ? Json::array() : Json::array({act.mode});
        out["event_text"] = act.evidence;
        out["story_id"] = act.doc;
        out["publisher"] = text_or_null(act.outlet);
        out["headline"] = text_or_null(act.title);
        out["pub_date"] = text_or_null(act.published);
        out["contexts"] = act.contexts;
        out["version"] = options().version;
        out["attributes"] = attributes(act);
        Json place = geolocation(act);
        out["geolocated_ents"] = place.is_null() ? Json::array() : Json::array({place});
        out["event_geolocation"] = {
            {"reason",
             place.is_null() ? "no place with coordinates" : "place of the act"},
            {"geo", std::move(place)}};
        add_date(act, out);
        out["story_people"] = names(act, true);
        out["story_orgs"] = names(act, false);
        out["story_locs"] = act.place.empty() ? Json::array() : Json::array({act.place});
        return out;
    }

    [[nodiscard]] Json attributes(const ActRow& act) const {
        Json out;
        out["ACTOR"] = parties(act, act.actors);
        out["RECIP"] = parties(act, act.recipients);
        out["LOC"] = Json::array();
        if (!act.place.empty()) {
            Json place{{"text", act.place}, {"qa_score", nullptr}};
            add_offsets(act.evidence, act.place, place);
            out["LOC"].push_back(std::move(place));
        }
        out["DATE"] = Json::array();
        if (!act.date.empty()) {
            out["DATE"].push_back({{"text", act.date},
                                   {"qa_score", nullptr},
                                   {"qa_start_char", nullptr},
                                   {"qa_end_char", nullptr}});
        }
        return out;
    }

    [[nodiscard]] Json parties(const ActRow& act,
                               const std::vector<Participant>& list) const {
        Json out = Json::array();
        for (const Participant& one : list) {
            const CountryCodes* country = tables().country(CountryKey::iso3, one.code);
            const bool igo = one.kind == "igo" || one.sector == "IGO";
            Json party{{"text", one.name}, {"qa_score", nullptr}};
            add_offsets(act.evidence, one.name, party);
            party["score"] = rounded(act.confidence, 3);
            party["wiki"] = "";
            party["country"] = country != nullptr ? country->iso3 : igo ? "IGO" : "";
            party["code_1"] = one.sector;
            party["code_2"] = "";
            party["country_name"] = country != nullptr ? country->name
                                    : igo              ? "Intergovernmental Organization"
                                                       : "";
            out.push_back(std::move(party));
        }
        return out;
    }

    static Json geolocation(const ActRow& act) {
        if (!act.place_at) {
            return nullptr;
        }
        return {{"search_placename", act.place},
                {"resolved_placename", act.place},
                {"lat", rounded(act.place_at->latitude, 4)},
                {"lon", rounded(act.place_at->longitude, 4)},
                {"country_code3", act.place_country}};
    }

    /// NGEC falls back to the day of publication in these very words.
    static void add_date(const ActRow& act, Json& out) {
        const auto range = parse_day_range(act.date);
        out["date_resolved"] =
            range ? Json(range->first.iso()) : text_or_null(act.published);
        out["date_raw"] = range ? act.date : "<No date detected--using publication date>";
    }

    static Json names(const ActRow& act, bool people) {
        std::vector<std::string> out;
        add_story_names(act, people, out);
        return out;
    }
};

}  // namespace

MadeWriter make_ngec(OutFiles& files, const ExportOptions& options) {
    return make_one_file<Ngec>(files, options, "");
}

}  // namespace chancery
