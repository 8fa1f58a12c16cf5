// The form of the annotation guide: a file for each article with its entities and acts,
// each act with the event that it is of. The same form as Engine's to_guide_json().
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "formats/export.h"
#include "formats/json_fields.h"
#include "formats/writers.h"

namespace chancery {

namespace {

Json keys_of(const std::vector<Participant>& list) {
    Json out = Json::array();
    for (const Participant& one : list) {
        out.push_back(one.key);
    }
    return out;
}

Json act_object(const ActRow& act) {
    Json out;
    out["id"] = 'a' + std::to_string(act.number);
    out["type"] = act.type;
    out["mode"] = text_or_null(act.mode);
    out["channel"] = text_or_null(act.channel);
    out["actors"] = keys_of(act.actors);
    out["recipients"] = keys_of(act.recipients);
    out["date"] = text_or_null(act.date);
    out["place"] = text_or_null(act.place);
    out["status"] = act.status;
    out["background"] = act.background;
    out["trigger"] = act.trigger;
    out["evidence"] = evidence_line(act.evidence, act.trigger);
    out["cameo"] = text_or_null(act.cameo);
    out["quad"] = act.quad;
    out["goldstein"] = act.goldstein ? Json(rounded(*act.goldstein, 1)) : Json(nullptr);
    out["contexts"] = act.contexts;
    out["confidence"] = rounded(act.confidence, 2);
    if (!act.place_country.empty()) {
        out["place_country"] = act.place_country;
    }
    if (act.place_at) {
        out["place_latitude"] = rounded(act.place_at->latitude, 4);
        out["place_longitude"] = rounded(act.place_at->longitude, 4);
    }
    if (act.count) {
        out["count"] = *act.count;
    }
    out["act"] = act.id;
    out["event"] = text_or_null(act.event);
    return out;
}

/// Those who take part in any of the acts, in the order of the article's actors.
Json entities(const std::vector<ActRow>& acts) {
    std::vector<const Participant*> used;
    std::set<std::string> known;
    for (const ActRow& act : acts) {
        for (const auto* list : {&act.actors, &act.recipients}) {
            for (const Participant& one : *list) {
                if (known.insert(one.key).second) {
                    used.push_back(&one);
                }
            }
        }
    }
    std::stable_sort(used.begin(), used.end(), [](const auto* a, const auto* b) {
        return a->number < b->number;
    });
    Json out = Json::array();
    for (const Participant* one : used) {
        out.push_back({{"key", one->key},
                       {"name", one->name},
                       {"kind", one->kind},
                       {"code", text_or_null(one->code)},
                       {"sector", text_or_null(one->sector)},
                       {"offices", one->offices}});
    }
    return out;
}

Json statement_object(const StatementRow& statement) {
    return {{"speaker", statement.speaker},
            {"speaker_span", statement.speaker_words},
            {"addressee", text_or_null(statement.addressee)},
            {"cue", statement.cue},
            {"content", statement.content},
            {"kind", statement.kind},
            {"group", statement.part == 0 ? Json(nullptr) : Json(statement.part)}};
}

class Guide : public ExportWriter {
  public:
    explicit Guide(OutFiles& files) : files_(files) {}

    Result<void> add_article(const ArticleContent& content) override {
        const ArticleRow& article = content.article;
        Json out;
        out["doc"] = article.doc;
        out["date"] = text_or_null(article.published);
        out["outlet"] = text_or_null(article.outlet);
        out["title"] = text_or_null(article.title);
        out["entities"] = entities(content.acts);
        out["acts"] = Json::array();
        for (const ActRow& act : content.acts) {
            out["acts"].push_back(act_object(act));
        }
        out["statements"] = Json::array();
        for (const StatementRow& statement : content.statements) {
            out["statements"].push_back(statement_object(statement));
        }
        return files_.put(guide_file_name(article.doc), json_line(out));
    }

  private:
    OutFiles& files_;
};

}  // namespace

std::string guide_file_name(std::string doc) {
    for (char& c : doc) {
        c = c == '/' || c == '\0' ? '_' : c;
    }
    return (doc.starts_with('.') ? "_" + doc : doc) + ".json";
}

MadeWriter make_guide(OutFiles& files, const ExportOptions& /*options*/) {
    return std::unique_ptr<ExportWriter>(std::make_unique<Guide>(files));
}

}  // namespace chancery
