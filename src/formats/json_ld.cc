// JSON-LD 1.1: schema.org events and articles, a claim for what each article says of
// each, its provenance (PROV-O), its words as a Web Annotation.
// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include "formats/json_fields.h"
#include "formats/one_file.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::string_view head =
    "{\"@context\":[\"https://schema.org/\",{"
    "\"prov\":\"http://www.w3.org/ns/prov#\","
    "\"oa\":\"http://www.w3.org/ns/oa#\","
    "\"chancery\":\"https://chancery.invalid/terms#\"}],\n\"@graph\":[";

std::string event_urn(const std::string& id) {
    return "urn:uuid:" + uuid_of("event " + id);
}

std::string act_urn(const std::string& id) {
    return "urn:uuid:" + uuid_of("act " + id);
}

std::string actor_urn(const Participant& actor) {
    return "urn:uuid:" + uuid_of("actor " + actor_id(actor));
}

std::string run_urn(const std::string& version) {
    return "urn:uuid:" + uuid_of("program " + version);
}

/// The URL, where there is one; else made from the document's name.
std::string article_id(const ActRow& act) {
    const bool web = act.url.starts_with("http://") || act.url.starts_with("https://");
    return web ? act.url : "urn:uuid:" + uuid_of("article " + act.doc);
}

const char* class_of(const Participant& actor) {
    if (actor.kind == "person") {
        return "Person";
    }
    if (actor.kind == "state") {
        return "Country";
    }
    return actor.sector == "GOV" ? "GovernmentOrganization" : "Organization";
}

Json references(const std::vector<Participant>& list) {
    Json out = Json::array();
    for (const Participant& one : list) {
        out.push_back({{"@id", actor_urn(one)}});
    }
    return out;
}

Json property_value(const char* name, Json value) {
    return {{"@type", "PropertyValue"}, {"name", name}, {"value", std::move(value)}};
}

/// What schema.org has no word for.
Json more_of(const EventRow& event) {
    Json out = Json::array();
    const auto add = [&out](const char* name, Json value) {
        if (!value.is_null()) {
            out.push_back(property_value(name, std::move(value)));
        }
    };
    add("type", event.type);
    add("mode", text_or_null(event.mode));
    add("cameo", text_or_null(event.cameo));
    add("channel", text_or_null(event.channel));
    add("status", event.status);
    add("quad", event.quad);
    add("goldstein", event.goldstein ? Json(rounded(*event.goldstein, 1)) : Json());
    add("confidence", rounded(event.confidence, 3));
    add("sources", event.sources);
    for (const std::string& field : event.conflicts) {
        add("conflict", field);
    }
    return out;
}

Json place_of(const EventRow& event) {
    Json out{{"@type", "Place"}};
    if (!event.place.empty()) {
        out["name"] = event.place;
    }
    if (!event.place_country.empty()) {
        out["address"] = {{"@type", "PostalAddress"},
                          {"addressCountry", event.place_country}};
    }
    if (event.place_at) {
        out["geo"] = {{"@type", "GeoCoordinates"},
                      {"latitude", rounded(event.place_at->latitude, 4)},
                      {"longitude", rounded(event.place_at->longitude, 4)}};
    }
    return out;
}

