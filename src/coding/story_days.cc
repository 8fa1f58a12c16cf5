// SPDX-License-Identifier: Apache-2.0
#include "coding/story_days.h"

#include <algorithm>
#include <utility>

#include "coding/attachment.h"
#include "coding/story_acts.h"

namespace chancery::coding {

namespace {

constexpr std::int32_t story_days = 7;  // what is older is not what the story tells
constexpr std::uint32_t lead_sentences = 3;

bool is_story_text(const CodingInput& input,
                   const Article& article,
                   const Sentence& sentence) {
    if (article.blocks[sentence.block].kind != BlockKind::paragraph) {
        return false;
    }
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        if (input.syntax->token(i).upos == Upos::verb) {
            return true;
        }
    }
    return false;
}

/// The actors whom the noun phrase of the token names, or null.
const std::vector<ActorIndex>* named_at(const CodingInput& input, TokenIndex head) {
    const ArticleActors& a = *input.actors;
    return a.mention_of_head[head] < 0
               ? nullptr
               : &a.mentions[static_cast<std::size_t>(a.mention_of_head[head])].actors;
}

}  // namespace

StoryDays::StoryDays(const CodingInput& input, const Article& article, const Dates& dates)
    : published_(article.published) {
    find_lead_end(input, article);
    find_days(input, article, dates);
}

bool StoryDays::is_recent(const std::string& value) const {
    const std::string_view text = value;
    const auto day = Day::parse_iso(text.substr(0, 10));
    return day && published_ && *day <= *published_ && *published_ - *day <= story_days;
}

void StoryDays::find_lead_end(const CodingInput& input, const Article& article) {
    std::uint32_t read = 0;
    const auto& sentences = input.syntax->reading().sentences;
    for (std::uint32_t i = 0; i < sentences.size() && read < lead_sentences; ++i) {
        if (is_story_text(input, article, sentences[i])) {
            ++read;
            lead_end_ = i + 1;
        }
    }
}

void StoryDays::find_days(const CodingInput& input,
                          const Article& article,
                          const Dates& dates) {
    const Syntax& s = *input.syntax;
    const Attachment attachment(input);
    bool several = false;
    for (const TimeExpression& time : dates.all()) {
        if (time.stay != 0) {
            const TokenIndex head = attachment.head_of(time.first, time.last);
            note_stay(input, dates, time, s.clause_of(head));
        }
        ToldDay day{s.token(time.first).sentence,
                    dates.resolve(time, TimeDirection::past).value,
                    time.span};
        if (day.value.size() != 10 || !is_recent(day.value)) {
            continue;
        }
        several = several || (!only_.value.empty() && only_.value != day.value);
        if (only_.value.empty()) {
            only_ = day;
        }
        if (!dates.is_of_verb(time)) {
            continue;
        }
        note_actors(input, s.clause_of(attachment.head_of(time.first, time.last)), day);
        const Sentence& sentence = s.reading().sentences[day.sentence];
        if (lead_.value.empty() && day.sentence < lead_end_ &&
            article.blocks[sentence.block].kind == BlockKind::paragraph) {
            lead_ = day;
        }
        if (today_.value.empty() && day.value == published_->iso()) {
            today_ = std::move(day);
        }
    }
    if (several) {
        only_ = {};
    }
}

void StoryDays::note_stay(const CodingInput& input,
                          const Dates& dates,
                          const TimeExpression& time,
                          TokenIndex verb) {
    const Syntax& s = *input.syntax;
    if (!s.is_verb(verb)) {
        return;
    }
    const bool past = is_past(verb, s);
    const TokenIndex doer = s.doer(verb);
    if (doer == no_token) {
        return;
    }
    // "his four-day trip, which begins on Sunday": whose it is
    const auto* who = named_at(input, doer);
    if (who == nullptr) {
        const TokenIndex owner = s.child(doer, Rel::nmod_poss);
        who = owner == no_token ? nullptr : named_at(input, owner);
    }
    if (who == nullptr) {
        return;
    }
    const TimeDirection direction = past ? TimeDirection::past : TimeDirection::future;
    ToldDay days{s.token(verb).sentence, dates.resolve(time, direction).value, time.span};
    if (dates.is_of_story(days.value)) {
        stays_.push_back(Stay{*who, std::move(days)});
    }
}

void StoryDays::note_actors(const CodingInput& input,
                            TokenIndex verb,
                            const ToldDay& day) {
    const Syntax& s = *input.syntax;
    if (!s.is_verb(verb) || !is_past(verb, s)) {
        return;
    }
    const TokenIndex doer = s.doer(verb);
    const auto* named = doer == no_token ? nullptr : named_at(input, doer);
    if (named == nullptr) {
        return;
    }
    for (const ActorIndex who : *named) {
        of_actors_.push_back(DayOf{who, day});
    }
}

const ToldDay* StoryDays::of_actors(const std::vector<ActorIndex>& actors,
                                    std::uint32_t sentence) const {
    const ToldDay* best = nullptr;
    std::uint32_t least = 2 * same_breath + 1;
    const std::uint32_t from = sentence > same_breath ? sentence - same_breath : 0;
    auto it = std::lower_bound(
        of_actors_.begin(), of_actors_.end(), from, [](const DayOf& d, std::uint32_t at) {
            return d.day.sentence < at;
        });
    for (; it != of_actors_.end() && it->day.sentence <= sentence + same_breath; ++it) {
        const std::uint32_t distance = StoryActs::far(sentence, it->day.sentence);
        if (distance < least && holds(actors, it->who)) {
            best = &it->day;
            least = distance;
        }
    }
    return best;
}

}  // namespace chancery::coding
