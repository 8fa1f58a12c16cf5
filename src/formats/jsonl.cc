// JSON Lines of everything: an object for each event with its acts, claims and links.
// SPDX-License-Identifier: Apache-2.0
#include "formats/json_fields.h"
#include "formats/one_file.h"

namespace chancery {

namespace {

Json parties(const std::vector<Participant>& list) {
    Json out = Json::array();
    for (const Participant& one : list) {
        out.push_back({{"id", actor_id(one)},
                       {"key", one.key},
                       {"name", one.name},
                       {"table_name", text_or_null(one.table_name)},
                       {"kind", one.kind},
                       {"code", text_or_null(one.code)},
                       {"sector", text_or_null(one.sector)},
                       {"offices", one.titles}});
    }
    return out;
}

/// What events and acts have in common.
template <typename Row>
void add_what(const Row& row, Json& out) {
    out["type"] = row.type;
    out["mode"] = text_or_null(row.mode);
    out["cameo"] = text_or_null(row.cameo);
    out["channel"] = text_or_null(row.channel);
    out["actors"] = parties(row.actors);
    out["recipients"] = parties(row.recipients);
    out["date"] = text_or_null(row.date);
    out["place"] = text_or_null(row.place);
    out["place_country"] = text_or_null(row.place_country);
    out["place_latitude"] = degrees_or_null(row.place_at, &Coordinates::latitude);
    out["place_longitude"] = degrees_or_null(row.place_at, &Coordinates::longitude);
    out["status"] = row.status;
    out["background"] = row.background;
    out["count"] = row.count ? Json(*row.count) : Json(nullptr);
    out["quad"] = row.quad;
    out["goldstein"] = row.goldstein ? Json(rounded(*row.goldstein, 1)) : Json(nullptr);
    out["contexts"] = row.contexts;
    out["confidence"] = rounded(row.confidence, 3);
    out["trigger"] = row.trigger;
    out["evidence"] = row.evidence;
}

/// [begin, end) in bytes of the clean text; null where it is not known.
Json span(Span at) {
    return at.empty() ? Json(nullptr) : Json::array({at.begin, at.end});
}

Json act_object(const ActRow& act) {
    Json out;
    out["id"] = act.id;
    out["number"] = act.number;
    add_what(act, out);
    out["sentence"] = act.sentence == 0 ? Json(nullptr) : Json(act.sentence);
    out["trigger_at"] = span(act.trigger_at);
    out["evidence_at"] = span(act.evidence_at);
    out["doc"] = act.doc;
    out["title"] = text_or_null(act.title);
    out["outlet"] = text_or_null(act.outlet);
    out["agency"] = text_or_null(act.agency);
    out["published"] = text_or_null(act.published);
    out["language"] = text_or_null(act.language);
    out["url"] = text_or_null(act.url);
    return out;
}

class JsonLines : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        Json out;
        out["id"] = event.id;
        add_what(event, out);
        out["articles"] = event.articles;
        out["sources"] = event.sources;
        out["first_published"] = text_or_null(event.first_published);
        out["last_published"] = text_or_null(event.last_published);
        out["conflicts"] = event.conflicts;
        out["corrected"] = event.corrected;
        out["lead"] = event.lead;
        out["acts"] = Json::array();
        for (const ActRow& act : detail.acts) {
            out["acts"].push_back(act_object(act));
        }
        out["claims"] = Json::array();
        for (const ClaimRow& claim : detail.claims) {
            out["claims"].push_back({{"field", claim.field},
                                     {"value", claim.value},
                                     {"act", claim.act},
                                     {"rule", claim.rule},
                                     {"words", text_or_null(claim.words)},
                                     {"confidence", rounded(claim.confidence, 3)},
                                     {"shown", claim.shown}});
        }
        out["links"] = Json::array();
        for (const EventLink& link : detail.links) {
            out["links"].push_back({{"event", link.event}, {"kind", link.kind}});
        }
        return write(json_line(out));
    }
};

}  // namespace

MadeWriter make_jsonl(OutFiles& files, const ExportOptions& options) {
    return make_one_file<JsonLines>(files, options, "");
}

}  // namespace chancery
