// Patterns of times counted from a day, and of lengths of time.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "coding/time_patterns.h"

namespace chancery {

namespace {

using enum TimeClass;

}  // namespace

std::size_t CountedPatterns::longest(std::size_t i, TimeExpression& out) const {
    using Pattern = std::size_t (CountedPatterns::*)(std::size_t, TimeExpression&) const;
    static constexpr std::array<Pattern, 7> patterns{&CountedPatterns::relative,
                                                     &CountedPatterns::day_pattern,
                                                     &CountedPatterns::counted,
                                                     &CountedPatterns::same_pattern,
                                                     &CountedPatterns::weekend_pattern,
                                                     &CountedPatterns::window,
                                                     &CountedPatterns::duration};
    return longest_of(*this, patterns, i, out);
}

/// "last week", "this month", "next year", "last night", "this morning".
std::size_t CountedPatterns::relative(std::size_t i, TimeExpression& out) const {
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

std::size_t CountedPatterns::day_pattern(std::size_t i, TimeExpression& out) const {
    if (!is(i, day)) {
        return 0;
    }
    // in the middle of a name: "Europe Today"
    if (at(i).capital && i > 0 && at(i - 1).capital && at(i - 1).word.classes == 0) {
        return 0;
    }
    out.form = TimeForm::relative;
    out.amount = value(i);
    out.rule = "day-word";
    return parts(i + 1);
}

/// A number of units: 1 for "a", 0 for "several"; the atom of the unit, or 0.
std::size_t CountedPatterns::count(std::size_t i, std::int32_t& n) const {
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
    } else if (at(i).number >= 0 && at(i).figures <= 3 && !at(i).ordinal) {
        n = at(i).number;
    } else {
        return 0;
    }
    return is(j, unit) ? j : 0;
}

/// "two days ago", "three weeks later", "a day earlier", "a day after the summit".
std::size_t CountedPatterns::counted(std::size_t i, TimeExpression& out) const {
    std::int32_t n = 0;
    const bool bare = is(i, unit);
    const std::size_t j = bare ? i : count(i, n);
    if ((!bare && j == 0) || (!is(j + 1, ago) && !is(j + 1, step))) {
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
    out.amount = n * at(j + 1).word.number;
    return j + 2;
}

/// "later" and "earlier" need no event; "after" and "before" may name one.
bool CountedPatterns::is_final_step(std::size_t i) const {
    return !is(i, bound) && is(i, edge);
}

/// True at what ends a clause: a sign, "and", the end of the sentence.
bool CountedPatterns::ends(std::size_t i) const {
    return !has(i) || (!at(i).is_word() && !sign(i, '"') && !sign(i, '\'')) ||
           is(i, conjunction);
}

/// "the day before yesterday", "the day after.", not "the day after the summit".
std::size_t CountedPatterns::the_day_before(std::size_t j, TimeExpression& out) const {
    const std::int32_t direction = at(j + 1).word.number;
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
std::size_t CountedPatterns::same_pattern(std::size_t i, TimeExpression& out) const {
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

std::size_t CountedPatterns::weekend_pattern(std::size_t i, TimeExpression& out) const {
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
std::size_t CountedPatterns::window(std::size_t i, TimeExpression& out) const {
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
std::size_t CountedPatterns::duration(std::size_t i, TimeExpression& out) const {
    out.form = TimeForm::duration;
    out.rule = "duration";
    if (is(i, length)) {
        out.amount = value(i);
        return i + 1;
    }
    std::int32_t n = 0;
    std::size_t j = before(i, lasting) ? count(i, n) : 0;
    if (j == 0 && has(i + 1) && sign(i + 1, '-') && is(i + 2, unit)) {
        n = is(i, number) ? value(i) : at(i).number;
        j = n > 0 ? i + 2 : 0;
    }
    if (j == 0 || is(j + 1, old) || (sign(j + 1, '-') && is(j + 2, old))) {
        return 0;
    }
    out.unit = static_cast<TimeUnit>(value(j));
    out.amount = n;
    return j + 1;
}

}  // namespace chancery
