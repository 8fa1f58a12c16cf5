// SPDX-License-Identifier: Apache-2.0
#include "coding/channels.h"

namespace chancery {

bool Channels::matches(const ChannelPhrase& phrase, TokenIndex at, TokenIndex end) const {
    const std::size_t n = phrase.lemmas.size();
    if (at + n > end) {
        return false;
    }
    for (std::size_t k = 0; k < n; ++k) {
        if (s_.lemma(at + static_cast<TokenIndex>(k)) != phrase.lemmas[k]) {
            return false;
        }
    }
    return true;
}

std::optional<Channel> Channels::phrase_near(const Draft& draft, Span& words) const {
    const Sentence& sentence = s_.reading().sentences[draft.sentence];
    std::optional<Channel> found;
    int best = 0;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const auto* phrases = t_.channels_for(s_.lemma(i));
        if (phrases == nullptr) {
            continue;
        }
        for (const ChannelPhrase& phrase : *phrases) {
            if (!matches(phrase, i, sentence.last)) {
                continue;
            }
            const int score = weight(attachment_.standing(draft.trigger, i));
            if (score > best) {
                const auto n = static_cast<TokenIndex>(phrase.lemmas.size());
                best = score;
                found = phrase.channel;
                words = Span{s_.token(i).span.begin, s_.token(i + n - 1).span.end};
            }
            break;
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
    if (act.channel == Channel::none && (is_utterance(act) || act.mode == "meet")) {
        act.channel = is_utterance(act) ? Channel::statement : Channel::in_person;
        act.reasons.push_back(Reason{"channel", "usual-for-type", {}, 0.5F});
    }
}

}  // namespace chancery
