// SPDX-License-Identifier: Apache-2.0
#include "coding/draft_maker.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/tsv.h"

namespace chancery {

namespace {

using Kind = Condition::Kind;

}  // namespace

DraftMaker::DraftMaker(const CodingInput& input)
    : s_(*input.syntax),
      a_(*input.actors),
      t_(*input.tables),
      roles_(*input.syntax, *input.actors, *input.tables),
      participants_(input),
      unlisted_(input),
      consumed_(input.syntax->reading().tokens.size(), false) {}

void DraftMaker::read_sentence(std::uint32_t index,
                               const Discourse& discourse,
                               std::vector<Draft>& out) {
    const Sentence& sentence = s_.reading().sentences[index];
    const std::size_t before = out.size();
    // Light verbs first, so that their nouns are not read a second time.
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        if (s_.is_verb(i)) {
            try_rules(TriggerPos::verb_noun, i, discourse, out);
        }
    }
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const Upos tag = s_.token(i).upos;
        if (consumed_[i]) {
            continue;
        }
        const bool copula = tag == Upos::aux && s_.token(i).rel == Rel::cop;
        if (tag == Upos::verb || copula) {
            try_rules(TriggerPos::verb, i, discourse, out);
            if (!consumed_[i]) {
                add_unlisted(i, out);
            }
        } else if (tag == Upos::noun || tag == Upos::propn) {
            try_rules(TriggerPos::noun, i, discourse, out);
        } else if (tag == Upos::adj) {
            try_rules(TriggerPos::adjective, i, discourse, out);
        }
    }
    share_judged(before, out);
    drop_superseded(before, out);
    for (std::size_t i = before; i < out.size(); ++i) {
        out[i].sentence = index;
    }
    std::stable_sort(
        out.begin() + static_cast<std::ptrdiff_t>(before),
        out.end(),
        [](const Draft& a, const Draft& b) { return a.trigger < b.trigger; });
}

void DraftMaker::add_unlisted(TokenIndex verb, std::vector<Draft>& out) {
    if (auto draft = unlisted_.of_verb(verb)) {
        consumed_[verb] = true;
        out.push_back(std::move(*draft));
    }
}

void DraftMaker::share_judged(std::size_t from, std::vector<Draft>& drafts) const {
    for (std::size_t i = from; i < drafts.size(); ++i) {
        Act& act = drafts[i].act;
        const TokenIndex verb = drafts[i].site.verb;
        if (act.type != ActType::accuse || verb == no_token ||
            drafts[i].trigger != verb || s_.token(verb).rel != Rel::advcl) {
            continue;
        }
        const TokenIndex judged = s_.undergoer(verb);
        if (judged == no_token || !t_.in_class("thing-pronoun", s_.lemma(judged))) {
            continue;
        }
        const TokenIndex main = s_.token(verb).head;
        const auto told =
            std::find_if(drafts.begin() + static_cast<std::ptrdiff_t>(from),
                         drafts.end(),
                         [&](const Draft& d) {
                             return d.trigger == main && d.act.actors == act.actors;
                         });
        if (told != drafts.end() &&
            (told->act.type == ActType::accuse || told->act.type == ActType::reject)) {
            act.recipients = told->act.recipients;
        }
    }
}

void DraftMaker::drop_superseded(std::size_t from, std::vector<Draft>& drafts) {
    // "agreed to meet": the meeting that is agreed on is the act, not the agreeing.
    std::vector<TokenIndex> superseded;
    for (std::size_t i = from; i < drafts.size(); ++i) {
        if (drafts[i].modality.agreed_under != no_token) {
            superseded.push_back(drafts[i].modality.agreed_under);
        }
    }
    const auto first = drafts.begin() + static_cast<std::ptrdiff_t>(from);
    drafts.erase(std::remove_if(first,
                                drafts.end(),
                                [&](const Draft& d) {
                                    return std::find(superseded.begin(),
                                                     superseded.end(),
                                                     d.trigger) != superseded.end();
                                }),
                 drafts.end());
}

