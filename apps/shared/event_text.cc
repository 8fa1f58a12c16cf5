// SPDX-License-Identifier: Apache-2.0
#include "shared/event_text.h"

namespace chancery {

ActRow as_act(const EventRow& event) {
    ActRow out;
    out.id = event.id;
    out.type = event.type;
    out.mode = event.mode;
    out.cameo = event.cameo;
    out.channel = event.channel;
    out.date = event.date;
    out.place = event.place;
    out.status = event.status;
    out.place_country = event.place_country;
    out.place_at = event.place_at;
    out.background = event.background;
    out.count = event.count;
    out.quad = event.quad;
    out.goldstein = event.goldstein;
    out.contexts = event.contexts;
    out.trigger = event.trigger;
    out.evidence = event.evidence;
    out.confidence = event.confidence;
    out.actors = event.actors;
    out.recipients = event.recipients;
    out.published = event.first_published;
    return out;
}

std::string told_by(const EventRow& event) {
    std::string out = std::to_string(event.sources);
    if (event.articles != event.sources) {
        out += "/" + std::to_string(event.articles);
    }
    if (!event.conflicts.empty()) {
        out += " ≠ " + joined(event.conflicts);
    }
    return out;
}

Json to_json(const EventRow& event) {
    // The fields of an act, without those of an article.
    Json out = to_json(as_act(event));
    for (const char* own : {"doc",
                            "number",
                            "title",
                            "outlet",
                            "agency",
                            "published",
                            "url",
                            "path",
                            "event",
                            "language"}) {
        out.erase(own);
    }
    out["acts"] = event.acts;
    out["articles"] = event.articles;
    out["sources"] = event.sources;
    out["first_published"] = text_or_null(event.first_published);
    out["last_published"] = text_or_null(event.last_published);
    out["conflicts"] = event.conflicts;
    out["corrected"] = event.corrected;
    out["lead"] = event.lead;
    return out;
}

Json to_json(const EventDetail& detail) {
    Json out = to_json(detail.event);
    out["links"] = Json::array();
    for (const EventLink& link : detail.links) {
        out["links"].push_back({{"event", link.event}, {"kind", link.kind}});
    }
    out["claims"] = Json::array();
    for (const ClaimRow& claim : detail.claims) {
        out["claims"].push_back({{"field", claim.field},
                                 {"value", claim.value},
                                 {"shown", claim.shown},
                                 {"act", claim.act},
                                 {"rule", text_or_null(claim.rule)},
                                 {"words", text_or_null(claim.words)},
                                 {"confidence", rounded(claim.confidence)}});
    }
    out["told"] = Json::array();
    for (const ActRow& act : detail.acts) {
        out["told"].push_back(to_json(act));
    }
    return out;
}

Json to_json(const StatementRow& statement) {
    return {{"id", statement.id},
            {"kind", statement.kind},
            {"speaker", statement.speaker},
            {"addressee", text_or_null(statement.addressee)},
            {"cue", text_or_null(statement.cue)},
            {"content", text_or_null(statement.content)},
            {"speaker_words", statement.speaker_words},
            {"addressee_words", text_or_null(statement.addressee_words)},
            {"part", statement.part},
            {"rule", statement.rule},
            {"confidence", rounded(statement.confidence)},
            {"doc", statement.doc},
            {"title", text_or_null(statement.title)},
            {"outlet", text_or_null(statement.outlet)},
            {"agency", text_or_null(statement.agency)},
            {"published", text_or_null(statement.published)},
            {"url", text_or_null(statement.url)}};
}

CsvRow csv_fields(const EventRow& event) {
    return {{"id", event.id},
            {"type", event.type},
            {"mode", event.mode},
            {"cameo", event.cameo},
            {"channel", event.channel},
            {"actors", joined(event.actors, &Participant::name)},
            {"actor_codes", joined(event.actors, &Participant::code)},
            {"recipients", joined(event.recipients, &Participant::name)},
            {"recipient_codes", joined(event.recipients, &Participant::code)},
            {"date", event.date},
            {"place", event.place},
            {"place_country", event.place_country},
            {"status", event.status},
            {"background", event.background ? "1" : "0"},
            {"count", event.count ? std::to_string(*event.count) : ""},
            {"quad", std::to_string(event.quad)},
            {"goldstein", event.goldstein ? decimal(*event.goldstein) : ""},
            {"contexts", joined(event.contexts)},
            {"confidence", decimal(event.confidence)},
            {"acts", std::to_string(event.acts)},
            {"articles", std::to_string(event.articles)},
            {"sources", std::to_string(event.sources)},
            {"first_published", event.first_published},
            {"last_published", event.last_published},
            {"conflicts", joined(event.conflicts)},
            {"corrected", joined(event.corrected)},
            {"evidence", event.evidence}};
}

}  // namespace chancery
