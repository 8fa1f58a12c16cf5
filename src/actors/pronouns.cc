// The antecedents of pronouns and pairs, by number, gender, nearness and subjecthood.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "actors/coreference.h"
#include "actors/grammar.h"
#include "actors/syntax_of_mentions.h"

namespace chancery::actors {

namespace {

constexpr int per_sentence = 10;
constexpr int for_subject = 7;
constexpr int for_recent = 1;

bool is_one_of(const Draft& d, TokenIndex i, std::initializer_list<LowerWord> words) {
    return std::any_of(
        words.begin(), words.end(), [&](const LowerWord& w) { return d.is(i, w); });
}

}  // namespace

/// True where `actor` is the subject of the verb that governs an object pronoun: "Lam met
/// him" is never Lam himself.
bool Coreference::same_clause_subject(TokenIndex pronoun, ActorIndex actor) const {
    const Token& t = d_.token(pronoun);
    if (t.xpos == Xpos::prp_s || is_subject(t.rel) || t.head == no_token) {
        return false;
    }
    const std::uint32_t sentence = t.sentence;
    const auto back = std::min(seen_.size(), bounds::near_mentions);
    const auto end = seen_.rbegin() + static_cast<std::ptrdiff_t>(back);
    return std::any_of(seen_.rbegin(), end, [&](const Seen& seen) {
        const Token& head = d_.token(seen.head);
        return seen.actor == actor && head.sentence == sentence && head.head == t.head &&
               is_subject(head.rel);
    });
}

/// The state that is subject of the main clause, where a possessive stands before it:
/// "In its reply, Japan said …". no_actor where there is none.
ActorIndex Coreference::later_state(const Phrase& phrase) const {
    const TokenIndex end =
        std::min(d_.sentence_end(phrase.first), phrase.first + bounds::near_tokens);
    for (TokenIndex i = d_.sentence_begin(phrase.first); i < phrase.first; ++i) {
        if (is_subject(d_.token(i).rel) ||
            i > d_.sentence_begin(phrase.first) + bounds::near_tokens) {
            return no_actor;
        }
    }
    auto later = std::upper_bound(
        d_.phrases.begin(),
        d_.phrases.end(),
        phrase.first,
        [](TokenIndex at, const Phrase& other) { return at < other.first; });
    for (; later != d_.phrases.end() && later->first < end; ++later) {
        const Token& head = d_.token(later->head);
        const bool main = is_subject(head.rel) && head.head != no_token &&
                          (d_.token(head.head).head == no_token ||
                           d_.token(head.head).rel == Rel::parataxis);
        if (main && later->found == Found::state && later->lexeme == Lexeme::state) {
            return entities_.state(later->row, {});
        }
    }
    return no_actor;
}

/// Who says "I": in quotation marks the subject of the words around them, else the author
/// of a statement, else the one person whom the headline names.
ActorIndex Coreference::speaker(const Phrase& phrase) const {
    if (d_.quoted(phrase.first)) {
        return speaker_beside(phrase);
    }
    if (statement_word() != no_token) {
        const auto by = authors();
        return by.size() == 1 ? by.front() : no_actor;
    }
    return person_in_headline();
}

ActorIndex Coreference::person_in_headline() const {
    ActorIndex best = no_actor;
    for (const Phrase& other : d_.phrases) {
        if (other.first >= bounds::near_tokens || d_.token(other.first).sentence > 0) {
            break;
        }
        if (other.found != Found::person || other.actor == no_actor) {
            continue;
        }
        if (best != no_actor && best != other.actor) {
            return no_actor;
        }
        best = other.actor;
    }
    return best;
}

/// The last person near a quotation who is a subject outside of it.
ActorIndex Coreference::speaker_beside(const Phrase& phrase) const {
    const std::uint32_t sentence = d_.token(phrase.first).sentence;
    const TokenIndex near = bounds::near_tokens;
    const TokenIndex begin = phrase.first > near ? phrase.first - near : 0;
    ActorIndex best = no_actor;
    auto at = std::lower_bound(
        d_.phrases.begin(),
        d_.phrases.end(),
        begin,
        [](const Phrase& other, TokenIndex i) { return other.first < i; });
    for (; at != d_.phrases.end() && at->first < phrase.first + near; ++at) {
        const std::uint32_t there = d_.token(at->first).sentence;
        const bool says = at->found == Found::person && at->actor != no_actor &&
                          is_subject(d_.token(at->head).rel) && !d_.quoted(at->head);
        if (says && there <= sentence && there + 2 >= sentence) {
            best = at->actor;
        }
    }
    return best;
}

/// The word that says that the whole text is a statement: among the first of its
/// headline. no_token where there is none.
TokenIndex Coreference::statement_word() const {
    constexpr TokenIndex first_words = 5;
    const TokenIndex end = std::min(d_.sentence_end(0), first_words);
    for (TokenIndex i = 0; i < end; ++i) {
        if (is_one_of(d_, i, {"statement", "remarks", "communique", "declaration"})) {
            return i;
        }
    }
    return no_token;
}

/// Who says "we" in a text that is a statement itself: those whom its headline names
/// before the subject ("Joint statement by President Biden and President von der Leyen on
/// …"). Empty where the headline is none of a statement.
std::vector<ActorIndex> Coreference::authors() const {
    std::vector<ActorIndex> found;
    const TokenIndex statement = statement_word();
    if (statement == no_token) {
        return found;
    }
    const TokenIndex end = std::min(d_.sentence_end(0), bounds::near_tokens);
    TokenIndex until = statement;
    while (until < end &&
           !is_one_of(d_, until, {"on", "regarding", "about", "concerning", "marking"})) {
        ++until;
    }
    TokenIndex last = 0;
    for (const Mention& m : d_.out.mentions) {
        if (m.first >= until) {
            break;
        }
        const ActorKind kind = d_.out.actors[m.actors.front()].kind;
        const bool author = kind == ActorKind::person || kind == ActorKind::body;
        if (author && m.first >= last) {
            found.push_back(m.actors.front());
            last = m.last;
        }
    }
    return found;
}

/// Who "we" is in the words of somebody in office: the state or organisation served.
ActorIndex Coreference::speakers_side(const Phrase& phrase) {
    if (!d_.quoted(phrase.first)) {
        return no_actor;
    }
    const PersonEvidence* person = people_.of(speaker(phrase));
    if (person == nullptr || people_.office_of(*person) == Office::none) {
        return no_actor;
    }
    const std::string code = people_.code_of_person(*person);
    if (d_.tables.is_state(code)) {
        return entities_.state_of_code(code);
    }
    const auto it =
        std::find_if(d_.out.actors.begin(), d_.out.actors.end(), [&](const Actor& actor) {
            return actor.kind == ActorKind::igo && actor.code == code;
        });
    return it == d_.out.actors.end()
               ? no_actor
               : static_cast<ActorIndex>(it - d_.out.actors.begin());
}

ActorIndex Coreference::neuter(const Phrase& phrase) const {
    if (d_.token(phrase.first).rel == Rel::expl) {
        return no_actor;
    }
    const std::uint32_t sentence = d_.token(phrase.first).sentence;
    ActorIndex best = no_actor;
    int best_score = 0;
    for (auto it = seen_.rbegin(); it != seen_.rend(); ++it) {
        const std::uint32_t distance = sentence - d_.token(it->first).sentence;
        const auto back = static_cast<std::size_t>(it - seen_.rbegin());
        if (distance > 2 || back > bounds::near_mentions) {
            break;
        }
        const Actor& actor = d_.out.actors[it->actor];
        const MentionKind kind = d_.out.mentions[it->mention].kind;
        if (actor.kind == ActorKind::person || actor.plural ||
            kind == MentionKind::demonym ||
            (distance == 0 && same_clause_subject(phrase.first, it->actor))) {
            continue;
        }
        const int score = 100 - static_cast<int>(distance) * per_sentence +
                          (it->subject ? for_subject : 0) +
                          (it->mention + 8 > d_.out.mentions.size() ? for_recent : 0);
        if (score > best_score) {
            best = it->actor;
            best_score = score;
        }
    }
    if (best == no_actor && d_.token(phrase.first).xpos == Xpos::prp_s) {
        best = later_state(phrase);
    }
    return best;
}

/// "they": the last plural actor or pair, else the subjects joined by "and", else the
/// last body or state.
std::vector<ActorIndex> Coreference::plural(const Phrase& phrase) const {
    const std::uint32_t sentence = d_.token(phrase.first).sentence;
    for (auto it = d_.out.mentions.rbegin(); it != d_.out.mentions.rend(); ++it) {
        const auto back = static_cast<std::size_t>(it - d_.out.mentions.rbegin());
        if (sentence - d_.token(it->first).sentence > 2 || back > bounds::near_mentions) {
            break;
        }
        if (it->actors.size() > 1 || d_.out.actors[it->actors.front()].plural) {
            return it->actors;
        }
        // "Lam and Xi met": the second stands as conj under the first.
        const Token& head = d_.token(it->head);
        if (head.rel != Rel::conj || head.head == no_token) {
            continue;
        }
        for (auto first = std::next(it); first != d_.out.mentions.rend(); ++first) {
            if (d_.token(first->first).sentence != d_.token(it->first).sentence ||
                static_cast<std::size_t>(first - it) > bounds::near_mentions) {
                break;
            }
            if (first->head == head.head && is_subject(d_.token(first->head).rel)) {
                std::vector<ActorIndex> both = first->actors;
                both.insert(both.end(), it->actors.begin(), it->actors.end());
                return both;
            }
        }
    }
    return {neuter(phrase)};
}

/// The two that a "both" or "the two" means: persons for leaders and ministers, states
/// for countries and sides; those named most and nearest before it.
std::vector<ActorIndex> Coreference::pair_of(const Phrase& phrase) const {
    const TokenIndex noun = phrase.name_first;
    const Chunk* role = d_.chunks.at(Chunks::roles, noun);
    // "the two leaders", but "the two countries".
    const bool persons =
        role != nullptr &&
        !d_.tables.role(*d_.chunks.row(*role, Lexeme::role)).kind.has_value();
    const std::uint32_t sentence = d_.token(phrase.first).sentence;
    std::map<ActorIndex, double> weight;
    const std::size_t back = std::min(seen_.size(), bounds::pair_mentions);
    for (auto at = seen_.end() - static_cast<std::ptrdiff_t>(back); at != seen_.end();
         ++at) {
        const Seen& seen = *at;
        const Actor& actor = d_.out.actors[seen.actor];
        const auto distance =
            static_cast<double>(sentence - d_.token(seen.first).sentence);
        ActorIndex meant = no_actor;
        if (persons) {
            // Experts and spokesmen are no leaders.
            const PersonEvidence* person = people_.of(seen.actor);
            meant = actor.kind == ActorKind::person && person != nullptr &&
                            people_.office_of(*person) != Office::none
                        ? seen.actor
                        : no_actor;
        } else if (actor.kind == ActorKind::state) {
            meant = seen.actor;
        } else if (const PersonEvidence* person = people_.of(seen.actor)) {
            meant = entities_.state_of_code(people_.code_of_person(*person));
        }
        if (meant != no_actor) {
            weight[meant] += 1.0 / (1.0 + distance);
        }
    }
    std::vector<ActorIndex> best;
    for (int n = 0; n < 2 && !weight.empty(); ++n) {
        const auto top = std::max_element(
            weight.begin(), weight.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            });
        best.push_back(top->first);
        weight.erase(top);
    }
    std::sort(best.begin(), best.end());
    return best;
}

}  // namespace chancery::actors
