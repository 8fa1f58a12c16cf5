// From expressions of time to days: conventions of calendar and of news prose.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>

#include "coding/times.h"

namespace chancery {

namespace {

/// A date without a year is taken from the other side of the day of publication when it
/// would be more than `far` days off in its direction and is at most so many on the
/// other: "will visit from January 4", printed on January 6.
constexpr std::int32_t far = 300;
constexpr std::int32_t just_over = 21;
constexpr std::int32_t soon = 45;

struct Month {
    std::int32_t year = 0;
    std::int32_t month = 1;

    [[nodiscard]] Month plus(std::int32_t months) const {
        const std::int32_t n = year * 12 + (month - 1) + months;
        return {n / 12, n % 12 + 1};
    }

    [[nodiscard]] Day first() const { return Day::from_civil(year, month, 1); }

    [[nodiscard]] Day last() const {
        return Day::from_civil(year, month, days_in_month(year, month));
    }
};

Month month_of(Day day) {
    const Day::Civil c = day.civil();
    return {c.year, c.month};
}

std::string text(Month m) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d", m.year, m.month);
    return buffer.data();
}

std::string text(Day first, Day last) {
    return first == last ? first.iso() : first.iso() + '/' + last.iso();
}

Day monday_of(Day day) {
    return day - day.weekday();
}

/// Works out one expression; every function gives an empty text where there is no answer.
class Resolver {
  public:
    Resolver(const TimeExpression& e, const TimeContext& context)
        : e_(e), context_(context), direction_(direction_for(e, context.direction)) {}

    std::string value() const {
        switch (e_.form) {
            case TimeForm::date:
                return date();
            case TimeForm::range:
                return range();
            case TimeForm::weekday:
                return weekday();
            case TimeForm::relative:
                return relative();
            case TimeForm::anchored:
                return anchored();
            case TimeForm::window:
                return window();
            case TimeForm::part_year:
                return part_year();
            case TimeForm::season:
                return season();
            case TimeForm::weekend:
                return weekend();
            case TimeForm::duration:
            case TimeForm::vague:
                return {};
        }
        return {};
    }

    [[nodiscard]] TimeDirection direction() const { return direction_; }

  private:
    static TimeDirection direction_for(const TimeExpression& e, TimeDirection given) {
        if (given != TimeDirection::unknown) {
            return given;
        }
        if (e.bound == TimeBound::until) {
            return TimeDirection::future;
        }
        const bool this_day =
            e.shifted && e.amount == 0 &&
            (e.form == TimeForm::weekday || e.form == TimeForm::weekend);
        return this_day ? TimeDirection::future : TimeDirection::unknown;
    }

    [[nodiscard]] bool has_day() const { return context_.published.has_value(); }

    [[nodiscard]] Day today() const { return *context_.published; }

    /// A day with the stay that belongs to it.
    [[nodiscard]] std::string day_text(Day d) const {
        if (e_.stay > 0) {
            return text(d, d + (e_.stay - 1));
        }
        if (e_.stay < 0) {
            return text(d + (e_.stay + 1), d);
        }
        return d.iso();
    }

    // --- calendar dates

    /// The year that is said, or 0.
    [[nodiscard]] std::int32_t year_said(const PartialDate& d) const {
        if (!d.year_relative) {
            return d.year;
        }
        return has_day() ? today().civil().year + d.year : 0;
    }

    static std::optional<Day> day_in(std::int32_t year, const PartialDate& d) {
        if (d.day > days_in_month(year, d.month)) {
            return std::nullopt;
        }
        return Day::from_civil(year, d.month, d.day);
    }

