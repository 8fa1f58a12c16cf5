// SPDX-License-Identifier: Apache-2.0
#include "ledger/corrections.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "ledger/sha256.h"

namespace chancery {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 7> kinds = {
    "set", "merge", "split", "drop", "add", "name", "undo"};

Json to_json(const ActAnchor& anchor) {
    return {{"doc", anchor.doc},
            {"type", anchor.type},
            {"begin", anchor.source.begin},
            {"end", anchor.source.end},
            {"evidence", anchor.evidence}};
}

Json to_json(const std::vector<ActAnchor>& anchors) {
    Json out = Json::array();
    for (const ActAnchor& anchor : anchors) {
        out.push_back(to_json(anchor));
    }
    return out;
}

Json to_json(const PartyName& party) {
    return {{"kind", party.kind}, {"code", party.code}, {"key", party.key}};
}

Json to_json(const std::vector<PartyName>& parties) {
    Json out = Json::array();
    for (const PartyName& party : parties) {
        out.push_back(to_json(party));
    }
    return out;
}

Json to_json(const ActByHand& act) {
    Json out{{"doc", act.doc},
             {"type", act.type},
             {"mode", act.mode},
             {"channel", act.channel},
             {"date", act.date},
             {"place", act.place},
             {"status", act.status},
             {"cameo", act.cameo},
             {"actors", to_json(act.actors)},
             {"recipients", to_json(act.recipients)},
             {"actor_names", act.actor_names},
             {"recipient_names", act.recipient_names},
             {"evidence", act.evidence},
             {"trigger", act.trigger}};
    if (act.count) {
        out["count"] = *act.count;
    }
    return out;
}

/// Text only; what is not there or not text is empty.
std::string text(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::uint32_t number(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at != json.end() && at->is_number_unsigned() ? at->get<std::uint32_t>() : 0;
}

const Json& list(const Json& json, const char* key) {
    static const Json none = Json::array();
    const auto at = json.find(key);
    return at != json.end() && at->is_array() ? *at : none;
}

std::vector<ActAnchor> anchors(const Json& json, const char* key) {
    std::vector<ActAnchor> out;
    for (const Json& one : list(json, key)) {
        if (one.is_object()) {
            out.push_back({text(one, "doc"),
                           text(one, "type"),
                           {number(one, "begin"), number(one, "end")},
                           text(one, "evidence")});
        }
    }
    return out;
}

PartyName party(const Json& json) {
    return json.is_object()
               ? PartyName{text(json, "kind"), text(json, "code"), text(json, "key")}
               : PartyName();
}

PartyName party(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at == json.end() ? PartyName() : party(*at);
}

std::vector<PartyName> parties(const Json& json, const char* key) {
    std::vector<PartyName> out;
    for (const Json& one : list(json, key)) {
        out.push_back(party(one));
    }
    return out;
}

std::vector<std::string> texts(const Json& json, const char* key) {
    std::vector<std::string> out;
    for (const Json& one : list(json, key)) {
        out.push_back(one.is_string() ? one.get<std::string>() : std::string());
    }
    return out;
}

ActByHand act(const Json& json) {
    ActByHand out;
    out.doc = text(json, "doc");
    out.type = text(json, "type");
    out.mode = text(json, "mode");
    out.channel = text(json, "channel");
    out.date = text(json, "date");
    out.place = text(json, "place");
    out.status = text(json, "status");
    out.cameo = text(json, "cameo");
    out.actors = parties(json, "actors");
    out.recipients = parties(json, "recipients");
    out.actor_names = texts(json, "actor_names");
    out.recipient_names = texts(json, "recipient_names");
    out.evidence = text(json, "evidence");
    out.trigger = text(json, "trigger");
    if (json.contains("count")) {
        out.count = number(json, "count");
    }
    return out;
}

Json payload_of(const Correction& correction) {
    Json out = Json::object();
    if (!correction.acts.empty()) {
        out["acts"] = to_json(correction.acts);
    }
    if (!correction.others.empty()) {
        out["others"] = to_json(correction.others);
    }
    switch (correction.kind) {
        case CorrectionKind::set:
            out["field"] = correction.field;
            out["value"] = correction.value;
            break;
        case CorrectionKind::add:
            out["act"] = to_json(correction.act);
            break;
        case CorrectionKind::name:
            out["words"] = correction.words;
            out["from"] = to_json(correction.from);
            out["to"] = to_json(correction.to);
            break;
        case CorrectionKind::undo:
            out["undoes"] = correction.undoes;
            break;
        case CorrectionKind::merge:
        case CorrectionKind::split:
        case CorrectionKind::drop:
            break;
    }
    return out;
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What is missing in a correction of its kind; empty where nothing is.
std::string missing(const Correction& one) {
    switch (one.kind) {
        case CorrectionKind::set:
            return one.acts.empty() || one.field.empty() ? "\"acts\" and \"field\"" : "";
        case CorrectionKind::merge:
        case CorrectionKind::split:
            return one.acts.empty() || one.others.empty() ? "\"acts\" and \"others\""
                                                          : "";
        case CorrectionKind::drop:
            return one.acts.empty() ? "\"acts\"" : "";
        case CorrectionKind::add:
            return one.act.doc.empty() || one.act.type.empty() ? "\"act\"" : "";
        case CorrectionKind::name:
            return one.from.key.empty() || one.to.key.empty() ? "\"from\" and \"to\""
                                                              : "";
        case CorrectionKind::undo:
            return one.undoes.empty() ? "\"undoes\"" : "";
    }
    return {};
}

Result<void> read_json(const Json& json, Correction& into) {
    if (!json.is_object()) {
        return Error{"not an object of JSON", "", 0};
    }
    into.acts = anchors(json, "acts");
    into.others = anchors(json, "others");
    into.field = text(json, "field");
    into.value = text(json, "value");
    into.words = text(json, "words");
    into.from = party(json, "from");
    into.to = party(json, "to");
    into.undoes = text(json, "undoes");
    const auto added = json.find("act");
    if (added != json.end() && added->is_object()) {
        into.act = act(*added);
    }
    if (const std::string lack = missing(into); !lack.empty()) {
        return Error{
            "a correction of kind \"" + std::string(name(into.kind)) + "\" needs " + lack,
            "",
            0};
    }
    return {};
}

}  // namespace

std::string_view name(CorrectionKind kind) {
    return kinds[static_cast<std::size_t>(kind)];
}

std::optional<CorrectionKind> correction_kind_from(std::string_view text) {
    const auto at = std::find(kinds.begin(), kinds.end(), text);
    if (at == kinds.end()) {
        return std::nullopt;
    }
    return static_cast<CorrectionKind>(at - kinds.begin());
}

std::string party_key(const PartyName& party) {
    return party.kind + '|' + party.code + '|' + party.key;
}

std::optional<PartyName> party_from_key(std::string_view key) {
    const std::size_t code = key.find('|');
    const std::size_t name = code == key.npos ? key.npos : key.find('|', code + 1);
    if (name == key.npos) {
        return std::nullopt;
    }
    return PartyName{std::string(key.substr(0, code)),
                     std::string(key.substr(code + 1, name - code - 1)),
                     std::string(key.substr(name + 1))};
}

std::string payload_json(const Correction& correction) {
    return dumped(payload_of(correction));
}

Result<void> read_payload(std::string_view json, Correction& into) {
    return read_json(Json::parse(json, nullptr, false), into);
}

std::string correction_line(const Correction& correction) {
    Json out{{"uid", correction.uid},
             {"at", correction.at},
             {"author", correction.author},
             {"reason", correction.reason},
             {"kind", name(correction.kind)}};
    out.update(payload_of(correction));
    return dumped(out) + '\n';
}

Result<Correction> correction_from_line(std::string_view line) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return Error{"not an object of JSON", "", 0};
    }
    Correction out;
    const auto kind = correction_kind_from(text(json, "kind"));
    if (!kind) {
        return Error{"\"kind\" is not set, merge, split, drop, add, name or undo", "", 0};
    }
    out.kind = *kind;
    out.at = text(json, "at");
    out.author = text(json, "author");
    out.reason = text(json, "reason");
    out.uid = text(json, "uid");
    if (out.author.empty() || out.at.empty()) {
        return Error{"\"author\" or \"at\" is missing", "", 0};
    }
    if (auto done = read_json(json, out); !done) {
        return done.error();
    }
    if (out.uid.empty()) {
        out.uid = correction_uid(out);
    }
    return out;
}

void mark_in_force(std::span<Correction> corrections) {
    std::set<std::string_view> undone;
    for (std::size_t i = corrections.size(); i-- > 0;) {
        Correction& one = corrections[i];
        one.in_force = !undone.contains(one.uid);
        if (one.in_force && one.kind == CorrectionKind::undo) {
            undone.insert(one.undoes);
        }
    }
}

std::string correction_uid(const Correction& correction) {
    Sha256 hash;
    hash.add_field("correction");
    hash.add_field(correction.at);
    hash.add_field(correction.author);
    hash.add_field(name(correction.kind));
    hash.add_field(payload_json(correction));
    return hash.hex().substr(0, 16);
}

}  // namespace chancery
