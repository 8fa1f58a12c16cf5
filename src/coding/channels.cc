// SPDX-License-Identifier: Apache-2.0
#include "coding/channels.h"

#include <algorithm>

#include "base/ascii.h"

namespace chancery {

std::string Channels::word(TokenIndex i) const {
    return ascii_lower(s_.lemma(i));  // "Twitter" keeps its capital
}

bool Channels::matches(const ChannelPhrase& phrase, TokenIndex at, TokenIndex end) const {
    const std::size_t n = phrase.lemmas.size();
    if (at + n > end) {
        return false;
    }
    for (std::size_t k = 0; k < n; ++k) {
        if (word(at + static_cast<TokenIndex>(k)) != phrase.lemmas[k]) {
            return false;
        }
    }
    return true;
}

const ChannelPhrase* Channels::phrase_at(TokenIndex at, TokenIndex end) const {
    const auto* phrases = t_.channels_for(word(at));
    // "on Facebook", not "sued Facebook"
    const bool name_of_firm =
        s_.token(at).upos == Upos::propn && s_.preposition_of(at).empty();
    if (phrases == nullptr || name_of_firm) {
        return nullptr;
    }
    const auto fits =
        std::find_if(phrases->begin(), phrases->end(), [&](const ChannelPhrase& phrase) {
            return matches(phrase, at, end);
        });
    return fits == phrases->end() ? nullptr : &*fits;
}

std::optional<Channel> Channels::phrase_near(const Draft& draft, Span& words) const {
    const Sentence& sentence = s_.reading().sentences[draft.sentence];
    std::optional<Channel> found;
    int best = 0;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const ChannelPhrase* phrase = phrase_at(i, sentence.last);
        const int score =
            phrase == nullptr ? 0 : weight(attachment_.standing(draft.trigger, i));
        if (score > best) {
            const auto n = static_cast<TokenIndex>(phrase->lemmas.size());
            best = score;
            found = phrase->channel;
            words = Span{s_.token(i).span.begin, s_.token(i + n - 1).span.end};
        }
    }
    return found;
}

void Channels::settle(Draft& draft) const {
    Act& act = draft.act;
    const bool settled =
        act.channel != Channel::none && act.channel != Channel::statement;
    if (settled) {
        act.reasons.push_back(Reason{"channel", draft.rule->id, act.trigger, 0.9F});
        return;
    }
    const bool open =
        is_utterance(act) || act.type == ActType::consult || act.type == ActType::agree;
    Span words;
    if (const auto channel = open ? phrase_near(draft, words) : std::nullopt) {
        // What was said in public may yet have been said in a letter or on a network.
        act.channel = *channel;
        act.reasons.push_back(Reason{"channel", "channel-phrase", words, 0.8F});
    }
}

void Channels::settle_usual(Act& act) const {
    const bool person =
        std::any_of(act.actors.begin(), act.actors.end(), [&](ActorIndex a) {
            return a_.actors[a].kind == ActorKind::person;
        });
    const Channel usual = t_.usual_channel(act.type, act.mode, person);
    const bool meeting = act.type == ActType::agree && act.mode == "meet";
    const bool gives = act.channel == Channel::none && usual != Channel::none;
    const bool takes =
        meeting && act.channel == Channel::in_person && usual == Channel::none;
    if (!gives && !takes) {
        return;
    }
    act.channel = usual;
    act.reasons.push_back(Reason{"channel", "usual-for-type", {}, 0.5F});
}

}  // namespace chancery