    /// The month that a bare or shifted month name means.
    [[nodiscard]] std::optional<Month> month_for(const PartialDate& d) const {
        if (const std::int32_t year = year_said(d); year != 0) {
            return Month{year, d.month};
        }
        if (!has_day() || d.year_relative) {
            return std::nullopt;
        }
        const Month now = month_of(today());
        const std::int32_t back = (now.month - d.month + 12) % 12;
        const std::int32_t ahead = (d.month - now.month + 12) % 12;
        if (e_.shifted && e_.form == TimeForm::date) {
            if (e_.amount == 0) {
                return Month{now.year, d.month};
            }
            return e_.amount < 0 ? now.plus(back == 0 ? -12 : -back)
                                 : now.plus(ahead == 0 ? 12 : ahead);
        }
        constexpr std::int32_t nearest_past = 8;  // months; beyond, the next one is meant
        const bool future = direction_ == TimeDirection::future ||
                            (direction_ == TimeDirection::unknown && back > nearest_past);
        return future ? now.plus(ahead) : now.plus(-back);
    }

    /// The candidate in the direction, unless it is far and the other one near.
    [[nodiscard]] std::optional<Day> choose(std::optional<Day> past,
                                            std::optional<Day> future) const {
        if (!past || !future) {
            return past ? past : future;
        }
        const std::int32_t back = today() - *past;
        const std::int32_t ahead = *future - today();
        switch (direction_) {
            case TimeDirection::past:
                return back > far && ahead <= soon ? future : past;
            case TimeDirection::future:
                return ahead > far && back <= just_over ? past : future;
            case TimeDirection::unknown:
                return back <= ahead ? past : future;
        }
        return past;
    }

    [[nodiscard]] std::optional<Day> day_for(const PartialDate& d) const {
        if (d.month == 0) {
            return day_of_month(d.day);
        }
        if (const std::int32_t year = year_said(d); year != 0) {
            return day_in(year, d);
        }
        if (!has_day() || d.year_relative) {
            return std::nullopt;
        }
        const std::int32_t year = today().civil().year;
        std::optional<Day> past;
        std::optional<Day> future;
        for (const std::int32_t y : {year - 1, year, year + 1}) {
            const auto day = day_in(y, d);
            if (day && *day <= today()) {
                past = day;
            }
            if (day && *day >= today() && !future) {
                future = day;
            }
        }
        return choose(past, future);
    }

    /// "on the 5th": of this month or one beside it.
    [[nodiscard]] std::optional<Day> day_of_month(std::int32_t number) const {
        if (!has_day()) {
            return std::nullopt;
        }
        std::optional<Day> past;
        std::optional<Day> future;
        for (const std::int32_t shift : {-1, 0, 1}) {
            const Month m = month_of(today()).plus(shift);
            if (number > days_in_month(m.year, m.month)) {
                continue;
            }
            const Day day = m.first() + (number - 1);
            if (day <= today()) {
                past = day;
            }
            if (day >= today() && !future) {
                future = day;
            }
        }
        return choose(past, future);
    }

    [[nodiscard]] std::string date() const {
        const PartialDate& d = e_.begin;
        if (d.day != 0) {
            const auto day = day_for(d);
            return day ? day_text(*day) : std::string();
        }
        if (d.month != 0) {
            const auto month = month_for(d);
            return month ? text(*month) : std::string();
        }
        const std::int32_t year = year_said(d);
        return year != 0 ? std::to_string(year) : std::string();
    }

    [[nodiscard]] std::string range() const {
        if (e_.begin.weekday != 0 && e_.begin.day == 0) {
            return weekday_range();
        }
        if (e_.begin.day != 0) {
            return day_range();
        }
        if (e_.begin.month != 0) {
            return month_range();
        }
        const Day first = Day::from_civil(e_.begin.year, 1, 1);
        return text(first, Day::from_civil(e_.end.year, 12, 31));
    }

    [[nodiscard]] std::string day_range() const {
        PartialDate first = e_.begin;
        if (first.year == 0 && !first.year_relative && year_said(e_.end) != 0) {
            first.year = year_said(e_.end) - (first.month > e_.end.month ? 1 : 0);
        }
        const auto begin = day_for(first);
        if (!begin) {
            return {};
        }
        const std::int32_t month =
            e_.end.month != 0 ? e_.end.month : begin->civil().month;
        PartialDate last{year_said(e_.end), month, e_.end.day, 0, false};
        if (last.year == 0) {
            const Day::Civil c = begin->civil();
            last.year = c.year + (month < c.month ? 1 : 0);
        }
        const auto end = day_in(last.year, last);
        return end && *begin <= *end ? text(*begin, *end) : std::string();
    }