void DraftMaker::try_rules(TriggerPos pos,
                           TokenIndex token,
                           const Discourse& d,
                           std::vector<Draft>& out) {
    std::string lowered;
    const std::vector<std::uint32_t>* rules = t_.rules_for(pos, s_.lemma(token));
    if (rules == nullptr && s_.token(token).upos == Upos::propn) {
        // "Summit" in a name keeps its capital in the lemma.
        lowered = ascii_lower(s_.lemma(token));
        rules = t_.rules_for(pos, lowered);
    }
    if (rules == nullptr) {
        return;
    }
    const bool other = is_other_verb(pos, token);
    for (const std::uint32_t r : *rules) {
        const Rule& rule = t_.rule(r);
        if (other && rule.particle.empty()) {
            continue;
        }
        const auto site = match(rule, token);
        if (!site) {
            continue;
        }
        auto draft = make(rule, *site, token, d);
        if (!draft) {
            continue;
        }
        consumed_[token] = true;
        if (pos == TriggerPos::verb_noun && site->noun != no_token) {
            consumed_[site->noun] = true;
        }
        out.push_back(std::move(*draft));
        return;
    }
}

TokenIndex DraftMaker::governing_verb(TokenIndex noun) const {
    const Token& t = s_.token(noun);
    if (t.rel == Rel::nmod && t.head != no_token && t.head != noun &&
        s_.preposition_of(noun) == "include") {
        return governing_verb(t.head);  // "hold meetings, including talks with …"
    }
    if (t.head == no_token || !s_.is_verb(t.head)) {
        return no_token;
    }
    const bool argument =
        t.rel == Rel::obj || t.rel == Rel::nsubj_pass || t.rel == Rel::obl;
    return argument ? t.head : no_token;
}

bool DraftMaker::is_other_verb(TriggerPos pos, TokenIndex verb) const {
    const Token& t = s_.token(verb);
    if (pos == TriggerPos::verb_noun) {
        return has_particle(verb, "undoing-particle");  // "shot down drones"
    }
    if (pos == TriggerPos::noun || t.rel == Rel::cop) {
        return false;
    }
    if (t.upos == Upos::verb && verb >= 2 && s_.form(verb - 1) == "-" &&
        s_.token(verb - 1).span.end == t.span.begin &&
        s_.token(verb - 2).span.end == s_.token(verb - 1).span.begin &&
        s_.token(verb - 2).upos == Upos::noun) {
        return true;  // "body-slammed"
    }
    return has_particle(verb, "turning-particle");
}

bool DraftMaker::has_particle(TokenIndex verb, std::string_view kind) const {
    const auto inside = s_.children(verb);
    return std::any_of(inside.begin(), inside.end(), [&](TokenIndex c) {
        return s_.token(c).rel == Rel::compound_prt && t_.in_class(kind, s_.lemma(c));
    });
}

TokenIndex DraftMaker::match_object(const Rule& rule, TokenIndex verb) const {
    const TokenIndex object = s_.undergoer(verb);
    std::vector<TokenIndex> objects;
    if (object != no_token) {
        s_.coordinated(object, objects);
        if (const TokenIndex content = roles_.content_of(object); content != object) {
            objects.push_back(content);
        }
    }
    const auto found = std::find_if(objects.begin(), objects.end(), [&](TokenIndex noun) {
        return rule.object.contains(s_.lemma(noun)) && match_modifiers(rule, noun);
    });
    return found == objects.end() ? no_token : *found;
}

std::optional<TriggerSite> DraftMaker::match(const Rule& rule, TokenIndex token) const {
    TriggerSite site;
    switch (rule.pos) {
        case TriggerPos::noun:
            site.noun = token;
            site.verb = governing_verb(token);
            if (!match_modifiers(rule, token)) {
                return std::nullopt;
            }
            break;
        case TriggerPos::verb:
        case TriggerPos::adjective:
            site.verb = token;
            site.verb_is_trigger = true;
            if (s_.token(token).rel == Rel::cop) {
                return match_copula(rule, token);
            }
            if (!rule.particle.empty() && !match_particle(rule, token, site)) {
                return std::nullopt;
            }
            break;
        case TriggerPos::verb_noun: {
            site.verb = token;
            site.verb_is_trigger = true;
            site.noun = match_object(rule, token);
            if (site.noun == no_token) {
                return std::nullopt;
            }
            break;
        }
    }
    const bool all = std::all_of(rule.needs.begin(),
                                 rule.needs.end(),
                                 [&](const Condition& c) { return holds(c, site); });
    return all ? std::optional(site) : std::nullopt;
}

