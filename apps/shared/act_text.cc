// An act in words and records: what the table, `explain`, JSON and CSV have in common.
// SPDX-License-Identifier: Apache-2.0
#include "shared/act_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "coding/act.h"

namespace chancery {

namespace {

/// To four decimals, some ten metres.
Json degrees(const ActRow& act, double Coordinates::*which) {
    return act.place_at ? Json(std::round((*act.place_at).*which * 1e4) / 1e4)
                        : Json(nullptr);
}

std::string degrees_text(const ActRow& act, double Coordinates::*which) {
    return act.place_at ? degrees(act, which).dump() : "";
}

Json to_json(const std::vector<Participant>& participants) {
    Json out = Json::array();
    for (const Participant& one : participants) {
        Json item = {{"key", one.key},
                     {"name", one.name},
                     {"kind", one.kind},
                     {"code", text_or_null(one.code)},
                     {"sector", text_or_null(one.sector)}};
        if (!one.table_name.empty()) {
            item["table_name"] = one.table_name;
        }
        if (!one.titles.empty()) {
            item["offices"] = one.titles;
        }
        out.push_back(std::move(item));
    }
    return out;
}

}  // namespace

double rounded(double confidence) {
    return std::round(confidence * 1000.0) / 1000.0;
}

std::string decimal(double confidence) {
    return Json(rounded(confidence)).dump();
}

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list) {
        out += (&one == list.data() ? "" : "; ") + one;
    }
    return out;
}

std::string joined(const std::vector<Participant>& list,
                   std::string Participant::*field) {
    std::string out;
    for (const Participant& one : list) {
        out += (&one == list.data() ? "" : "; ") + one.*field;
    }
    return out;
}

std::string type_and_mode(const ActRow& act) {
    return act.mode.empty() ? act.type : act.type + '/' + act.mode;
}

std::string name_and_code(const Participant& participant) {
    const std::string name = printable(participant.name);
    const bool stands_for_itself =
        participant.kind == "state" || participant.code == participant.name;
    return participant.code.empty() || stands_for_itself
               ? name
               : name + " (" + participant.code + ')';
}

std::string names(const std::vector<Participant>& participants) {
    std::string out;
    for (const Participant& one : participants) {
        out += (out.empty() ? "" : ", ") + name_and_code(one);
    }
    return out;
}

std::string date_or_published(const ActRow& act) {
    if (act.date.empty()) {
        return act.published.empty() ? "" : '(' + act.published + ')';
    }
    const auto range = parse_day_range(act.date);
    constexpr std::size_t interval = 21;  // YYYY-MM-DD/YYYY-MM-DD
    if (!range || act.date.size() != interval) {
        return act.date;
    }
    // ISO 8601-1, 5.5.2.2: what both ends share is written once.
    const std::size_t shared = act.date.compare(0, 8, act.date, 11, 8) == 0   ? 8
                               : act.date.compare(0, 5, act.date, 11, 5) == 0 ? 5
                                                                              : 0;
    return act.date.substr(0, 11) + act.date.substr(11 + shared);
}

std::string status_words(const ActRow& act) {
    std::string out = act.status == "happened" ? "" : act.status;
    if (act.background) {
        out += out.empty() ? "background" : ", background";
    }
    return out;
}

Style type_style(std::string_view type) {
    const auto known = act_type_from(type);
    if (!known || *known <= ActType::concede) {
        return Style::green;
    }
    if (*known <= ActType::retreat) {
        return Style::blue;
    }
    return *known <= ActType::threaten ? Style::yellow : Style::red;
}

Json to_json(const ActRow& act) {
    Json out = {{"id", act.id},
                {"doc", act.doc},
                {"number", act.number},
                {"type", act.type},
                {"mode", text_or_null(act.mode)},
                {"cameo", text_or_null(act.cameo)},
                {"channel", text_or_null(act.channel)},
                {"actors", to_json(act.actors)},
                {"recipients", to_json(act.recipients)},
                {"date", text_or_null(act.date)},
                {"place", text_or_null(act.place)},
                {"place_country", text_or_null(act.place_country)},
                {"place_latitude", degrees(act, &Coordinates::latitude)},
                {"place_longitude", degrees(act, &Coordinates::longitude)},
                {"status", act.status},
                {"background", act.background}};
    if (act.count) {
        out["count"] = *act.count;
    }
    out["quad"] = act.quad;
    out["goldstein"] = act.goldstein ? Json(rounded(*act.goldstein)) : Json(nullptr);
    out["contexts"] = act.contexts;
    out["trigger"] = act.trigger;
    out["evidence"] = act.evidence;
    out["confidence"] = rounded(act.confidence);
    out["outlet"] = text_or_null(act.outlet);
    out["agency"] = text_or_null(act.agency);
    out["published"] = text_or_null(act.published);
    out["title"] = text_or_null(act.title);
    out["url"] = text_or_null(act.url);
    return out;
}

