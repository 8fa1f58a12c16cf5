// Finding expressions of time: patterns over the atoms of a sentence, each a small
// function from the atom where it begins to the atom after its end (0: it does not
// match). SPDX-License-Identifier: Apache-2.0
#include "coding/times.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "coding/time_atoms.h"

namespace chancery {

namespace {

using enum TimeClass;

/// "January 4 … 20": a list "4 and 15" is taken for days only when they are near.
constexpr std::int32_t longest_list = 14;
/// Words between "a four-day state visit to China" and "beginning Sunday".
constexpr std::size_t longest_stay_phrase = 12;

/// The patterns at work on one sentence. Holds views of what it is given.
class Finder {
  public:
    Finder(std::string_view text, const std::vector<TimeAtom>& atoms)
        : text_(text), atoms_(atoms) {}

    /// The longest expression that begins at atom `i`; the atom after it, or 0. `skip` is
    /// set where words only look like a time.
    std::size_t match(std::size_t i, TimeExpression& out, bool& skip) const {
        if (const std::size_t end = phrase(i, out, skip); end != 0) {
            return end;
        }
        std::size_t end = core(i, out);
        if (is(i, edge) || is(i, edge_of)) {
            TimeExpression later;
            if (const std::size_t other = edged(i, later); other > end) {
                out = std::move(later);
                end = other;
            }
        }
        if (end != 0) {
            end = local_time(end);
            set_bound(i, out);
        }
        return end;
    }

    [[nodiscard]] bool may_begin(std::size_t i) const {
        const TimeAtom& a = atoms_[i];
        return a.word.classes != 0 || a.number >= 0 || a.date || a.phrases != nullptr;
    }

  private:
    using Pattern = std::size_t (Finder::*)(std::size_t, TimeExpression&) const;

    std::size_t core(std::size_t i, TimeExpression& out) const {
        static constexpr std::array<Pattern, 15> patterns{&Finder::figures,
                                                          &Finder::date,
                                                          &Finder::weekday_pattern,
                                                          &Finder::month_pattern,
                                                          &Finder::year_pattern,
                                                          &Finder::relative,
                                                          &Finder::day_pattern,
                                                          &Finder::counted,
                                                          &Finder::same_pattern,
                                                          &Finder::weekend_pattern,
                                                          &Finder::window,
                                                          &Finder::part_of_year,
                                                          &Finder::season_pattern,
                                                          &Finder::duration,
                                                          &Finder::day_of_month};
        std::size_t best = 0;
        for (const Pattern p : patterns) {
            TimeExpression e;
            const std::size_t end = (this->*p)(i, e);
            if (end > best) {
                best = end;
                out = std::move(e);
            }
        }
        return best;
    }

    // --- looking at atoms; all are false or empty past the end

    [[nodiscard]] bool has(std::size_t i) const { return i < atoms_.size(); }

    [[nodiscard]] bool is(std::size_t i, TimeClass c) const {
        return has(i) && atoms_[i].is(c);
    }

    [[nodiscard]] bool sign(std::size_t i, char c) const {
        return has(i) && atoms_[i].sign == c;
    }

    [[nodiscard]] std::int32_t value(std::size_t i) const { return atoms_[i].word.value; }

    [[nodiscard]] bool before(std::size_t i, TimeClass c) const {
        return i > 0 && is(i - 1, c);
    }

    [[nodiscard]] bool is_year(std::size_t i) const {
        return has(i) && atoms_[i].is_year();
    }

    [[nodiscard]] bool is_month(std::size_t i) const {
        return has(i) && (atoms_[i].is(month) || atoms_[i].is(month_short)) &&
               atoms_[i].capital && !atoms_[i].person;
    }

    /// A number that may be a day of the month: not "24%", not "24 percent".
    [[nodiscard]] bool is_day(std::size_t i) const {
        return has(i) && atoms_[i].is_day() && !(sign(i + 1, '%')) &&
               !(i > 0 && sign(i - 1, '$'));
    }

    /// Past a full stop of an abbreviation.
    [[nodiscard]] std::size_t stop(std::size_t i) const {
        return sign(i, '.') && atoms_[i].glued ? i + 1 : i;
    }

