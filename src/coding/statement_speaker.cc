// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "coding/statement_finder.h"

namespace chancery {

/// "urged Seoul to talk and voiced concern": a past tense is not coordinated with the
/// infinitive that the tree hangs it on, but with the verb above.
TokenIndex StatementFinder::coordinated_with(TokenIndex verb) const {
    const Token& t = s_.token(verb);
    const bool finite =
        t.xpos == Xpos::vbd || (t.xpos == Xpos::vbn && !s_.has_child(verb, Rel::aux) &&
                                !s_.has_child(verb, Rel::aux_pass));
    if (t.rel != Rel::conj || !finite || t.head == no_token ||
        s_.infinitive_mark(t.head) == no_token || s_.has_child(verb, Rel::nsubj)) {
        return no_token;
    }
    return s_.token(t.head).head;
}

/// Sets the speaker of the site, and where its words begin if the tree does not say.
void StatementFinder::find_subject(CueSite& site) const {
    const TokenIndex other = coordinated_with(site.verb);
    site.speaker = s_.doer(other == no_token ? site.verb : other);
    TokenIndex subject = no_token;
    bool content_before = false;
    for (const TokenIndex c : s_.children(site.verb)) {
        const Rel rel = s_.token(c).rel;
        // Of two subjects the one beside the verb is its own.
        if (rel == Rel::nsubj && c < site.verb) {
            subject = c;
        }
        const bool lone = contents_.extent(c).last == contents_.extent(c).first + 1;
        if (rel == Rel::ccomp && c + 1 == site.verb && lone) {
            subject = c;  // "ACTED said", taken for a verb
        }
        content_before = content_before || (rel == Rel::ccomp && c < site.verb);
        // 'reads the statement'
        if (rel == Rel::obj && subject == no_token && site.cue != nullptr &&
            site.cue->takes == 1U << static_cast<unsigned>(ContentShape::quote) &&
            words_.is(SpeechClass::document, s_.lemma(c))) {
            subject = c;
        }
        // '… , said the statement': a subject that was taken for an object.
        if (rel == Rel::obj && subject == no_token && content_before) {
            subject = c;
        }
    }
    if (subject != no_token && s_.token(subject).xpos != Xpos::wp &&
        s_.token(subject).xpos != Xpos::wdt) {
        site.speaker = subject;
    }
    if (subject == no_token && content_before) {
        site.from = name_behind_quotation(site.verb);
        site.speaker = site.from == no_token ? site.speaker : site.from;
    }
}

/// "described how the attack unfolded, stating …": who is told of all along, where what
/// the participle hangs on cannot speak.
Party StatementFinder::speaker_above(CueSite& site) const {
    TokenIndex root = site.verb;
    while (s_.token(root).head != no_token) {
        root = s_.token(root).head;
    }
    const TokenIndex doer = root == site.verb ? no_token : s_.doer(root);
    Party party = speakers_.read(doer);
    if (!party.may_speak) {
        return speakers_.read(site.speaker);
    }
    site.speaker = doer;
    return party;
}

Party StatementFinder::speaker_of(CueSite& site) const {
    find_subject(site);
    if (const FoundStatement* teller = teller_around(site.verb)) {
        Party same;
        same.actors = teller->statement.speakers;
        same.words = teller->statement.speaker;
        same.may_speak = true;
        site.speaker = no_token;
        return same;
    }
    if (site.speaker != no_token && s_.token(site.verb).head == site.speaker) {
        const TokenIndex issuer = issuer_of(site.speaker);
        site.speaker = issuer == no_token ? site.speaker : issuer;
    }
    Party party = speakers_.read(site.speaker);
    if (!party.may_speak && s_.token(site.verb).xpos == Xpos::vbg) {
        party = speaker_above(site);
    }
    if (party.pronoun && !party.empty()) {
        follow_chain(site, party);
    }
    return party;
}

/// ", adding that …" behind what somebody said is his too, wherever the tree hangs it.
const FoundStatement* StatementFinder::teller_around(TokenIndex verb) const {
    if (!is_participle_apart(verb) || s_.has_child(verb, Rel::nsubj)) {
        return nullptr;
    }
    for (TokenIndex i = s_.token(verb).head; i != no_token; i = s_.token(i).head) {
        // In the order of their cues while these are read.
        const auto found = std::lower_bound(
            found_.begin(), found_.end(), i, [](const FoundStatement& f, TokenIndex at) {
                return f.verb < at;
            });
        if (found != found_.end() && found->verb == i) {
            return &*found;
        }
    }
    return nullptr;
}

/// '"…," Lee, who was there, said': the speaker that the tree takes for a part of the
/// quotation, or no_token.
TokenIndex StatementFinder::name_behind_quotation(TokenIndex verb) const {
    const TokenIndex first = s_.reading().sentences[s_.token(verb).sentence].first;
    TokenIndex behind = verb;
    while (behind > first &&
           contents_.quotation_at(s_.token(behind - 1).span.begin) == nullptr) {
        --behind;
    }
    if (behind == first || behind == verb) {
        return no_token;
    }
    const auto& mentions = in_.actors->mention_of_head;
    for (TokenIndex i = behind; i < verb; ++i) {
        const Upos tag = s_.token(i).upos;
        if (mentions[i] >= 0 || tag == Upos::propn || tag == Upos::pron) {
            return s_.token(i).xpos == Xpos::wp ? no_token : i;
        }
    }
    return no_token;
}

/// "issued a statement saying …": who issued it speaks.
TokenIndex StatementFinder::issuer_of(TokenIndex document) const {
    const Token& t = s_.token(document);
    const bool issued = t.rel == Rel::obj || t.rel == Rel::obl;
    if (!issued || t.head == no_token || !s_.is_verb(t.head) ||
        !words_.is(SpeechClass::document, s_.lemma(document))) {
        return no_token;
    }
    const TokenIndex doer = s_.doer(t.head);
    return doer == document ? no_token : doer;
}

/// "…," he said. "It …," he added: who spoke in the sentence before goes on, where the
/// pronoun fits him; and whoever spoke last, where nobody resolved the pronoun.
void StatementFinder::follow_chain(const CueSite& site, Party& party) const {
    const FoundStatement* last = teller_before(s_.token(site.verb).sentence);
    const bool fits = last != nullptr && may_go_on(site, last->statement);
    if (!fits && (!party.actors.empty() || found_.empty())) {
        return;
    }
    const Statement& earlier = fits ? last->statement : found_.back().statement;
    party.actors = earlier.speakers;
    if (party.actors.empty()) {
        party.words = earlier.speaker;
    }
    party.may_speak = true;
}

/// The last statement of the sentence before that no other holds, or null.
const FoundStatement* StatementFinder::teller_before(std::uint32_t sentence) const {
    const FoundStatement* last = nullptr;
    for (auto it = found_.rbegin(); it != found_.rend(); ++it) {
        const std::uint32_t there = s_.token(it->verb).sentence;
        if (there + 1 < sentence) {
            break;
        }
        if (there + 1 == sentence &&
            (last == nullptr || it->statement.content.contains(last->statement.cue))) {
            last = &*it;
        }
    }
    return last;
}

/// True where the pronoun that speaks may be the speaker of `earlier`: "it" a body or a
/// document; "he" or "she", at the head of the sentence or behind a quotation, a person.
bool StatementFinder::may_go_on(const CueSite& site, const Statement& earlier) const {
    if (site.speaker == no_token || earlier.speakers.size() > 1) {
        return false;
    }
    const std::string_view pronoun = s_.lemma(site.speaker);
    const Actor* actor =
        earlier.speakers.empty() ? nullptr : &in_.actors->actors[earlier.speakers[0]];
    if (pronoun == "it") {
        return actor == nullptr || (actor->kind != ActorKind::person && !actor->plural);
    }
    const bool he = pronoun == "he";
    if ((!he && pronoun != "she") || actor == nullptr ||
        actor->kind != ActorKind::person || actor->plural ||
        actor->gender == (he ? Gender::female : Gender::male)) {
        return false;
    }
    const Token& verb = s_.token(site.verb);
    const TokenIndex first = s_.reading().sentences[verb.sentence].first;
    return verb.rel == Rel::root && s_.token(site.speaker).head == site.verb &&
           (site.speaker == first || s_.token(site.speaker - 1).upos == Upos::punct);
}

void StatementFinder::set_addressee(const CueSite& site,
                                    const Party& speaker,
                                    Statement& out) const {
    Party to;
    if (site.cue != nullptr && site.cue->addressee == AddresseeSlot::object) {
        for (const Rel rel : {Rel::iobj, Rel::obj}) {
            const TokenIndex o = site.prep_object != no_token ? site.prep_object
                                                              : s_.child(site.verb, rel);
            if (to.empty() && o != no_token) {
                to = speakers_.read(o);
            }
        }
    } else if (site.cue != nullptr && site.cue->addressee == AddresseeSlot::to) {
        std::vector<TokenIndex> heads;
        s_.obliques(site.verb, "to", heads);
        to = heads.empty() ? Party{} : speakers_.read(heads.front());
    }
    if (!to.may_speak) {
        to = Party{};
    }
    if (to.empty() && speaker.pronoun && !found_.empty() &&
        found_.back().statement.speakers == speaker.actors) {
        out.addressees = found_.back().statement.addressees;
        out.addressee = found_.back().statement.addressee;
        return;
    }
    out.addressees = to.actors;
    out.addressee = to.words;
}

}  // namespace chancery
