// SPDX-License-Identifier: Apache-2.0
#include "coding/circumstances.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery {

namespace {

bool is_visit(const Act& act) {
    return act.mode == "visit";
}

std::uint32_t distance(TokenIndex a, TokenIndex b) {
    return a > b ? a - b : b - a;
}

}  // namespace

Circumstances::Circumstances(const CodingInput& input,
                             const Article& article,
                             std::vector<TimeExpression> times)
    : s_(*input.syntax),
      a_(*input.actors),
      t_(*input.tables),
      article_(article),
      times_(std::move(times)) {}

TokenIndex Circumstances::head_of(TokenIndex first, TokenIndex last) const {
    for (TokenIndex i = first; i < last; ++i) {
        const TokenIndex head = s_.token(i).head;
        if (head == no_token || head < first || head >= last) {
            return i;
        }
    }
    return first;
}

int Circumstances::closeness(TokenIndex trigger, TokenIndex word) const {
    if (s_.dominates(trigger, word) && !s_.is_verb(trigger)) {
        return 4;
    }
    const TokenIndex mine = s_.clause_of(trigger);
    const TokenIndex theirs = s_.clause_of(word);
    if (mine == theirs) {
        return 3;
    }
    // Up: "arrived on Monday to meet", but not "said on Monday that they met".
    for (TokenIndex i = mine; s_.token(i).head != no_token;) {
        const Rel rel = s_.token(i).rel;
        const TokenIndex above = s_.clause_of(s_.token(i).head);
        if (rel == Rel::ccomp && t_.in_class("say", s_.lemma(above))) {
            return 0;
        }
        if (above == theirs) {
            return rel == Rel::acl_relcl || rel == Rel::parataxis ? 1 : 2;
        }
        if (above == i) {
            break;
        }
        i = above;
    }
    // Down: "agreed to meet on Monday".
    for (TokenIndex i = theirs; s_.token(i).head != no_token;) {
        const Rel rel = s_.token(i).rel;
        if (rel != Rel::xcomp && rel != Rel::conj && rel != Rel::advcl) {
            break;
        }
        i = s_.clause_of(s_.token(i).head);
        if (i == mine) {
            return 1;
        }
    }
    return 0;
}

bool Circumstances::belongs_to_other_noun(const TimeExpression& time,
                                          TokenIndex head,
                                          const Draft& draft) const {
    // "congratulated him on the congress in January": a month or year beside a noun is
    // the noun's; a day there is more often the verb's, hung too low.
    const TokenIndex noun = s_.token(head).head;
    const bool coarse = time.begin.day == 0 && time.begin.weekday == 0 &&
                        (time.form == TimeForm::date || time.form == TimeForm::relative);
    if (!coarse || noun == no_token) {
        return false;
    }
    const auto is_other = [&](TokenIndex i) {
        return i != draft.trigger && i != draft.site.noun &&
               s_.token(i).upos == Upos::noun;
    };
    if (is_other(noun) && s_.token(head).rel == Rel::nmod) {
        return true;
    }
    // "congratulated him on his re-election last month"
    return is_utterance(draft.act) && time.first > draft.trigger + 1 &&
           is_other(time.first - 1);
}

TokenIndex Circumstances::clause_of_saying(TokenIndex trigger) const {
    for (TokenIndex i = trigger; s_.token(i).head != no_token; i = s_.token(i).head) {
        const TokenIndex head = s_.token(i).head;
        if (s_.token(i).rel == Rel::ccomp && t_.in_class("say", s_.lemma(head))) {
            return s_.clause_of(head);
        }
    }
    return no_token;
}

int Circumstances::score_of(const TimeExpression& time, const Draft& draft) const {
    const TokenIndex head = head_of(time.first, time.last);
    if (draft.site.noun != no_token && s_.dominates(draft.site.noun, head)) {
        return 4;
    }
    const int score = closeness(draft.trigger, head);
    if (score > 0 && score < 4 && belongs_to_other_noun(time, head, draft)) {
        return 0;
    }
    if (score == 0 && is_utterance(draft.act) &&
        s_.clause_of(head) == clause_of_saying(draft.trigger)) {
        return 1;  // a promise is made on the day on which it is said
    }
    return score;
}

const TimeExpression* Circumstances::best_time(const Draft& draft,
                                               int& best_score) const {
    const Sentence& sentence = s_.reading().sentences[draft.sentence];
    const TimeExpression* best = nullptr;
    std::uint32_t best_distance = 0;
    best_score = 0;
    for (const TimeExpression& time : times_) {
        if (time.first < sentence.first || time.last > sentence.last ||
            time.form == TimeForm::duration || time.form == TimeForm::vague) {
            continue;
        }
        const int score = score_of(time, draft);
        const std::uint32_t far = distance(draft.trigger, head_of(time.first, time.last));
        if (score > best_score ||
            (score == best_score && best != nullptr && far < best_distance)) {
            best = &time;
            best_score = score;
            best_distance = far;
        }
    }
    return best;
}

