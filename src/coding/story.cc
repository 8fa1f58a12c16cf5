// SPDX-License-Identifier: Apache-2.0
#include "coding/story.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/tsv.h"
#include "coding/channels.h"
#include "coding/story_acts.h"
#include "coding/story_places.h"

namespace chancery {

namespace {

using coding::Fact;
using coding::is_meeting;
using coding::is_written;
using coding::same_breath;
using coding::StoryActs;

constexpr std::int32_t story_days = 7;  // what is older is not what the story tells
constexpr std::uint32_t lead_sentences = 3;

/// Somebody did or said something on a day.
struct DayOf {
    ActorIndex who = no_actor;
    std::uint32_t sentence = 0;
    std::string value;
    Span words;
};

/// A way of speaking in public that the text gives for somebody's words.
struct Voice {
    ActorIndex who = no_actor;
    std::uint32_t sentence = 0;
    Channel channel = Channel::none;
    Span words;
};

/// Sets channels and dates.
class Completion {
  public:
    Completion(const CodingInput& input,
               const Article& article,
               const Dates& dates,
               StoryActs& acts)
        : s_(*input.syntax),
          a_(*input.actors),
          t_(*input.tables),
          attachment_(input),
          channels_(input),
          article_(article),
          dates_(dates),
          acts_(acts),
          drafts_(acts.drafts()) {
        find_days();
        find_lead_day();
        find_only_day();
        find_voices();
    }

    void run() {
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            complete_channel(i);
        }
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            complete_date(i);
        }
    }

    [[nodiscard]] std::uint32_t lead_end() const { return lead_end_; }

  private:
    // --- days

    [[nodiscard]] bool is_recent(const std::string& value) const {
        const std::string_view text = value;
        const auto day = Day::parse_iso(text.substr(0, 10));
        return day && article_.published && *day <= *article_.published &&
               *article_.published - *day <= story_days;
    }

    /// Days on which somebody is said to have done or said anything.
    void find_days() {
        for (const TimeExpression& time : dates_.all()) {
            if (!dates_.is_of_verb(time)) {
                continue;
            }
            const TokenIndex head = attachment_.head_of(time.first, time.last);
            const TokenIndex verb = s_.clause_of(head);
            if (!s_.is_verb(verb) || !is_past(verb, s_)) {
                continue;
            }
            std::string value = dates_.resolve(time, TimeDirection::past).value;
            if (value.size() != 10 || !is_recent(value)) {
                continue;
            }
            for (const ActorIndex who : named_at(s_.doer(verb))) {
                days_.push_back(DayOf{who, s_.token(verb).sentence, value, time.span});
            }
        }
    }

    [[nodiscard]] bool is_story_text(std::uint32_t sentence) const {
        const Sentence& s = s_.reading().sentences[sentence];
        const BlockKind kind = article_.blocks[s.block].kind;
        if (kind != BlockKind::paragraph) {
            return false;
        }
        for (TokenIndex i = s.first; i < s.last; ++i) {
            if (s_.token(i).upos == Upos::verb) {
                return true;
            }
        }
        return false;
    }

    /// The first day that the first sentences of the story name.
    void find_lead_day() {
        std::uint32_t read = 0;
        const auto& sentences = s_.reading().sentences;
        for (std::uint32_t i = 0; i < sentences.size() && read < lead_sentences; ++i) {
            if (!is_story_text(i)) {
                continue;
            }
            ++read;
            lead_end_ = i + 1;
            for (const TimeExpression& time : dates_.in(sentences[i])) {
                std::string value = dates_.is_of_verb(time)
                                        ? dates_.resolve(time, TimeDirection::past).value
                                        : std::string();
                if (lead_day_.empty() && value.size() == 10 && is_recent(value)) {
                    lead_day_ = std::move(value);
                    lead_words_ = time.span;
                }
            }
        }
    }

    /// "had earlier agreed", "has repeatedly urged", "weeks ago": not on the day of the
    /// story.
    [[nodiscard]] bool is_bygone(const Draft& draft) const {
        const TokenIndex clause = s_.clause_of(draft.trigger);
        for (const TokenIndex c : s_.children(clause)) {
            const Token& t = s_.token(c);
            const bool perfect = (t.rel == Rel::aux || t.rel == Rel::aux_pass) &&
                                 t.xpos == Xpos::vbd && s_.lemma(c) == "have";
            const bool progressive = t.rel == Rel::aux && s_.lemma(c) == "be" &&
                                     s_.token(clause).xpos == Xpos::vbg &&
                                     t.xpos != Xpos::vbd && !is_meeting(draft.act);
            if (perfect || progressive || t_.in_class("bygone", s_.lemma(c))) {
                return true;
            }
        }
        for (const TimeExpression& time :
             dates_.in(s_.reading().sentences[draft.sentence])) {
            if (time.form == TimeForm::vague && s_.clause_of(time.first) == clause) {
                return true;
            }
        }
        return false;
    }

