// SPDX-License-Identifier: Apache-2.0
#include "coding/circumstances.h"

#include <algorithm>
#include <utility>

namespace chancery {

Circumstances::Circumstances(const CodingInput& input,
                             const Article& article,
                             std::vector<TimeExpression> times)
    : s_(*input.syntax),
      a_(*input.actors),
      attachment_(input),
      dates_(input, article, std::move(times)),
      places_(input),
      channels_(input),
      story_(input, article) {}

const Communication* Circumstances::communication_of(const Draft& draft,
                                                     const Discourse& discourse) {
    for (const ActorIndex actor : draft.act.actors) {
        if (const Communication* in = discourse.latest_with(actor)) {
            return in;
        }
    }
    return nullptr;
}

bool Circumstances::addressed_in(const Act& act, const Communication& in) const {
    // What a party says to the other party, or to his state, or to nobody, is said in it.
    const auto others = Discourse::others(in, act.actors);
    return act.recipients.empty() ||
           std::any_of(act.recipients.begin(), act.recipients.end(), [&](ActorIndex r) {
               return std::any_of(others.begin(), others.end(), [&](ActorIndex o) {
                   return o == r || (!a_.actors[o].code.empty() &&
                                     a_.actors[o].code == a_.actors[r].code);
               });
           });
}

void Circumstances::inherit(Draft& draft, const Discourse& discourse) const {
    Act& act = draft.act;
    const bool utterance = is_utterance(act);
    const Communication* in = communication_of(draft, discourse);
    if (in != nullptr && !attachment_.is_sequel(s_.clause_of(draft.trigger))) {
        const bool planned = act.status == Status::planned;
        // What is done on a visit; the next stop has days of its own.
        const bool inside = utterance ? !in->planned && addressed_in(act, *in)
                                      : in->visit && in->planned == planned &&
                                            draft.rule->mode != "visit" &&
                                            (act.place.empty() || in->place.empty() ||
                                             act.location.code == in->location.code);
        if (utterance && inside &&
            (act.channel == Channel::none || act.channel == Channel::statement) &&
            in->channel != Channel::none) {
            act.channel = in->channel;
            act.reasons.push_back(Reason{"channel", "communication", {}, 0.7F});
        }
        if (inside && act.date.empty() && dates_.is_of_story(in->date)) {
            act.date = in->date;
            act.reasons.push_back(Reason{"date", "communication", {}, 0.6F});
        }
        if (inside && act.place.empty() && !in->place.empty()) {
            act.place = in->place;
            act.location = in->location;
            act.reasons.push_back(Reason{"place", "communication", {}, 0.6F});
        }
    }
}

void Circumstances::settle(Draft& draft, const Discourse& discourse) {
    dates_.settle(draft);
    places_.settle(draft);
    channels_.settle(draft);
    inherit(draft, discourse);
}

void Circumstances::complete(std::vector<Draft>& drafts) const {
    story_.complete(drafts, dates_);
}

}  // namespace chancery
