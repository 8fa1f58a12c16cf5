// SPDX-License-Identifier: Apache-2.0
#include "coding/counts.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/fold.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 20> units{
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> tens{"",
                                                "ten",
                                                "twenty",
                                                "thirty",
                                                "forty",
                                                "fifty",
                                                "sixty",
                                                "seventy",
                                                "eighty",
                                                "ninety"};

template <std::size_t N>
std::uint32_t place_in(const std::array<std::string_view, N>& words,
                       std::string_view word) {
    const auto it = std::find(words.begin() + 1, words.end(), word);
    return it == words.end() ? 0 : static_cast<std::uint32_t>(it - words.begin());
}

std::uint32_t number_in_figures(std::string_view word) {
    constexpr std::uint32_t most = 100'000'000;
    std::uint32_t number = 0;
    for (const char c : word) {
        if (c >= '0' && c <= '9' && number < most) {
            number = number * 10 + static_cast<std::uint32_t>(c - '0');
        } else if (c != ',') {
            return 0;
        }
    }
    return number;
}

class Counter {
  public:
    Counter(const Draft& draft, const Syntax& syntax, const CodingTables& tables)
        : d_(draft), s_(syntax), t_(tables) {}

    std::optional<ActCount> count() const {
        if (auto times = times_of(d_.site.verb)) {
            return times;
        }
        if (auto times = times_of(d_.site.noun)) {
            return times;
        }
        if (auto acts = acts_of(d_.site.noun)) {
            return acts;
        }
        return things_of(s_.is_verb(d_.trigger) ? s_.undergoer(d_.trigger) : no_token);
    }

  private:
    /// The number before a noun in the plural.
    std::optional<ActCount> before(TokenIndex noun, std::string_view rule) const {
        if (noun == no_token ||
            (s_.token(noun).xpos != Xpos::nns && s_.lemma(noun) != "people")) {
            return std::nullopt;
        }
        const TokenIndex word = s_.child(noun, Rel::nummod);
        if (word == no_token || is_year(word)) {
            return std::nullopt;
        }
        std::uint32_t number = number_of(s_.form(word));
        // "seventy-eight": the reader hangs the tens below the units.
        if (number > 0 && number < 10) {
            for (const TokenIndex c : s_.children(word)) {
                const std::uint32_t ten = place_in(tens, name_key(s_.form(c)));
                number += ten > 1 ? ten * 10 : 0;
            }
        }
        return number > 1 ? std::optional(ActCount{number, word, rule}) : std::nullopt;
    }

    /// "2022 elections": four figures without a comma that a calendar could hold.
    bool is_year(TokenIndex word) const {
        const std::string_view form = s_.form(word);
        return form.size() == 4 && (form.starts_with("19") || form.starts_with("20")) &&
               form.find(',') == std::string_view::npos;
    }

    /// "twice", "three times", "on three occasions" said of the verb or noun.
    std::optional<ActCount> times_of(TokenIndex head) const {
        if (head == no_token) {
            return std::nullopt;
        }
        for (const TokenIndex c : s_.children(head)) {
            if (s_.lemma(c) == "twice" || s_.lemma(c) == "thrice") {
                // "twice as many" compares.
                return s_.children(c).empty()
                           ? std::optional(ActCount{
                                 s_.lemma(c) == "twice" ? 2U : 3U, c, "times-of-the-act"})
                           : std::nullopt;
            }
            if (t_.in_class("count-time", s_.lemma(c)) && s_.token(c).rel != Rel::nsubj) {
                if (auto times = before(c, "times-of-the-act")) {
                    return times;
                }
            }
        }
        return std::nullopt;
    }

    /// "925 messages", "three rounds of talks".
    std::optional<ActCount> acts_of(TokenIndex noun) const {
        if (noun == no_token || t_.in_class("humannoun", s_.lemma(noun)) ||
            t_.in_class("prisoner", s_.lemma(noun))) {
            return std::nullopt;
        }
        if (auto acts = before(noun, "number-of-acts")) {
            return acts;
        }
        const TokenIndex head = s_.token(noun).head;
        const bool unit = head != no_token && s_.token(noun).rel == Rel::nmod &&
                          t_.in_class("count-unit", s_.lemma(head));
        return unit ? before(head, "number-of-acts") : std::nullopt;
    }

    /// The arrested; what is fired or hit in an attack.
    std::optional<ActCount> things_of(TokenIndex undergoer) const {
        if (undergoer == no_token) {
            return std::nullopt;
        }
        if (d_.act.type == ActType::coerce && d_.act.mode == "arrest") {
            return before(undergoer, "number-of-arrested");
        }
        const bool fired = d_.act.type == ActType::assault &&
                           t_.in_class("count-fired", s_.lemma(undergoer));
        return fired ? before(undergoer, "number-of-shots") : std::nullopt;
    }

    const Draft& d_;
    const Syntax& s_;
    const CodingTables& t_;
};

}  // namespace

std::uint32_t number_of(std::string_view word) {
    if (const std::uint32_t number = number_in_figures(word); number > 0) {
        return number;
    }
    const std::string key = name_key(word);
    if (const std::uint32_t unit = place_in(units, key); unit > 0) {
        return unit;
    }
    return place_in(tens, key) * 10;
}

std::optional<ActCount> count_of(const Draft& draft,
                                 const Syntax& syntax,
                                 const CodingTables& tables) {
    return Counter(draft, syntax, tables).count();
}

}  // namespace chancery
