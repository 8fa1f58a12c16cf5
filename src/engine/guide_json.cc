// The ledger form of the annotation guide.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/engine.h"
#include "formats/fields.h"

namespace chancery {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

/// The words as the document has them: what was read for plain text, the clean text for
/// pages.
std::string quoted(const Article& article, Span span) {
    if (article.verbatim) {
        return std::string(quote(article.source, source_span(article, span)));
    }
    return std::string(quote(article.text, span));
}

/// Rounded to 1 / `steps`, so that the bytes do not depend on how a float prints.
double rounded(float value, float steps) {
    return static_cast<double>(std::lround(value * steps)) / static_cast<double>(steps);
}

Json entity_json(const Actor& actor) {
    Json offices = Json::array();
    for (const HeldOffice& office : actor.offices) {
        if (!office.from_table) {
            offices.push_back(office.title);
        }
    }
    return Json{{"key", actor.key},
                {"name", actor.name},
                {"kind", name(actor.kind)},
                {"code", text_or_null(actor.code)},
                {"sector", text_or_null(name(actor.sector))},
                {"offices", std::move(offices)}};
}

Json keys_of(const std::vector<ActorIndex>& list, const ArticleActors& actors) {
    Json keys = Json::array();
    for (const ActorIndex actor : list) {
        keys.push_back(actors.actors[actor].key);
    }
    return keys;
}

/// What the place was chosen from, and what spoke for each.
Json options_json(const Act& act) {
    Json list = Json::array();
    for (const PlaceOption& option : act.place_options) {
        list.push_back({{"place", text_or_null(option.place)},
                        {"share", rounded(option.share, 100.0F)},
                        {"signs", option.signs.names()}});
    }
    return list;
}

/// To four decimals, some ten metres: the bytes do not depend on how a double prints.
double rounded_degrees(double degrees) {
    return static_cast<double>(std::lround(degrees * 1e4)) / 1e4;
}

Json act_json(const Act& act, const Coded& coded) {
    Json json{{"id", act.id},
              {"type", name(act.type)},
              {"mode", text_or_null(act.mode)},
              {"channel", text_or_null(name(act.channel))},
              {"actors", keys_of(act.actors, coded.actors)},
              {"recipients", keys_of(act.recipients, coded.actors)},
              {"date", text_or_null(act.date)},
              {"place", text_or_null(act.place)},
              {"status", name(act.status)},
              {"background", act.background},
              {"trigger", quoted(coded.article, act.trigger)},
              {"evidence",
               evidence_line(quoted(coded.article, act.evidence),
                             quoted(coded.article, act.trigger))},
              {"cameo", text_or_null(act.cameo)},
              {"quad", act.quad},
              {"goldstein", rounded(act.goldstein, 10.0F)},
              {"contexts", act.contexts},
              {"confidence", rounded(act.confidence, 100.0F)}};
    if (!act.location.code.empty()) {
        json["place_country"] = act.location.code;
    }
    if (act.location.located) {
        json["place_latitude"] = rounded_degrees(act.location.latitude);
        json["place_longitude"] = rounded_degrees(act.location.longitude);
    }
    if (!act.target.empty()) {
        json["target"] = quoted(coded.article, act.target);
    }
    if (act.count) {
        json["count"] = *act.count;
    }
    return json;
}

Json reasons_json(const Act& act, const Article& article) {
    Json out = Json::array();
    for (const Reason& reason : act.reasons) {
        out.push_back({{"field", reason.field},
                       {"rule", reason.rule},
                       {"words", text_or_null(quoted(article, reason.span))},
                       {"confidence", rounded(reason.confidence, 100.0F)}});
    }
    return out;
}

Json statement_json(const Statement& statement, const Coded& coded) {
    const Article& article = coded.article;
    const std::string& text = article.text;
    const std::string to = addressee_name(statement, coded.actors, text);
    return Json{{"speaker", speaker_name(statement, coded.actors, text)},
                {"speaker_span", quoted(article, statement.speaker)},
                {"addressee", text_or_null(to)},
                {"cue", quoted(article, statement.cue)},
                {"content", quoted(article, statement.content)},
                {"kind", name(statement.kind)},
                {"group", statement.group == 0 ? Json(nullptr) : Json(statement.group)}};
}

}  // namespace

std::string to_guide_json(const Coded& coded, const GuideJsonOptions& options) {
    std::vector<bool> used(coded.actors.actors.size(), false);
    std::vector<const Act*> shown;
    for (const Act& act : coded.acts.acts) {
        // Confidence is asked for as it is shown.
        if (rounded(act.confidence, 100.0F) < rounded(options.min_confidence, 100.0F)) {
            continue;
        }
        shown.push_back(&act);
        for (const auto* list : {&act.actors, &act.recipients}) {
            for (const ActorIndex actor : *list) {
                used[actor] = true;
            }
        }
    }
    const Article& article = coded.article;
    Json json{
        {"doc", article.doc},
        {"date", article.published ? Json(article.published->iso()) : Json(nullptr)},
        {"outlet", text_or_null(article.outlet)},
        {"title", text_or_null(article.title)},
        {"entities", Json::array()},
        {"acts", Json::array()},
    };
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i]) {
            json["entities"].push_back(entity_json(coded.actors.actors[i]));
        }
    }
    for (const Act* act : shown) {
        Json& made = json["acts"].emplace_back(act_json(*act, coded));
        if (options.reasons) {
            made["reasons"] = reasons_json(*act, article);
            made["features"] = act->features;
            made["place_group"] = name(act->place_group);
            made["place_options"] = options_json(*act);
        }
    }
    json["statements"] = Json::array();
    for (const Statement& statement : coded.acts.statements.statements) {
        json["statements"].push_back(statement_json(statement, coded));
    }
    return json.dump(options.indent) + '\n';
}

}  // namespace chancery