    [[nodiscard]] std::size_t skip(std::size_t i, TimeClass c) const {
        return is(i, c) ? i + 1 : i;
    }

    [[nodiscard]] bool spells(std::size_t i, std::string_view lower) const {
        if (!has(i)) {
            return false;
        }
        const TimeAtom& a = atoms_[i];
        if (lower == "'") {
            return a.sign == '\'';
        }
        const std::string_view form = quote(text_, a.span);
        return std::equal(
            form.begin(), form.end(), lower.begin(), lower.end(), [](char x, char y) {
                return (x >= 'A' && x <= 'Z' ? static_cast<char>(x + 32) : x) == y;
            });
    }

    /// Past parts of the day: "Monday evening", "January 24 in the evening" is left.
    [[nodiscard]] std::size_t parts(std::size_t i) const {
        while (is(i, part)) {
            ++i;
        }
        return i;
    }

    [[nodiscard]] std::size_t local_time(std::size_t i) const {
        if (is(i, local) && is(i + 1, time)) {
            return i + 2;
        }
        if (sign(i, '(') && is(i + 1, local) && is(i + 2, time) && sign(i + 3, ')')) {
            return i + 4;
        }
        return i;
    }

    /// A joint of two ends of an interval: "-", "to", "through", "until", "and".
    [[nodiscard]] std::size_t joint(std::size_t i) const {
        if (sign(i, '-') || is(i, range) || is(i, conjunction)) {
            return i + 1;
        }
        return 0;
    }

    // --- phrases

    std::size_t phrase(std::size_t i, TimeExpression& out, bool& skip_it) const {
        if (atoms_[i].phrases == nullptr) {
            return 0;
        }
        for (const TimePhrase& p : *atoms_[i].phrases) {
            std::size_t n = 0;
            while (n < p.words.size() && spells(i + n, p.words[n])) {
                ++n;
            }
            if (n != p.words.size()) {
                continue;
            }
            if (p.word.is(name)) {
                skip_it = true;
                return i + n;
            }
            out.form = TimeForm::date;
            out.begin.month = p.word.value / 100;
            out.begin.day = p.word.value % 100;
            out.rule = "holiday";
            return optional_year(i + n, out.begin);
        }
        return 0;
    }

    /// "early on Thursday", "mid-April", "the end of next month", "late last July".
    std::size_t edged(std::size_t i, TimeExpression& out) const {
        std::size_t j = i + 1;
        if (is(i, edge_of) ? is(j, of) : sign(j, '-') || is(j, on) || is(j, in)) {
            ++j;
        } else if (is(i, edge_of)) {
            return 0;
        }
        std::size_t end = core(j, out);
        if (end == 0 && is(j, the)) {
            end = core(j + 1, out);
            if (end == 0 && is(j + 1, unit) && is_period(j + 1)) {
                out.form = TimeForm::relative;  // "the end of the year"
                out.unit = static_cast<TimeUnit>(value(j + 1));
                out.rule = "this-unit";
                end = j + 2;
            } else if (end == 0 && is(j + 1, unit) && value(j + 1) == 0 && is(i, step)) {
                out.form = TimeForm::anchored;  // "later in the day"
                out.rule = "same-day";
                end = j + 2;
            }
        }
        if (end != 0 && out.form == TimeForm::duration) {
            return 0;
        }
        out.edge = atoms_[i].word.number;
        return end;
    }

    [[nodiscard]] bool is_period(std::size_t i) const {
        const auto u = static_cast<TimeUnit>(value(i));
        return u == TimeUnit::week || u == TimeUnit::month || u == TimeUnit::year;
    }

    // --- calendar dates

    std::size_t figures(std::size_t i, TimeExpression& out) const {
        const TimeAtom& a = atoms_[i];
        if (!a.date) {
            return 0;
        }
        out.begin = {
            a.figure_date.year, a.figure_date.month, a.figure_date.day, 0, false};
        out.rule = a.figure_date.open ? "date-figures-open" : "date-figures";
        return i + 1;
    }

