// The words of time as data/coding/times.tsv lists them, for the finder of expressions.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace chancery {

/// What a word may do in an expression of time; a word may have several classes. The
/// table explains each.
enum class TimeClass : std::uint8_t {
    weekday,
    weekday_short,
    month,
    month_short,
    licensed,
    number,
    vague,
    approx,
    ordinal,
    unit,
    part_year,
    length,
    day,
    shift,
    same,
    step,
    ago,
    edge,
    edge_of,
    part,
    season,
    weekend,
    bound,
    starter,
    ender,
    range,
    month_before,
    follow,
    holiday,
    name,
    conjunction,
    the,
    that,
    article,
    of,
    on,
    in,
    lasting,
    local,
    time,
    old,
    s,
};
inline constexpr std::size_t time_class_count =
    static_cast<std::size_t>(TimeClass::s) + 1;

/// Unit of a shift, in the order of their length.
enum class TimeUnit : std::uint8_t { day, week, month, year, decade };

/// Which side of the day an expression speaks of ("since Monday").
enum class TimeBound : std::uint8_t { at, since, until, before, after };

/// All that the table says of one word.
struct TimeWord {
    std::uint64_t classes = 0;  ///< bit set of TimeClass
    std::int16_t value = 0;     ///< of its class that has one
    std::int16_t number = 0;    ///< of its class ordinal, step or edge
    TimeBound bound = TimeBound::at;

    [[nodiscard]] bool is(TimeClass c) const {
        return (classes >> static_cast<unsigned>(c) & 1U) != 0;
    }
};

/// Several words that are a holiday or only look like a time.
struct TimePhrase {
    std::vector<std::string> words;  ///< apostrophes are words of their own
    TimeWord word;
};

/// The table, immutable once loaded and shared by all threads.
class TimeWords {
  public:
    /// Reads data/coding/times.tsv. Errors name file and line: a class that is not known,
    /// a value that the class does not take, two values for one word.
    static Result<TimeWords> open(const std::string& path);
    static Result<TimeWords> parse(std::string bytes, const std::string& path);

    /// `lower` in lower case; null where the table does not have it.
    [[nodiscard]] const TimeWord* find(std::string_view lower) const;
    /// Phrases that begin with this word, longest first; null where there is none.
    [[nodiscard]] const std::vector<TimePhrase>* phrases(std::string_view lower) const;

  private:
    friend class TimeWordsLoader;

    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view s) const {
            return std::hash<std::string_view>{}(s);
        }
    };

    template <typename T>
    using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    Map<TimeWord> words_;
    Map<std::vector<TimePhrase>> phrases_;
};

}  // namespace chancery
