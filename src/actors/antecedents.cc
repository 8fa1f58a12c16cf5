// SPDX-License-Identifier: Apache-2.0
#include "actors/antecedents.h"

#include <algorithm>
#include <initializer_list>

#include "actors/syntax_of_mentions.h"

namespace chancery::actors {

namespace {

constexpr std::uint32_t sentences_back = 4;
constexpr std::size_t mentions_back = 60;
constexpr std::size_t phrases_ahead = 16;

template <typename Enum>
constexpr unsigned value(Enum e) {
    return static_cast<unsigned>(e);
}

unsigned role_class(Role role) {
    switch (role) {
        case Role::subject:
        case Role::passive:
            return 0;
        case Role::object:
        case Role::oblique:
            return 1;
        default:
            return 2;
    }
}

bool is_subject_role(Role role) {
    return role == Role::subject || role == Role::passive;
}

unsigned capped(std::size_t n) {
    return static_cast<unsigned>(std::min<std::size_t>(n, 5));
}

/// The value of `n` on an axis of ranges, each ending with one of `ends`.
unsigned range_of(std::size_t n, std::initializer_list<std::size_t> ends) {
    unsigned i = 0;
    for (const std::size_t end : ends) {
        i += n > end ? 1U : 0U;
    }
    return i;
}

unsigned origin_of(const Actor& actor) {
    static constexpr std::string_view rules[] = {
        "name", "office-before-name", "table:", "unnamed-office"};
    for (unsigned i = 0; i < 4; ++i) {
        if (actor.rule.starts_with(rules[i])) {
            return i;
        }
    }
    return 4;
}

}  // namespace

void Antecedents::cue(Cue kind, unsigned a, unsigned b, unsigned c) {
    cues_.push_back(cue_index(kind, a, b, c));
}

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

/// True where `to` is above `from` in the tree, both in one clause.
bool Antecedents::leads_to(TokenIndex from, TokenIndex to) const {
    const TokenIndex clause = clause_of(d_.reading, from);
    for (int step = 0; step < 12 && from != no_token && from != clause; ++step) {
        from = d_.token(from).head;
        if (from == to) {
            return true;
        }
    }
    return false;
}

/// "Ruth and her son", "Ruth, her son", "a picture of Ruth with her son", "Ruth, who
/// knew her", "his defeat of Ruth", "Ruth is her friend".
void Antecedents::add_nesting_cue(const Candidate& c) {
    const TokenIndex head = c.nearest.head;
    const TokenIndex top = phrase_head(d_.reading, head);
    const TokenIndex own = p_.possessed == no_token ? p_.spot.head : p_.possessed;
    const Token& t = d_.token(own);
    const auto add = [&](unsigned how) { cue(Cue::nesting, how, value(p_.use)); };
    if (t.rel == Rel::conj && (t.head == head || t.head == top)) {
        add(0);
    } else if (t.rel == Rel::appos && t.head == head) {
        add(1);
    } else if (leads_to(p_.spot.head, head)) {
        add(2);
    } else if (p_.possessed != no_token && leads_to(head, p_.possessed)) {
        add(is_subject(d_.token(top).rel) && d_.token(top).head == own ? 5 : 4);
    }
    TokenIndex clause = p_.spot.clause;
    for (int step = 0; step < 4 && d_.token(clause).head != no_token; ++step) {
        const Token& verb = d_.token(clause);
        if ((verb.rel == Rel::acl_relcl || verb.rel == Rel::acl) && verb.head == head) {
            add(3);
            break;
        }
        clause = clause_of(d_.reading, verb.head);
    }
}

void Antecedents::add_tree_cues(const Candidate& c, std::size_t rank) {
    const Spot& spot = c.nearest;
    const unsigned where = value(spot.where), use = value(p_.use);
    const bool here = spot.sentence == p_.spot.sentence;
    cue(Cue::role, where, value(spot.role), use);
    const auto nearer = std::count_if(
        candidates_.begin(),
        candidates_.begin() + static_cast<std::ptrdiff_t>(rank),
        [](const Candidate& other) { return is_subject_role(other.nearest.role); });
    cue(Cue::subjects,
        capped(static_cast<std::size_t>(nearer)),
        is_subject_role(spot.role) ? 1 : 0);
    if (here) {
        add_nesting_cue(c);
        const ClauseTie tie = clause_tie(d_.reading, spot.clause, p_.spot.clause);
        cue(Cue::clause, value(tie), role_class(spot.role), use);
        const TokenIndex governor = d_.token(phrase_head(d_.reading, spot.head)).head;
        if (governor != no_token && governor == p_.governor) {
            cue(Cue::argument, value(spot.role), use);
        }
        TokenIndex verb = p_.governor;
        while (verb != no_token && d_.token(verb).rel == Rel::xcomp) {
            verb = d_.token(verb).head;
        }
        if (verb != p_.governor && verb == governor && is_subject_role(spot.role)) {
            cue(Cue::control, use);
        }
        const bool before = spot.first < p_.spot.first;
        const std::size_t gap =
            before ? p_.spot.first - spot.first : spot.first - p_.spot.first;
        cue(Cue::near, range_of(gap, {3, 7, 12, 20, 30}), before ? 0 : 1);
    }
    const unsigned inside =
        (d_.quoted(p_.spot.head) ? 1U : 0U) + (d_.quoted(spot.head) ? 2U : 0U);
    cue(Cue::quote, inside, here ? 0 : 1);
    cue(Cue::depth, depth_of(d_.reading, spot.head, 6), where);
    const bool lead =
        is_subject_role(spot.role) && d_.token(spot.clause).rel == Rel::root;
    const bool own_lead =
        p_.use == PronounUse::subject && d_.token(p_.spot.clause).rel == Rel::root;
    cue(Cue::lead, lead ? 1 : 0, where, own_lead ? 1 : 0);
    const Token& head = d_.token(spot.head);
    if (head.rel == Rel::appos) {
        cue(Cue::apposed, where);
    }
    if (spot.role == Role::possessor && head.head != no_token) {
        cue(Cue::above, role_class(role_of(d_.reading, head.head)), where);
    }
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

std::size_t Antecedents::names_of(ActorIndex actor) const {
    return actor < named_.size() ? named_[actor].times : 0;
}

unsigned Antecedents::topic_rank(const Candidate& c) const {
    const std::size_t own = names_of(c.actor);
    return capped(static_cast<std::size_t>(
        std::count_if(candidates_.begin(), candidates_.end(), [&](const auto& other) {
            return names_of(other.actor) > own;
        })));
}

bool Antecedents::is_first_of_sentence(const Candidate& c) const {
    return c.nearest.first <= first_of_[value(c.nearest.where)];
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

void Antecedents::add_gender_cue(const Candidate& c) {
    const Gender known = d_.out.actors[c.actor].gender;
    unsigned how = 0;
    if (known != Gender::unknown) {
        const unsigned from = c.actor < named_.size() ? value(named_[c.actor].from) : 0U;
        how = (known == p_.gender ? 2U : 5U) + from;
    } else if (c.shown != Gender::unknown) {
        how = c.shown == p_.gender ? 1U : 5U;
    }
    cue(Cue::gender, how, p_.gender == Gender::male ? 1 : 0);
}

void Antecedents::add_name_cues(const Candidate& c, std::size_t rank) {
    const Spot& spot = c.nearest;
    const unsigned where = value(spot.where), use = value(p_.use);
    cue(Cue::recency, capped(rank), use);
    cue(Cue::mentions, capped(c.names), 0);
    cue(Cue::mentions, capped(c.pronouns), 1);
    cue(Cue::topic, topic_rank(c));
    cue(Cue::first, is_first_of_sentence(c) ? 1 : 0, where);
    const TokenIndex first_name = c.actor < named_.size() ? named_[c.actor].first : 0;
    const bool is_new = first_name >= c.oldest;
    const unsigned form = c.kind != MentionKind::name ? 2 : c.full ? 0 : 1;
    cue(Cue::form, form, is_new && c.names < 2 ? 1 : 0);
    static constexpr std::string_view words[] = {
        "of", "with", "by", "to", "from", "for", "in", "on", "as"};
    const TokenIndex before = preposition_of(d_.reading, spot.head, spot.first);
    unsigned preposition = before == no_token ? 0 : 10;
    for (unsigned i = 0; i < 9 && preposition == 10; ++i) {
        preposition = d_.is(before, words[i]) ? i + 1 : preposition;
    }
    cue(Cue::preposition, preposition);
    const bool joined = d_.token(spot.head).rel == Rel::conj;
    const bool leads = spot.last < d_.sentence_end(spot.head) && d_.is(spot.last, "and");
    cue(Cue::list, joined ? 2 : leads ? 1 : 0, use);
    if (spot.first > 0 && d_.text(spot.first - 1) == "(") {
        cue(Cue::bracket, where);
    }
    cue(Cue::again, c.later && spot.where < Where::later ? 1 : 0);
    const bool headline =
        first_name < d_.reading.tokens.size() && d_.token(first_name).sentence == 0;
    cue(Cue::headline, headline ? 1 : 0);
    if (c.named) {
        const Name* name = d_.chunks.reader_name(c.name_head);
        const bool noun = d_.token(c.name_head).upos == Upos::propn;
        cue(Cue::reader, name != nullptr ? value(name->kind) : noun ? 4 : 5);
    }
    cue(Cue::known, origin_of(d_.out.actors[c.actor]));
}

void Antecedents::add_cues(const Candidate& c, std::size_t rank) {
    cues_.clear();
    add_tree_cues(c, rank);
    add_name_cues(c, rank);
    add_gender_cue(c);
    if (p_.chain != nullptr && p_.chain->actor == c.actor) {
        const std::uint32_t there = d_.token(p_.chain->head).sentence;
        const unsigned where = there + 1 < p_.spot.sentence ? 3U
                               : there < p_.spot.sentence   ? 2U
                               : clause_of(d_.reading, p_.chain->head) != p_.spot.clause
                                   ? 1U
                                   : 0U;
        cue(Cue::chain,
            where,
            role_class(role_of(d_.reading, p_.chain->head)),
            value(p_.use));
    }
}

ActorIndex Antecedents::person(const Phrase& phrase,
                               Gender gender,
                               std::vector<PronounChoice>* choices) {
    const TokenIndex at = phrase.first;
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
    } else {
        p_.governor = d_.token(phrase_head(d_.reading, at)).head;
        p_.use = d_.text(at).ends_with("self")   ? PronounUse::reflexive
                 : is_subject_role(p_.spot.role) ? PronounUse::subject
                                                 : PronounUse::object;
    }
    count_names();
    candidates_.clear();
    barred_.clear();
    first_of_.fill(no_token);
    look_back();
    look_ahead();
    std::erase_if(candidates_, [&](const Candidate& c) { return barred(c); });

    PronounChoice choice;
    choice.pronoun = at;
    const unsigned she_or_he = gender == Gender::male ? 1 : 0;
    cues_.clear();
    cue(Cue::none, she_or_he, value(p_.use));
    cue(Cue::alone, capped(candidates_.size()));
    const std::vector<std::uint32_t> none = cues_;
    ActorIndex best = no_actor;
    std::int64_t best_weight = d_.tables.weight_of_cues(none);
    for (std::size_t rank = 0; rank < candidates_.size(); ++rank) {
        add_cues(candidates_[rank], rank);
        const std::int64_t weight = d_.tables.weight_of_cues(cues_);
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
