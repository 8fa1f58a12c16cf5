// When an act was done, from the times that its sentence names.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "coding/attachment.h"
#include "coding/draft.h"
#include "coding/times.h"
#include "ingest/article.h"

namespace chancery {

/// Reads dates of one article, sentence by sentence in the order of the text, since "the
/// same day" looks back; holds references only.
class Dates {
  public:
    Dates(const CodingInput& input,
          const Article& article,
          std::vector<TimeExpression> times);

    /// Sets the date of the draft where its sentence gives one. A visit told in the
    /// present with a day that lies ahead becomes planned.
    void settle(Draft& draft);

    [[nodiscard]] std::span<const TimeExpression> all() const { return times_; }

    /// The times of the sentence.
    [[nodiscard]] std::span<const TimeExpression> in(const Sentence& sentence) const;

    /// True for a value that is not empty and does not lie more than a week before the
    /// day of publication: of what the story tells, not of what it recalls.
    [[nodiscard]] bool is_of_story(const std::string& value) const;

    /// True for a time at which the verb of its clause happened: not "since Monday",
    /// "Monday's attack", "after meeting him on Monday".
    [[nodiscard]] bool is_of_verb(const TimeExpression& time) const;

    /// The day or days that the expression stands for, told in that direction.
    [[nodiscard]] ResolvedTime resolve(const TimeExpression& time,
                                       TimeDirection direction) const;

  private:
    [[nodiscard]] bool is_present(const Draft& draft) const;
    [[nodiscard]] bool belongs_to_other_noun(const TimeExpression& time,
                                             TokenIndex head,
                                             const Draft& draft) const;
    /// "at Monday's meeting": the act was done on the day of the meeting.
    [[nodiscard]] bool is_occasion(TokenIndex noun, TokenIndex trigger) const;
    /// "have been arrested since Thursday"
    [[nodiscard]] bool goes_on_since(const TimeExpression& time,
                                     const Draft& draft) const;
    [[nodiscard]] bool follows_occasion(const TimeExpression& time,
                                        const Draft& draft) const;
    [[nodiscard]] bool is_limit(const TimeExpression& time, TokenIndex trigger) const;
    [[nodiscard]] bool is_done(TokenIndex verb) const;
    [[nodiscard]] bool is_of_saying(TokenIndex head, const Draft& draft) const;
    [[nodiscard]] int score_of(const TimeExpression& time, const Draft& draft) const;
    /// The time that is closest to the trigger in the tree, or null; `best_score` 1-4.
    [[nodiscard]] const TimeExpression* best_time(const Draft& draft,
                                                  int& best_score) const;
    [[nodiscard]] TimeDirection direction_of(const TimeExpression& time,
                                             const Draft& draft) const;
    /// True where it begins after the day of publication.
    [[nodiscard]] bool is_ahead(const ResolvedTime& time) const;
    /// No more than the year of publication.
    [[nodiscard]] bool is_this_year(const ResolvedTime& time) const;
    /// From a day to that of publication, where there is one.
    [[nodiscard]] ResolvedTime until_today(ResolvedTime from) const;
    [[nodiscard]] bool is_over(const ResolvedTime& time) const;
    /// Told in the present as a visit or meeting may be that lies ahead.
    [[nodiscard]] bool may_be_timetable(const Draft& draft) const;
    void read_timetable(Draft& draft,
                        const TimeExpression* time,
                        std::optional<Day> day) const;

    const Syntax& s_;
    const CodingTables& t_;
    const Article& article_;
    Attachment attachment_;
    std::vector<TimeExpression> times_;
    std::optional<Day> previous_;
};

}  // namespace chancery
