// The days that a story names, and of whom it tells something on them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coding/dates.h"
#include "coding/draft.h"
#include "ingest/article.h"

namespace chancery::coding {

/// A day in the week before publication that a sentence names.
struct ToldDay {
    std::uint32_t sentence = 0;
    std::string value;  ///< ISO
    Span words;
};

/// Worked out once for an article, from all the times in it.
class StoryDays {
  public:
    StoryDays(const CodingInput& input, const Article& article, const Dates& dates);

    /// True for a value that begins on the day of publication or in the week before it.
    [[nodiscard]] bool is_recent(const std::string& value) const;

    /// The first day that the first sentences of the story name, or null.
    [[nodiscard]] const ToldDay* lead() const { return found(lead_); }

    /// The day of the story where it names no other, or null.
    [[nodiscard]] const ToldDay* only() const { return found(only_); }

    /// The day of publication where the story itself names it, or null.
    [[nodiscard]] const ToldDay* today() const { return found(today_); }

    /// The day nearest in the text, but a few sentences off at most, on which one of the
    /// actors is said to have done or said something; or null.
    [[nodiscard]] const ToldDay* of_actors(const std::vector<ActorIndex>& actors,
                                           std::uint32_t sentence) const;

    /// Somebody was or will be away for some days.
    struct Stay {
        std::vector<ActorIndex> who;
        ToldDay days;
    };

    /// Stays whose length the story tells with the day on which they begin or end, in the
    /// order of the text: "who returned from the four-day trip on Sunday".
    [[nodiscard]] const std::vector<Stay>& stays() const { return stays_; }

    /// The sentence after the first three of the story that hold a verb.
    [[nodiscard]] std::uint32_t lead_end() const { return lead_end_; }

  private:
    /// Somebody did or said something on a day.
    struct DayOf {
        ActorIndex who = no_actor;
        ToldDay day;
    };

    static const ToldDay* found(const ToldDay& day) {
        return day.value.empty() ? nullptr : &day;
    }

    void find_lead_end(const CodingInput& input, const Article& article);
    void find_days(const CodingInput& input, const Article& article, const Dates& dates);
    void note_stay(const CodingInput& input,
                   const Dates& dates,
                   const TimeExpression& time,
                   TokenIndex verb);
    void note_actors(const CodingInput& input, TokenIndex verb, const ToldDay& day);

    std::optional<Day> published_;
    std::vector<DayOf> of_actors_;  ///< in the order of the text
    std::vector<Stay> stays_;
    ToldDay lead_;
    ToldDay only_;
    ToldDay today_;
    std::uint32_t lead_end_ = 0;
};

}  // namespace chancery::coding
