// SPDX-License-Identifier: Apache-2.0
#include "actors/origins.h"

#include <algorithm>
#include <limits>

#include "actors/tables.h"
#include "base/checksum.h"

namespace chancery {

namespace {

constexpr std::size_t most_words = 8;

/// The letters of a code as one number, in the order of the codes.
std::uint64_t origin_code(std::string_view code) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < sizeof(out); ++i) {
        out = (out << 8U) | (i < code.size() ? static_cast<unsigned char>(code[i]) : 0U);
    }
    return out;
}

std::uint64_t origin_word(std::string_view word) {
    return checksum64(ActorTables::sound(word));
}

}  // namespace

void OriginCounter::add(std::span<const std::string> words, std::string_view code) {
    const std::uint64_t state = origin_code(code);
    ++people_[state];
    for (const std::string& word : words.first(std::min(words.size(), most_words))) {
        ++words_[origin_word(word)][state];
    }
}

OriginArrays OriginCounter::arrays() const {
    constexpr std::uint32_t most = std::numeric_limits<std::uint16_t>::max();
    OriginArrays out;
    std::map<std::uint64_t, std::uint16_t> rows;
    for (const auto& [code, people] : people_) {
        rows.emplace(code, static_cast<std::uint16_t>(out.states.size()));
        out.states.push_back({code, people});
    }
    out.begin.push_back(0);
    for (const auto& [word, states] : words_) {
        out.words.push_back(word);
        for (const auto& [code, people] : states) {
            out.counts.push_back(
                {rows.at(code), static_cast<std::uint16_t>(std::min(people, most))});
        }
        out.begin.push_back(static_cast<std::uint32_t>(out.counts.size()));
    }
    return out;
}

NameOrigins::NameOrigins(std::span<const OriginState> states,
                         std::span<const std::uint64_t> words,
                         std::span<const std::uint32_t> begin,
                         std::span<const OriginCount> counts)
    : states_(states), words_(words), begin_(begin), counts_(counts) {
    for (const OriginState& state : states) {
        all_ += state.people;
    }
}

double NameOrigins::ratio_of_word(std::size_t word, std::size_t state) const {
    // Of a state the tables know few people: what none of them bears is still likely.
    constexpr double unseen = 0.02;
    constexpr double few = 5;
    constexpr double smallest = 0.3;
    constexpr double largest = 8;
    double here = 0;
    double bearers = 0;
    for (const OriginCount& count :
         counts_.subspan(begin_[word], begin_[word + 1] - begin_[word])) {
        bearers += count.people;
        here = count.state == state ? count.people : here;
    }
    const double in_state =
        (here + unseen) / (static_cast<double>(states_[state].people) + few);
    const double anywhere =
        (bearers + 20 * unseen) / (static_cast<double>(all_) + 20 * few);
    return std::clamp(in_state / anywhere, smallest, largest);
}

double NameOrigins::ratio(std::span<const std::string> words,
                          std::string_view code) const {
    const std::uint64_t sought = origin_code(code);
    const auto state = std::lower_bound(
        states_.begin(),
        states_.end(),
        sought,
        [](const OriginState& s, std::uint64_t c) { return s.code < c; });
    if (state == states_.end() || state->code != sought) {
        return 1;
    }
    const auto row = static_cast<std::size_t>(state - states_.begin());
    double product = 1;
    for (const std::string& word : words.first(std::min(words.size(), most_words))) {
        const std::uint64_t sum = word.size() < 2 ? 0 : origin_word(word);
        const auto it = std::lower_bound(words_.begin(), words_.end(), sum);
        if (word.size() >= 2 && it != words_.end() && *it == sum) {
            product *= ratio_of_word(static_cast<std::size_t>(it - words_.begin()), row);
        }
    }
    return product;
}

}  // namespace chancery
