// SPDX-License-Identifier: Apache-2.0
#include "coding/unlisted.h"

#include <array>
#include <string>

#include "coding/classifier.h"

namespace chancery {

namespace {

// Chosen on the training and development documents: with less, more of the acts that are
// added are wrong than right.
constexpr float least_share = 0.90F;  // of the type
constexpr float least_act = 0.90F;    // that it is an act

// A flash tells an act, so that only its type is asked for; more surely in a clause
// aside.
constexpr std::size_t flash_sentences = 2;
constexpr float least_flash_share = 0.60F;
constexpr float least_aside_share = 0.90F;

/// One or two sentences of one paragraph, without a title.
bool is_flash(const Reading& reading) {
    const auto& sentences = reading.sentences;
    return !sentences.empty() && sentences.size() <= flash_sentences &&
           sentences.front().block == sentences.back().block;
}

/// Stands where a draft needs the rule that made it.
const Rule& rule_of(ActType type) {
    static const std::array<Rule, act_type_count> rules = [] {
        std::array<Rule, act_type_count> made;
        for (std::size_t i = 0; i < act_type_count; ++i) {
            made[i].id = "classifier";
            made[i].type = static_cast<ActType>(i);
        }
        return made;
    }();
    return rules[static_cast<std::size_t>(type)];
}

}  // namespace

Unlisted::Unlisted(const CodingInput& input)
    : s_(*input.syntax),
      t_(*input.tables),
      roles_(*input.syntax, *input.actors, *input.tables),
      finder_(*input.syntax, *input.actors, *input.tables),
      reader_(*input.syntax, *input.actors, *input.tables),
      flash_(is_flash(input.syntax->reading())) {}

bool Unlisted::is_of_thing(Draft& draft) const {
    if (!flash_ || draft.act.actors.empty() || !draft.act.recipients.empty() ||
        draft.act.type == ActType::consult) {
        return false;
    }
    set_target(draft);
    return !draft.act.target.empty();
}

void Unlisted::set_target(Draft& draft) const {
    const bool joint = draft.act.actors.size() > 1 &&
                       t_.type_row(draft.act.type).is_symmetric(draft.act.mode);
    if (!draft.act.recipients.empty() || draft.act.actors.empty() || joint) {
        return;
    }
    Candidate around;
    if (draft.site.verb != no_token && draft.site.verb_is_trigger) {
        around.pair.actor = s_.doer(draft.site.verb);
        finder_.find_recipient(draft.site.verb, around);
    } else if (draft.site.noun != no_token) {
        finder_.find_recipient(draft.site.noun, around);
        if (around.recipient.empty() && draft.site.verb != no_token) {
            around.pair.actor = s_.doer(draft.site.verb);
            finder_.find_recipient(draft.site.verb, around);
        }
    }
    draft.act.target = around.recipient;
}

Draft Unlisted::draft_of(const Candidate& candidate, ActType type) const {
    Draft draft;
    draft.rule = &rule_of(type);
    draft.site.verb = candidate.predicate;
    draft.site.verb_is_trigger = true;
    draft.trigger = candidate.predicate;
    draft.act.type = type;
    draft.act.trigger = s_.token(candidate.predicate).span;
    draft.modality = modality_of(candidate.predicate, s_, t_);
    return draft;
}

bool Unlisted::is_told(const Candidate& candidate, Draft& draft) const {
    // The classifier has seen the tense: a promised gift is AGREE, a refused one REJECT.
    const Reality reality = draft.modality.reality;
    if (reality == Reality::unreal ||
        (reality == Reality::negated && draft.act.type != ActType::reject)) {
        return false;
    }
    const bool ahead = draft.act.type == ActType::agree ||
                       draft.act.type == ActType::threaten ||
                       draft.act.type == ActType::reject;
    if (reality == Reality::future && !ahead) {
        return false;
    }
    Span words;
    draft.act.actors = roles_.actors_of(candidate.pair.actor, &words);
    draft.act.reasons.push_back(Reason{"actors", "subject", words, 1.0F});
    if (candidate.to_actor) {
        draft.act.recipients = roles_.actors_of(candidate.pair.recipient, nullptr);
        std::erase_if(draft.act.recipients,
                      [&](ActorIndex actor) { return holds(draft.act.actors, actor); });
        draft.act.reasons.push_back(
            Reason{"recipients", "object", candidate.recipient, 1.0F});
    }
    if (draft.act.recipients.empty()) {
        draft.act.target = candidate.recipient;
    }
    return !draft.act.actors.empty();
}

bool Unlisted::is_aside(TokenIndex verb) const {
    const Rel rel = s_.token(verb).rel;
    return rel == Rel::acl || rel == Rel::acl_relcl || rel == Rel::advcl ||
           rel == Rel::advcl_relcl || rel == Rel::parataxis;
}

std::optional<Draft> Unlisted::of_verb(TokenIndex verb) {
    const Classifier* classifier = t_.classifier();
    if (classifier == nullptr) {
        return std::nullopt;
    }
    const Candidate candidate = finder_.of_verb(verb);
    if (candidate.predicate == no_token ||
        modality_of(verb, s_, t_).reality == Reality::unreal) {
        return std::nullopt;
    }
    reader_.read(candidate.pair, features_);
    const TypeScores scores = classifier->score(features_, flash_ ? 0.0F : least_act);
    const ActType type = scores.best();
    const float sure = scores.share_of(type);
    const float least_here = is_aside(verb) ? least_aside_share : least_flash_share;
    if (flash_ ? sure < least_here : sure < least_share || scores.act < least_act) {
        return std::nullopt;
    }
    Draft draft = draft_of(candidate, type);
    draft.act.reasons.push_back(Reason{"type", "classifier", draft.act.trigger, sure});
    draft.act.reasons.push_back(
        Reason{"status", std::string(draft.modality.rule), Span{}, 1.0F});
    if (!is_told(candidate, draft)) {
        return std::nullopt;
    }
    settle_mode(draft);
    return draft;
}

void Unlisted::settle_mode(Draft& draft) const {
    Act& act = draft.act;
    act.mode = t_.mode_words().mode_of(act.type, draft.trigger, s_, t_);
    const bool ahead = act.type == ActType::agree && act.mode == "meet";
    if (ahead && draft.modality.reality == Reality::future) {
        act.status = Status::planned;
    }
    if (!act.mode.empty()) {
        act.reasons.push_back(Reason{"mode", "mode-words", act.trigger, 0.7F});
    }
}

}  // namespace chancery
