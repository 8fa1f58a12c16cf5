// Finding expressions of time: patterns over the atoms of a sentence, each a small
// function from the atom where it begins to the atom after its end (0: it does not
// match). SPDX-License-Identifier: Apache-2.0
#include "coding/times.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "coding/time_atoms.h"
#include "coding/time_patterns.h"

namespace chancery {

namespace {

using enum TimeClass;

/// Classes with which an expression may begin, after "the" or "a".
constexpr std::uint64_t openers = [] {
    std::uint64_t set = 0;
    for (const TimeClass c : {weekday,
                              weekday_short,
                              month,
                              month_short,
                              number,
                              vague,
                              ordinal,
                              unit,
                              length,
                              day,
                              shift,
                              same,
                              edge,
                              edge_of,
                              season,
                              weekend,
                              that}) {
        set |= std::uint64_t{1} << static_cast<unsigned>(c);
    }
    return set;
}();
/// Words between "a four-day state visit to China" and "beginning Sunday".
constexpr std::size_t longest_stay_phrase = 12;

/// The expressions of one sentence, with what stands before and after them.
class Finder : private AtomView {
  public:
    explicit Finder(const AtomView& atoms)
        : AtomView(atoms), calendar_(atoms), counted_(atoms) {}

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

    /// False where no expression can begin, so that most words cost nothing more.
    [[nodiscard]] bool may_begin(std::size_t i) const {
        const TimeAtom& a = at(i);
        if (a.is(the) || a.is(article)) {
            return has(i + 1) && !is(i + 1, the) && !is(i + 1, article) && opens(i + 1);
        }
        return opens(i);
    }

  private:
    [[nodiscard]] bool opens(std::size_t i) const {
        const TimeAtom& a = at(i);
        return (a.word.classes & openers) != 0 || a.number >= 0 || a.date ||
               a.phrases != nullptr;
    }

    std::size_t core(std::size_t i, TimeExpression& out) const {
        if (!has(i)) {
            return 0;
        }
        const std::size_t end = calendar_.longest(i, out);
        TimeExpression other;
        const std::size_t counted_end = counted_.longest(i, other);
        if (counted_end <= end) {
            return end;
        }
        out = std::move(other);
        return counted_end;
    }

    std::size_t phrase(std::size_t i, TimeExpression& out, bool& skip_it) const {
        if (at(i).phrases == nullptr) {
            return 0;
        }
        for (const TimePhrase& p : *at(i).phrases) {
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
            return calendar_.optional_year(i + n, out.begin);
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
        out.edge = at(i).word.number;
        return end;
    }

    [[nodiscard]] bool is_period(std::size_t i) const {
        const auto u = static_cast<TimeUnit>(value(i));
        return u == TimeUnit::week || u == TimeUnit::month || u == TimeUnit::year;
    }

    void set_bound(std::size_t i, TimeExpression& out) const {
        if (out.form == TimeForm::range || out.form == TimeForm::duration) {
            return;
        }
        std::size_t j = i;
        while (before(j, the) || before(j, on)) {
            --j;
        }
        if (before(j, bound)) {
            out.bound = at(j - 1).word.bound;
        }
    }

    CalendarPatterns calendar_;
    CountedPatterns counted_;
};

/// All expressions of one sentence, with the stays that belong to them.
class SentenceTimes {
  public:
    SentenceTimes(std::string_view text, const std::vector<TimeAtom>& atoms)
        : text_(text), atoms_(atoms) {}

    void find(std::vector<TimeExpression>& out) {
        const std::size_t first = out.size();
        const Finder finder{AtomView(text_, atoms_)};
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
