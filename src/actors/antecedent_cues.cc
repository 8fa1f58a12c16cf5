// What speaks for and against each candidate for "he" and "she".
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "actors/antecedents.h"
#include "actors/syntax_of_mentions.h"

namespace chancery::actors {

namespace {

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

void Antecedents::add_tree_cues(const Candidate& c) {
    const Spot& spot = c.nearest;
    const unsigned where = value(spot.where);
    cue(Cue::role, where, value(spot.role), value(p_.use));
    cue(Cue::depth, depth_of(d_.reading, spot.head, 6), where);
    const bool lead =
        is_subject_role(spot.role) && d_.token(spot.clause).rel == Rel::root;
    const bool own_lead =
        p_.use == PronounUse::subject && d_.token(p_.spot.clause).rel == Rel::root;
    cue(Cue::lead, lead ? 1 : 0, where, own_lead ? 1 : 0);
    const unsigned inside =
        (d_.quoted(p_.spot.head) ? 1U : 0U) + (d_.quoted(spot.head) ? 2U : 0U);
    const bool here = spot.sentence == p_.spot.sentence;
    cue(Cue::quote, inside, here ? 0 : 1);
    if (here) {
        add_nesting_cue(c);
        add_clause_cues(c);
    }
}

/// The verb whose subject an infinitive shares.
TokenIndex Antecedents::controller(TokenIndex verb) const {
    for (int step = 0; step < 6 && verb != no_token; ++step) {
        if (d_.token(verb).rel != Rel::xcomp) {
            break;
        }
        verb = d_.token(verb).head;
    }
    return verb;
}

/// How the pronoun's clause hangs together with the candidate's.
void Antecedents::add_clause_cues(const Candidate& c) {
    const Spot& spot = c.nearest;
    const unsigned use = value(p_.use);
    const ClauseTie tie = clause_tie(d_.reading, spot.clause, p_.spot.clause);
    cue(Cue::clause, value(tie), role_class(spot.role), use);
    const TokenIndex governor = d_.token(phrase_head(d_.reading, spot.head)).head;
    if (governor != no_token && governor == p_.governor) {
        cue(Cue::argument, value(spot.role), use);
    }
    const TokenIndex verb = controller(p_.governor);
    if (verb != p_.governor && verb == governor && is_subject_role(spot.role)) {
        cue(Cue::control, use);
    }
    const bool before = spot.first < p_.spot.first;
    const std::size_t gap =
        before ? p_.spot.first - spot.first : spot.first - p_.spot.first;
    cue(Cue::near, range_of(gap, {3, 7, 12, 20, 30}), before ? 0 : 1);
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

/// How prominent the candidate is, here and in the article.
void Antecedents::add_prominence_cues(const Candidate& c, std::size_t rank) {
    const unsigned where = value(c.nearest.where);
    cue(Cue::recency, capped(rank), value(p_.use));
    cue(Cue::mentions, capped(c.names), 0);
    cue(Cue::mentions, capped(c.pronouns), 1);
    cue(Cue::topic, topic_rank(c));
    cue(Cue::first, is_first_of_sentence(c) ? 1 : 0, where);
    const auto nearer = std::count_if(
        candidates_.begin(),
        candidates_.begin() + static_cast<std::ptrdiff_t>(rank),
        [](const Candidate& other) { return is_subject_role(other.nearest.role); });
    cue(Cue::subjects,
        capped(static_cast<std::size_t>(nearer)),
        is_subject_role(c.nearest.role) ? 1 : 0);
    cue(Cue::again, c.later && c.nearest.where < Where::later ? 1 : 0);
    const TokenIndex first = first_name_of(c.actor);
    const bool headline =
        first < d_.reading.tokens.size() && d_.token(first).sentence == 0;
    cue(Cue::headline, headline ? 1 : 0);
}

/// What it is called, and by what.
void Antecedents::add_name_cues(const Candidate& c) {
    const bool is_new = first_name_of(c.actor) >= c.oldest && c.names < 2;
    const unsigned form = c.kind != MentionKind::name ? 2 : c.full ? 0 : 1;
    cue(Cue::form, form, is_new ? 1 : 0);
    if (c.named) {
        const Name* name = d_.chunks.reader_name(c.name_head);
        const bool noun = d_.token(c.name_head).upos == Upos::propn;
        cue(Cue::reader, name != nullptr ? value(name->kind) : noun ? 4 : 5);
    }
    cue(Cue::known, origin_of(d_.out.actors[c.actor]));
}

/// The phrase in which it stands.
void Antecedents::add_phrase_cues(const Candidate& c) {
    const Spot& spot = c.nearest;
    const unsigned where = value(spot.where);
    cue(Cue::preposition, preposition_of(spot));
    const Token& head = d_.token(spot.head);
    const bool leads = spot.last < d_.sentence_end(spot.head) && d_.is(spot.last, "and");
    cue(Cue::list, head.rel == Rel::conj ? 2 : leads ? 1 : 0, value(p_.use));
    if (head.rel == Rel::appos) {
        cue(Cue::apposed, where);
    }
    if (spot.first > 0 && d_.text(spot.first - 1) == "(") {
        cue(Cue::bracket, where);
    }
    if (spot.role == Role::possessor && head.head != no_token) {
        cue(Cue::above, role_class(role_of(d_.reading, head.head)), where);
    }
}

/// The value of the preposition before a phrase, on its axis.
unsigned Antecedents::preposition_of(const Spot& spot) const {
    static constexpr std::string_view words[] = {
        "of", "with", "by", "to", "from", "for", "in", "on", "as"};
    const TokenIndex i = actors::preposition_of(d_.reading, spot.head, spot.first);
    if (i == no_token) {
        return 0;
    }
    const auto* known = std::find_if(std::begin(words),
                                     std::end(words),
                                     [&](std::string_view w) { return d_.is(i, w); });
    return static_cast<unsigned>(known - std::begin(words)) + 1;
}

/// What the last "he" or "she" meant.
void Antecedents::add_chain_cue() {
    const TokenIndex head = p_.chain->head;
    const std::uint32_t there = d_.token(head).sentence;
    unsigned where = clause_of(d_.reading, head) != p_.spot.clause ? 1 : 0;
    if (there < p_.spot.sentence) {
        where = there + 1 < p_.spot.sentence ? 3 : 2;
    }
    cue(Cue::chain, where, role_class(role_of(d_.reading, head)), value(p_.use));
}

void Antecedents::add_cues(const Candidate& c, std::size_t rank) {
    cues_.clear();
    add_tree_cues(c);
    add_prominence_cues(c, rank);
    add_name_cues(c);
    add_phrase_cues(c);
    add_gender_cue(c);
    if (p_.chain != nullptr && p_.chain->actor == c.actor) {
        add_chain_cue();
    }
}

void Antecedents::add_cues_for_nobody() {
    cues_.clear();
    cue(Cue::none, p_.gender == Gender::male ? 1 : 0, value(p_.use));
    cue(Cue::alone, capped(candidates_.size()));
}

}  // namespace chancery::actors
