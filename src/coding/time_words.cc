// SPDX-License-Identifier: Apache-2.0
#include "coding/time_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/names.h"
#include "base/tsv.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, time_class_count> class_names{
    "weekday", "weekday_short", "month",        "month_short", "licensed",  "number",
    "vague",   "approx",        "ordinal",      "unit",        "part_year", "long",
    "day",     "shift",         "same",         "step",        "ago",       "edge",
    "edge_of", "part",          "season",       "weekend",     "bound",     "starter",
    "ender",   "range",         "month_before", "follow",      "holiday",   "name",
    "and",     "the",           "that",         "article",     "of",        "on",
    "in",      "for",           "local",        "time",        "old",       "s"};
constexpr std::array<std::string_view, 5> unit_names{
    "day", "week", "month", "year", "decade"};
constexpr std::array<std::string_view, 5> bound_names{
    "at", "since", "until", "before", "after"};

/// Smallest and largest value of a class; classes that are not here take none.
struct Limits {
    TimeClass c;
    std::int16_t low, high;
};

constexpr std::array<Limits, 16> limits{{{TimeClass::weekday, 1, 7},
                                         {TimeClass::weekday_short, 1, 7},
                                         {TimeClass::month, 1, 12},
                                         {TimeClass::month_short, 1, 12},
                                         {TimeClass::number, 1, 99},
                                         {TimeClass::ordinal, 1, 4},
                                         {TimeClass::part_year, 1, 6},
                                         {TimeClass::length, 1, 31},
                                         {TimeClass::day, -1, 1},
                                         {TimeClass::shift, -1, 1},
                                         {TimeClass::same, -1, 1},
                                         {TimeClass::step, -1, 1},
                                         {TimeClass::edge, -1, 1},
                                         {TimeClass::season, 1, 12},
                                         {TimeClass::holiday, 101, 1231},
                                         {TimeClass::article, 1, 1}}};

std::optional<std::int16_t> value_for(TimeClass c, std::string_view text) {
    if (c == TimeClass::unit) {
        const auto unit = find_name<TimeUnit>(unit_names, text);
        return unit ? std::optional(static_cast<std::int16_t>(*unit)) : std::nullopt;
    }
    const auto* at = std::find_if(
        limits.begin(), limits.end(), [c](const Limits& l) { return l.c == c; });
    if (at == limits.end()) {
        return text.empty() ? std::optional<std::int16_t>(0) : std::nullopt;
    }
    std::int16_t value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < at->low ||
        value > at->high) {
        return std::nullopt;
    }
    return value;
}

/// Words of a phrase as the finder cuts text: an apostrophe is a word of its own.
std::vector<std::string> phrase_words(std::string_view text) {
    std::vector<std::string> out;
    for (const std::string_view part : split(text, ' ')) {
        const std::size_t quote = part.find('\'');
        out.emplace_back(part.substr(0, quote));
        if (quote != std::string_view::npos) {
            out.emplace_back("'");
            out.emplace_back(part.substr(quote + 1));
        }
    }
    return out;
}

bool has_second_value(TimeClass c) {
    return c == TimeClass::ordinal || c == TimeClass::step || c == TimeClass::edge;
}

}  // namespace

class TimeWordsLoader {
  public:
    static Result<TimeWords> load(const TsvTable& table) {
        TimeWords words;
        for (std::size_t i = 0; i < table.size(); ++i) {
            const TsvTable::Row row = table.row(i);
            const auto c = find_name<TimeClass>(class_names, row[1]);
            if (!c) {
                return table.fault(row, "no such class: " + std::string(row[1]));
            }
            if (row[0].empty()) {
                return table.fault(row, "no words");
            }
            if (row[0].find_first_of(" '") != std::string_view::npos) {
                if (auto done = add_phrase(table, row, *c, words); !done) {
                    return done.error();
                }
            } else if (auto done = add_word(table, row, *c, words); !done) {
                return done.error();
            }
        }
        for (auto& [first, list] : words.phrases_) {
            std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
                return a.words.size() > b.words.size();
            });
        }
        return words;
    }

  private:
    static Result<void> add_phrase(const TsvTable& table,
                                   const TsvTable::Row& row,
                                   TimeClass c,
                                   TimeWords& words) {
        const auto value = value_for(c, row[2]);
        if ((c != TimeClass::holiday && c != TimeClass::name) || !value) {
            return table.fault(row,
                               "a phrase is a holiday with its MMDD, or a name without "
                               "a value");
        }
        TimePhrase phrase{phrase_words(row[0]), {}};
        phrase.word.classes = std::uint64_t{1} << static_cast<unsigned>(c);
        phrase.word.value = *value;
        words.phrases_[phrase.words.front()].push_back(std::move(phrase));
        return {};
    }

    static Result<void> add_word(const TsvTable& table,
                                 const TsvTable::Row& row,
                                 TimeClass c,
                                 TimeWords& words) {
        TimeWord& word = words.words_[std::string(row[0])];
        if (word.is(c)) {
            return table.fault(row, "the same word and class twice");
        }
        if (c == TimeClass::bound) {
            const auto bound = find_name<TimeBound>(bound_names, row[2]);
            if (!bound) {
                return table.fault(row, "a bound is since, until, before or after");
            }
            word.bound = *bound;
        } else {
            const auto value = value_for(c, row[2]);
            if (!value) {
                return table.fault(row,
                                   "class " + std::string(row[1]) +
                                       " does not take the value '" +
                                       std::string(row[2]) + "'");
            }
            std::int16_t& at = has_second_value(c) ? word.number : word.value;
            if (*value != 0 && at != 0 && at != *value) {
                return table.fault(row, "another value for the same word above");
            }
            at = *value != 0 ? *value : at;
        }
        word.classes |= std::uint64_t{1} << static_cast<unsigned>(c);
        return {};
    }
};

Result<TimeWords> TimeWords::parse(std::string bytes, const std::string& path) {
    auto table =
        TsvTable::parse(std::move(bytes), path, {"words", "class", "value", "note"});
    if (!table) {
        return table.error();
    }
    return TimeWordsLoader::load(*table);
}

Result<TimeWords> TimeWords::open(const std::string& path) {
    auto bytes = read_file(path);
    if (!bytes) {
        return bytes.error();
    }
    return parse(*std::move(bytes), path);
}

const TimeWord* TimeWords::find(std::string_view lower) const {
    const auto at = words_.find(lower);
    return at == words_.end() ? nullptr : &at->second;
}

const std::vector<TimePhrase>* TimeWords::phrases(std::string_view lower) const {
    const auto at = phrases_.find(lower);
    return at == phrases_.end() ? nullptr : &at->second;
}

}  // namespace chancery
