// SPDX-License-Identifier: Apache-2.0
#include "coding/story.h"

#include <algorithm>
#include <string>
#include <utility>

#include "coding/channels.h"
#include "coding/story_acts.h"
#include "coding/story_dates.h"
#include "coding/story_places.h"

namespace chancery {

namespace {

using coding::Fact;
using coding::is_written;
using coding::StoryActs;

/// A way of speaking in public that the text gives for somebody's words.
struct Voice {
    ActorIndex who = no_actor;
    std::uint32_t sentence = 0;
    Channel channel = Channel::none;
    Span words;
};

/// Sets channels.
class Completion {
  public:
    Completion(const CodingInput& input, StoryActs& acts)
        : s_(*input.syntax),
          a_(*input.actors),
          channels_(input),
          acts_(acts),
          drafts_(acts.drafts()) {
        find_voices();
    }

    void run() {
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            complete_channel(i);
        }
    }

  private:
    // --- channels

    /// The actors whom the noun phrase of the token names.
    [[nodiscard]] const std::vector<ActorIndex>& named_at(TokenIndex token) const {
        static const std::vector<ActorIndex> nobody;
        if (token == no_token || a_.mention_of_head[token] < 0) {
            return nobody;
        }
        return a_.mentions[static_cast<std::size_t>(a_.mention_of_head[token])].actors;
    }

    /// "wrote on a network", "said in a video": who speaks by which channel.
    void find_voices() {
        for (const Sentence& sentence : s_.reading().sentences) {
            for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
                const ChannelPhrase* phrase = channels_.phrase_at(i, sentence.last);
                if (phrase == nullptr || (phrase->channel != Channel::social_media &&
                                          phrase->channel != Channel::video)) {
                    continue;
                }
                const TokenIndex verb = s_.clause_of(i);
                for (const ActorIndex who : named_at(s_.doer(verb))) {
                    voices_.push_back(Voice{
                        who, s_.token(i).sentence, phrase->channel, s_.token(i).span});
                }
            }
        }
    }

    [[nodiscard]] const Voice* voice_of(const Draft& draft) const {
        constexpr std::uint32_t next_sentence = 3;  // by StoryActs::far
        const Voice* best = nullptr;
        std::uint32_t least = next_sentence + 1;
        for (const Voice& voice : voices_) {
            const std::uint32_t distance = StoryActs::far(draft.sentence, voice.sentence);
            if (distance < least && holds(draft.act.actors, voice.who)) {
                best = &voice;
                least = distance;
            }
        }
        return best;
    }

    void complete_channel(std::size_t i) {
        Act& act = drafts_[i].act;
        const bool open =
            act.channel == Channel::none || act.channel == Channel::statement;
        if (!open || !is_utterance(act) || act.status == Status::planned ||
            acts_.is_bygone(drafts_[i])) {
            return;
        }
        const bool together = !act.recipients.empty() || act.actors.size() > 1;
        const Fact* in = acts_.nearest(i, [&](const Fact& fact) {
            const Act& other = acts_.act_of(fact);
            const bool spoken = fact.meeting && !fact.planned && together &&
                                other.type == ActType::consult && other.mode != "visit" &&
                                !acts_.is_old(other);
            return (spoken || is_letter_of(act, other)) &&
                   other.channel != Channel::none && acts_.between_parties(act, other);
        });
        if (in != nullptr) {
            lend_channel(act, acts_.act_of(*in), "said-at-meeting");
        } else if (const Voice* voice = voice_of(drafts_[i])) {
            act.channel = voice->channel;
            act.reasons.push_back(
                Reason{"channel", "voice-of-actor", voice->words, 0.6F});
        } else if (act.mode == "congratulate") {
            complete_congratulation(i);
        }
    }

    /// What somebody promises in the message in which he congratulates.
    static bool is_letter_of(const Act& act, const Act& other) {
        return is_written(other) && act.type == ActType::agree &&
               std::any_of(act.actors.begin(), act.actors.end(), [&](ActorIndex who) {
                   return holds(other.actors, who);
               });
    }

    static void lend_channel(Act& act, const Act& other, std::string_view rule) {
        act.channel = other.channel;
        act.reasons.push_back(Reason{"channel", std::string(rule), other.trigger, 0.6F});
    }

    /// In a story of messages of congratulation, who "congratulated" sent one too.
    void complete_congratulation(std::size_t i) {
        const auto written = [&](const Fact& fact) {
            return fact.written && acts_.act_of(fact).mode == "congratulate";
        };
        const auto& facts = acts_.facts();
        const bool many = std::count_if(facts.begin(), facts.end(), written) > 1;
        const Fact* other = many ? acts_.nearest(i, written) : nullptr;
        if (other != nullptr) {
            lend_channel(drafts_[i].act, acts_.act_of(*other), "as-the-others");
        }
    }

    const Syntax& s_;
    const ArticleActors& a_;
    Channels channels_;
    StoryActs& acts_;
    std::vector<Draft>& drafts_;
    std::vector<Voice> voices_;
};

}  // namespace

void Story::complete(std::vector<Draft>& drafts, const Dates& dates) const {
    if (drafts.empty()) {
        return;
    }
    StoryActs acts(input_, dates, drafts);
    Completion(input_, acts).run();
    const coding::StoryDays days(input_, article_, dates);
    coding::complete_dates(input_, article_, dates, days, acts);
    const Channels channels(input_);
    for (Draft& draft : drafts) {
        channels.settle_usual(draft.act);
    }
    coding::complete_places(input_, article_, acts, days.lead_end());
}

}  // namespace chancery
