// Who serves a political party: told by the titles of offices.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery {

/// Whether words stand in a text in this order; both are name_key()s.
[[nodiscard]] bool holds_words(std::string_view key, std::string_view words);

/// The political parties that some words name, each with the state whose party it is.
///
/// An office is of a party where its title holds the party's name: "First Secretary of
/// the Communist Party of Cuba". Titles often leave out the state ("General Secretary of
/// the Communist Party", served by a person of Vietnam), so the name before its "of" will
/// do where the state is the same.
class PoliticalParties {
  public:
    /// `key`: name_key() of a name; `code`: of its state; "" where that is not known.
    void add(std::string_view key, std::string_view code);

    [[nodiscard]] bool empty() const { return names_.empty(); }

    /// Of which states, each once.
    [[nodiscard]] std::vector<std::string> codes() const;

    /// Whether an office of this title, of a person who serves this state, is of one.
    [[nodiscard]] bool serves(std::string_view title, std::string_view code) const;

  private:
    /// As name_key(), to be found in that of a title; and the code.
    std::vector<std::pair<std::string, std::string>> names_;
};

}  // namespace chancery
