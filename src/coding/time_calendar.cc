// Patterns of days, months and years.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "coding/time_patterns.h"

namespace chancery {

namespace {

using enum TimeClass;

/// "January 4 … 20": a list "4 and 15" is taken for days only when they are near.
constexpr std::int32_t longest_list = 14;

}  // namespace

std::size_t CalendarPatterns::longest(std::size_t i, TimeExpression& out) const {
    using Pattern = std::size_t (CalendarPatterns::*)(std::size_t, TimeExpression&) const;
    static constexpr std::array<Pattern, 8> patterns{&CalendarPatterns::figures,
                                                     &CalendarPatterns::date,
                                                     &CalendarPatterns::weekday_pattern,
                                                     &CalendarPatterns::month_pattern,
                                                     &CalendarPatterns::year_pattern,
                                                     &CalendarPatterns::part_of_year,
                                                     &CalendarPatterns::season_pattern,
                                                     &CalendarPatterns::day_of_month};
    return longest_of(*this, patterns, i, out);
}

std::size_t CalendarPatterns::figures(std::size_t i, TimeExpression& out) const {
    const TimeAtom& a = at(i);
    if (!a.date) {
        return 0;
    }
    out.begin = {a.figure_date.year, a.figure_date.month, a.figure_date.day, 0, false};
    out.rule = a.figure_date.open ? "date-figures-open" : "date-figures";
    return i + 1;
}

/// A year that may follow a month or a day: "2026", ", 2026", "of 2026", "last year".
std::size_t CalendarPatterns::optional_year(std::size_t i, PartialDate& date) const {
    std::size_t j = i;
    if (sign(j, ',') || is(j, of)) {
        ++j;
    }
    if (is_year(j)) {
        date.year = at(j).number;
        return j + 1;
    }
    j = skip(i, of);
    if (is(j, shift) && is(j + 1, unit) && is_year_unit(j + 1)) {
        date.year = value(j);
        date.year_relative = true;
        return j + 2;
    }
    return i;
}

bool CalendarPatterns::is_year_unit(std::size_t i) const {
    return static_cast<TimeUnit>(value(i)) == TimeUnit::year;
}

/// "January 24", "Jan. 24th", "January the 24th".
std::size_t CalendarPatterns::month_day(std::size_t i, PartialDate& d) const {
    if (!is_month(i)) {
        return 0;
    }
    std::size_t j = stop(i + 1);
    if (is(j, the) && has(j + 1) && at(j + 1).ordinal) {
        ++j;
    }
    if (!is_day(j)) {
        return 0;
    }
    d.month = value(i);
    d.day = at(j).number;
    return j + 1;
}

/// "24 January", "24th of January".
std::size_t CalendarPatterns::day_month(std::size_t i, PartialDate& d) const {
    if (!is_day(i)) {
        return 0;
    }
    const std::size_t j = skip(i + 1, of);
    if (!is_month(j)) {
        return 0;
    }
    d.day = at(i).number;
    d.month = value(j);
    return stop_before_year(j + 1);
}

/// Past the full stop of "24 Jan. 2026"; the one that ends a sentence stays outside.
std::size_t CalendarPatterns::stop_before_year(std::size_t i) const {
    return stop(i) != i && is_year(i + 1) ? i + 1 : i;
}

std::size_t CalendarPatterns::date(std::size_t i, TimeExpression& out) const {
    std::size_t j = i;
    std::int32_t weekday_said = 0;
    bool bracket = false;
    while (is(j, shift) && !is(j + 1, unit)) {
        ++j;  // "this Sunday (Aug 18)"
    }
    if (j != i && !is(j, weekday)) {
        return 0;
    }
    if (is(j, weekday) || is(j, weekday_short)) {
        weekday_said = value(j);
        j = parts(stop(j + 1));
        if (sign(j, '(')) {
            bracket = true;
            ++j;
        } else if (sign(j, ',')) {
            ++j;
        }
    }
    j = skip(j, the);
    std::size_t end = calendar(j, out);
    if (end == 0 || (bracket && !sign(end, ')'))) {
        return 0;
    }
    end = bracket ? end + 1 : weekday_after(parts(end), weekday_said);
    out.begin.weekday = weekday_said;
    return end;
}

/// "Jan. 5 (Monday)"
std::size_t CalendarPatterns::weekday_after(std::size_t i,
                                            std::int32_t& weekday_said) const {
    if (sign(i, '(') && (is(i + 1, weekday) || is(i + 1, weekday_short))) {
        const std::size_t j = stop(i + 2);
        if (sign(j, ')')) {
            weekday_said = value(i + 1);
            return j + 1;
        }
    }
    return i;
}

/// A date or an interval of dates, from its first figure or month.
std::size_t CalendarPatterns::calendar(std::size_t i, TimeExpression& out) const {
    if (is_month(i)) {
        return from_month(i, out);
    }
    return is_day(i) ? from_day(i, out) : 0;
}

std::size_t CalendarPatterns::from_month(std::size_t i, TimeExpression& out) const {
    const std::size_t first = month_day(i, out.begin);
    if (first == 0) {
        return 0;
    }
    out.rule = "date";
    const std::size_t end = optional_year(first, out.begin);
    if (const std::size_t last = second_date(end, out); last != 0) {
        return last;
    }
    if (end == first) {
        if (const std::size_t last = second_day(end, out); last != 0) {
            return last;
        }
    }
    return end;
}

/// The rest of "December 30 to January 2, 2026".
std::size_t CalendarPatterns::second_date(std::size_t i, TimeExpression& out) const {
    std::size_t j = joint(i);
    if (j == 0 || is(i, conjunction)) {
        return 0;
    }
    j = skip(j, the);
    std::size_t end = month_day(j, out.end);
    end = end != 0 ? end : day_month(j, out.end);
    if (end == 0) {
        out.end = {};
        return 0;
    }
    out.form = TimeForm::range;
    out.rule = "date-range";
    return optional_year(end, out.end);
}

/// The rest of "January 4 to 7", "January 4, 5 and 6", "Jan. 29–30, 2026".
std::size_t CalendarPatterns::second_day(std::size_t i, TimeExpression& out) const {
    std::size_t j = i;
    while (sign(j, ',') && is_day(j + 1) &&
           (sign(j + 2, ',') || is(j + 2, conjunction))) {
        j += 2;
    }
    const bool list = is(j, conjunction);
    const std::size_t other = skip(joint(j), the);
    if (joint(j) == 0 || !is_day(other) || at(other).number <= out.begin.day) {
        return 0;
    }
    const std::int32_t day_number = at(other).number;
    if (list && (day_number - out.begin.day > longest_list || counts_words(other + 1))) {
        return 0;
    }
    out.end = {0, out.begin.month, day_number, 0, false};
    out.form = TimeForm::range;
    out.rule = "date-range";
    const std::size_t end = optional_year(other + 1, out.end);
    out.begin.year = out.end.year;
    out.begin.year_relative = out.end.year_relative;
    return end;
}

/// True where a word follows that a number before it would count: "and 15 people".
bool CalendarPatterns::counts_words(std::size_t i) const {
    return has(i) && at(i).is_word() && !at(i).is(follow) && !is_year(i);
}

/// "24 January 2026", "4-7 January", "30 January to 2 February".
std::size_t CalendarPatterns::from_day(std::size_t i, TimeExpression& out) const {
    out.rule = "date";
    if (const std::size_t first = day_month(i, out.begin); first != 0) {
        const std::size_t end = optional_year(first, out.begin);
        const std::size_t last = second_date(end, out);
        return last != 0 ? last : end;
    }
    const std::size_t other = skip(joint(i + 1), the);
    if (joint(i + 1) == 0 || !is_day(other) || at(other).number <= at(i).number) {
        return 0;
    }
    const std::size_t end = day_month(other, out.end);
    if (end == 0) {
        out.end = {};
        return 0;
    }
    const std::size_t last = optional_year(end, out.end);
    out.begin = out.end;
    out.begin.day = at(i).number;
    out.form = TimeForm::range;
    out.rule = "date-range";
    return last;
}

/// "on the 5th", "from the 4th to the 7th"; not "on the 5th floor".
std::size_t CalendarPatterns::day_of_month(std::size_t i, TimeExpression& out) const {
    const bool licensed_here = before(i, the) && i > 1 &&
                               (is(i - 2, on) || is(i - 2, bound) || is(i - 2, range));
    if (!licensed_here || !is_day(i) || !at(i).ordinal) {
        return 0;
    }
    out.begin.day = at(i).number;
    out.rule = "day-of-month";
    const std::size_t other = skip(joint(i + 1), the);
    if (joint(i + 1) != 0 && is_day(other) && at(other).ordinal &&
        !counts_words(other + 1)) {
        out.end.day = at(other).number;
        out.form = TimeForm::range;
        return other + 1;
    }
    return counts_words(i + 1) ? 0 : i + 1;
}

std::size_t CalendarPatterns::weekday_pattern(std::size_t i, TimeExpression& out) const {
    std::size_t j = i;
    out.form = TimeForm::weekday;
    out.rule = "weekday";
    if (is(j, same)) {
        out.form = TimeForm::anchored;
        out.amount = value(j);
        out.rule = "weekday-anchored";
        ++j;
    }
    while (out.form == TimeForm::weekday && is(j, shift)) {
        out.amount = value(j) != 0 ? value(j) : out.amount;
        out.shifted = true;
        out.rule = "weekday-shifted";
        ++j;
    }
    if (is(j, weekday_short) && j == i) {
        return bracketed_weekday(i, out);
    }
    if (!is(j, weekday)) {
        return 0;
    }
    out.begin.weekday = value(j);
    const std::size_t end = parts(j + 1);
    return j == i ? weekday_tail(end, out) : end;
}

/// "(Wed)", "(Thurs.)"
std::size_t CalendarPatterns::bracketed_weekday(std::size_t i,
                                                TimeExpression& out) const {
    const std::size_t end = stop(i + 1);
    if (i == 0 || !sign(i - 1, '(') || !sign(end, ')')) {
        return 0;
    }
    out.begin.weekday = value(i);
    return end;
}

/// What may stand after a bare weekday: "next week", "to Wednesday", "and Tuesday".
std::size_t CalendarPatterns::weekday_tail(std::size_t i, TimeExpression& out) const {
    const std::size_t j = skip(i, of);
    if (is(j, shift) && is(j + 1, unit) &&
        static_cast<TimeUnit>(value(j + 1)) == TimeUnit::week) {
        out.of_week = true;
        out.amount = value(j);
        out.rule = "weekday-of-week";
        return j + 2;
    }
    const std::size_t other = joint(i);
    if (other != 0 && is(other, weekday)) {
        const std::int32_t next_day = out.begin.weekday % 7 + 1;
        if (!is(i, conjunction) || value(other) == next_day || is_between(i)) {
            out.form = TimeForm::range;
            out.end.weekday = value(other);
            out.rule = "weekday-range";
            return parts(other + 1);
        }
    }
    return i;
}

/// "between Monday and Thursday": the weekday stands right after "between".
bool CalendarPatterns::is_between(std::size_t joint_at) const {
    return joint_at >= 2 && spells(joint_at - 2, "between");
}

std::size_t CalendarPatterns::month_pattern(std::size_t i, TimeExpression& out) const {
    std::size_t j = i;
    while (is(j, shift)) {
        out.amount = value(j) != 0 ? value(j) : out.amount;
        out.shifted = true;
        ++j;
    }
    if (!is_month(j)) {
        return 0;
    }
    out.begin.month = value(j);
    out.rule = out.shifted ? "month-shifted" : "month";
    const std::size_t named = at(j).is(month_short) ? stop(j + 1) : j + 1;
    std::size_t end = optional_year(named, out.begin);
    if (const std::size_t last = second_month(end, out); last != 0) {
        return last;
    }
    const bool alone = end == named && !out.shifted;
    if (alone && (is(j, licensed) || is(j, month_short)) && !month_licence(j)) {
        return 0;
    }
    if (end == named && has(named) && at(named).glued && end != j + 1) {
        end = j + 1;  // leave the full stop where nothing follows it
    }
    return end;
}

bool CalendarPatterns::month_licence(std::size_t i) const {
    if (before(i, the)) {
        --i;
    }
    return before(i, month_before) || before(i, edge) ||
           (i > 1 && sign(i - 1, '-') && is(i - 2, edge)) ||
           (before(i, of) && i > 1 && is(i - 2, edge_of));
}

/// The rest of "between January and March 2025", "January–October".
std::size_t CalendarPatterns::second_month(std::size_t i, TimeExpression& out) const {
    const std::size_t other = joint(i);
    if (other == 0 || !is_month(other) || is_day(other + 1) ||
        (is(i, conjunction) && !is_between(i))) {
        return 0;
    }
    out.end.month = value(other);
    const std::size_t end = optional_year(other + 1, out.end);
    if (out.begin.year == 0 && !out.begin.year_relative) {
        out.begin.year = out.end.year;
        out.begin.year_relative = out.end.year_relative;
    }
    out.form = TimeForm::range;
    out.rule = "month-range";
    return end;
}

std::size_t CalendarPatterns::year_pattern(std::size_t i, TimeExpression& out) const {
    const TimeAtom& a = at(i);
    if (a.decade) {
        out.form = TimeForm::vague;
        out.rule = "decade";
        return i + 1;
    }
    if (!a.is_year() || !year_licence(i)) {
        return 0;
    }
    out.begin.year = a.number;
    out.rule = "year";
    const std::size_t other = joint(i + 1);
    if (other != 0 && is_year(other) && at(other).number > a.number &&
        (!is(i + 1, conjunction) || is_between(i + 1))) {
        out.end.year = at(other).number;
        out.form = sign(i + 1, '-') && !before(i, in)
                       ? TimeForm::vague  // "2026-2031 term"
                       : TimeForm::range;
        out.rule = "year-range";
        return other + 1;
    }
    return i + 1;
}

/// A year stands after a preposition, "the" or a sign, or before "'s"; after a name
/// it is part of that ("Vision 2045"), before a plural a round one counts.
bool CalendarPatterns::year_licence(std::size_t i) const {
    if (sign(i + 1, '%') || (i > 0 && (sign(i - 1, '$') || sign(i - 1, '/')))) {
        return false;
    }
    if (i == 0) {
        return counts_words(i + 1) == false || at(i).number % 100 != 0;
    }
    const bool in_row = i > 1 && sign(i - 1, '-') && at(i - 2).is_day();
    if (before(i, unit) || before(i, approx) || in_row) {
        return false;
    }
    const TimeAtom& last = at(i - 1);
    if (at(i).number % 100 == 0 && counts_words(i + 1)) {
        return false;
    }
    const bool known = last.word.classes != 0;
    return known || !last.is_word() || !last.capital;
}

std::size_t CalendarPatterns::part_of_year(std::size_t i, TimeExpression& out) const {
    if (!is(i, ordinal) || !is(i + 1, part_year)) {
        return 0;
    }
    out.form = TimeForm::part_year;
    out.part = at(i).word.number;
    out.amount = value(i + 1);
    out.rule = "part-of-year";
    if (out.part * out.amount > 12) {
        return 0;
    }
    const std::size_t end = optional_year(skip(i + 2, the), out.begin);
    if (out.begin.year == 0 && !out.begin.year_relative) {
        out.form = TimeForm::vague;
        return i + 2;
    }
    return end;
}

std::size_t CalendarPatterns::season_pattern(std::size_t i, TimeExpression& out) const {
    const std::size_t j = skip(i, shift);
    if (!is(j, season)) {
        return 0;
    }
    out.form = TimeForm::season;
    out.begin.month = value(j);
    out.shifted = j != i;
    out.amount = out.shifted ? value(i) : 0;
    out.rule = "season";
    const std::size_t end = optional_year(j + 1, out.begin);
    return out.shifted || end != j + 1 ? end : 0;
}

}  // namespace chancery