/// "is in Peru": the preposition's noun is the predicate, which holds the subject.
std::optional<TriggerSite> DraftMaker::match_copula(const Rule& rule,
                                                    TokenIndex copula) const {
    const TokenIndex predicate = s_.token(copula).head;
    TriggerSite site;
    site.verb = predicate;
    site.prep = predicate;
    site.verb_is_trigger = true;
    // "is in talks with", "is in favour of": no place.
    const bool place =
        std::any_of(a_.places.begin(), a_.places.end(), [&](const PlaceMention& p) {
            return p.head == predicate;
        });
    const bool fits = place && !rule.particle.empty() &&
                      s_.preposition_of(predicate) == rule.particle &&
                      std::all_of(rule.needs.begin(),
                                  rule.needs.end(),
                                  [&](const Condition& c) { return holds(c, site); });
    return fits ? std::optional(site) : std::nullopt;
}

/// "called for the ministers to resign": the preposition introduces the clause, and its
/// doer stands before it.
TokenIndex DraftMaker::asked_to(TokenIndex verb, std::string_view word) const {
    TokenIndex before = no_token;
    for (const TokenIndex c : s_.children(verb)) {
        if (c > verb && s_.is_nominal(c)) {
            before = c;
        } else if (s_.infinitive_mark(c) != no_token &&
                   s_.child(c, Rel::mark, word) != no_token) {
            const TokenIndex own = s_.child(c, Rel::nsubj);
            return own != no_token ? own : before;
        }
    }
    return no_token;
}

bool DraftMaker::match_particle(const Rule& rule,
                                TokenIndex verb,
                                TriggerSite& site) const {
    for (const std::string_view word : split(rule.particle, ' ')) {
        if (s_.child(verb, Rel::compound_prt, word) != no_token ||
            s_.child(verb, Rel::advmod, word) != no_token) {
            continue;
        }
        std::vector<TokenIndex> heads;
        s_.obliques(verb, word, heads);
        site.prep = heads.empty() ? asked_to(verb, word) : heads.front();
        if (site.prep == no_token) {
            return false;
        }
    }
    return true;
}

/// The noun or one joined to it is one of the words.
bool DraftMaker::names_one_of(const LemmaSet& words, TokenIndex noun) const {
    if (words.contains(s_.lemma(noun))) {
        return true;
    }
    return std::any_of(
        s_.children(noun).begin(), s_.children(noun).end(), [&](TokenIndex c) {
            return s_.token(c).rel == Rel::conj && words.contains(s_.lemma(c));
        });
}

bool DraftMaker::modifier_in(const LemmaSet& words, TokenIndex noun) const {
    // "messages and letters of congratulations": the phrase belongs to both.
    for (const TokenIndex c : s_.children(noun)) {
        if (s_.token(c).rel == Rel::conj && !s_.is_verb(c) && modifier_in(words, c)) {
            return true;
        }
    }
    return std::any_of(
        s_.children(noun).begin(), s_.children(noun).end(), [&](TokenIndex c) {
            const Rel rel = s_.token(c).rel;
            // "messages of congratulation": what it is about stands after it.
            if (c > noun && rel == Rel::nmod && s_.preposition_of(c) == "of") {
                return names_one_of(words, c);
            }
            return c < noun &&
                   (rel == Rel::amod || rel == Rel::compound || rel == Rel::nmod ||
                    rel == Rel::nmod_desc || rel == Rel::nmod_unmarked ||
                    rel == Rel::flat) &&
                   words.contains(s_.lemma(c));
        });
}

bool DraftMaker::match_modifiers(const Rule& rule, TokenIndex noun) const {
    return std::all_of(rule.modifiers.begin(),
                       rule.modifiers.end(),
                       [&](const LemmaSet& words) { return modifier_in(words, noun); });
}

/// "called on them to leave": trees hang the infinitive to such verbs in several ways.
TokenIndex DraftMaker::asked_clause(const TriggerSite& site) const {
    if (!site.verb_is_trigger || site.prep == no_token) {
        return no_token;
    }
    for (const TokenIndex c : s_.children(site.verb)) {
        if (s_.token(c).rel == Rel::advcl && c > site.prep &&
            s_.infinitive_mark(c) != no_token) {
            return c;
        }
    }
    return no_token;
}

