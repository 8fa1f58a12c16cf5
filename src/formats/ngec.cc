// NGEC JSON Lines: what that coder gives, an object for each act of an article
// (Halterman and others 2023, "Creating Custom Event Data Without Dictionaries").
// SPDX-License-Identifier: Apache-2.0
#include "formats/json_fields.h"
#include "formats/named_at.h"
#include "formats/one_file.h"

namespace chancery {

namespace {

/// What an object says of an act in words: the paragraph that holds its evidence where
/// the text is kept, else the evidence.
struct EventText {
    std::string words;
    Span evidence;  ///< in `words`
};

/// The words at `at` and their characters in the text; nulls, and `name`, where they are
/// not there.
Json named(const std::string& name, std::optional<Span> at, const EventText& text) {
    const std::size_t begin = at ? characters_before(text.words, at->begin) : 0;
    const std::string_view words = at ? quote(text.words, *at) : std::string_view{name};
    return {{"text", words},
            {"qa_score", nullptr},
            {"qa_start_char", at ? Json(begin) : Json(nullptr)},
            {"qa_end_char", at ? Json(begin + count_characters(words)) : Json(nullptr)}};
}

class Ngec : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        std::string lines;
        for (const ActRow& act : detail.acts) {
            const auto story = text_of(act);
            if (!story) {
                return story.error();
            }
            lines += json_line(object(act, event_text(act, *story)));
        }
        return write(lines);
    }

  private:
    static EventText event_text(const ActRow& act, const std::string& story) {
        if (story.empty()) {
            return {act.evidence, {0, static_cast<std::uint32_t>(act.evidence.size())}};
        }
        const Span lines = lines_around(story, act.evidence_at);
        return {std::string(quote(story, lines)),
                {act.evidence_at.begin - lines.begin, act.evidence_at.end - lines.begin}};
    }

    [[nodiscard]] Json object(const ActRow& act, const EventText& text) const {
        Json out;
        out["id"] = act.id;
        out["date"] = text_or_null(act.published);
        out["event_type"] = act.type;
        out["event_mode"] = act.mode.empty() ? Json::array() : Json::array({act.mode});
        out["event_text"] = text.words;
        out["story_id"] = act.doc;
        out["publisher"] = text_or_null(act.outlet);
        out["headline"] = text_or_null(act.title);
        out["pub_date"] = text_or_null(act.published);
        out["contexts"] = act.contexts;
        out["version"] = options().version;
        out["attributes"] = attributes(act, text);
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

    [[nodiscard]] Json attributes(const ActRow& act, const EventText& text) const {
        Json out;
        out["ACTOR"] = parties(act, act.actors, text);
        out["RECIP"] = parties(act, act.recipients, text);
        out["LOC"] = Json::array();
        if (!act.place.empty()) {
            const auto at = words_at(text.words, act.place, text.evidence);
            out["LOC"].push_back(named(act.place, at, text));
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
                               const std::vector<Participant>& list,
                               const EventText& text) const {
        Json out = Json::array();
        for (const Participant& one : list) {
            const CountryCodes* country = tables().country(CountryKey::iso3, one.code);
            const bool igo = one.kind == "igo" || one.sector == "IGO";
            const auto at = named_at(text.words, one, text.evidence);
            Json party = named(one.name, at, text);
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
