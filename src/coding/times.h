// Times that an article names ("on Tuesday", "January 29–30", "last month") and the days
// they stand for. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "coding/time_words.h"
#include "reading/reading.h"

namespace chancery {

/// Direction from the article's day in which an underspecified day ("Tuesday", "January")
/// is sought: by the tense of the verb that the time belongs to.
enum class TimeDirection : std::uint8_t { past, future, unknown };

/// How an expression is to be worked out.
enum class TimeForm : std::uint8_t {
    date,       ///< as much of a calendar date as is said: `begin`
    range,      ///< from `begin` to `end`, both calendar dates or both weekdays
    weekday,    ///< `begin.weekday`; `amount` -1, 0, 1 for last, this, next if `shifted`;
                ///< a week of `begin` if `of_week`
    relative,   ///< `amount` units from the day of publication: yesterday, last week
    anchored,   ///< `amount` units from the day last spoken of: the same day, a day later
    window,     ///< the `amount` units before publication: in the past three days
    part_year,  ///< the `part`-th stretch of `amount` months in a year: first half of
                ///< 2026
    season,     ///< of a year, from month `begin.month`
    weekend,
    duration,  ///< for three days: no time by itself
    vague,     ///< days ago, the 1990s, a day after the summit: nothing to be worked out
};

/// A calendar date as far as it is said.
struct PartialDate {
    std::int32_t year = 0;       ///< 0 where it is not said; an offset if `year_relative`
    std::int32_t month = 0;      ///< 1-12, 0 where not said
    std::int32_t day = 0;        ///< 1-31, 0 where not said
    std::int32_t weekday = 0;    ///< 1 Monday … 7 Sunday, 0 where not said
    bool year_relative = false;  ///< "January last year": year is -1
};

struct TimeExpression {
    Span span;             ///< without the preposition: "Tuesday", "January 4 to 7"
    TokenIndex first = 0;  ///< tokens of the expression
    TokenIndex last = 0;   ///< one past the last
    TimeForm form = TimeForm::date;
    TimeUnit unit = TimeUnit::day;
    TimeBound bound = TimeBound::at;  ///< "since Monday": since
    PartialDate begin, end;
    std::int32_t amount = 0;
    std::int32_t part = 0;
    std::int32_t edge = 0;  ///< "earlier this week" -1, "later this week" 1
    /// Length in days of the stay that begins (> 0) or ends (< 0) on the day: "a four-day
    /// visit beginning Sunday" gives Sunday 4; 0 where none is said.
    std::int32_t stay = 0;
    bool shifted = false;  ///< a weekday or month with last, this or next
    bool of_week = false;  ///< "Tuesday next week"
    bool exact = false;    ///< to the day: "75 years ago today"
    std::string rule;      ///< which pattern it is, for `explain`
};

/// The times named in the text, in order, not overlapping, the longest at each place.
///
/// A date in figures alone ("05/01/2026") is read day first, unless the second figure is
/// over 12 in it or, where that is open, in another such date of the same text.
[[nodiscard]] std::vector<TimeExpression> find_times(const Reading& reading,
                                                     std::string_view text,
                                                     const TimeWords& words);

struct ResolvedTime {
    /// ISO 8601: YYYY-MM-DD, YYYY-MM-DD/YYYY-MM-DD, YYYY-MM, YYYY; empty if the text does
    /// not support one. Never finer than the unit that the text uses: "last week" and
    /// "two weeks ago" are the week from Monday to Sunday, "two months ago" is a month.
    std::string value;
    std::string rule;  ///< the expression's rule and how the rest was chosen
    [[nodiscard]] std::optional<Day> first_day() const;  ///< of the value
};

/// What an expression is worked out from.
struct TimeContext {
    std::optional<Day> published;
    TimeDirection direction = TimeDirection::unknown;
    /// The last day resolved in the story, for "the same day", "the following week".
    std::optional<Day> previous;
};

/// A weekday is the latest on or before the day of publication, in the future the first
/// on or after it; a direction that is not known counts as past, except after "until",
/// "by" and "this". A date without a year is the one that lies in the direction, unless
/// that is nearly a year off and the other one is near. Without a day of publication only
/// complete dates have a value.
[[nodiscard]] ResolvedTime resolve_time(const TimeExpression& expression,
                                        const TimeContext& context);

[[nodiscard]] ResolvedTime resolve_time(const TimeExpression& expression,
                                        std::optional<Day> published,
                                        TimeDirection direction,
                                        std::optional<Day> previous);

}  // namespace chancery