    [[nodiscard]] std::string month_range() const {
        const auto begin = month_for(e_.begin);
        if (!begin) {
            return {};
        }
        std::int32_t year = year_said(e_.end);
        if (year == 0) {
            year = begin->year + (e_.end.month < begin->month ? 1 : 0);
        }
        const Day end = Month{year, e_.end.month}.last();
        return begin->first() <= end ? text(begin->first(), end) : std::string();
    }

    // --- weekdays

    /// The latest such day on or before `from`.
    static Day latest(std::int32_t weekday, Day from) {
        return from - (from.weekday() - (weekday - 1) + 7) % 7;
    }

    /// The first such day on or after `from`.
    static Day next(std::int32_t weekday, Day from) {
        return from + (weekday - 1 - from.weekday() + 7) % 7;
    }

    [[nodiscard]] Day weekday_day() const {
        const std::int32_t w = e_.begin.weekday;
        if (e_.of_week) {
            return monday_of(today()) + (7 * e_.amount + w - 1);
        }
        if (e_.shifted && e_.amount != 0) {
            // Of yesterday nobody says "last Friday".
            return e_.amount < 0 ? latest(w, today() - 2) : next(w, today() + 1);
        }
        return direction_ == TimeDirection::future ? next(w, today())
                                                   : latest(w, today());
    }

    [[nodiscard]] std::string weekday() const {
        return has_day() ? day_text(weekday_day()) : std::string();
    }

    [[nodiscard]] std::string weekday_range() const {
        if (!has_day()) {
            return {};
        }
        const Day begin = weekday_day();
        return text(begin, next(e_.end.weekday, begin + 1));
    }

    [[nodiscard]] std::string weekend() const {
        if (!has_day()) {
            return {};
        }
        const Day this_saturday = monday_of(today()) + 5;
        Day saturday = latest(6, today());
        if (e_.amount > 0) {
            saturday = this_saturday + 7;
        } else if (e_.amount < 0) {
            saturday = latest(6, monday_of(today()));
        } else if (direction_ == TimeDirection::future) {
            saturday = this_saturday;
        }
        return text(saturday, saturday + 1);
    }

    // --- counted from a day

    /// The period of `unit` that lies `amount` of them from the one of `day`.
    [[nodiscard]] std::string shifted(Day day, std::int32_t amount) const {
        switch (e_.unit) {
            case TimeUnit::day:
                return day_text(day + amount);
            case TimeUnit::week:
                return week(monday_of(day) + 7 * amount);
            case TimeUnit::month:
                return text(month_of(day).plus(amount));
            case TimeUnit::year:
                return std::to_string(day.civil().year + amount);
            case TimeUnit::decade:
                return std::to_string(day.civil().year + 10 * amount);
        }
        return {};
    }

    /// The week from `monday`; "earlier this week" ends yesterday, "later" starts
    /// tomorrow.
    [[nodiscard]] std::string week(Day monday) const {
        const Day sunday = monday + 6;
        const bool here = has_day() && monday_of(today()) == monday;
        if (here && e_.edge < 0 && today() > monday) {
            return text(monday, today() - 1);
        }
        if (here && e_.edge == 0 && direction_ == TimeDirection::past) {
            return text(monday, today());
        }
        if (here && e_.edge > 0 && today() < sunday) {
            return text(today() + 1, sunday);
        }
        return text(monday, sunday);
    }

    [[nodiscard]] std::string relative() const {
        if (!has_day()) {
            return {};
        }
        if (!e_.exact) {
            return shifted(today(), e_.amount);
        }
        if (e_.unit == TimeUnit::day || e_.unit == TimeUnit::week) {
            return day_text(today() + e_.amount * (e_.unit == TimeUnit::week ? 7 : 1));
        }
        const Day::Civil c = today().civil();
        const Month m = Month{c.year, c.month}.plus(
            e_.amount * (e_.unit == TimeUnit::month ? 1 : 12));
        const auto day = day_in(m.year, {m.year, m.month, c.day, 0, false});
        return day ? day->iso() : std::string();
    }

