// SPDX-License-Identifier: Apache-2.0
#include "actors/origins.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "actors/tables.h"

namespace chancery {

namespace {

constexpr std::size_t most_words = 8;

}  // namespace

void NameOrigins::add(std::span<const std::string> words, std::string_view code) {
    const auto state =
        states_.try_emplace(code, static_cast<std::uint16_t>(states_.size())).first;
    people_.resize(states_.size());
    ++people_[state->second];
    ++all_;
    for (const std::string& word : words.first(std::min(words.size(), most_words))) {
        const auto next = static_cast<std::uint32_t>(words_.size());
        const auto it = words_.try_emplace(ActorTables::sound(word), next).first;
        counts_.push_back({it->second, state->second, 1});
    }
}

void NameOrigins::finish() {
    std::sort(counts_.begin(), counts_.end(), [](const Count& a, const Count& b) {
        return std::tuple(a.word, a.state) < std::tuple(b.word, b.state);
    });
    std::vector<Count> merged;
    bearers_.assign(words_.size(), 0);
    for (const Count& count : counts_) {
        ++bearers_[count.word];
        const bool same = !merged.empty() && merged.back().word == count.word &&
                          merged.back().state == count.state;
        if (!same) {
            merged.push_back(count);
        } else if (merged.back().people < std::numeric_limits<std::uint16_t>::max()) {
            ++merged.back().people;
        }
    }
    counts_ = std::move(merged);
    begin_.assign(words_.size() + 1, 0);
    for (const Count& count : counts_) {
        ++begin_[count.word + 1];
    }
    for (std::size_t word = 1; word < begin_.size(); ++word) {
        begin_[word] += begin_[word - 1];
    }
}

double NameOrigins::ratio_of_word(std::uint32_t word, std::uint16_t state) const {
    // Of a state the tables know few people: what none of them bears is still likely.
    constexpr double unseen = 0.02;
    constexpr double few = 5;
    constexpr double smallest = 0.3;
    constexpr double largest = 8;
    const auto first = counts_.begin() + begin_[word];
    const auto last = counts_.begin() + begin_[word + 1];
    const auto it = std::lower_bound(
        first, last, state, [](const Count& c, std::uint16_t s) { return c.state < s; });
    const double here = it != last && it->state == state ? it->people : 0;
    const double in_state = (here + unseen) / (people_[state] + few);
    const double anywhere = (bearers_[word] + 20 * unseen) / (all_ + 20 * few);
    return std::clamp(in_state / anywhere, smallest, largest);
}

double NameOrigins::ratio(std::span<const std::string> words,
                          std::string_view code) const {
    const auto state = states_.find(code);
    if (state == states_.end()) {
        return 1;
    }
    double product = 1;
    for (const std::string& word : words.first(std::min(words.size(), most_words))) {
        const auto it =
            word.size() < 2 ? words_.end() : words_.find(ActorTables::sound(word));
        if (it != words_.end()) {
            product *= ratio_of_word(it->second, state->second);
        }
    }
    return product;
}

}  // namespace chancery
