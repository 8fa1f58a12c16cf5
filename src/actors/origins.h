// In which states people bear which names: counted over the persons of the tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

/// A state by its code, and how many people of the tables are counted for it.
struct OriginState {
    std::uint64_t code = 0;  ///< its letters as a number: origin_code()
    std::uint64_t people = 0;
};

/// How many people of a state bear a word in their names.
struct OriginCount {
    std::uint16_t state = 0;  ///< index of the state
    std::uint16_t people = 0;
};

/// The counts as flat arrays. Words are checksums of their sounds.
struct OriginArrays {
    std::vector<OriginState> states;   ///< by code
    std::vector<std::uint64_t> words;  ///< sorted
    std::vector<std::uint32_t> begin;  ///< of a word's counts; one more than words
    std::vector<OriginCount> counts;   ///< by word, then state
};

/// Counts names by state, to be laid out as arrays.
class OriginCounter {
  public:
    /// Counts the folded words of one person's name for a state.
    void add(std::span<const std::string> words, std::string_view code);
    [[nodiscard]] OriginArrays arrays() const;

  private:
    std::map<std::uint64_t, std::map<std::uint64_t, std::uint32_t>> words_;
    std::map<std::uint64_t, std::uint64_t> people_;  ///< by state
};

/// A view of the counts. A name proves nobody's state; it only weighs between the states
/// that an article speaks of.
class NameOrigins {
  public:
    NameOrigins() = default;
    NameOrigins(std::span<const OriginState> states,
                std::span<const std::uint64_t> words,
                std::span<const std::uint32_t> begin,
                std::span<const OriginCount> counts);

    /// How much more often names with these folded words are borne in the state than
    /// anywhere: a product of ratios, 1 where the words are unknown.
    [[nodiscard]] double ratio(std::span<const std::string> words,
                               std::string_view code) const;

  private:
    [[nodiscard]] double ratio_of_word(std::size_t word, std::size_t state) const;

    std::span<const OriginState> states_;
    std::span<const std::uint64_t> words_;
    std::span<const std::uint32_t> begin_;
    std::span<const OriginCount> counts_;
    std::uint64_t all_ = 0;
};

}  // namespace chancery
