// Patterns of expressions of time over the atoms of one sentence. A pattern is a function
// from the atom where it begins to the atom after its end, or 0 where it does not match;
// it may leave a changed expression behind then.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "coding/time_atoms.h"
#include "coding/times.h"

namespace chancery {

/// The longest match of `patterns` at atom `i`: its end, or 0, and the expression in
/// `out`.
template <typename Patterns, typename Pattern, std::size_t N>
std::size_t longest_of(const Patterns& self,
                       const std::array<Pattern, N>& patterns,
                       std::size_t i,
                       TimeExpression& out) {
    std::size_t best = 0;
    for (const Pattern pattern : patterns) {
        TimeExpression found;
        const std::size_t end = (self.*pattern)(i, found);
        if (end > best) {
            best = end;
            out = std::move(found);
        }
    }
    return best;
}

/// Questions about atoms; all are false past the end. Views what it is given.
class AtomView {
  public:
    AtomView(std::string_view text, const std::vector<TimeAtom>& atoms)
        : text_(text), atoms_(atoms) {}

    [[nodiscard]] std::size_t size() const { return atoms_.size(); }

    [[nodiscard]] const TimeAtom& at(std::size_t i) const { return atoms_[i]; }

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
        return has(i) &&
               (atoms_[i].is(TimeClass::month) || atoms_[i].is(TimeClass::month_short)) &&
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
        while (is(i, TimeClass::part)) {
            ++i;
        }
        return i;
    }

    [[nodiscard]] std::size_t local_time(std::size_t i) const {
        if (is(i, TimeClass::local) && is(i + 1, TimeClass::time)) {
            return i + 2;
        }
        if (sign(i, '(') && is(i + 1, TimeClass::local) && is(i + 2, TimeClass::time) &&
            sign(i + 3, ')')) {
            return i + 4;
        }
        return i;
    }

    /// A joint of two ends of an interval: "-", "to", "through", "until", "and".
    [[nodiscard]] std::size_t joint(std::size_t i) const {
        if (sign(i, '-') || is(i, TimeClass::range) || is(i, TimeClass::conjunction)) {
            return i + 1;
        }
        return 0;
    }

  private:
    std::string_view text_;
    const std::vector<TimeAtom>& atoms_;
};

/// Days and periods of the calendar: "Tuesday", "January 4 to 7", "October 2025", "2014".
class CalendarPatterns : protected AtomView {
  public:
    explicit CalendarPatterns(const AtomView& atoms) : AtomView(atoms) {}

    /// The longest of them that begins at atom `i`.
    std::size_t longest(std::size_t i, TimeExpression& out) const;
    /// A year that may follow a month or a day: "2026", ", 2026", "of 2026", "last year".
    std::size_t optional_year(std::size_t i, PartialDate& date) const;

  private:
    std::size_t figures(std::size_t i, TimeExpression& out) const;
    bool is_year_unit(std::size_t i) const;
    std::size_t month_day(std::size_t i, PartialDate& d) const;
    std::size_t day_month(std::size_t i, PartialDate& d) const;
    std::size_t stop_before_year(std::size_t i) const;
    std::size_t date(std::size_t i, TimeExpression& out) const;
    std::size_t weekday_after(std::size_t i, std::int32_t& weekday_said) const;
    std::size_t calendar(std::size_t i, TimeExpression& out) const;
    std::size_t from_month(std::size_t i, TimeExpression& out) const;
    std::size_t second_date(std::size_t i, TimeExpression& out) const;
    std::size_t second_day(std::size_t i, TimeExpression& out) const;
    bool counts_words(std::size_t i) const;
    std::size_t from_day(std::size_t i, TimeExpression& out) const;
    std::size_t day_of_month(std::size_t i, TimeExpression& out) const;
    std::size_t weekday_pattern(std::size_t i, TimeExpression& out) const;
    std::size_t bracketed_weekday(std::size_t i, TimeExpression& out) const;
    std::size_t weekday_tail(std::size_t i, TimeExpression& out) const;
    bool is_between(std::size_t joint_at) const;
    std::size_t month_pattern(std::size_t i, TimeExpression& out) const;
    bool month_licence(std::size_t i) const;
    std::size_t second_month(std::size_t i, TimeExpression& out) const;
    std::size_t year_pattern(std::size_t i, TimeExpression& out) const;
    bool year_licence(std::size_t i) const;
    std::size_t part_of_year(std::size_t i, TimeExpression& out) const;
    std::size_t season_pattern(std::size_t i, TimeExpression& out) const;
};

/// Days counted from another: "last week", "two days ago", "the same day", "for a week".
class CountedPatterns : protected AtomView {
  public:
    explicit CountedPatterns(const AtomView& atoms) : AtomView(atoms) {}

    /// The longest of them that begins at atom `i`.
    std::size_t longest(std::size_t i, TimeExpression& out) const;

  private:
    std::size_t relative(std::size_t i, TimeExpression& out) const;
    std::size_t day_pattern(std::size_t i, TimeExpression& out) const;
    std::size_t count(std::size_t i, std::int32_t& n) const;
    std::size_t counted(std::size_t i, TimeExpression& out) const;
    bool is_final_step(std::size_t i) const;
    bool ends(std::size_t i) const;
    std::size_t the_day_before(std::size_t j, TimeExpression& out) const;
    std::size_t same_pattern(std::size_t i, TimeExpression& out) const;
    std::size_t weekend_pattern(std::size_t i, TimeExpression& out) const;
    std::size_t window(std::size_t i, TimeExpression& out) const;
    std::size_t duration(std::size_t i, TimeExpression& out) const;
};

}  // namespace chancery
