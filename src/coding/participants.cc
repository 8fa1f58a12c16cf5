// SPDX-License-Identifier: Apache-2.0
#include "coding/participants.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "coding/counts.h"
#include "text/fold.h"

namespace chancery {

namespace {

using Kind = Condition::Kind;

void remove_twins(std::vector<ActorIndex>& list) {
    std::vector<ActorIndex> kept;
    for (const ActorIndex a : list) {
        if (!holds(kept, a)) {
            kept.push_back(a);
        }
    }
    list = std::move(kept);
}

}  // namespace

Participants::Participants(const CodingInput& input)
    : s_(*input.syntax),
      a_(*input.actors),
      t_(*input.tables),
      statements_(input.statements),
      roles_(*input.syntax, *input.actors, *input.tables),
      parties_(input, roles_),
      implied_(input) {}

Filled Participants::host_by_place(const Draft& draft) const {
    // "arrived in Kazan": the host is the state of the place.
    Filled filled;
    filled.rule = "state-of-the-place";
    for (const PlaceMention& place : a_.places) {
        if (place.code.empty() || s_.preposition_of(place.head) == "from" ||
            s_.token(place.head).sentence != s_.token(draft.trigger).sentence ||
            !s_.dominates(draft.site.verb == no_token ? draft.trigger : draft.site.verb,
                          place.head)) {
            continue;
        }
        const auto state =
            std::find_if(a_.actors.begin(), a_.actors.end(), [&](const Actor& a) {
                return a.kind == ActorKind::state && a.code == place.code;
            });
        if (state != a_.actors.end()) {
            filled.actors.push_back(static_cast<ActorIndex>(state - a_.actors.begin()));
            filled.words = place.span;
            return filled;
        }
    }
    return filled;
}

bool Participants::of_a_party(const Act& act, ActorIndex actor) const {
    const std::string& code = a_.actors[actor].code;
    return !code.empty() &&
           std::any_of(act.actors.begin(), act.actors.end(), [&](ActorIndex a) {
               return a_.actors[a].code == code;
           });
}

/// "Peru's president said that Lee had promised …": promised to him who tells it.
Filled Participants::told_by(const Draft& draft) const {
    Filled found;
    found.rule = "told-by";
    const Act& act = draft.act;
    const Statement* said =
        statements_ == nullptr ? nullptr : statements_->at(draft.trigger);
    const bool promise =
        draft.site.verb_is_trigger && t_.in_class("pledge", s_.lemma(draft.site.verb));
    if (!promise || said == nullptr || said->speakers.size() != 1 ||
        act.actors.size() != 1) {
        return found;
    }
    const Actor& speaker = a_.actors[said->speakers.front()];
    const Actor& doer = a_.actors[act.actors.front()];
    const bool abroad = !speaker.code.empty() && !doer.code.empty() &&
                        speaker.code != doer.code && speaker.kind == ActorKind::person &&
                        speaker.sector == Sector::gov;
    if (abroad) {
        found.actors = said->speakers;
        found.words = said->speaker;
    }
    return found;
}

/// "His country will work with Peru", said to Peru's president: it is promised to him.
ActorIndex Participants::partner_of(ActorIndex speaker,
                                    ActorIndex state,
                                    const Discourse& discourse) const {
    const Communication* talk = discourse.latest_with(speaker);
    if (a_.actors[state].kind != ActorKind::state || talk == nullptr ||
        a_.actors[speaker].kind != ActorKind::person) {
        return state;
    }
    for (const ActorIndex other : Discourse::others(*talk, std::span(&speaker, 1))) {
        const Actor& a = a_.actors[other];
        if (a.kind == ActorKind::person && !a.plural && a.code == a_.actors[state].code) {
            return other;
        }
    }
    return state;
}

/// "Lee and other leaders": of those who are not named nobody knows who they are.
void Participants::drop_others(std::vector<ActorIndex>& list) const {
    const auto is_other = [&](ActorIndex a) {
        const Actor& actor = a_.actors[a];
        return actor.plural && actor.table_name.empty() &&
               name_key(actor.name).starts_with("other ");
    };
    if (!std::all_of(list.begin(), list.end(), is_other)) {
        std::erase_if(list, is_other);
    }
}

/// "congratulated the party, its Central Committee and Politburo": the party is meant.
void Participants::drop_organs(std::vector<ActorIndex>& list) const {
    const auto is_party = [&](ActorIndex a) {
        return a_.actors[a].kind == ActorKind::party;
    };
    const auto party = std::find_if(list.begin(), list.end(), is_party);
    if (party == list.end()) {
        return;
    }
    const std::string code = a_.actors[*party].code;
    std::erase_if(list, [&](ActorIndex a) {
        const Actor& actor = a_.actors[a];
        const std::string key = name_key(actor.name);
        return actor.kind == ActorKind::body && actor.code == code &&
               t_.in_class("party-organ", key.substr(key.rfind(' ') + 1));
    });
}

/// "expelled Russian diplomats", "condemned the deployment of North Korean troops": what
/// is said or done to a state's nameless servants is meant for the state.
ActorIndex Participants::whose_hand(ActorIndex actor) const {
    const Actor& a = a_.actors[actor];
    if (!a.table_name.empty() || a.code.empty() || a.kind == ActorKind::state) {
        return actor;
    }
    const std::string key = name_key(a.name);
    std::string word = key.substr(key.rfind(' ') + 1);
    if (word.ends_with('s')) {
        word.pop_back();
    }
    if (!t_.in_class("state-hand", word)) {
        return actor;
    }
    const auto state =
        std::find_if(a_.actors.begin(), a_.actors.end(), [&](const Actor& other) {
            return other.kind == ActorKind::state && other.code == a.code;
        });
    return state == a_.actors.end() ? actor
                                    : static_cast<ActorIndex>(state - a_.actors.begin());
}

void Participants::leave_out_recipients(Draft& draft,
                                        const std::vector<ActorIndex>& recipients) const {
    // "The participants praised China": the others did.
    if (!draft.joint || recipients.empty()) {
        return;
    }
    std::vector<ActorIndex>& actors = draft.act.actors;
    const auto is_of = [&](ActorIndex actor) {
        return std::any_of(recipients.begin(), recipients.end(), [&](ActorIndex r) {
            return actor == r ||
                   (a_.actors[r].kind == ActorKind::state && !a_.actors[r].code.empty() &&
                    a_.actors[r].code == a_.actors[actor].code);
        });
    };
    const auto others = std::count_if(
        actors.begin(), actors.end(), [&](ActorIndex a) { return !is_of(a); });
    if (others > 0) {
        std::erase_if(actors, is_of);
    }
}

void Participants::fill_recipients(Draft& draft, const Discourse& discourse) const {
    Act& act = draft.act;
    Filled recipients = named_recipients(draft, discourse);
    if (recipients.actors.empty()) {
        recipients = implied_recipients(draft, discourse);
    }
    if (act.actors.size() > 1) {
        // What both sides promise is not promised to one of them again by another name.
        std::erase_if(recipients.actors,
                      [&](ActorIndex r) { return of_a_party(act, r); });
    }
    if (is_utterance(act) || act.type == ActType::sanction) {
        for (ActorIndex& recipient : recipients.actors) {
            recipient = whose_hand(recipient);
        }
        remove_twins(recipients.actors);
        std::erase_if(recipients.actors,
                      [&](ActorIndex a) { return holds(act.actors, a); });
    }
    drop_others(recipients.actors);
    drop_organs(recipients.actors);
    if (act.type == ActType::agree) {
        settle_promise(draft, recipients, discourse);
    }
    if (!recipients.actors.empty()) {
        act.recipients = std::move(recipients.actors);
        act.reasons.push_back(
            Reason{"recipients", std::string(recipients.rule), recipients.words, 1.0F});
    }
}

/// Those whom the slots of the rule name, or the communication that the act stands in.
Filled Participants::named_recipients(Draft& draft, const Discourse& discourse) const {
    const Act& act = draft.act;
    Filled recipients = roles_.fill(draft.rule->recipients, draft.site, true, act.actors);
    leave_out_recipients(draft, recipients.actors);
    std::erase_if(recipients.actors, [&](ActorIndex a) { return holds(act.actors, a); });
    if (recipients.actors.empty() &&
        RoleReader::may_use_context(draft.rule->recipients)) {
        for (const ActorIndex actor : act.actors) {
            if (const Communication* c = discourse.latest_with(actor); c != nullptr) {
                recipients.actors = Discourse::others(*c, act.actors);
                recipients.rule = "context";
                break;
            }
        }
    }
    if (draft.rule->mode == "visit") {
        // A hall or a headquarters is no host: its state is.
        std::erase_if(recipients.actors, [&](ActorIndex a) {
            return a_.actors[a].kind == ActorKind::other && a_.actors[a].code.empty();
        });
    }
    return recipients;
}

/// Those whom no slot names: the host by his place, the target of the measures before,
/// who did the deed that is blamed.
Filled Participants::implied_recipients(const Draft& draft,
                                        const Discourse& discourse) const {
    const Act& act = draft.act;
    Filled recipients;
    if (draft.rule->mode == "visit") {
        recipients = host_by_place(draft);
    }
    if (recipients.actors.empty() && act.type == ActType::sanction) {
        // "Estonia and Latvia each expelled one": as the others before them.
        recipients.actors = discourse.latest_target(act.actors);
        recipients.rule = "target-of-the-measures";
    }
    if (recipients.actors.empty()) {
        recipients = implied_.doer_of_deed(draft, discourse);
    }
    if (recipients.actors.empty()) {
        recipients = implied_.target_by_place(draft);
    }
    if (recipients.actors.empty()) {
        recipients = implied_.home_government(draft);
    }
    return recipients;
}

/// To whom a promise is made: not to one's own state or group, to him who tells of it, to
/// the person whom one talks with.
void Participants::settle_promise(const Draft& draft,
                                  Filled& recipients,
                                  const Discourse& discourse) const {
    const Act& act = draft.act;
    // "promised to open his country's markets": to nobody there.
    std::erase_if(recipients.actors, [&](ActorIndex r) {
        return a_.actors[r].kind == ActorKind::state && of_a_party(act, r);
    });
    if (recipients.actors.empty() && act.mode == "pledge") {
        recipients = told_by(draft);
    }
    if (draft.joint) {
        // "The parties pledged to strengthen their group": not to it.
        std::erase_if(recipients.actors,
                      [&](ActorIndex a) { return a_.actors[a].kind == ActorKind::igo; });
    }
    if (act.mode == "pledge" && act.actors.size() == 1 && recipients.actors.size() == 1) {
        recipients.actors.front() =
            partner_of(act.actors.front(), recipients.actors.front(), discourse);
    }
}

bool Participants::is_letter(const Act& act) {
    return act.mode == "correspondence" || act.channel == Channel::letter ||
           act.channel == Channel::message;
}

/// Who says "I" and "we" as the doer of the verb: the speaker of the words around it; for
/// deeds, which a state does, the speaker's state. Empty where somebody else does it.
Filled Participants::first_person(const Draft& draft) const {
    Filled found;
    const TokenIndex verb = draft.site.verb;
    const TokenIndex doer = verb == no_token ? no_token : s_.doer(verb);
    if (doer == no_token || statements_ == nullptr ||
        !t_.in_class("first-person", ascii_lower(s_.form(doer)))) {
        return found;
    }
    const Statement* said = statements_->at(draft.trigger);
    if (said == nullptr) {
        return found;
    }
    found.actors = said->speakers;
    found.words = s_.token(doer).span;
    found.rule = "speaker";
    const bool we = ascii_lower(s_.form(doer)) == "we";
    if (we && !is_utterance(draft.act) && found.actors.size() == 1) {
        found.actors.front() = state_of(found.actors.front());
    }
    return found;
}

ActorIndex Participants::state_of(ActorIndex actor) const {
    const std::string& code = a_.actors[actor].code;
    const auto state =
        std::find_if(a_.actors.begin(), a_.actors.end(), [&](const Actor& other) {
            return other.kind == ActorKind::state && other.code == code;
        });
    return code.empty() || state == a_.actors.end()
               ? actor
               : static_cast<ActorIndex>(state - a_.actors.begin());
}

Filled Participants::find_actors(Draft& draft, const Discourse& discourse) const {
    if (Filled speaker = first_person(draft); !speaker.actors.empty()) {
        return speaker;
    }
    Filled found = roles_.fill(draft.rule->actors, draft.site, false);
    if (found.actors.empty()) {
        const TokenIndex verb = draft.site.verb;
        const TokenIndex doer = verb == no_token ? no_token : s_.doer(verb);
        found.actors = parties_.meant_by(doer, discourse);
        found.rule = "members-of-the-group";
        draft.joint = !found.actors.empty();
        if (found.actors.empty() && draft.act.mode == "honour" &&
            draft.rule->pos == TriggerPos::noun) {
            found = host_of_the_guest(draft, discourse);
        }
        if (found.actors.empty() && is_next_round(draft)) {
            found.actors = Parties::latest_meeting(discourse);
            found.rule = "parties-of-the-talks";
        }
        return found;
    }
    const std::size_t named = found.actors.size();
    // Who wrote letters, the occasion tells.
    const bool states =
        !is_letter(draft.act) && parties_.name_the_states(found.actors, found.words);
    if (states || parties_.name(found.actors, found.words, discourse)) {
        found.rule = "members-of-the-group";
        draft.joint = found.actors.size() > named;
    }
    return found;
}

/// "the welcome ceremony for the president": whom he visits gave it.
Filled Participants::host_of_the_guest(const Draft& draft,
                                       const Discourse& discourse) const {
    Filled found;
    found.rule = "host-of-the-guest";
    const Filled guest = roles_.fill(draft.rule->recipients, draft.site, true);
    const auto& all = discourse.all();
    for (auto it = all.rbegin(); it != all.rend() && !guest.actors.empty(); ++it) {
        if (it->visit && !it->to.empty() && holds(it->from, guest.actors.front())) {
            found.actors = it->to;
            break;
        }
    }
    return found;
}

bool Participants::is_next_round(const Draft& draft) const {
    // "A new round of talks is scheduled": those who talked before.
    const TokenIndex noun = draft.site.noun;
    if (noun == no_token || draft.rule->type != ActType::consult ||
        draft.modality.reality != Reality::future) {
        return false;
    }
    const TokenIndex governor = s_.token(noun).head;
    if (governor != no_token && s_.is_verb(governor) &&
        t_.in_class("resume", s_.lemma(governor))) {
        return true;
    }
    const TokenIndex above = s_.token(noun).rel == Rel::nmod ? governor : noun;
    return std::any_of(
        s_.children(above).begin(), s_.children(above).end(), [&](TokenIndex c) {
            return s_.token(c).rel == Rel::amod && t_.in_class("next", s_.lemma(c));
        });
}

bool Participants::is_we(Span words) const {
    const std::string_view form = quote(s_.text(), words);
    return form == "we" || form == "We";
}

bool Participants::fill(Draft& draft, const Discourse& discourse) const {
    Act& act = draft.act;
    Filled actors = find_actors(draft, discourse);
    if (actors.actors.empty()) {
        actors = implied_.authority(draft);
    }
    if (actors.actors.empty()) {
        actors = implied_.crowd(draft);
    }
    if (actors.actors.empty()) {
        return false;
    }
    if (draft.rule->type == ActType::consult && is_we(actors.words)) {
        return false;  // "today we will discuss …": told by those who meet
    }
    act.actors = std::move(actors.actors);
    drop_others(act.actors);
    prefer_speaker(draft);
    act.reasons.push_back(Reason{"actors", std::string(actors.rule), actors.words, 1.0F});
    fill_recipients(draft, discourse);
    if (draft.modality.reality == Reality::refused && act.recipients.empty() &&
        act.actors.size() > 1) {
        // "X will not meet Y": he who refuses is named first.
        act.recipients.assign(act.actors.begin() + 1, act.actors.end());
        act.actors.resize(1);
    }
    fill_count(draft);
    if (suffice(draft)) {
        return true;
    }
    // "In his message, X underscored …": the occasion of the article may tell to whom.
    draft.incomplete =
        act.recipients.empty() && is_letter(act) && draft.rule->pos == TriggerPos::noun;
    return draft.incomplete;
}

/// How many states and organisations the participants are of.
std::size_t Participants::codes_of(const Act& act) const {
    std::set<std::string_view> codes;
    for (const auto* list : {&act.actors, &act.recipients}) {
        for (const ActorIndex a : *list) {
            if (!a_.actors[a].code.empty()) {
                codes.insert(a_.actors[a].code);
            }
        }
    }
    return codes.size();
}

bool Participants::suffice(const Draft& draft) const {
    const Act& act = draft.act;
    const auto& needs = draft.rule->needs;
    const auto wants = [&](Condition::Kind kind) {
        return std::any_of(needs.begin(), needs.end(), [&](const Condition& c) {
            return c.kind == kind;
        });
    };
    if (wants(Kind::actors2) && act.actors.size() + act.recipients.size() < 2) {
        return false;
    }
    if (wants(Kind::states2) && codes_of(act) < 2) {
        return false;
    }
    const auto is_media = [&](ActorIndex a) {
        return a_.actors[a].kind == ActorKind::media;
    };
    const bool asks = act.type == ActType::request || act.type == ActType::consult ||
                      act.type == ActType::agree;
    if (asks && (std::any_of(act.actors.begin(), act.actors.end(), is_media) ||
                 std::any_of(act.recipients.begin(), act.recipients.end(), is_media))) {
        return false;  // an outlet's own interview or question
    }
    if (draft.rule->mode == "visit" && at_home(act)) {
        return false;
    }
    if (act.mode == "multilateral" && act.actors.size() + act.recipients.size() == 1 &&
        a_.actors[act.actors.front()].kind != ActorKind::igo &&
        !a_.actors[act.actors.front()].plural) {
        return false;  // who else was there, nobody knows
    }
    if (act.mode == "multilateral" && only_organisations(act.actors)) {
        return false;  // "the APEC summit" does not say who took part
    }
    // An investigation may be into a matter, not into anybody.
    const bool verbal = t_.type_row(act.type).verbal && act.mode != "investigate";
    const bool wants_recipient =
        (verbal && !implied_.judges_a_deed(draft)) || wants(Kind::recipient);
    return !wants_recipient || !act.recipients.empty();
}

/// "will visit the Middle East": no state is the host.
bool Participants::tours_a_region(const Draft& draft) const {
    const TokenIndex verb = draft.site.verb;
    return draft.rule->mode == "visit" && draft.rule->pos == TriggerPos::verb &&
           std::any_of(a_.places.begin(), a_.places.end(), [&](const PlaceMention& p) {
               return p.code.empty() &&
                      (p.head == s_.undergoer(verb) || p.head == draft.site.prep);
           });
}

bool Participants::at_home(const Act& act) const {
    // Nobody pays a visit to his own state.
    return !act.recipients.empty() &&
           std::all_of(
               act.recipients.begin(), act.recipients.end(), [&](ActorIndex host) {
                   const Actor& h = a_.actors[host];
                   return h.kind == ActorKind::state &&
                          std::all_of(
                              act.actors.begin(), act.actors.end(), [&](ActorIndex a) {
                                  return a_.actors[a].code == h.code;
                              });
               });
}

bool Participants::only_organisations(const std::vector<ActorIndex>& list) const {
    return std::all_of(list.begin(), list.end(), [&](ActorIndex a) {
        return a_.actors[a].kind == ActorKind::igo;
    });
}

void Participants::fill_count(Draft& draft) const {
    if (const auto count = count_of(draft, s_, t_)) {
        draft.act.count = count->number;
        draft.act.reasons.push_back(
            Reason{"count", std::string(count->rule), s_.token(count->word).span, 0.9F});
    }
}

TokenIndex Participants::speaker_of(TokenIndex trigger) const {
    for (TokenIndex i = trigger; i != no_token; i = s_.token(i).head) {
        // "…", she told reporters: the verb of saying hangs below what is said.
        for (const TokenIndex c : s_.children(i)) {
            if (s_.token(c).rel == Rel::parataxis && t_.in_class("say", s_.lemma(c))) {
                return s_.doer(c);
            }
        }
        const Token& t = s_.token(i);
        if ((t.rel == Rel::ccomp || t.rel == Rel::parataxis) && t.head != no_token &&
            t_.in_class("say", s_.lemma(t.head))) {
            return s_.doer(t.head);
        }
    }
    return no_token;
}

std::vector<ActorIndex> Participants::speakers_of(TokenIndex trigger, Span& words) const {
    const Statement* said = statements_ == nullptr ? nullptr : statements_->at(trigger);
    if (said != nullptr && !said->speakers.empty()) {
        words = said->speaker;
        return said->speakers;
    }
    const TokenIndex speaker = speaker_of(trigger);
    if (speaker == no_token) {
        return {};
    }
    words = s_.token(speaker).span;
    return roles_.actors_of(speaker, nullptr);
}

void Participants::prefer_speaker(Draft& draft) const {
    // "Malaysia will work with China, the king said": he made the promise for his state.
    Act& act = draft.act;
    if (!is_utterance(act) || act.actors.size() != 1) {
        return;
    }
    const ActorKind kind = a_.actors[act.actors.front()].kind;
    if (kind != ActorKind::state && kind != ActorKind::igo) {
        return;
    }
    Span words;
    const auto who = speakers_of(draft.trigger, words);
    if (who.size() != 1) {
        return;
    }
    const Actor& person = a_.actors[who.front()];
    if (person.kind == ActorKind::person && !person.plural && !person.code.empty() &&
        person.code == a_.actors[act.actors.front()].code) {
        act.actors = who;
        act.reasons.push_back(Reason{"actors", "speaker-for-state", words, 0.8F});
    }
}

}  // namespace chancery
