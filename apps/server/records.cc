// SPDX-License-Identifier: Apache-2.0
#include "server/records.h"

#include <algorithm>
#include <map>

#include "shared/act_text.h"
#include "shared/correction_words.h"
#include "shared/event_text.h"
#include "text/fold.h"

namespace chancery::server {

namespace {

constexpr std::int64_t undated = -10'000'000;

/// The participants of a record with what the API adds to them.
void set_parties(Json& out, const auto& row) {
    out["actors"] = record(row.actors);
    out["recipients"] = record(row.recipients);
}

/// Acts of one source: of one agency or outlet, or copies of each other's words.
std::vector<std::size_t> sources_of(const std::vector<ActRow>& acts) {
    std::vector<std::size_t> group(acts.size());
    std::map<std::string, std::size_t> by_name;
    std::map<std::string, std::size_t> by_words;
    const auto root = [&](std::size_t i) {
        while (group[i] != i) {
            i = group[i];
        }
        return i;
    };
    for (std::size_t i = 0; i < acts.size(); ++i) {
        group[i] = i;
        const ActRow& act = acts[i];
        const std::string& name = !act.agency.empty()   ? act.agency
                                  : !act.outlet.empty() ? act.outlet
                                                        : act.doc;
        for (const auto& [map, key] :
             {std::pair(&by_name, name_key(name)), std::pair(&by_words, act.evidence)}) {
            const auto [at, added] = map->emplace(key, i);
            if (!added) {
                const std::size_t a = root(at->second);
                const std::size_t b = root(i);
                group[std::max(a, b)] = std::min(a, b);
            }
        }
    }
    std::map<std::size_t, std::size_t> numbers;
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        out.push_back(numbers.emplace(root(i), numbers.size() + 1).first->second);
    }
    return out;
}

Json anchors(const std::vector<ActAnchor>& list) {
    Json out = Json::array();
    for (const ActAnchor& one : list) {
        out.push_back({{"doc", one.doc}, {"type", one.type}, {"evidence", one.evidence}});
    }
    return out;
}

}  // namespace

std::string id_of(std::string_view key, std::string_view code) {
    std::string out(key);
    std::replace(out.begin(), out.end(), ' ', '_');
    return code.empty() ? out : out + '@' + std::string(code);
}

std::string id_of(const Participant& one) {
    return id_of(name_key(one.table_name.empty() ? one.name : one.table_name), one.code);
}

Json record(const Participant& one) {
    Json out = {{"id", id_of(one)},
                {"key", one.key},
                {"name", one.name},
                {"kind", one.kind},
                {"code", text_or_null(one.code)},
                {"sector", text_or_null(one.sector)}};
    if (!one.table_name.empty()) {
        out["table_name"] = one.table_name;
    }
    if (!one.titles.empty()) {
        out["offices"] = one.titles;
    }
    return out;
}

Json record(const std::vector<Participant>& list) {
    Json out = Json::array();
    for (const Participant& one : list) {
        out.push_back(record(one));
    }
    return out;
}

Json record(const EventRow& event) {
    Json out = to_json(event);
    set_parties(out, event);
    out["day"] = event.sort_day == undated
                     ? Json()
                     : Json(Day{static_cast<std::int32_t>(event.sort_day)}.iso());
    return out;
}

Json record(const EventDetail& detail, const InWords& words) {
    Json out = record(detail.event);
    out["links"] = Json::array();
    for (const EventLink& link : detail.links) {
        out["links"].push_back({{"event", link.event}, {"kind", link.kind}});
    }
    out["claims"] = Json::array();
    for (const ClaimRow& claim : detail.claims) {
        out["claims"].push_back(
            {{"field", claim.field},
             {"value", claim.value},
             {"shown", claim.shown},
             {"act", claim.act},
             {"rule", text_or_null(claim.rule)},
             {"why",
              claim.rule.empty() ? Json() : Json(words.why(claim.field, claim.rule))},
             {"words", text_or_null(claim.words)},
             {"confidence", rounded(claim.confidence)}});
    }
    out["told"] = Json::array();
    const auto sources = sources_of(detail.acts);
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < detail.acts.size(); ++i) {
        Json told = record(detail.acts[i]);
        told["source"] = sources[i];
        const bool first = std::find(seen.begin(), seen.end(), sources[i]) == seen.end();
        told["first_of_source"] = first;
        seen.push_back(sources[i]);
        out["told"].push_back(std::move(told));
    }
    return out;
}