class JsonLd : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        std::string out;
        if (known_.empty()) {
            out += element(
                {{"@id", run_urn(options().version)},
                 {"@type", Json::array({"SoftwareApplication", "prov:SoftwareAgent"})},
                 {"name", options().version}});
        }
        for (const auto* list : {&detail.event.actors, &detail.event.recipients}) {
            for (const Participant& one : *list) {
                out += actor(one);
            }
        }
        out += element(event_object(detail));
        for (const ActRow& act : detail.acts) {
            out += article(act);
            auto claim = claim_object(detail.event, act);
            if (!claim) {
                return claim.error();
            }
            out += element(*claim);
        }
        return write(out);
    }

    Result<void> finish() override { return write("\n]}\n"); }

  private:
    std::string element(const Json& json) {
        const std::string before = first_ ? "\n" : ",\n";
        first_ = false;
        return before + json_text(json);
    }

    /// Once for each.
    std::string actor(const Participant& one) {
        const std::string id = actor_urn(one);
        if (!known_.insert(id).second) {
            return {};
        }
        Json out{{"@id", id}, {"@type", class_of(one)}, {"name", best_name(one)}};
        if (!one.table_name.empty() && one.table_name != one.name) {
            out["alternateName"] = one.name;
        }
        if (!one.titles.empty()) {
            out[one.kind == "person" ? "jobTitle" : "description"] = one.titles;
        }
        if (!one.code.empty()) {
            out["identifier"] = property_value("code", one.code);
        }
        return element(out);
    }

    std::string article(const ActRow& act) {
        const std::string id = article_id(act);
        if (!known_.insert(id).second) {
            return {};
        }
        Json out{{"@id", id},
                 {"@type", Json::array({"NewsArticle", "prov:Entity"})},
                 {"identifier", act.doc}};
        const auto put = [&out](const char* key, const std::string& value) {
            if (!value.empty()) {
                out[key] = value;
            }
        };
        put("headline", act.title);
        put("datePublished", act.published);
        put("inLanguage", act.language);
        if (id == act.url) {
            put("url", act.url);
        }
        if (!act.outlet.empty()) {
            out["publisher"] = {{"@type", "NewsMediaOrganization"}, {"name", act.outlet}};
        }
        if (!act.agency.empty()) {
            out["creditText"] = act.agency;
        }
        return element(out);
    }

    static Json event_object(const EventDetail& detail) {
        const EventRow& event = detail.event;
        Json out{
            {"@id", event_urn(event.id)},
            {"@type", Json::array({"Event", "prov:Entity"})},
            {"identifier", event.id},
            {"name", event.mode.empty() ? event.type : event.type + '/' + event.mode},
            {"description", event.evidence}};
        if (const auto range = parse_day_range(event.date)) {
            const bool days = range->exact;
            out["startDate"] = days ? range->first.iso() : event.date;
            out["endDate"] = days ? range->last.iso() : event.date;
        }
        if (event.status == "planned") {
            out["eventStatus"] = "https://schema.org/EventScheduled";
        } else if (event.status == "denied") {
            out["eventStatus"] = "https://schema.org/EventCancelled";
        }
        if (!event.place.empty() || !event.place_country.empty()) {
            out["location"] = place_of(event);
        }
        // Whoever acts performs or organises; "actor" is of films there.
        out["organizer"] = references(event.actors);
        out["attendee"] = references(event.recipients);
        out["about"] = event.contexts;
        out["additionalProperty"] = more_of(event);
        for (const EventLink& link : detail.links) {
            out["chancery:" + link.kind].push_back({{"@id", event_urn(link.event)}});
        }
        return out;
    }

    Result<Json> claim_object(const EventRow& event, const ActRow& act) {
        auto selector = selectors(act);
        if (!selector) {
            return selector.error();
        }
        const std::string source = article_id(act);
        Json out{{"@id", act_urn(act.id)},
                 {"@type", Json::array({"Claim", "oa:Annotation", "prov:Entity"})},
                 {"identifier", act.id},
                 {"about", {{"@id", event_urn(event.id)}}},
                 {"text", act.evidence},
                 {"appearance", {{"@id", source}}},
                 {"oa:motivatedBy", {{"@id", "oa:identifying"}}},
                 {"oa:hasBody", {{"@id", event_urn(event.id)}}},
                 {"oa:hasTarget",
                  {{"@type", "oa:SpecificResource"},
                   {"oa:hasSource", {{"@id", source}}},
                   {"oa:hasSelector", *std::move(selector)}}},
                 {"prov:wasDerivedFrom", {{"@id", source}}},
                 {"prov:wasAttributedTo", {{"@id", run_urn(options().version)}}},
                 {"chancery:confidence", rounded(act.confidence, 3)}};
        if (!act.date.empty()) {
            out["temporal"] = act.date;
        }
        return out;
    }

    /// The words and where they stand in bytes; with the text, what stands around them
    /// and where they stand: in code points, as the Web Annotation model counts.
    Result<Json> selectors(const ActRow& act) {
        const auto text = text_of(act);
        if (!text) {
            return text.error();
        }
        const Span at = act.evidence_at;
        if (text->empty()) {
            Json words{{"@type", "oa:TextQuoteSelector"}, {"oa:exact", act.evidence}};
            if (at.empty()) {
                return words;
            }
            // Where the text is not kept its bytes are known, not its code points.
            return Json::array({std::move(words),
                                {{"@type", "oa:DataPositionSelector"},
                                 {"oa:start", at.begin},
                                 {"oa:end", at.end}}});
        }
        const std::string_view exact = quote(*text, at);
        Json quote_selector{{"@type", "oa:TextQuoteSelector"}, {"oa:exact", exact}};
        quote_selector["oa:prefix"] = before(*text, at.begin);
        quote_selector["oa:suffix"] = after(*text, at.end);
        const std::size_t begin = characters_before(*text, at.begin);
        return Json::array({std::move(quote_selector),
                            {{"@type", "oa:TextPositionSelector"},
                             {"oa:start", begin},
                             {"oa:end", begin + count_characters(exact)}}});
    }

    static constexpr std::size_t around = 32;  ///< bytes of text at most

    static std::string before(std::string_view text, std::size_t at) {
        std::size_t begin = at > around ? at - around : 0;
        while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
            ++begin;
        }
        return std::string(text.substr(begin, at - begin));
    }

    static std::string after(std::string_view text, std::size_t at) {
        return std::string(utf8_prefix(text.substr(at), around));
    }

    bool first_ = true;
    std::unordered_set<std::string> known_;  ///< actors and articles described
};

}  // namespace

MadeWriter make_json_ld(OutFiles& files, const ExportOptions& options) {
    return make_one_file<JsonLd>(files, options, head);
}

}  // namespace chancery
