// SPDX-License-Identifier: Apache-2.0
#include "coding/story_acts.h"

namespace chancery::coding {

bool is_written(const Act& act) {
    return act.channel == Channel::letter || act.channel == Channel::message ||
           act.mode == "correspondence";
}

bool is_meeting(const Act& act) {
    switch (act.type) {
        case ActType::consult:
            return act.mode != "correspondence" && act.mode != "envoy";
        case ActType::agree:
            return act.mode == "meet";
        case ActType::support:
            return act.mode == "sign" || act.mode == "honour" || act.mode == "recognise";
        default:
            return false;
    }
}

bool is_face_to_face(const Act& act) {
    return act.channel == Channel::in_person || act.channel == Channel::document;
}

StoryActs::StoryActs(const CodingInput& input,
                     const Dates& dates,
                     std::vector<Draft>& drafts)
    : attachment_(input),
      s_(*input.syntax),
      a_(*input.actors),
      t_(*input.tables),
      dates_(dates),
      drafts_(drafts) {
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const Draft& d = drafts[i];
        facts_.push_back(Fact{i,
                              d.sentence,
                              d.act.status == Status::planned,
                              is_meeting(d.act),
                              is_written(d.act),
                              d.in_title});
    }
}

bool StoryActs::is_bygone(const Draft& draft) const {
    const TokenIndex clause = s_.clause_of(draft.trigger);
    // "said it was investigating" tells of the day on which it is said.
    const bool told = attachment_.saying_above(draft.trigger) != no_token;
    for (const TokenIndex c : s_.children(clause)) {
        const Token& t = s_.token(c);
        const bool perfect = (t.rel == Rel::aux || t.rel == Rel::aux_pass) &&
                             t.xpos == Xpos::vbd && s_.lemma(c) == "have";
        const bool progressive = !told && t.rel == Rel::aux && s_.lemma(c) == "be" &&
                                 s_.token(clause).xpos == Xpos::vbg &&
                                 t.xpos != Xpos::vbd && !is_meeting(draft.act);
        if (perfect || progressive || t_.in_class("bygone", s_.lemma(c))) {
            return true;
        }
    }
    for (const TimeExpression& time : dates_.in(s_.reading().sentences[draft.sentence])) {
        if (time.form == TimeForm::vague && s_.clause_of(time.first) == clause) {
            return true;
        }
    }
    return false;
}

/// The same, or one of them the state whom the other serves; not two officials of one
/// state.
bool StoryActs::same_side(ActorIndex x, ActorIndex y) const {
    const Actor& a = a_.actors[x];
    const Actor& b = a_.actors[y];
    return x == y || (!a.code.empty() && a.code == b.code &&
                      (a.kind != ActorKind::person || b.kind != ActorKind::person));
}

bool StoryActs::is_party(ActorIndex who, const Act& act) const {
    const auto here = [&](ActorIndex y) { return same_side(who, y); };
    return std::any_of(act.actors.begin(), act.actors.end(), here) ||
           std::any_of(act.recipients.begin(), act.recipients.end(), here);
}

bool StoryActs::between_parties(const Act& act, const Act& meeting) const {
    const auto in = [&](ActorIndex x) { return is_party(x, meeting); };
    const auto named = [&](ActorIndex x) {
        return holds(meeting.actors, x) || holds(meeting.recipients, x);
    };
    return !act.actors.empty() && std::all_of(act.actors.begin(), act.actors.end(), in) &&
           std::all_of(act.recipients.begin(), act.recipients.end(), in) &&
           (std::any_of(act.actors.begin(), act.actors.end(), named) ||
            std::any_of(act.recipients.begin(), act.recipients.end(), named));
}

}  // namespace chancery::coding