    [[nodiscard]] std::string anchored() const {
        if (!context_.previous) {
            const bool in_the_day = e_.rule == "same-day";  // "later in the day"
            return in_the_day && has_day() ? today().iso() : std::string();
        }
        const Day from = *context_.previous;
        if (e_.begin.weekday == 0) {
            return shifted(from, e_.amount);
        }
        const std::int32_t w = e_.begin.weekday;
        return (e_.amount > 0 ? next(w, from + 1)
                              : latest(w, e_.amount != 0 ? from - 1 : from))
            .iso();
    }

    /// From so many units ago to the day of publication; years are too coarse for it.
    [[nodiscard]] std::string window() const {
        if (!has_day()) {
            return {};
        }
        switch (e_.unit) {
            case TimeUnit::day:
                return text(today() - e_.amount, today());
            case TimeUnit::week:
                return text(today() - 7 * e_.amount, today());
            case TimeUnit::month: {
                const Day::Civil c = today().civil();
                const Month m = Month{c.year, c.month}.plus(-e_.amount);
                const std::int32_t day = std::min(c.day, days_in_month(m.year, m.month));
                return text(m.first() + (day - 1), today());
            }
            default:
                return {};
        }
    }

    [[nodiscard]] std::string part_year() const {
        const std::int32_t year = year_said(e_.begin);
        if (year == 0) {
            return {};
        }
        const Month first{year, (e_.part - 1) * e_.amount + 1};
        return text(first.first(), first.plus(e_.amount - 1).last());
    }

    /// The year of a season; a winter without a year lies in two.
    [[nodiscard]] std::string season() const {
        if (const std::int32_t said = year_said(e_.begin); said != 0) {
            return std::to_string(said);
        }
        if (!has_day() || !e_.shifted || e_.begin.month == 12) {
            return {};
        }
        const Day::Civil now = today().civil();
        const std::int32_t after = e_.begin.month + 3;
        if (e_.amount < 0) {
            return std::to_string(now.month >= after ? now.year : now.year - 1);
        }
        const bool over = now.month >= e_.begin.month;
        return std::to_string(e_.amount > 0 && over ? now.year + 1 : now.year);
    }

    const TimeExpression& e_;
    const TimeContext& context_;
    TimeDirection direction_;
};

std::string_view word(TimeDirection direction) {
    switch (direction) {
        case TimeDirection::past:
            return "past";
        case TimeDirection::future:
            return "future";
        case TimeDirection::unknown:
            return "nearest";
    }
    return {};
}

/// True where the direction had a say in the value.
bool sought(const TimeExpression& e) {
    if (e.form == TimeForm::weekday || e.form == TimeForm::weekend) {
        return !e.of_week && e.amount == 0;
    }
    return (e.form == TimeForm::date || e.form == TimeForm::range) && e.begin.year == 0 &&
           !e.begin.year_relative && e.end.year == 0;
}

}  // namespace

ResolvedTime resolve_time(const TimeExpression& expression, const TimeContext& context) {
    const Resolver resolver(expression, context);
    ResolvedTime out{resolver.value(), "time:" + expression.rule};
    if (sought(expression)) {
        out.rule += ':';
        out.rule += word(resolver.direction());
    }
    if (expression.stay != 0 && !out.value.empty()) {
        out.rule += ":stay";
    }
    return out;
}

ResolvedTime resolve_time(const TimeExpression& expression,
                          std::optional<Day> published,
                          TimeDirection direction,
                          std::optional<Day> previous) {
    return resolve_time(expression, TimeContext{published, direction, previous});
}

std::optional<Day> ResolvedTime::first_day() const {
    const std::string_view text = value;
    return Day::parse_iso(text.substr(0, 10));
}

}  // namespace chancery
