// SPDX-License-Identifier: Apache-2.0
#include "actors/antecedents.h"

#include <algorithm>

#include "actors/syntax_of_mentions.h"

namespace chancery::actors {

namespace {

constexpr std::uint32_t sentences_back = 4;
constexpr std::size_t mentions_back = 60;
constexpr std::size_t phrases_ahead = 16;
constexpr std::int64_t for_binder = 10'000;  // outweighs any other cues

}  // namespace

Antecedents::Spot Antecedents::spot_of(TokenIndex first,
                                       TokenIndex last,
                                       TokenIndex head) const {
    Spot spot;
    spot.first = first;
    spot.last = last;
    spot.head = head;
    spot.sentence = d_.token(head).sentence;
    spot.role = role_of(d_.reading, head);
    spot.clause = clause_of(d_.reading, head);
    const std::uint32_t own = p_.spot.sentence;
    if (spot.sentence == own) {
        spot.where = first < p_.spot.first ? Where::same : Where::later;
    } else if (spot.sentence > own) {
        spot.where = Where::next;
    } else {
        const std::uint32_t back = std::min<std::uint32_t>(own - spot.sentence, 3);
        spot.where = static_cast<Where>(back);
    }
    return spot;
}

Antecedents::Candidate* Antecedents::find(ActorIndex actor) {
    const auto it = std::find_if(candidates_.begin(),
                                 candidates_.end(),
                                 [&](const auto& c) { return c.actor == actor; });
    return it == candidates_.end() ? nullptr : &*it;
}

/// Persons mentioned in the sentences before, the nearest first.
void Antecedents::look_back() {
    std::size_t left = mentions_back;
    for (auto it = seen_.rbegin(); it != seen_.rend() && left > 0; ++it, --left) {
        const std::uint32_t there = d_.token(it->first).sentence;
        if (there + sentences_back < p_.spot.sentence) {
            break;
        }
        const Actor& actor = d_.out.actors[it->actor];
        if (actor.kind != ActorKind::person || actor.plural) {
            continue;
        }
        if (it->first <= p_.spot.first && p_.spot.first < it->last) {
            barred_.push_back(it->actor);
            continue;
        }
        Candidate* known = find(it->actor);
        if (known == nullptr) {
            Candidate& made = candidates_.emplace_back();
            made.actor = it->actor;
            made.nearest = spot_of(it->first, it->last, it->head);
            known = &made;
        }
        const bool pronoun = it->kind == MentionKind::pronoun;
        if (!pronoun && !known->named) {
            known->named = true;
            known->full = it->full;
            known->name_head = it->head;
            known->kind = it->kind;
        }
        ++(pronoun ? known->pronouns : known->names);
        known->oldest = it->first;
        known->shown = it->pronoun == Gender::unknown ? known->shown : it->pronoun;
        if (p_.chain == nullptr && it->pronoun == p_.gender) {
            p_.chain = &*it;
        }
        TokenIndex& first = first_of_[std::min<std::size_t>(
            p_.spot.sentence - std::min(there, p_.spot.sentence), 3)];
        first = std::min(first, it->first);
    }
}

void Antecedents::add_later(const Phrase& later) {
    if (Candidate* known = find(later.actor); known != nullptr) {
        known->later = true;
        return;
    }
    Candidate& made = candidates_.emplace_back();
    made.actor = later.actor;
    made.nearest = spot_of(later.first, later.last, later.head);
    made.named = made.later = true;
    made.name_head = later.head;
    made.full = later.name_last - later.name_first > 1;
    TokenIndex& first = first_of_[value(made.nearest.where)];
    first = std::min(first, later.first);
}

/// Persons named after the pronoun, in its sentence and the next.
void Antecedents::look_ahead() {
    const TokenIndex at = p_.spot.first;
    auto it = std::lower_bound(
        d_.phrases.begin(), d_.phrases.end(), at, [](const Phrase& a, TokenIndex first) {
            return a.first < first;
        });
    std::size_t left = phrases_ahead;
    for (; it != d_.phrases.end() && left > 0; ++it, --left) {
        if (d_.token(it->first).sentence > p_.spot.sentence + 1) {
            break;
        }
        if (it->found != Found::person || it->actor == no_actor || it->dead) {
            continue;
        }
        if (it->first <= at && at < it->last) {
            barred_.push_back(it->actor);
        } else {
            add_later(*it);
        }
    }
}

/// True for whoever is surely a woman where the pronoun is "he", and the other way round.
bool Antecedents::of_other_gender(const Candidate& candidate) const {
    const Gender known = d_.out.actors[candidate.actor].gender;
    const bool sure = candidate.actor < named_.size() &&
                      named_[candidate.actor].from == GenderFrom::certain;
    if (known == Gender::unknown) {
        return candidate.shown != Gender::unknown && candidate.shown != p_.gender;
    }
    return sure && known != p_.gender;
}

/// "his friend John" is never John's friend.
bool Antecedents::barred(const Candidate& candidate) const {
    if (std::find(barred_.begin(), barred_.end(), candidate.actor) != barred_.end()) {
        return true;
    }
    TokenIndex head = candidate.nearest.head;
    if (p_.possessed == no_token || candidate.nearest.sentence != p_.spot.sentence) {
        return false;
    }
    for (int step = 0; step < 4 && head != no_token; ++step) {
        if (head == p_.possessed) {
            return true;
        }
        const Token& t = d_.token(head);
        const bool part = t.rel == Rel::appos || t.rel == Rel::flat ||
                          t.rel == Rel::compound || t.rel == Rel::nmod_desc;
        head = part ? t.head : no_token;
    }
    return false;
}

void Antecedents::count_names() {
    if (!named_.empty()) {
        return;
    }
    named_.resize(d_.out.actors.size());
    for (const PersonEvidence& person : people_.all()) {
        Named& named = named_[person.actor];
        named.times = person.mentions.size();
        named.from = gender_from(person);
        for (const TokenIndex mention : person.mentions) {
            named.first = std::min(named.first, mention);
        }
    }
}

TokenIndex Antecedents::first_name_of(ActorIndex actor) const {
    return actor < named_.size() ? named_[actor].first : 0;
}

std::size_t Antecedents::names_of(ActorIndex actor) const {
    return actor < named_.size() ? named_[actor].times : 0;
}

Antecedents::GenderFrom Antecedents::gender_from(const PersonEvidence& person) const {
    const Actor& actor = d_.out.actors[person.actor];
    if (person.row != no_actor) {
        return actor.rule.starts_with("table:short") ? GenderFrom::surname
                                                     : GenderFrom::certain;
    }
    const std::vector<std::string> words = name_words(actor.name);
    const auto tells = [&](const std::string& word) {
        const WordId id = d_.tables.matcher().words().find(word);
        const std::uint8_t bits = id == unknown_word ? 0 : d_.tables.given_gender(id);
        return bits == given_female || bits == given_male;
    };
    if (words.size() < 2) {
        return !words.empty() && tells(words.front()) ? GenderFrom::alone
                                                      : GenderFrom::certain;
    }
    return !tells(words.front()) && tells(words.back()) ? GenderFrom::surname
                                                        : GenderFrom::certain;
}

/// "Lam defended himself", "Morsi's decision to give himself powers": the subject of the
/// verb, or who has the noun that the verb explains.
bool Antecedents::binds(const Candidate& candidate) const {
    const Spot& spot = candidate.nearest;
    if (p_.use != PronounUse::reflexive || p_.governor == no_token ||
        spot.where != Where::same) {
        return false;
    }
    const TokenIndex verb = controller(p_.governor);
    const Token& head = d_.token(phrase_head(d_.reading, spot.head));
    if (is_subject_role(spot.role)) {
        return head.head == verb;
    }
    const Token& clause = d_.token(verb);
    return spot.role == Role::possessor && clause.rel == Rel::acl &&
           head.head == clause.head;
}

void Antecedents::set_pronoun(TokenIndex at, Gender gender) {
    const Token& t = d_.token(at);
    p_ = Pronoun();
    p_.gender = gender;
    p_.spot.sentence = t.sentence;
    p_.spot.first = at;
    p_.spot = spot_of(at, at + 1, at);
    if (t.xpos == Xpos::prp_s || t.rel == Rel::nmod_poss) {
        p_.possessed = t.head;
        const bool subject =
            t.head != no_token && is_subject_role(role_of(d_.reading, t.head));
        p_.use = subject ? PronounUse::of_subject : PronounUse::possessive;
        return;
    }
    p_.governor = d_.token(phrase_head(d_.reading, at)).head;
    p_.use = d_.text(at).ends_with("self")   ? PronounUse::reflexive
             : is_subject_role(p_.spot.role) ? PronounUse::subject
                                             : PronounUse::object;
}

ActorIndex Antecedents::person(const Phrase& phrase,
                               Gender gender,
                               std::vector<PronounChoice>* choices) {
    set_pronoun(phrase.first, gender);
    count_names();
    candidates_.clear();
    barred_.clear();
    first_of_.fill(no_token);
    look_back();
    look_ahead();
    std::erase_if(candidates_, [&](const Candidate& c) { return barred(c); });

    PronounChoice choice;
    choice.pronoun = phrase.first;
    add_cues_for_nobody();
    const std::vector<std::uint32_t> none = cues_;
    ActorIndex best = no_actor;
    std::int64_t best_weight = d_.tables.weight_of_cues(none);
    for (std::size_t rank = 0; rank < candidates_.size(); ++rank) {
        add_cues(candidates_[rank], rank);
        const std::int64_t weight =
            d_.tables.weight_of_cues(cues_) + (binds(candidates_[rank]) ? for_binder : 0);
        if (weight > best_weight && !of_other_gender(candidates_[rank])) {
            best = candidates_[rank].actor;
            best_weight = weight;
        }
        if (choices != nullptr) {
            choice.candidates.push_back({candidates_[rank].actor, cues_});
        }
    }
    if (choices != nullptr) {
        choice.candidates.push_back({no_actor, none});
        choices->push_back(std::move(choice));
    }
    return best;
}

}  // namespace chancery::actors
