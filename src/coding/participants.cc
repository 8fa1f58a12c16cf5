// SPDX-License-Identifier: Apache-2.0
#include "coding/participants.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/tsv.h"
#include "text/fold.h"

namespace chancery {

namespace {

using Kind = Condition::Kind;

}  // namespace

Participants::Participants(const CodingInput& input)
    : s_(*input.syntax),
      a_(*input.actors),
      t_(*input.tables),
      roles_(*input.syntax, *input.actors, *input.tables),
      attendees_(find_attendees()) {}

std::vector<ActorIndex> Participants::find_attendees() const {
    const auto& tokens = s_.reading().tokens;
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
        if (!s_.is_verb(i) || s_.lemma(i) != "include") {
            continue;
        }
        const TokenIndex subject = s_.surface_subject(i);
        const TokenIndex object = s_.child(i, Rel::obj);
        if (subject == no_token || object == no_token ||
            !t_.in_class("attendee", s_.lemma(subject))) {
            continue;
        }
        auto found = roles_.actors_of(object, nullptr);
        if (found.size() > 1) {
            return found;
        }
    }
    return {};
}

Filled Participants::host_by_place(const Draft& draft) const {
    // "arrived in Kazan": the host is the state of the place.
    Filled filled;
    filled.rule = "state-of-the-place";
    for (const PlaceMention& place : a_.places) {
        if (place.code.empty() ||
            s_.token(place.head).sentence != s_.token(draft.trigger).sentence ||
            !s_.dominates(draft.trigger, place.head)) {
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

bool Participants::blames_a_deed(const Draft& draft) const {
    const Act& act = draft.act;
    const bool judges = act.type == ActType::accuse || act.type == ActType::reject ||
                        act.mode == "endorse" || act.mode == "praise";
    if (!judges) {
        return false;
    }
    const TriggerSite& site = draft.site;
    TokenIndex deed = site.verb_is_trigger ? s_.undergoer(site.verb) : no_token;
    if (deed == no_token) {
        deed = site.prep;
    }
    return deed != no_token && s_.token(deed).upos == Upos::noun &&
           s_.has_child(deed, Rel::det) && t_.in_class("deed", s_.lemma(deed));
}

bool Participants::of_a_party(const Act& act, ActorIndex actor) const {
    const std::string& code = a_.actors[actor].code;
    return !code.empty() &&
           std::any_of(act.actors.begin(), act.actors.end(), [&](ActorIndex a) {
               return a_.actors[a].code == code;
           });
}

void Participants::fill_recipients(Draft& draft, const Discourse& discourse) const {
    Act& act = draft.act;
    Filled recipients = roles_.fill(draft.rule->recipients, draft.site, true);
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
    if (recipients.actors.empty() && draft.rule->mode == "visit") {
        recipients = host_by_place(draft);
    }
    if (recipients.actors.empty() && act.type == ActType::sanction) {
        // "Estonia and Latvia each expelled one": as the others before them.
        recipients.actors = discourse.latest_target(act.actors);
        recipients.rule = "target-of-the-measures";
    }
    if (recipients.actors.empty() && blames_a_deed(draft)) {
        // "criticised the move": the deed is that of whom the story last told.
        recipients.actors = discourse.latest_doer(act.actors);
        recipients.rule = "doer-of-the-deed";
    }
    if (act.actors.size() > 1) {
        // What both sides promise is not promised to one of them again by another name.
        std::erase_if(recipients.actors,
                      [&](ActorIndex r) { return of_a_party(act, r); });
    }
    if (!recipients.actors.empty()) {
        act.recipients = std::move(recipients.actors);
        act.reasons.push_back(
            Reason{"recipients", std::string(recipients.rule), recipients.words, 1.0F});
    }
}

bool Participants::is_letter(const Act& act) {
    return act.mode == "correspondence" || act.channel == Channel::letter ||
           act.channel == Channel::message;
}

bool Participants::fill(Draft& draft, const Discourse& discourse) const {
    Act& act = draft.act;
    Filled actors = roles_.fill(draft.rule->actors, draft.site, false);
    if (actors.actors.empty()) {
        return false;
    }
    act.actors = std::move(actors.actors);
    if (!is_letter(act)) {
        name_the_states(act.actors);  // who wrote letters, the occasion tells
    }
    const std::size_t named = act.actors.size();
    name_the_parties(act.actors, discourse);
    draft.joint = act.actors.size() > named;
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
    const auto is_media = [&](ActorIndex a) {
        return a_.actors[a].kind == ActorKind::media;
    };
    if (act.type == ActType::consult &&
        (std::any_of(act.actors.begin(), act.actors.end(), is_media) ||
         std::any_of(act.recipients.begin(), act.recipients.end(), is_media))) {
        return false;  // an outlet's own interview
    }
    if (draft.rule->mode == "visit" && at_home(act)) {
        return false;
    }
    if (act.mode == "multilateral" && only_organisations(act.actors)) {
        return false;  // "the APEC summit" does not say who took part
    }
    const bool wants_recipient = t_.type_row(act.type).verbal || wants(Kind::recipient);
    return !wants_recipient || !act.recipients.empty();
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
    // "925 messages": the text counts the acts together.
    const TokenIndex noun = draft.site.noun;
    const TokenIndex number = noun == no_token ? no_token : s_.child(noun, Rel::nummod);
    if (number == no_token) {
        return;
    }
    std::uint32_t count = 0;
    for (const char c : s_.form(number)) {
        if (c >= '0' && c <= '9' && count < 100'000'000) {
            count = count * 10 + static_cast<std::uint32_t>(c - '0');
        } else if (c != ',') {
            return;
        }
    }
    if (count > 1) {
        draft.act.count = count;
        draft.act.reasons.push_back(
            Reason{"count", "number-of-acts", s_.token(number).span, 0.9F});
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

void Participants::prefer_speaker(Draft& draft) const {
    // "Malaysia will work with China, the king said": he made the promise for his state.
    Act& act = draft.act;
    if (!is_utterance(act) || act.actors.size() != 1 ||
        a_.actors[act.actors.front()].kind == ActorKind::person) {
        return;
    }
    const TokenIndex speaker = speaker_of(draft.trigger);
    if (speaker == no_token) {
        return;
    }
    const auto who = roles_.actors_of(speaker, nullptr);
    if (who.size() != 1) {
        return;
    }
    const Actor& person = a_.actors[who.front()];
    if (person.kind == ActorKind::person && !person.plural && !person.code.empty() &&
        person.code == a_.actors[act.actors.front()].code) {
        act.actors = who;
        act.reasons.push_back(
            Reason{"actors", "speaker-for-state", s_.token(speaker).span, 0.8F});
    }
}

void Participants::name_the_parties(std::vector<ActorIndex>& list,
                                    const Discourse& discourse) const {
    // "The leaders agreed": those who met or called each other in what was told before.
    if (list.size() == 2 && !attendees_.empty()) {
        name_the_group(list);
        return;
    }
    if (list.size() != 1) {
        return;
    }
    const Actor& group = a_.actors[list.front()];
    const bool unknown = group.plural && group.table_name.empty() &&
                         group.kind != ActorKind::state && group.kind != ActorKind::body;
    if (!unknown || !is_party_word(group.name)) {
        return;
    }
    for (auto it = discourse.all().rbegin(); it != discourse.all().rend(); ++it) {
        std::vector<ActorIndex> all = it->from;
        all.insert(all.end(), it->to.begin(), it->to.end());
        const bool persons = all.size() >= 2 && !holds(all, list.front()) &&
                             std::all_of(all.begin(), all.end(), [&](ActorIndex a) {
                                 return !a_.actors[a].plural;
                             });
        if (persons) {
            list = std::move(all);
            return;
        }
    }
    if (!attendees_.empty()) {
        list = attendees_;
    }
}

void Participants::name_the_group(std::vector<ActorIndex>& list) const {
    // "held a call with transatlantic leaders": those whom the article lists.
    const Actor& group = a_.actors[list.back()];
    if (!group.plural || !group.table_name.empty()) {
        return;
    }
    list.pop_back();
    for (const ActorIndex a : attendees_) {
        if (!holds(list, a)) {
            list.push_back(a);
        }
    }
}

bool Participants::is_party_word(std::string_view name) const {
    // "the two leaders", but not "Western leaders": nothing says who else they might be.
    constexpr std::array<std::string_view, 6> empty_words{
        "the", "both", "two", "three", "all", "these"};
    std::string found;
    const std::string key = name_key(name);
    for (const std::string_view word : split(key, ' ')) {
        if (std::find(empty_words.begin(), empty_words.end(), word) !=
            empty_words.end()) {
            continue;
        }
        if (!found.empty()) {
            return false;
        }
        found = word;
    }
    if (found.ends_with("ies")) {
        found.replace(found.size() - 3, 3, "y");
    } else if (found.ends_with('s')) {
        found.pop_back();
    }
    return t_.in_class("party-word", found);
}

void Participants::states_in(const Mention& mention, std::vector<ActorIndex>& out) const {
    for (TokenIndex i = mention.first; i < mention.last; ++i) {
        std::vector<TokenIndex> heads;
        s_.coordinated(i, heads);
        for (const TokenIndex head : heads) {
            const std::int32_t inner = a_.mention_of_head[head];
            if (inner < 0) {
                continue;
            }
            for (const ActorIndex a :
                 a_.mentions[static_cast<std::size_t>(inner)].actors) {
                if (a_.actors[a].kind == ActorKind::state && !holds(out, a)) {
                    out.push_back(a);
                }
            }
        }
    }
}

void Participants::name_the_states(std::vector<ActorIndex>& list) const {
    // "trade chiefs of South Korea and China": a group of two states stands for the two.
    if (list.size() != 1 || !a_.actors[list.front()].plural) {
        return;
    }
    const ActorIndex group = list.front();
    const auto first =
        std::find_if(a_.mentions.begin(), a_.mentions.end(), [&](const Mention& m) {
            return m.actors.size() == 1 && m.actors.front() == group;
        });
    std::vector<ActorIndex> states;
    if (first != a_.mentions.end()) {
        states_in(*first, states);
    }
    if (states.size() >= 2) {
        list = std::move(states);
    }
}

}  // namespace chancery