Json to_json(const ActDetail& detail) {
    Json out = to_json(detail.act);
    out["context"] = detail.context;
    Json reasons = Json::array();
    for (const ReasonRow& reason : detail.reasons) {
        reasons.push_back({{"field", reason.field},
                           {"rule", reason.rule},
                           {"words", text_or_null(reason.words)},
                           {"confidence", rounded(reason.confidence)}});
    }
    out["reasons"] = std::move(reasons);
    out["coded_by"] = detail.tool;
    out["current"] = detail.current;
    return out;
}

Json to_json(const ArticleRow& article) {
    Json out = {{"doc", article.doc},
                {"version", article.version},
                {"current", article.current},
                {"status", article.refused ? "refused" : "coded"},
                {"refusal", text_or_null(article.refusal)},
                {"acts", article.acts},
                {"title", text_or_null(article.title)},
                {"published", text_or_null(article.published)},
                {"outlet", text_or_null(article.outlet)},
                {"agency", text_or_null(article.agency)},
                {"dateline", text_or_null(article.dateline)},
                {"language", text_or_null(article.language)},
                {"url", text_or_null(article.url)},
                {"path", text_or_null(article.path)},
                {"content_hash", article.content_hash}};
    if (!article.text_hash.empty()) {
        out["text_kept"] = false;
        out["text_sha256"] = article.text_hash;
        out["source_sha256"] = article.source_hash;
    }
    if (!article.remarks.empty()) {
        out["remarks"] = article.remarks;
    }
    return out;
}

std::string csv_line(const std::vector<std::string>& fields) {
    std::string out;
    for (const std::string& field : fields) {
        out += &field == fields.data() ? "" : ",";
        if (field.find_first_of(",\"\r\n") == std::string::npos) {
            out += field;
            continue;
        }
        out += '"';
        for (const char c : field) {
            out += c == '"' ? std::string("\"\"") : std::string(1, c);
        }
        out += '"';
    }
    return out + "\r\n";
}

std::string csv_head(const CsvRow& row) {
    std::vector<std::string> columns;
    columns.reserve(row.size());
    for (const CsvField& field : row) {
        columns.emplace_back(field.column);
    }
    return csv_line(columns);
}

std::string csv_line(const CsvRow& row) {
    std::vector<std::string> values;
    values.reserve(row.size());
    for (const CsvField& field : row) {
        values.push_back(field.value);
    }
    return csv_line(values);
}

CsvRow csv_fields(const ActRow& act) {
    return {{"id", act.id},
            {"doc", act.doc},
            {"type", act.type},
            {"mode", act.mode},
            {"cameo", act.cameo},
            {"channel", act.channel},
            {"actors", joined(act.actors, &Participant::name)},
            {"actor_codes", joined(act.actors, &Participant::code)},
            {"recipients", joined(act.recipients, &Participant::name)},
            {"recipient_codes", joined(act.recipients, &Participant::code)},
            {"date", act.date},
            {"place", act.place},
            {"status", act.status},
            {"background", act.background ? "true" : "false"},
            {"count", act.count ? std::to_string(*act.count) : ""},
            {"trigger", act.trigger},
            {"evidence", act.evidence},
            {"confidence", decimal(act.confidence)},
            {"outlet", act.outlet},
            {"agency", act.agency},
            {"published", act.published},
            {"title", act.title},
            {"url", act.url},
            {"quad", std::to_string(act.quad)},
            {"goldstein", act.goldstein ? decimal(*act.goldstein) : ""},
            {"contexts", joined(act.contexts)},
            {"place_country", act.place_country},
            {"place_latitude", degrees_text(act, &Coordinates::latitude)},
            {"place_longitude", degrees_text(act, &Coordinates::longitude)}};
}

CsvRow csv_fields(const ArticleRow& article) {
    return {{"doc", article.doc},
            {"version", std::to_string(article.version)},
            {"current", article.current ? "true" : "false"},
            {"status", article.refused ? "refused" : "coded"},
            {"refusal", article.refusal},
            {"acts", std::to_string(article.acts)},
            {"title", article.title},
            {"published", article.published},
            {"outlet", article.outlet},
            {"agency", article.agency},
            {"dateline", article.dateline},
            {"language", article.language},
            {"url", article.url},
            {"path", article.path}};
}

}  // namespace chancery
