// In which states people bear which names: counted over the persons of the tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery {

/// Counts of the words of names by state. A name proves nobody's state; it only weighs
/// between the states that an article speaks of.
class NameOrigins {
  public:
    /// Counts the folded words of one person's name for a state. `code` must outlive
    /// this.
    void add(std::span<const std::string> words, std::string_view code);
    /// Sorts the counts; to be called once, after the last add().
    void finish();

    /// How much more often names with these folded words are borne in the state than
    /// anywhere: a product of ratios, 1 where the words are unknown.
    [[nodiscard]] double ratio(std::span<const std::string> words,
                               std::string_view code) const;

  private:
    struct Count {
        std::uint32_t word = 0;
        std::uint16_t state = 0;
        std::uint16_t people = 0;
    };

    [[nodiscard]] double ratio_of_word(std::uint32_t word, std::uint16_t state) const;

    std::unordered_map<std::string, std::uint32_t> words_;  ///< by sound
    std::unordered_map<std::string_view, std::uint16_t> states_;
    std::vector<std::uint32_t> people_;   ///< by state
    std::vector<std::uint32_t> bearers_;  ///< by word, over all states
    std::vector<Count> counts_;           ///< by word, then state
    std::vector<std::uint32_t> begin_;    ///< of a word's counts; one more than words
    std::uint32_t all_ = 0;
};

}  // namespace chancery
