// SPDX-License-Identifier: Apache-2.0
#include "coding/speakers.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chancery {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

Party SpeakerReader::read(TokenIndex head) const {
    Party party;
    if (head == no_token) {
        return party;
    }
    const Token& t = s_.token(head);
    const std::string_view lemma = s_.lemma(head);
    const bool question = t.xpos == Xpos::wp || t.xpos == Xpos::wdt || t.xpos == Xpos::ex;
    if (question || is_one_of(lemma,
                              {"I",
                               "we",
                               "you",
                               "one",
                               "anyone",
                               "nobody",
                               "this",
                               "that",
                               "these",
                               "those",
                               "which"})) {
        return party;
    }
    party.pronoun = t.upos == Upos::pron;
    std::vector<TokenIndex> all;
    if (apposed_to(head) == no_token) {
        s_.coordinated(head, all);
    } else {
        all.push_back(head);
    }
    for (const TokenIndex i : all) {
        add_actors(i, party.actors);
        if (party.actors.empty() && s_.lemma(i) == "side") {
            party.actors = owner_of(i).actors;  // "the Russian side"
        }
        party.may_speak = party.may_speak || may_speak(i);
    }
    party.may_speak = party.may_speak || !party.actors.empty();
    party.words = words_of(head);
    if (party.actors.size() <= 1 && !party.pronoun) {
        const bool known =
            !party.actors.empty() && !a_.actors[party.actors[0]].table_name.empty();
        const ActorIndex named = known ? no_actor : named_beside(head, party.words);
        if (named != no_actor) {
            party.actors.assign(1, named);
            party.may_speak = true;
        }
    }
    return party;
}

/// "the state news agency Xinhua": the name that ends a phrase whose head describes.
ActorIndex SpeakerReader::named_beside(TokenIndex head, Span words) const {
    const std::int32_t own = a_.mention_of_head[head];
    if (own >= 0 &&
        a_.mentions[static_cast<std::size_t>(own)].kind == MentionKind::name &&
        a_.mentions[static_cast<std::size_t>(own)].span.end == words.end) {
        return no_actor;
    }
    for (TokenIndex i = head + 1;
         i < a_.mention_of_head.size() && s_.token(i).span.end <= words.end;
         ++i) {
        const std::int32_t at = a_.mention_of_head[i];
        if (at < 0) {
            continue;
        }
        const Mention& mention = a_.mentions[static_cast<std::size_t>(at)];
        const Rel rel = s_.token(i).rel;
        if (mention.kind == MentionKind::name && mention.span.end == words.end &&
            s_.token(i).head == head &&
            (rel == Rel::flat || rel == Rel::appos || rel == Rel::compound) &&
            mention.actors.size() == 1) {
            return mention.actors[0];
        }
    }
    return no_actor;
}

Party SpeakerReader::owner_of(TokenIndex noun) const {
    for (const TokenIndex c : s_.children(noun)) {
        const Rel rel = s_.token(c).rel;
        const bool before = rel == Rel::nmod_poss || rel == Rel::compound ||
                            rel == Rel::amod || rel == Rel::nmod_desc ||
                            rel == Rel::nmod_unmarked;
        const bool after = rel == Rel::nmod &&
                           is_one_of(s_.preposition_of(c), {"by", "from", "of", "in"});
        if (before || after) {
            Party party = read(c);
            if (party.may_speak) {
                return party;
            }
        }
    }
    return {};
}

void SpeakerReader::add_actors(TokenIndex head, std::vector<ActorIndex>& out) const {
    std::int32_t mention = a_.mention_of_head[head];
    if (mention < 0) {
        mention = a_.mention_at[head];
    }
    if (mention < 0) {
        return;
    }
    for (const ActorIndex actor : a_.mentions[static_cast<std::size_t>(mention)].actors) {
        if (!holds(out, actor)) {
            out.push_back(actor);
        }
    }
}

bool SpeakerReader::may_speak(TokenIndex head) const {
    const std::string_view lemma = s_.lemma(head);
    return w_.is(SpeechClass::voice, lemma) || w_.is(SpeechClass::document, lemma);
}

/// What stands behind a comma beside `head` and says who that is, or no_token.
TokenIndex SpeakerReader::apposed_to(TokenIndex head) const {
    const TokenIndex c = s_.child(head, Rel::appos);
    return c != no_token && c > head + 1 ? c : no_token;
}

/// From the leftmost modifier to the head and the phrases that follow it without a comma;
/// relative clauses and appositions are left out.
Span SpeakerReader::words_of(TokenIndex head) const {
    TokenIndex first = head;
    TokenIndex last = head;
    const TokenIndex apposition = apposed_to(head);
    for (const TokenIndex c : s_.children(head)) {
        const Rel rel = s_.token(c).rel;
        if (rel == Rel::case_ || rel == Rel::punct || rel == Rel::det || rel == Rel::cc) {
            continue;
        }
        const bool inside =
            rel == Rel::nmod || rel == Rel::flat || rel == Rel::compound ||
            rel == Rel::conj || rel == Rel::goeswith ||
            (rel == Rel::appos && c == last + 1) ||
            (c < head && rel != Rel::advmod && rel != Rel::acl && rel != Rel::acl_relcl &&
             rel != Rel::cop && rel != Rel::nsubj && rel != Rel::aux);
        if (!inside || (rel == Rel::conj && s_.is_verb(c))) {
            continue;
        }
        const Span part = words_of(c);
        const auto& tokens = s_.reading().tokens;
        // "Wood, an expert at …", "…, and retired officer": told of him.
        if (rel == Rel::conj && c > apposition) {
            continue;
        }
        if (c > head && rel != Rel::conj && part.begin > 1 &&
            s_.text().substr(part.begin - 2).starts_with(", ")) {
            continue;
        }
        while (first > 0 && tokens[first].span.begin > part.begin) {
            --first;
        }
        while (last + 1 < tokens.size() && tokens[last].span.end < part.end) {
            ++last;
        }
    }
    return {s_.token(first).span.begin, s_.token(last).span.end};
}

}  // namespace chancery
