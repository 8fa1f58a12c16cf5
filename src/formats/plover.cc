// PLOVER JSON Lines: an object for each event (PLOVER manual, "Data Fields").
// SPDX-License-Identifier: Apache-2.0
#include "formats/json_fields.h"
#include "formats/one_file.h"
#include "formats/plover_words.h"

namespace chancery {

namespace {

/// Leaves a key out where there is nothing to say.
void put(Json& object, const char* key, const std::string& value) {
    if (!value.empty()) {
        object[key] = value;
    }
}

class Plover : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        const auto days = days_of(event);
        if (!days || (event.actors.empty() && event.recipients.empty())) {
            leave_out();
            return {};
        }
        Json out;
        out["id"] = event.id;
        out["has_event"] = event.status != "denied";
        out["date"] = days->range.first.iso();
        if (days->range.last != days->range.first) {
            out["enddate"] = days->range.last.iso();
        }
        out["actor"] = entities(event.actors);
        out["recipient"] = entities(event.recipients);
        out["event"] = Json::array({event.type});
        if (auto place = location(event); !place.empty()) {
            out["event_loc"] = std::move(place);
        }
        out["event_text"] = Json::array({event.trigger});
        out["quad_code"] = quad_word(event.quad);
        if (event.goldstein) {
            out["event_scale"] = rounded(*event.goldstein, 1);
        }
        out["mode"] = event.mode.empty() ? Json::array() : Json::array({event.mode});
        out["context"] = contexts(event);
        out["link"] = links(detail);
        add_texts(detail, out);
        put(out, "coder", options().version);
        put(out, "comment", comment(event, *days));
        return write(json_line(out));
    }

  private:
    static Json entities(const std::vector<Participant>& parties) {
        Json out = Json::array();
        for (const Participant& one : parties) {
            Json entity;
            put(entity, "code", one.code);
            put(entity, "sector", one.sector);
            entity["entity_text"] = one.name;
            entity["identifier_id"] = actor_id(one);
            entity["identifier_text"] = best_name(one);
            put(entity, "office", join(one.titles, "; "));
            out.push_back(std::move(entity));
        }
        return out;
    }

    [[nodiscard]] Json location(const EventRow& event) const {
        Json out = Json::object();
        put(out, "extracted_place", event.place);
        if (event.place_at) {
            put(out, "resolved_place", event.place);
            out["lat"] = rounded(event.place_at->latitude, 4);
            out["lon"] = rounded(event.place_at->longitude, 4);
        }
        if (!event.place_country.empty()) {
            out["country"] = country_name(tables(), event.place_country);
            out["country_code"] = event.place_country;
        }
        return out;
    }

    /// PLOVER tells what did not simply happen by contexts of their own.
    static std::vector<std::string> contexts(const EventRow& event) {
        std::vector<std::string> out = event.contexts;
        if (event.background) {
            out.emplace_back("historical");
        }
        if (event.status == "planned") {
            out.emplace_back("future");
        }
        return out;
    }

    static Json links(const EventDetail& detail) {
        Json out = Json::array();
        for (const EventLink& link : detail.links) {
            out.push_back({{"id", link.event}, {"relation", link.kind}});
        }
        return out;
    }

    /// The words of each article, and where they stand.
    static void add_texts(const EventDetail& detail, Json& out) {
        Json texts = Json::array();
        Json citations = Json::array();
        for (const ActRow& act : detail.acts) {
            Json text{{"text_story", act.evidence}};
            if (act.sentence != 0) {
                text["sequence"] = act.sentence;
            }
            if (!act.evidence_at.empty()) {
                text["start"] = act.evidence_at.begin;
                text["end"] = act.evidence_at.end;
            }
            texts.push_back(std::move(text));
            Json citation;
            put(citation, "corpus", act.outlet);
            citation["citation"] = act.doc;
            put(citation, "url", act.url);
            put(citation, "title", act.title);
            put(citation, "language", act.language);
            put(citation, "publication", act.published);
            citations.push_back(std::move(citation));
        }
        out["text"] = detail.event.evidence;
        out["text_info"] = std::move(texts);
        out["cite_info"] = std::move(citations);
    }

    /// What PLOVER has no field for.
    static std::string comment(const EventRow& event, const EventDays& days) {
        std::vector<std::string> out;
        if (event.status == "denied") {
            out.emplace_back("denied");
        }
        if (!days.told) {
            out.emplace_back("date is that of publication");
        } else if (!days.range.exact) {
            out.push_back("dated " + event.date);
        }
        if (!event.channel.empty()) {
            out.push_back("channel " + event.channel);
        }
        if (event.count) {
            out.push_back("count " + std::to_string(*event.count));
        }
        if (!event.conflicts.empty()) {
            out.push_back("sources differ on " + join(event.conflicts, ", "));
        }
        return join(out, "; ");
    }
};

}  // namespace

MadeWriter make_plover(OutFiles& files, const ExportOptions& options) {
    return make_one_file<Plover>(files, options, "");
}

}  // namespace chancery