bool DraftMaker::is_for(const LemmaSet& words, const TriggerSite& site) const {
    TokenIndex thing = site.prep;
    if (thing == no_token && site.verb != no_token) {
        thing = s_.undergoer(site.verb);
    }
    std::vector<TokenIndex> aims;
    if (thing != no_token) {
        s_.obliques(thing, "for", aims);
    }
    if (site.verb != no_token) {
        s_.obliques(site.verb, "for", aims);
    }
    return std::any_of(aims.begin(), aims.end(), [&](TokenIndex i) {
        return words.contains(s_.lemma(i));
    });
}

bool DraftMaker::title_in(const LemmaSet& words, TokenIndex name) const {
    if (s_.token(name).upos != Upos::propn) {
        return false;
    }
    return std::any_of(
        s_.children(name).begin(), s_.children(name).end(), [&](TokenIndex c) {
            const Rel rel = s_.token(c).rel;
            return (rel == Rel::nmod_desc || rel == Rel::appos) &&
                   s_.token(c).upos == Upos::noun && words.contains(s_.lemma(c));
        });
}

bool DraftMaker::word_condition(const Condition& condition,
                                const TriggerSite& site) const {
    const bool wanted =
        condition.kind == Kind::obj_in || condition.kind == Kind::prep_in ||
        condition.kind == Kind::comp_in || condition.kind == Kind::subj_in;
    TokenIndex head = no_token;
    switch (condition.kind) {
        case Kind::obj_in:
        case Kind::obj_not:
            head = s_.undergoer(site.verb);
            break;
        case Kind::prep_in:
        case Kind::prep_not:
            head = site.prep;
            break;
        case Kind::comp_in:
        case Kind::comp_not:
            head = s_.complement(site.verb);
            if (head == no_token) {
                head = asked_clause(site);
            }
            break;
        default:
            head = s_.doer(site.verb);
            break;
    }
    if (condition.kind == Kind::comp_in && head != no_token && consumed_[head] &&
        !s_.is_verb(head)) {
        return false;  // "that was a cowardly move": the move has been read
    }
    const TokenIndex content = roles_.content_of(head);
    bool found = head != no_token && (condition.words.contains(s_.lemma(head)) ||
                                      condition.words.contains(s_.lemma(content)));
    if (!found && wanted && head != no_token) {
        found = title_in(condition.words, head);  // "summoned ambassador Ivan Petrov"
    }
    if (!found && head != no_token && condition.kind == Kind::comp_in &&
        !s_.is_verb(head)) {
        found = modifier_in(condition.words, content);  // "called it a reckless move"
    }
    return found == wanted;
}

bool DraftMaker::kind_condition(const Condition& condition,
                                const TriggerSite& site) const {
    const TokenIndex head =
        condition.kind == Kind::objkind
            ? (site.prep != no_token ? site.prep : s_.undergoer(site.verb))
            : s_.doer(site.verb);
    if (head == no_token) {
        return false;
    }
    const auto found = roles_.actors_of(head, nullptr);
    // "Iraqi warplanes" act as the body that they belong to.
    const bool hand = t_.in_class("state-hand", s_.lemma(roles_.content_of(head)));
    return std::any_of(found.begin(), found.end(), [&](ActorIndex actor) {
        const ActorKind kind = a_.actors[actor].kind;
        const bool as_body = hand && kind == ActorKind::other;
        // "several leaders" are persons.
        const bool leaders = a_.actors[actor].plural && kind == ActorKind::other &&
                             a_.actors[actor].sector == Sector::gov;
        const auto asked = [&](ActorKind wanted) {
            return (condition.actor_kinds >> static_cast<unsigned>(wanted) & 1U) != 0;
        };
        return asked(as_body ? ActorKind::body : kind) ||
               (leaders && asked(ActorKind::person));
    });
}

bool DraftMaker::complement_has_aux(const LemmaSet& words, TokenIndex verb) const {
    const TokenIndex complement = s_.complement(verb);
    if (complement == no_token) {
        return false;
    }
    const auto inside = s_.children(complement);
    return std::any_of(inside.begin(), inside.end(), [&](TokenIndex c) {
        return s_.token(c).rel == Rel::aux && words.contains(s_.lemma(c));
    });
}

bool DraftMaker::is_negated(TokenIndex verb) const {
    const auto inside = s_.children(verb);
    return std::any_of(inside.begin(), inside.end(), [&](TokenIndex c) {
        const Rel rel = s_.token(c).rel;
        return (rel == Rel::advmod || rel == Rel::cc) &&
               t_.in_class("negation", s_.lemma(c));
    });
}