    /// The day, where the text names no other of the days of the story, and is none of
    /// letters, which have days of their own.
    void find_only_day() {
        if (std::any_of(acts_.facts().begin(), acts_.facts().end(), [](const Fact& f) {
                return f.written;
            })) {
            return;
        }
        for (const TimeExpression& time : dates_.all()) {
            const std::string value = dates_.resolve(time, TimeDirection::past).value;
            if (value.size() != 10 || !is_recent(value)) {
                continue;
            }
            if (!only_day_.empty() && only_day_ != value) {
                only_day_.clear();
                return;
            }
            only_day_ = value;
            only_words_ = time.span;
        }
    }

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
            is_bygone(drafts_[i])) {
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

    // --- dates

    void set_date(Act& act,
                  const std::string& value,
                  std::string_view rule,
                  Span words,
                  float confidence) {
        act.date = value;
        act.reasons.push_back(Reason{"date", std::string(rule), words, confidence});
    }

    void complete_date(std::size_t i) {
        Draft& draft = drafts_[i];
        Act& act = draft.act;
        if (!act.date.empty() || is_written(act) || is_bygone(draft)) {
            return;
        }
        const bool planned = act.status == Status::planned;
        const bool may_be_inside = is_utterance(act) || is_meeting(act);
        const Fact* meeting = acts_.nearest(i, [&](const Fact& fact) {
            const Act& other = acts_.act_of(fact);
            return may_be_inside && fact.meeting && fact.planned == planned &&
                   !other.date.empty() && (planned || is_recent(other.date)) &&
                   acts_.between_parties(act, other);
        });
        if (meeting != nullptr) {
            set_date(act,
                     acts_.act_of(*meeting).date,
                     "same-meeting",
                     acts_.act_of(*meeting).trigger,
                     0.6F);
            return;
        }
        if (planned) {
            return;
        }
        if (const DayOf* day = day_of_actor(draft)) {
            set_date(act, day->value, "day-of-actor", day->words, 0.55F);
            return;
        }
        if ((draft.in_title || is_main_in_lead(draft)) && !lead_day_.empty()) {
            set_date(act, lead_day_, "day-of-lead", lead_words_, 0.5F);
            return;
        }
        if (is_record() && article_.published) {
            const bool said = !lead_day_.empty();
            set_date(act,
                     said ? lead_day_ : article_.published->iso(),
                     "day-of-record",
                     said ? lead_words_ : article_.published_from.span,
                     0.6F);
            return;
        }
        // A day that its own sentence names was looked at already and is of something
        // else.
        const bool untold = dates_.in(s_.reading().sentences[draft.sentence]).empty();
        if (untold && !only_day_.empty() && is_told_as_past(draft) &&
            act.mode != "congratulate") {
            set_date(act, only_day_, "only-day-of-story", only_words_, 0.45F);
        }
    }

    /// "urged", "said that …"; not "has urged", "the call for …".
    [[nodiscard]] bool is_told_as_past(const Draft& draft) const {
        const TokenIndex saying = attachment_.saying_above(draft.trigger);
        const TokenIndex verb = saying != no_token ? saying : s_.clause_of(draft.trigger);
        return s_.token(verb).xpos == Xpos::vbd && draft.rule->mode != "visit";
    }

    /// The act that a sentence of the lead is about, or what somebody says in it.
    [[nodiscard]] bool is_main_in_lead(const Draft& draft) const {
        if (draft.sentence >= lead_end_) {
            return false;
        }
        const TokenIndex clause = s_.clause_of(draft.trigger);
        const TokenIndex head = s_.token(clause).head;
        return head == no_token ||
               (s_.token(head).head == no_token &&
                (s_.token(clause).rel == Rel::conj ||
                 (s_.token(clause).rel == Rel::ccomp && is_utterance(draft.act))));
    }

    [[nodiscard]] const DayOf* day_of_actor(const Draft& draft) const {
        const DayOf* best = nullptr;
        std::uint32_t least = 2 * same_breath + 1;
        for (const DayOf& day : days_) {
            const std::uint32_t distance = StoryActs::far(draft.sentence, day.sentence);
            if (distance < least && holds(draft.act.actors, day.who)) {
                best = &day;
                least = distance;
            }
        }
        return best;
    }

    /// A page on which a government tells of its own acts, by the name of the outlet.
    [[nodiscard]] bool is_record() const {
        std::string before;
        for (const std::string_view part : split(article_.outlet, ' ')) {
            std::string word = ascii_lower(part);
            std::erase_if(word, [](char c) { return c == '(' || c == ')' || c == ','; });
            before += ' ';
            before += word;
            if (t_.in_class("official-outlet", word) ||
                t_.in_class("official-outlet", before)) {
                return true;
            }
            before = std::move(word);
        }
        return false;
    }

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    Attachment attachment_;
    Channels channels_;
    const Article& article_;
    const Dates& dates_;
    StoryActs& acts_;
    std::vector<Draft>& drafts_;
    std::vector<DayOf> days_;
    std::vector<Voice> voices_;
    std::string only_day_;
    Span only_words_;
    std::string lead_day_;
    Span lead_words_;
    std::uint32_t lead_end_ = 0;
};

}  // namespace

void Story::complete(std::vector<Draft>& drafts, const Dates& dates) const {
    if (drafts.empty()) {
        return;
    }
    StoryActs acts(input_, dates, drafts);
    Completion completion(input_, article_, dates, acts);
    completion.run();
    const Channels channels(input_);
    for (Draft& draft : drafts) {
        channels.settle_usual(draft.act);
    }
    coding::complete_places(input_, acts, completion.lead_end());
}

}  // namespace chancery