void Circumstances::settle_date(Draft& draft) {
    int best_score = 0;
    const TimeExpression* best = best_time(draft, best_score);
    if (best == nullptr || best_score == 0) {
        return;
    }
    const bool present = is_present(draft.trigger);
    const auto direction = draft.act.status == Status::planned || present
                               ? TimeDirection::future
                               : TimeDirection::past;
    ResolvedTime value =
        resolve_time(*best, TimeContext{article_.published, direction, previous_});
    if (value.value.empty()) {
        return;
    }
    draft.act.date = value.value;
    draft.act.reasons.push_back(Reason{
        "date", value.rule, best->span, 0.5F + 0.1F * static_cast<float>(best_score)});
    const auto day = value.first_day();
    if (day && value.value.size() >= 10) {
        previous_ = day;
    }
    const bool ahead = day && article_.published && *day >= *article_.published;
    if (present && ahead && draft.act.type == ActType::consult && !draft.in_title) {
        // "arrives in China on Tuesday", told on Tuesday or before: a timetable.
        const TypeRow& row = t_.type_row(draft.act.type);
        draft.act.type = row.future_type;
        draft.act.mode = row.future_mode;
        draft.act.status = Status::planned;
        draft.act.reasons.push_back(
            Reason{"status", "present-of-timetable", best->span, 0.7F});
    }
}

bool Circumstances::is_present(TokenIndex trigger) const {
    const TokenIndex verb = s_.is_verb(trigger) ? trigger : s_.token(trigger).head;
    if (verb == no_token) {
        return false;
    }
    const Xpos tag = s_.token(verb).xpos;
    return (tag == Xpos::vbz || tag == Xpos::vbp) && !s_.has_child(verb, Rel::aux);
}

void Circumstances::settle_place(Draft& draft) const {
    constexpr std::array<std::string_view, 8> where{
        "in", "at", "near", "on", "to", "inside", "across", "around"};
    const Sentence& sentence = s_.reading().sentences[draft.sentence];
    const PlaceMention* best = nullptr;
    int best_score = 0;
    for (const PlaceMention& place : a_.places) {
        if (place.head < sentence.first || place.head >= sentence.last) {
            continue;
        }
        const std::string_view preposition = s_.preposition_of(place.head);
        const bool locative =
            std::find(where.begin(), where.end(), preposition) != where.end() &&
            (preposition != "to" || is_visit(draft.act) || draft.act.mode == "meet");
        if (!locative) {
            continue;
        }
        const int score =
            2 * closeness(draft.trigger, place.head) + (place.is_country ? 0 : 1);
        if (score > 1 && score > best_score) {
            best = &place;
            best_score = score;
        }
    }
    if (best != nullptr) {
        draft.act.place = best->name;
        draft.act.reasons.push_back(Reason{"place", "place-in-clause", best->span, 0.8F});
        return;
    }
    if (draft.rule->mode == "visit") {
        for (const ActorIndex host : draft.act.recipients) {
            if (a_.actors[host].kind == ActorKind::state) {
                draft.act.place = a_.actors[host].name;
                draft.act.reasons.push_back(Reason{"place", "host-state", {}, 0.7F});
                return;
            }
        }
    }
}

std::optional<Channel> Circumstances::channel_phrase(const Draft& draft,
                                                     Span& words) const {
    const Sentence& sentence = s_.reading().sentences[draft.sentence];
    std::optional<Channel> found;
    int best = 0;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const auto* phrases = t_.channels_for(s_.lemma(i));
        if (phrases == nullptr) {
            continue;
        }
        for (const ChannelPhrase& phrase : *phrases) {
            const std::size_t n = phrase.lemmas.size();
            if (i + n > sentence.last) {
                continue;
            }
            bool same = true;
            for (std::size_t k = 0; k < n && same; ++k) {
                same = s_.lemma(i + static_cast<TokenIndex>(k)) == phrase.lemmas[k];
            }
            if (!same) {
                continue;
            }
            const int score = 1 + closeness(draft.trigger, i);
            if (score > best && score > 1) {
                best = score;
                found = phrase.channel;
                words = Span{s_.token(i).span.begin,
                             s_.token(i + static_cast<TokenIndex>(n) - 1).span.end};
            }
            break;
        }
    }
    return found;
}

void Circumstances::settle_channel(Draft& draft) const {
    Act& act = draft.act;
    const bool settled =
        act.channel != Channel::none && act.channel != Channel::statement;
    Span words;
    if (settled) {
        act.reasons.push_back(Reason{"channel", draft.rule->id, act.trigger, 0.9F});
    } else if (const auto channel = channel_phrase(draft, words);
               channel && (is_utterance(act) || act.type == ActType::consult ||
                           act.type == ActType::agree)) {
        // What was said in public may yet have been said in a letter or on a network.
        act.channel = *channel;
        act.reasons.push_back(Reason{"channel", "channel-phrase", words, 0.8F});
    }
}

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
    if (in != nullptr) {
        const bool planned = act.status == Status::planned;
        const bool inside = utterance ? !in->planned && addressed_in(act, *in)
                                      : in->visit && in->planned == planned;
        if (utterance && inside &&
            (act.channel == Channel::none || act.channel == Channel::statement) &&
            in->channel != Channel::none) {
            act.channel = in->channel;
            act.reasons.push_back(Reason{"channel", "communication", {}, 0.7F});
        }
        if (inside && act.date.empty() && !in->date.empty()) {
            act.date = in->date;
            act.reasons.push_back(Reason{"date", "communication", {}, 0.6F});
        }
        if (inside && act.place.empty() && !in->place.empty()) {
            act.place = in->place;
            act.reasons.push_back(Reason{"place", "communication", {}, 0.6F});
        }
    }
    if (act.channel == Channel::none && (utterance || act.mode == "meet")) {
        act.channel = utterance ? Channel::statement : Channel::in_person;
        act.reasons.push_back(Reason{"channel", "usual-for-type", {}, 0.5F});
    }
}

void Circumstances::settle(Draft& draft, const Discourse& discourse) {
    settle_date(draft);
    settle_place(draft);
    settle_channel(draft);
    inherit(draft, discourse);
}

}  // namespace chancery