    /// A year that may follow a month or a day: "2026", ", 2026", "of 2026", "last year".
    std::size_t optional_year(std::size_t i, PartialDate& date) const {
        std::size_t j = i;
        if (sign(j, ',') || is(j, of)) {
            ++j;
        }
        if (is_year(j)) {
            date.year = atoms_[j].number;
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

    [[nodiscard]] bool is_year_unit(std::size_t i) const {
        return static_cast<TimeUnit>(value(i)) == TimeUnit::year;
    }

    /// "January 24", "Jan. 24th", "January the 24th".
    std::size_t month_day(std::size_t i, PartialDate& d) const {
        if (!is_month(i)) {
            return 0;
        }
        std::size_t j = stop(i + 1);
        if (is(j, the) && has(j + 1) && atoms_[j + 1].ordinal) {
            ++j;
        }
        if (!is_day(j)) {
            return 0;
        }
        d.month = value(i);
        d.day = atoms_[j].number;
        return j + 1;
    }

    /// "24 January", "24th of January".
    std::size_t day_month(std::size_t i, PartialDate& d) const {
        if (!is_day(i)) {
            return 0;
        }
        const std::size_t j = skip(i + 1, of);
        if (!is_month(j)) {
            return 0;
        }
        d.day = atoms_[i].number;
        d.month = value(j);
        return stop_before_year(j + 1);
    }

    /// Past the full stop of "24 Jan. 2026"; the one that ends a sentence stays outside.
    [[nodiscard]] std::size_t stop_before_year(std::size_t i) const {
        return stop(i) != i && is_year(i + 1) ? i + 1 : i;
    }

    std::size_t date(std::size_t i, TimeExpression& out) const {
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
    std::size_t weekday_after(std::size_t i, std::int32_t& weekday_said) const {
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
    std::size_t calendar(std::size_t i, TimeExpression& out) const {
        if (is_month(i)) {
            return from_month(i, out);
        }
        return is_day(i) ? from_day(i, out) : 0;
    }

    std::size_t from_month(std::size_t i, TimeExpression& out) const {
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
    std::size_t second_date(std::size_t i, TimeExpression& out) const {
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
    std::size_t second_day(std::size_t i, TimeExpression& out) const {
        std::size_t j = i;
        while (sign(j, ',') && is_day(j + 1) &&
               (sign(j + 2, ',') || is(j + 2, conjunction))) {
            j += 2;
        }
        const bool list = is(j, conjunction);
        const std::size_t at = skip(joint(j), the);
        if (joint(j) == 0 || !is_day(at) || atoms_[at].number <= out.begin.day) {
            return 0;
        }
        const std::int32_t day_number = atoms_[at].number;
        if (list && (day_number - out.begin.day > longest_list || counts_words(at + 1))) {
            return 0;
        }
        out.end = {0, out.begin.month, day_number, 0, false};
        out.form = TimeForm::range;
        out.rule = "date-range";
        const std::size_t end = optional_year(at + 1, out.end);
        out.begin.year = out.end.year;
        out.begin.year_relative = out.end.year_relative;
        return end;
    }

    /// True where a word follows that a number before it would count: "and 15 people".
    [[nodiscard]] bool counts_words(std::size_t i) const {
        return has(i) && atoms_[i].is_word() && !atoms_[i].is(follow) && !is_year(i);
    }

    /// "24 January 2026", "4-7 January", "30 January to 2 February".
    std::size_t from_day(std::size_t i, TimeExpression& out) const {
        out.rule = "date";
        if (const std::size_t first = day_month(i, out.begin); first != 0) {
            const std::size_t end = optional_year(first, out.begin);
            const std::size_t last = second_date(end, out);
            return last != 0 ? last : end;
        }
        const std::size_t at = skip(joint(i + 1), the);
        if (joint(i + 1) == 0 || !is_day(at) || atoms_[at].number <= atoms_[i].number) {
            return 0;
        }
        const std::size_t end = day_month(at, out.end);
        if (end == 0) {
            out.end = {};
            return 0;
        }
        const std::size_t last = optional_year(end, out.end);
        out.begin = out.end;
        out.begin.day = atoms_[i].number;
        out.form = TimeForm::range;
        out.rule = "date-range";
        return last;
    }

    /// "on the 5th", "from the 4th to the 7th"; not "on the 5th floor".
    std::size_t day_of_month(std::size_t i, TimeExpression& out) const {
        const bool licensed_here =
            before(i, the) && i > 1 &&
            (is(i - 2, on) || is(i - 2, bound) || is(i - 2, range));
        if (!licensed_here || !is_day(i) || !atoms_[i].ordinal) {
            return 0;
        }
        out.begin.day = atoms_[i].number;
        out.rule = "day-of-month";
        const std::size_t at = skip(joint(i + 1), the);
        if (joint(i + 1) != 0 && is_day(at) && atoms_[at].ordinal &&
            !counts_words(at + 1)) {
            out.end.day = atoms_[at].number;
            out.form = TimeForm::range;
            return at + 1;
        }
        return counts_words(i + 1) ? 0 : i + 1;
    }

    // --- weekdays

    std::size_t weekday_pattern(std::size_t i, TimeExpression& out) const {
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
    std::size_t bracketed_weekday(std::size_t i, TimeExpression& out) const {
        const std::size_t end = stop(i + 1);
        if (i == 0 || !sign(i - 1, '(') || !sign(end, ')')) {
            return 0;
        }
        out.begin.weekday = value(i);
        return end;
    }

    /// What may stand after a bare weekday: "next week", "to Wednesday", "and Tuesday".
    std::size_t weekday_tail(std::size_t i, TimeExpression& out) const {
        const std::size_t j = skip(i, of);
        if (is(j, shift) && is(j + 1, unit) &&
            static_cast<TimeUnit>(value(j + 1)) == TimeUnit::week) {
            out.of_week = true;
            out.amount = value(j);
            out.rule = "weekday-of-week";
            return j + 2;
        }
        const std::size_t at = joint(i);
        if (at != 0 && is(at, weekday)) {
            const std::int32_t next_day = out.begin.weekday % 7 + 1;
            if (!is(i, conjunction) || value(at) == next_day || is_between(i)) {
                out.form = TimeForm::range;
                out.end.weekday = value(at);
                out.rule = "weekday-range";
                return parts(at + 1);
            }
        }
        return i;
    }

    /// "between Monday and Thursday": the weekday stands right after "between".
    [[nodiscard]] bool is_between(std::size_t joint_at) const {
        return joint_at >= 2 && spells(joint_at - 2, "between");
    }

    // --- months, years and their parts

    std::size_t month_pattern(std::size_t i, TimeExpression& out) const {
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
        const std::size_t named = atoms_[j].is(month_short) ? stop(j + 1) : j + 1;
        std::size_t end = optional_year(named, out.begin);
        if (const std::size_t last = second_month(end, out); last != 0) {
            return last;
        }
        const bool alone = end == named && !out.shifted;
        if (alone && (is(j, licensed) || is(j, month_short)) && !month_licence(j)) {
            return 0;
        }
        if (end == named && has(named) && atoms_[named].glued && end != j + 1) {
            end = j + 1;  // leave the full stop where nothing follows it
        }
        return end;
    }

    [[nodiscard]] bool month_licence(std::size_t i) const {
        if (before(i, the)) {
            --i;
        }
        return before(i, month_before) || before(i, edge) ||
               (i > 1 && sign(i - 1, '-') && is(i - 2, edge)) ||
               (before(i, of) && i > 1 && is(i - 2, edge_of));
    }

    /// The rest of "between January and March 2025", "January–October".
    std::size_t second_month(std::size_t i, TimeExpression& out) const {
        const std::size_t at = joint(i);
        if (at == 0 || !is_month(at) || is_day(at + 1) ||
            (is(i, conjunction) && !is_between(i))) {
            return 0;
        }
        out.end.month = value(at);
        const std::size_t end = optional_year(at + 1, out.end);
        if (out.begin.year == 0 && !out.begin.year_relative) {
            out.begin.year = out.end.year;
            out.begin.year_relative = out.end.year_relative;
        }
        out.form = TimeForm::range;
        out.rule = "month-range";
        return end;
    }

    std::size_t year_pattern(std::size_t i, TimeExpression& out) const {
        const TimeAtom& a = atoms_[i];
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
        const std::size_t at = joint(i + 1);
        if (at != 0 && is_year(at) && atoms_[at].number > a.number &&
            (!is(i + 1, conjunction) || is_between(i + 1))) {
            out.end.year = atoms_[at].number;
            out.form = sign(i + 1, '-') && !before(i, in)
                           ? TimeForm::vague  // "2026-2031 term"
                           : TimeForm::range;
            out.rule = "year-range";
            return at + 1;
        }
        return i + 1;
    }

    /// A year stands after a preposition, "the" or a sign, or before "'s"; after a name
    /// it is part of that ("Vision 2045"), before a plural a round one counts.
    [[nodiscard]] bool year_licence(std::size_t i) const {
        if (sign(i + 1, '%') || (i > 0 && (sign(i - 1, '$') || sign(i - 1, '/')))) {
            return false;
        }
        if (i == 0) {
            return counts_words(i + 1) == false || atoms_[i].number % 100 != 0;
        }
        const bool in_row = i > 1 && sign(i - 1, '-') && atoms_[i - 2].is_day();
        if (before(i, unit) || before(i, approx) || in_row) {
            return false;
        }
        const TimeAtom& last = atoms_[i - 1];
        if (atoms_[i].number % 100 == 0 && counts_words(i + 1)) {
            return false;
        }
        const bool known = last.word.classes != 0;
        return known || !last.is_word() || !last.capital;
    }

    std::size_t part_of_year(std::size_t i, TimeExpression& out) const {
        if (!is(i, ordinal) || !is(i + 1, part_year)) {
            return 0;
        }
        out.form = TimeForm::part_year;
        out.part = atoms_[i].word.number;
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

    std::size_t season_pattern(std::size_t i, TimeExpression& out) const {
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

    // --- times counted from a day

    /// "last week", "this month", "next year", "last night", "this morning".
    std::size_t relative(std::size_t i, TimeExpression& out) const {
        std::size_t j = i;
        while (is(j, shift)) {
            out.amount = value(j) != 0 ? value(j) : out.amount;
            ++j;
        }
        if (j == i) {
            return 0;
        }
        out.form = TimeForm::relative;
        if (is(j, part)) {
            out.rule = "part-of-day";
            return out.amount <= 0 ? parts(j) : 0;
        }
        if (!is(j, unit)) {
            return 0;
        }
        out.unit = static_cast<TimeUnit>(value(j));
        const bool definite = before(i, the);
        if (definite && out.amount > 0) {
            out.form = TimeForm::anchored;  // "the next day"
            out.rule = "next-unit";
            return j + 1;
        }
        if (out.unit == TimeUnit::day || out.unit == TimeUnit::decade) {
            return 0;
        }
        out.rule = "unit-shifted";
        if (definite && out.amount < 0) {
            out.form = TimeForm::window;  // "in the past week"
            out.amount = 1;
            out.rule = "window";
        }
        return j + 1;
    }

    std::size_t day_pattern(std::size_t i, TimeExpression& out) const {
        if (!is(i, day)) {
            return 0;
        }
        // in the middle of a name: "Europe Today"
        if (atoms_[i].capital && i > 0 && atoms_[i - 1].capital &&
            atoms_[i - 1].word.classes == 0) {
            return 0;
        }
        out.form = TimeForm::relative;
        out.amount = value(i);
        out.rule = "day-word";
        return parts(i + 1);
    }

    /// A number of units: 1 for "a", 0 for "several"; the atom of the unit, or 0.
    std::size_t count(std::size_t i, std::int32_t& n) const {
        if (!has(i)) {
            return 0;
        }
        std::size_t j = i + 1;
        if (is(i, article)) {
            n = 1;
            if (is(j, vague)) {
                n = 0;
                j = skip(j + 1, of);
            }
        } else if (is(i, vague)) {
            n = 0;
            j = skip(j, of);
        } else if (is(i, number)) {
            n = value(i);
            if (n >= 20 && sign(j, '-') && is(j + 1, number) && value(j + 1) < 10) {
                n += value(j + 1);
                j += 2;
            }
        } else if (atoms_[i].number >= 0 && atoms_[i].figures <= 3 &&
                   !atoms_[i].ordinal) {
            n = atoms_[i].number;
        } else {
            return 0;
        }
        return is(j, unit) ? j : 0;
    }

    /// "two days ago", "three weeks later", "a day earlier", "a day after the summit".
    std::size_t counted(std::size_t i, TimeExpression& out) const {
        std::int32_t n = 0;
        std::size_t j = is(i, unit) ? i : count(i, n);
        const bool bare = j == i;
        if (!is(j, unit) || (!is(j + 1, ago) && !is(j + 1, step))) {
            return 0;
        }
        out.unit = static_cast<TimeUnit>(value(j));
        out.rule = is(j + 1, ago) ? "units-ago" : "units-later";
        if (bare && before(i, the)) {
            return the_day_before(j, out);
        }
        const bool of_event =
            is(j + 1, step) && !is_final_step(j + 1) && has(j + 2) && !ends(j + 2);
        if (n == 0 || before(i, approx) || is(j + 2, approx) || of_event) {
            out.form = TimeForm::vague;
            return j + 2;
        }
        if (is(j + 1, ago)) {
            out.form = TimeForm::relative;
            out.amount = -n;
            if (is(j + 2, day) && value(j + 2) == 0) {  // "75 years ago today"
                out.exact = true;
                out.rule = "years-ago-today";
                return j + 3;
            }
            return j + 2;
        }
        out.form = TimeForm::anchored;
        out.amount = n * atoms_[j + 1].word.number;
        return j + 2;
    }

    /// "later" and "earlier" need no event; "after" and "before" may name one.
    [[nodiscard]] bool is_final_step(std::size_t i) const {
        return !is(i, bound) && is(i, edge);
    }

    /// True at what ends a clause: a sign, "and", the end of the sentence.
    [[nodiscard]] bool ends(std::size_t i) const {
        return !has(i) || (!atoms_[i].is_word() && !sign(i, '"') && !sign(i, '\'')) ||
               is(i, conjunction);
    }

    /// "the day before yesterday", "the day after.", not "the day after the summit".
    std::size_t the_day_before(std::size_t j, TimeExpression& out) const {
        const std::int32_t direction = atoms_[j + 1].word.number;
        if (out.unit == TimeUnit::day && is(j + 2, day) && value(j + 2) == direction) {
            out.form = TimeForm::relative;
            out.amount = 2 * direction;
            out.rule = "day-word";
            return j + 3;
        }
        out.form = ends(j + 2) ? TimeForm::anchored : TimeForm::vague;
        out.amount = direction;
        return j + 2;
    }

    /// "the same day", "that day", "the following month", "the previous evening".
    std::size_t same_pattern(std::size_t i, TimeExpression& out) const {
        std::size_t j = i;
        if (is(j, that) || is(j, the)) {
            ++j;
        }
        if (is(j, same)) {
            out.amount = value(j);
            ++j;
        } else if (!is(i, that)) {
            return 0;
        }
        out.form = TimeForm::anchored;
        out.rule = out.amount == 0 ? "same-unit" : "next-unit";
        if (is(j, part)) {
            return parts(j);
        }
        if (!is(j, unit)) {
            return 0;
        }
        out.unit = static_cast<TimeUnit>(value(j));
        return out.unit == TimeUnit::decade ? 0 : j + 1;
    }

    std::size_t weekend_pattern(std::size_t i, TimeExpression& out) const {
        std::size_t j = i;
        while (is(j, shift) || is(j, the) || is(j, same)) {
            out.shifted = out.shifted || is(j, shift);
            out.amount = is(j, shift) && value(j) != 0 ? value(j) : out.amount;
            ++j;
        }
        if (j == i || !is(j, weekend)) {
            return 0;
        }
        out.form = TimeForm::weekend;
        out.rule = "weekend";
        return j + 1;
    }

    /// "the past three days", "the last two months"
    std::size_t window(std::size_t i, TimeExpression& out) const {
        if (!is(i, shift) || value(i) >= 0) {
            return 0;
        }
        std::int32_t n = 0;
        const std::size_t j = count(i + 1, n);
        if (j == 0 || is(i + 1, article)) {
            return 0;
        }
        out.form = n == 0 ? TimeForm::vague : TimeForm::window;
        out.unit = static_cast<TimeUnit>(value(j));
        out.amount = n;
        out.rule = "window";
        return j + 1;
    }

    /// "four-day", "for three days", "weeklong"; not "two-year-old".
    std::size_t duration(std::size_t i, TimeExpression& out) const {
        out.form = TimeForm::duration;
        out.rule = "duration";
        if (is(i, length)) {
            out.amount = value(i);
            return i + 1;
        }
        std::int32_t n = 0;
        std::size_t j = before(i, lasting) ? count(i, n) : 0;
        if (j == 0 && has(i + 1) && sign(i + 1, '-') && is(i + 2, unit)) {
            n = is(i, number) ? value(i) : atoms_[i].number;
            j = n > 0 ? i + 2 : 0;
        }
        if (j == 0 || is(j + 1, old) || (sign(j + 1, '-') && is(j + 2, old))) {
            return 0;
        }
        out.unit = static_cast<TimeUnit>(value(j));
        out.amount = n;
        return j + 1;
    }

    // --- what stands before

    void set_bound(std::size_t i, TimeExpression& out) const {
        if (out.form == TimeForm::range || out.form == TimeForm::duration) {
            return;
        }
        std::size_t j = i;
        while (before(j, the) || before(j, on)) {
            --j;
        }
        if (before(j, bound)) {
            out.bound = atoms_[j - 1].word.bound;
        }
    }

    std::string_view text_;
    const std::vector<TimeAtom>& atoms_;
};

/// All expressions of one sentence, with the stays that belong to them.
class SentenceTimes {
  public:
    SentenceTimes(std::string_view text, const std::vector<TimeAtom>& atoms)
        : text_(text), atoms_(atoms) {}

    void find(std::vector<TimeExpression>& out) {
        const std::size_t first = out.size();
        const Finder finder(text_, atoms_);
        std::size_t i = 0;
        while (i < atoms_.size()) {
            TimeExpression e;
            bool skip = false;
            const std::size_t end =
                finder.may_begin(i) ? finder.match(i, e, skip) : std::size_t{0};
            if (end == 0) {
                ++i;
                continue;
            }
            if (!skip) {
                e.span = {atoms_[i].span.begin, atoms_[end - 1].span.end};
                out.push_back(std::move(e));
                places_.emplace_back(i, end);
            }
            i = end;
        }
        link_stays(std::span(out).subspan(first));
    }

  private:
    /// Gives a date the length of the stay that begins or ends on it.
    void link_stays(std::span<TimeExpression> found) {
        for (std::size_t k = 0; k < found.size(); ++k) {
            const TimeExpression& stay = found[k];
            if (stay.form != TimeForm::duration || days(stay) < 2) {
                continue;
            }
            if (k + 1 < found.size() && is_day(found[k + 1])) {
                const std::int32_t way = begins_or_ends(k);
                found[k + 1].stay = way * days(stay);
            }
            if (k > 0 && is_day(found[k - 1]) && found[k - 1].stay == 0 &&
                follows_closely(k)) {
                found[k - 1].stay = days(stay);
            }
        }
    }

    static bool is_day(const TimeExpression& e) {
        return e.form == TimeForm::weekday ||
               (e.form == TimeForm::date && e.begin.day != 0) ||
               (e.form == TimeForm::relative && e.unit == TimeUnit::day);
    }

    static std::int32_t days(const TimeExpression& e) {
        switch (e.unit) {
            case TimeUnit::day:
                return e.amount;
            case TimeUnit::week:
                return 7 * e.amount;
            default:
                return 0;
        }
    }

    /// 1 where a word like "beginning" stands between stay `k` and the date after it, -1
    /// for one like "ending" or for "returned" before it, else 0.
    [[nodiscard]] std::int32_t begins_or_ends(std::size_t k) const {
        const std::size_t from = places_[k].second;
        const std::size_t to = places_[k + 1].first;
        if (to - from > longest_stay_phrase) {
            return 0;
        }
        for (std::size_t i = to; i-- > from;) {
            if (atoms_[i].is(TimeClass::starter) || atoms_[i].is(TimeClass::ender)) {
                return atoms_[i].is(TimeClass::starter) ? 1 : -1;
            }
        }
        const std::size_t back = places_[k].first;
        for (std::size_t i = back; i > 0 && i + 5 > back; --i) {
            if (atoms_[i - 1].is(TimeClass::ender)) {
                return -1;
            }
        }
        return 0;
    }

    /// "on Sunday for a three-day visit", "this Sunday on a three-day state visit"
    [[nodiscard]] bool follows_closely(std::size_t k) const {
        const std::size_t from = places_[k - 1].second;
        const std::size_t to = places_[k].first;
        return to > from && to - from <= 3 &&
               (atoms_[from].is(TimeClass::lasting) || atoms_[from].is(TimeClass::on));
    }

    std::string_view text_;
    const std::vector<TimeAtom>& atoms_;
    std::vector<std::pair<std::size_t, std::size_t>> places_;
};

/// Marks the atoms that are part of a person's name; `at` walks along reading.names.
void mark_persons(const Reading& reading,
                  const Sentence& sentence,
                  std::size_t& at,
                  std::vector<TimeAtom>& atoms) {
    while (at < reading.names.size() && reading.names[at].last <= sentence.first) {
        ++at;
    }
    for (std::size_t n = at; n < reading.names.size(); ++n) {
        const Name& person = reading.names[n];
        if (person.first >= sentence.last) {
            return;
        }
        if (person.kind != NameKind::person) {
            continue;
        }
        const Span span{reading.tokens[person.first].span.begin,
                        reading.tokens[person.last - 1].span.end};
        for (TimeAtom& a : atoms) {
            a.person = a.person || span.contains(a.span);
        }
    }
}

/// Sets `first` and `last` from the span; `at` walks along the tokens.
void place_on_tokens(const Reading& reading, TokenIndex& at, TimeExpression& e) {
    const auto count = static_cast<TokenIndex>(reading.tokens.size());
    while (at < count && reading.tokens[at].span.end <= e.span.begin) {
        ++at;
    }
    e.first = at;
    e.last = at;
    while (e.last < count && reading.tokens[e.last].span.begin < e.span.end) {
        ++e.last;
    }
}

/// Exchanges day and month of dates in figures that may be read both ways.
void read_month_first(std::vector<TimeExpression>& found) {
    for (TimeExpression& e : found) {
        if (e.rule == "date-figures-open") {
            std::swap(e.begin.day, e.begin.month);
            e.rule = "date-figures-month-first";
        }
    }
}

}  // namespace

std::vector<TimeExpression> find_times(const Reading& reading,
                                       std::string_view text,
                                       const TimeWords& words) {
    std::vector<TimeExpression> found;
    std::vector<TimeAtom> atoms;
    std::size_t name_at = 0;
    TokenIndex token_at = 0;
    bool month_first = false;
    for (const Sentence& sentence : reading.sentences) {
        if (sentence.first == sentence.last) {
            continue;
        }
        const Span span{reading.tokens[sentence.first].span.begin,
                        reading.tokens[sentence.last - 1].span.end};
        cut_atoms(text, span, words, atoms);
        mark_persons(reading, sentence, name_at, atoms);
        for (const TimeAtom& a : atoms) {
            month_first = month_first || a.figure_date.month_first;
        }
        const std::size_t first = found.size();
        SentenceTimes(text, atoms).find(found);
        for (std::size_t i = first; i < found.size(); ++i) {
            place_on_tokens(reading, token_at, found[i]);
        }
    }
    if (month_first) {
        read_month_first(found);
    }
    return found;
}

}  // namespace chancery