bool DraftMaker::complement_is_told(TokenIndex verb) const {
    // An adjective after a copula is the clause itself.
    const bool own = s_.token(verb).upos == Upos::adj;
    const TokenIndex complement = own ? verb : s_.complement(verb);
    if (complement == no_token) {
        return false;
    }
    const auto inside = s_.children(complement);
    return std::none_of(inside.begin(), inside.end(), [&](TokenIndex c) {
        const Token& t = s_.token(c);
        return t.xpos == Xpos::md || t_.in_class("negation", s_.lemma(c)) ||
               (t.rel == Rel::mark && t_.in_class("conditional", s_.lemma(c)));
    });
}

bool DraftMaker::holds(const Condition& condition, const TriggerSite& site) const {
    if (condition.kind == Kind::mod_in || condition.kind == Kind::mod_not) {
        return site.noun != no_token && modifier_in(condition.words, site.noun) ==
                                            (condition.kind == Kind::mod_in);
    }
    if (condition.kind == Kind::for_not) {
        return !is_for(condition.words, site);
    }
    if (condition.kind == Kind::recipient || condition.kind == Kind::actors2 ||
        condition.kind == Kind::states2 || condition.kind == Kind::future) {
        return true;  // looked at once the roles are filled
    }
    if (site.verb == no_token) {
        // A noun that no verb governs has no object, subject or complement to look at.
        return condition.kind == Kind::noxcomp || condition.kind == Kind::noccomp ||
               condition.kind == Kind::noobj || condition.kind == Kind::obj_not;
    }
    switch (condition.kind) {
        case Kind::xcomp:
            return s_.has_child(site.verb, Rel::xcomp) || has_asked_clause(site);
        case Kind::ccomp:
            return s_.has_child(site.verb, Rel::ccomp);
        case Kind::noxcomp:
            return !s_.has_child(site.verb, Rel::xcomp) && !has_asked_clause(site);
        case Kind::noccomp:
            return !s_.has_child(site.verb, Rel::ccomp);
        case Kind::noobj:
            return s_.undergoer(site.verb) == no_token;
        case Kind::has_obj:
            return s_.undergoer(site.verb) != no_token;
        case Kind::comp_aux:
            return complement_has_aux(condition.words, site.verb);
        case Kind::negated:
            return is_negated(site.verb);
        case Kind::active:
            return !s_.is_passive(site.verb);
        case Kind::comp_told:
            return complement_is_told(site.verb);
        case Kind::past:
            return is_past(site.verb, s_);
        case Kind::objkind:
        case Kind::subjkind:
            return kind_condition(condition, site);
        default:
            return word_condition(condition, site);
    }
}

bool DraftMaker::turns_on_itself(const Draft& draft) const {
    const ActType type = draft.act.type;
    if (!draft.site.verb_is_trigger || type == ActType::retreat ||
        type == ActType::agree) {
        return false;
    }
    const TokenIndex object = s_.undergoer(draft.site.verb);
    return object != no_token && s_.token(object).upos == Upos::pron &&
           t_.in_class("reflexive", s_.lemma(object));
}

std::optional<Draft> DraftMaker::make(const Rule& rule,
                                      const TriggerSite& site,
                                      TokenIndex trigger,
                                      const Discourse& discourse) const {
    Draft draft;
    draft.rule = &rule;
    draft.site = site;
    draft.trigger = trigger;
    draft.act.type = rule.type;
    draft.act.mode = rule.mode;
    draft.act.cameo = rule.cameo;
    draft.act.channel = rule.channel;
    draft.act.trigger = s_.token(trigger).span;
    if (rule.pos == TriggerPos::verb_noun) {
        const Span noun = s_.token(site.noun).span;
        draft.act.trigger = Span{std::min(draft.act.trigger.begin, noun.begin),
                                 std::max(draft.act.trigger.end, noun.end)};
    }
    draft.act.reasons.push_back(Reason{"type", rule.id, draft.act.trigger, 1.0F});
    if (turns_on_itself(draft)) {
        return std::nullopt;
    }
    draft.modality = modality_of(trigger, s_, t_);
    if (!accept_negation(draft)) {
        return std::nullopt;
    }
    const bool wants_future =
        std::any_of(rule.needs.begin(), rule.needs.end(), [](const Condition& c) {
            return c.kind == Kind::future;
        });
    if (wants_future && draft.modality.reality != Reality::future) {
        return std::nullopt;
    }
    if (!apply_modality(draft) ||
        (!participants_.fill(draft, discourse) && !unlisted_.is_of_thing(draft))) {
        return std::nullopt;
    }
    unlisted_.set_target(draft);
    return draft;
}

