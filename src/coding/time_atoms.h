// A sentence cut into the words, figures and signs that expressions of time are made of.
// The tokens of the reader are not used for this, since where a tokenizer cuts "29-30",
// "Jan." or "four-day" depends on its training.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "coding/time_words.h"

namespace chancery {

/// Year, month and day of a date written in figures alone.
struct FigureDate {
    std::int32_t year = 0, month = 0, day = 0;
    bool open = false;         ///< day and month could be exchanged
    bool month_first = false;  ///< the second figure can only be the day
};

struct TimeAtom {
    Span span;
    TimeWord word;             ///< no classes where the table does not have the word
    std::int32_t number = -1;  ///< of figures without signs, up to four of them; else -1
    std::int32_t figures = 0;  ///< how many figures
    char sign = 0;         ///< the sign, dashes as '-', apostrophes as '\''; 0 for a word
    bool ordinal = false;  ///< "24th"
    bool decade = false;   ///< "1990s"
    bool capital = false;
    bool glued = false;   ///< no white space before it
    bool person = false;  ///< part of a person's name
    bool date = false;    ///< a date in figures, see `figure_date`
    FigureDate figure_date;
    const std::vector<TimePhrase>* phrases = nullptr;

    [[nodiscard]] bool is(TimeClass c) const { return word.is(c); }

    [[nodiscard]] bool is_word() const { return sign == 0; }

    [[nodiscard]] bool is_year() const {
        return figures == 4 && number >= 1800 && number < 2200 && !ordinal && !decade;
    }

    [[nodiscard]] bool is_day() const {
        return number >= 1 && number <= 31 && figures <= 2 && !decade;
    }
};

/// Replaces the contents of `out` by the atoms of `text` under `span`.
void cut_atoms(std::string_view text,
               Span span,
               const TimeWords& words,
               std::vector<TimeAtom>& out);

}  // namespace chancery
