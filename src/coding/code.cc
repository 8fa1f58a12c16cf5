// SPDX-License-Identifier: Apache-2.0
#include "coding/code.h"

#include <algorithm>
#include <utility>

#include "actors/gatherings.h"
#include "coding/act_features.h"
#include "coding/circumstances.h"
#include "coding/draft_maker.h"
#include "coding/event_codes.h"
#include "coding/evidence.h"
#include "coding/gather.h"
#include "coding/occasion.h"
#include "coding/statements.h"

namespace chancery {

namespace {

constexpr std::int32_t news_days = 7;  // an act older than this is background

bool opens_communication(const Act& act) {
    return act.type == ActType::consult ||
           (act.type == ActType::agree && act.mode == "meet") ||
           (act.type == ActType::support && act.mode == "congratulate");
}

Communication communication_of(const Draft& draft) {
    const Act& act = draft.act;
    return Communication{act.actors,
                         act.recipients,
                         act.channel,
                         act.date,
                         act.place,
                         act.location,
                         act.status == Status::planned,
                         draft.rule->mode == "visit",
                         draft.sentence};
}

/// The last day that an ISO value of a field may stand for; nothing for an empty one.
std::optional<Day> last_day_of(const std::string& date) {
    if (date.size() == 4) {
        return Day::parse_iso(date + "-12-31");
    }
    if (date.size() == 7) {
        return Day::parse_iso(date + "-28");
    }
    return Day::parse_iso(date.size() > 10 ? date.substr(date.size() - 10) : date);
}

bool is_background(const Act& act, const Article& article) {
    const auto day = last_day_of(act.date);
    return day && article.published && *article.published - *day > news_days;
}

/// "An airstrike killed", "a raid began": the verb tells the noun as an event.
bool tells_event(const Draft& draft, const Syntax& syntax, const CodingTables& tables) {
    const Token& noun = syntax.token(draft.site.noun);
    return (noun.rel == Rel::nsubj || noun.rel == Rel::nsubj_pass) &&
           noun.head != no_token && is_past(noun.head, syntax) &&
           tables.in_class("event-verb", syntax.lemma(noun.head));
}

/// "Russia's invasion of Ukraine", "the men who attacked them", without a word on when:
/// what everybody knows already.
bool lacks_occasion(const Draft& draft,
                    const Syntax& syntax,
                    const CodingTables& tables) {
    const ActType type = draft.act.type;
    const bool force = type == ActType::assault || type == ActType::coerce ||
                       type == ActType::mobilize || type == ActType::sanction;
    if (!force || !draft.act.date.empty()) {
        return false;
    }
    if (draft.rule->pos != TriggerPos::noun) {
        // "the territory that they have seized", "the men who attacked them"
        return syntax.token(draft.site.verb).rel == Rel::acl_relcl;
    }
    return !tells_event(draft, syntax, tables);
}

/// "Neighbours congratulate …": a headline that nothing in the story makes clearer.
bool is_vague_headline(const Draft& draft, const ArticleActors& actors) {
    return draft.in_title &&
           std::all_of(
               draft.act.actors.begin(), draft.act.actors.end(), [&](ActorIndex a) {
                   return actors.actors[a].plural && actors.actors[a].table_name.empty();
               });
}

/// "Security minister stabbed": a headline leaves out "was", and its subject is who was
/// hit.
bool is_headline_passive(const Draft& draft, const Syntax& syntax) {
    const ActType type = draft.act.type;
    const bool hits =
        type == ActType::assault || type == ActType::coerce || type == ActType::sanction;
    if (!hits || draft.rule == nullptr || draft.rule->pos != TriggerPos::verb ||
        !draft.rule->particle.empty() || !draft.act.recipients.empty()) {
        return false;
    }
    const Xpos tag = syntax.token(draft.trigger).xpos;
    return (tag == Xpos::vbn || tag == Xpos::vbd) &&
           !syntax.has_child(draft.trigger, Rel::obj) &&
           !syntax.has_child(draft.trigger, Rel::aux);
}

void finish(std::vector<Draft>& drafts, ArticleActs& out) {
    for (Draft& draft : drafts) {
        Act& act = draft.act;
        act.id = 'a' + std::to_string(out.acts.size() + 1);
        out.acts.push_back(std::move(act));
    }
}

}  // namespace

ArticleActs code_article(const Article& article,
                         const Reading& reading,
                         const ArticleActors& actors,
                         const CodingTables& tables) {
    return code_article(article,
                        reading,
                        actors,
                        tables,
                        find_times(reading, article.text, tables.times()));
}

ArticleActs code_article(const Article& article,
                         const Reading& reading,
                         const ArticleActors& actors,
                         const CodingTables& tables,
                         std::vector<TimeExpression> times) {
    if (has_stand_ins(actors)) {
        return code_article(
            article, reading, with_stand_ins(actors), tables, std::move(times));
    }
    const Syntax syntax(reading, article.text, &tables);
    ArticleActs out;
    out.statements = find_statements({&article, &syntax, &actors, &tables});
    const CodingInput input{&syntax, &actors, &tables, &out.statements};
    DraftMaker maker(input);
    Circumstances circumstances(input, article, std::move(times));
    Discourse discourse;
    std::vector<Draft> drafts;
    std::vector<Draft> fresh;
    for (std::uint32_t i = 0; i < reading.sentences.size(); ++i) {
        fresh.clear();
        maker.read_sentence(i, discourse, fresh);
        const bool title =
            article.blocks[reading.sentences[i].block].kind == BlockKind::title;
        if (title) {
            std::erase_if(fresh,
                          [&](const Draft& d) { return is_headline_passive(d, syntax); });
        }
        for (Draft& draft : fresh) {
            draft.in_title = title;
            circumstances.settle(draft, discourse);
            if (draft.act.type == ActType::sanction && !draft.act.recipients.empty()) {
                discourse.target(draft.act.recipients);
            }
            discourse.tell(draft.act);
            if (draft.act.actors.size() > 1 && !title) {
                discourse.joint(
                    JointDoers{draft.act.actors, draft.trigger, draft.sentence});
            }
            if (opens_communication(draft.act) && !title) {
                discourse.add(communication_of(draft));
            }
            drafts.push_back(std::move(draft));
        }
    }
    apply_occasion(input, drafts);
    gather(input, drafts);
    std::erase_if(drafts, [&](const Draft& d) {
        return lacks_occasion(d, syntax, tables) || is_vague_headline(d, actors);
    });
    circumstances.complete(drafts);
    for (Draft& draft : drafts) {
        draft.act.evidence = evidence_of(draft, syntax);
        draft.act.background = is_background(draft.act, article);
    }
    set_event_codes(input, drafts);
    set_confidence(input, article, drafts);
    const float least = tables.confidence().least();
    std::erase_if(drafts, [&](const Draft& d) { return d.act.confidence < least; });
    finish(drafts, out);
    return out;
}

}  // namespace chancery