bool DraftMaker::accept_negation(Draft& draft) const {
    const auto& needs = draft.rule->needs;
    const bool wanted = std::any_of(needs.begin(), needs.end(), [](const Condition& c) {
        return c.kind == Kind::negated;
    });
    if (!wanted) {
        return true;
    }
    // The negation is the act: "does not recognise", "will not accept", "cannot agree
    // to".
    Modality& m = draft.modality;
    if (m.reality == Reality::unreal && m.rule != "modal") {
        return false;
    }
    m.reality = Reality::done;
    m.rule = "negation";
    return true;
}

bool DraftMaker::refuse(Draft& draft) const {
    // "will not meet": the refusal is the act, of the same parties.
    const TypeRow& row = t_.type_row(draft.act.type);
    if (row.refused_mode.empty() || draft.act.mode == "invite") {
        return false;
    }
    draft.act.type = ActType::reject;
    draft.act.mode = row.refused_mode;
    draft.act.cameo = t_.type_row(ActType::reject).cameo_root;
    draft.act.channel = Channel::none;
    return true;
}

/// "the president, who backs the rebels": whom somebody likes is no act.
bool DraftMaker::is_standing_attitude(const Draft& draft) const {
    const Act& act = draft.act;
    if (act.type != ActType::support || !draft.site.verb_is_trigger ||
        (act.mode != "endorse" && act.mode != "praise")) {
        return false;
    }
    const Token& verb = s_.token(draft.site.verb);
    const bool present = verb.xpos == Xpos::vbz || verb.xpos == Xpos::vbp;
    return present && verb.rel == Rel::acl_relcl &&
           s_.child(draft.site.verb, Rel::aux) == no_token;
}

bool DraftMaker::enter_as_planned(Draft& draft) const {
    const TypeRow& row = t_.type_row(draft.act.type);
    const bool cooperative = row.future_type == ActType::agree;
    if (draft.act.type != row.future_type || draft.act.type == ActType::agree) {
        if (!cooperative && draft.act.type != row.future_type) {
            return false;
        }
        if (draft.act.type != ActType::agree) {
            draft.act.mode = row.future_mode;
        }
        draft.act.type = row.future_type;
        draft.act.cameo.clear();
    }
    // A promise and a threat are made when they are said; a meeting that is agreed on
    // lies ahead.
    const bool said = draft.act.type == ActType::threaten ||
                      (draft.act.type == ActType::agree && draft.act.mode != "meet");
    draft.act.status = said ? Status::happened : Status::planned;
    return true;
}

bool DraftMaker::apply_modality(Draft& draft) const {
    const Modality& m = draft.modality;
    if (m.reality == Reality::unreal || m.reality == Reality::negated) {
        return false;
    }
    const bool consult = draft.act.type == ActType::consult;
    if (m.agreed_under != no_token && draft.act.mode == "recognise" &&
        m.reality == Reality::future) {
        // "agreed to raise their ties to a partnership": with that it is done.
        draft.act.reasons.push_back(
            Reason{"status", std::string(m.rule), s_.token(m.agreed_under).span, 0.9F});
        return true;
    }
    if (m.agreed_under != no_token && !consult) {
        return false;  // the verb of agreeing is the act
    }
    if (is_standing_attitude(draft)) {
        return false;
    }
    const Reality reality = m.reality;
    // "came to meet", "came to congratulate" tell of what was done there.
    if (m.purpose && reality == Reality::done && !consult &&
        draft.act.type != ActType::support) {
        return false;
    }
    if (m.reality == Reality::refused && !refuse(draft)) {
        return false;
    }
    Span words;
    if (m.marker != no_token) {
        words = s_.token(m.marker).span;
    }
    if (reality == Reality::future && !enter_as_planned(draft)) {
        return false;
    }
    draft.act.reasons.push_back(Reason{"status", std::string(m.rule), words, 1.0F});
    return true;
}

}  // namespace chancery
