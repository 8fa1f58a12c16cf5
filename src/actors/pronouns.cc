// The antecedents of pronouns and pairs, by number, gender, nearness and subjecthood.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "actors/coreference.h"
#include "actors/grammar.h"

namespace chancery::actors {

namespace {

constexpr std::uint32_t sentences_back = 4;
constexpr int per_sentence = 10;
constexpr int for_subject = 7;
constexpr int for_male = 3;
constexpr int for_female = 12;  // of those whose gender is unknown most are men
constexpr int for_name = 1;

int weight_of(Gender gender) {
    return gender == Gender::female ? for_female : for_male;
}

bool is_subject_rel(Rel rel) {
    return rel == Rel::nsubj || rel == Rel::nsubj_pass || rel == Rel::nsubj_outer;
}

}  // namespace

/// True where `actor` is the subject of the verb that governs an object pronoun: "Lam met
/// him" is never Lam himself.
bool Coreference::same_clause_subject(TokenIndex pronoun, ActorIndex actor) const {
    const Token& t = d_.token(pronoun);
    if (t.xpos == Xpos::prp_s || is_subject_rel(t.rel) || t.head == no_token) {
        return false;
    }
    const std::uint32_t sentence = t.sentence;
    const auto back = std::min(seen_.size(), bounds::near_mentions);
    const auto end = seen_.rbegin() + static_cast<std::ptrdiff_t>(back);
    return std::any_of(seen_.rbegin(), end, [&](const Seen& seen) {
        const Token& head = d_.token(seen.head);
        return seen.actor == actor && head.sentence == sentence && head.head == t.head &&
               is_subject_rel(head.rel);
    });
}

/// The subject of the main clause, where a pronoun stands before it: "In his letter, the
/// President said …". no_actor where there is none that fits.
ActorIndex Coreference::later_subject(const Phrase& phrase, bool person) const {
    const TokenIndex end =
        std::min(d_.sentence_end(phrase.first), phrase.first + bounds::near_tokens);
    for (TokenIndex i = d_.sentence_begin(phrase.first); i < phrase.first; ++i) {
        if (is_subject_rel(d_.token(i).rel) ||
            i > d_.sentence_begin(phrase.first) + bounds::near_tokens) {
            return no_actor;
        }
    }
    const auto next = std::upper_bound(
        d_.phrases.begin(),
        d_.phrases.end(),
        phrase.first,
        [](TokenIndex i, const Phrase& other) { return i < other.first; });
    for (auto at = next; at != d_.phrases.end() && at->first < end; ++at) {
        const Phrase& later = *at;
        const Token& head = d_.token(later.head);
        const bool main = is_subject_rel(head.rel) && head.head != no_token &&
                          (d_.token(head.head).head == no_token ||
                           d_.token(head.head).rel == Rel::parataxis);
        if (main && person) {
            return later.found == Found::person ? later.actor : no_actor;
        }
        if (main && later.found == Found::state && later.lexeme == Lexeme::state) {
            return entities_.state(later.row, {});
        }
    }
    return no_actor;
}

ActorIndex Coreference::personal(const Phrase& phrase, Gender gender) const {
    if (d_.token(phrase.first).xpos == Xpos::prp_s) {
        if (const ActorIndex later = later_subject(phrase, /*person=*/true);
            later != no_actor) {
            return later;
        }
    }
    const std::uint32_t sentence = d_.token(phrase.first).sentence;
    ActorIndex best = no_actor;
    int best_score = 0;
    for (auto it = seen_.rbegin(); it != seen_.rend(); ++it) {
        const std::uint32_t distance = sentence - d_.token(it->first).sentence;
        const auto back = static_cast<std::size_t>(it - seen_.rbegin());
        if (distance > sentences_back || back > bounds::near_mentions) {
            break;
        }
        const Actor& actor = d_.out.actors[it->actor];
        const bool fits = actor.kind == ActorKind::person &&
                          (actor.gender == Gender::unknown || actor.gender == gender);
        if (!fits || (distance == 0 && same_clause_subject(phrase.first, it->actor))) {
            continue;
        }
        const int score = 100 - static_cast<int>(distance) * per_sentence +
                          (it->subject ? for_subject : 0) +
                          (actor.gender == gender ? weight_of(gender) : 0) +
                          (it->proper ? for_name : 0);
        if (score > best_score) {
            best = it->actor;
            best_score = score;
        }
    }
    return best;
}

/// Who says "I": in quotation marks the subject of the words around them, else the one
/// person whom the headline names ("Statement by President Biden").
ActorIndex Coreference::speaker(const Phrase& phrase) const {
    const std::uint32_t sentence = d_.token(phrase.first).sentence;
    ActorIndex best = no_actor;
    // In quotation marks those near count, else those of the first sentence.
    const TokenIndex near = bounds::near_tokens;
    const bool quoted = d_.quoted(phrase.first);
    const TokenIndex begin = quoted && phrase.first > near ? phrase.first - near : 0;
    const TokenIndex end = quoted ? phrase.first + near : near;
    auto at = std::lower_bound(
        d_.phrases.begin(),
        d_.phrases.end(),
        begin,
        [](const Phrase& other, TokenIndex i) { return other.first < i; });
    for (; at != d_.phrases.end() && at->first < end; ++at) {
        const Phrase& other = *at;
        if (other.found != Found::person || other.actor == no_actor) {
            continue;
        }
        const std::uint32_t there = d_.token(other.first).sentence;
        if (!d_.quoted(phrase.first)) {
            if (there > 0) {
                break;
            }
            if (best != no_actor && best != other.actor) {
                return no_actor;
            }
            best = other.actor;
            continue;
        }
        const bool says =
            is_subject_rel(d_.token(other.head).rel) && !d_.quoted(other.head);
        if (there > sentence || there + 2 < sentence || !says) {
            continue;
        }
        best = other.actor;
    }
    return best;
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
                          (it->mention + 8 > d_.out.mentions.size() ? for_name : 0);
        if (score > best_score) {
            best = it->actor;
            best_score = score;
        }
    }
    if (best == no_actor && d_.token(phrase.first).xpos == Xpos::prp_s) {
        best = later_subject(phrase, /*person=*/false);
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
            if (first->head == head.head && is_subject_rel(d_.token(first->head).rel)) {
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
            meant = actor.kind == ActorKind::person ? seen.actor : no_actor;
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