Json record(const ActRow& act) {
    Json out = to_json(act);
    set_parties(out, act);
    out["event"] = text_or_null(act.event);
    return out;
}

Json record(const ActDetail& detail, const InWords& words) {
    Json out = record(detail.act);
    Utf16Places places(detail.context);
    out["context"] = detail.context;
    for (const auto& [name, span] :
         {std::pair{"context_trigger", detail.context_trigger},
          std::pair{"context_evidence", detail.context_evidence}}) {
        out[name] = Json::array({places.at(span.begin), places.at(span.end)});
    }
    out["reasons"] = Json::array();
    for (const ReasonRow& reason : detail.reasons) {
        out["reasons"].push_back({{"field", reason.field},
                                  {"rule", reason.rule},
                                  {"why", text_or_null(words.why(reason))},
                                  {"words", text_or_null(reason.words)},
                                  {"confidence", rounded(reason.confidence)}});
    }
    out["coded_by"] = detail.tool;
    out["current"] = detail.current;
    if (!detail.text_kept) {
        out["text_kept"] = false;
    }
    return out;
}

Json record(const StatementRow& statement) {
    Json out = to_json(statement);
    out["speakers"] = record(statement.speakers);
    out["addressees"] = record(statement.addressees);
    return out;
}

Json record(const ArticleRow& article) {
    return to_json(article);
}

Json record(const Correction& one) {
    return {{"id", one.id},
            {"version", one.version},
            {"at", one.at},
            {"author", one.author},
            {"reason", text_or_null(one.reason)},
            {"kind", name(one.kind)},
            {"uid", one.uid},
            {"in_force", one.in_force},
            {"placed", one.placed},
            {"acts", anchors(one.acts)},
            {"others", anchors(one.others)},
            {"field", text_or_null(one.field)},
            {"value", one.kind == CorrectionKind::set ? Json(one.value) : Json(nullptr)},
            {"words", text_or_null(one.words)},
            {"to", one.kind == CorrectionKind::name ? Json(party_key(one.to)) : Json()},
            {"undoes", text_or_null(one.undoes)},
            {"what", in_a_line(one)}};
}

Json record(const EventCount& stretch) {
    return {{"day", text_or_null(stretch.day)},
            {"events", stretch.events},
            {"articles", stretch.articles},
            {"quads", stretch.quads}};
}

Json record(const VersionRow& version) {
    return {{"id", version.id},
            {"at", version.at},
            {"what", version.what},
            {"author", text_or_null(version.author)},
            {"tool", text_or_null(version.tool)},
            {"articles", version.articles},
            {"detail", text_or_null(version.detail)}};
}

Json record(const LearnedOffice& office) {
    Json proofs = Json::array();
    for (const OfficeObservation& one : office.proofs) {
        proofs.push_back({{"doc", one.doc},
                          {"outlet", text_or_null(one.outlet)},
                          {"agency", text_or_null(one.agency)},
                          {"published", text_or_null(one.published)},
                          {"words", text_or_null(one.words)},
                          {"sentence", text_or_null(one.context)}});
    }
    return {{"id", office.id},
            {"person", office.person},
            {"title", office.title},
            {"office", office.office},
            {"code", text_or_null(office.code)},
            {"sector", text_or_null(office.sector)},
            {"first", text_or_null(office.first)},
            {"last", text_or_null(office.last)},
            {"articles", office.articles},
            {"sources", office.sources},
            {"state", name(office.state)},
            {"against", office.against},
            {"same_as", text_or_null(office.same_as)},
            {"decision", name(office.decision)},
            {"since", text_or_null(office.since)},
            {"until", text_or_null(office.until)},
            {"proofs", proofs}};
}

Json record(const ActorSaying& saying) {
    return {{"text", saying.text},
            {"articles", saying.articles},
            {"first", text_or_null(saying.first)},
            {"last", text_or_null(saying.last)}};
}

std::uint32_t Utf16Places::at(std::size_t bytes) {
    if (bytes < bytes_) {
        bytes_ = 0;
        units_ = 0;
    }
    for (const std::size_t end = std::min(bytes, text_.size()); bytes_ < end; ++bytes_) {
        const auto byte = static_cast<unsigned char>(text_[bytes_]);
        const bool begins = (byte & 0xC0U) != 0x80U;
        units_ += begins ? (byte >= 0xF0U ? 2U : 1U) : 0U;
    }
    return units_;
}

}  // namespace chancery::server
