// Which state a person serves or is from where neither an office nor the tables say so.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "actors/people.h"

namespace chancery::actors {

/// Weighs the states that an article names near a person. Made once for an article, when
/// all its mentions are known.
class Affiliations {
  public:
    /// `codes` are the codes of Draft::out.actors as far as they are known.
    Affiliations(const Draft& draft, const std::vector<std::string>& codes);

    struct Guess {
        std::string code;         ///< empty where nothing speaks for any state
        bool said = false;        ///< the words beside the name say it
        bool legislator = false;  ///< "R-Texas" stands after the name
    };

    /// Only for persons of whom people.h knows no code.
    [[nodiscard]] Guess guess(const PersonEvidence& person) const;

  private:
    struct Trace {
        TokenIndex at = 0;
        std::uint32_t state = 0;  ///< index in states_
    };

    [[nodiscard]] Guess said_beside(const PersonEvidence& person) const;
    [[nodiscard]] std::vector<double> weights_for(const PersonEvidence& person) const;
    [[nodiscard]] const Phrase* phrase_at(TokenIndex first) const;
    [[nodiscard]] std::string code_at(TokenIndex i) const;
    [[nodiscard]] std::string before(const Phrase& phrase) const;
    [[nodiscard]] std::string after(const Phrase& phrase) const;
    [[nodiscard]] bool is_legislator(const Phrase& phrase) const;
    [[nodiscard]] std::string of_place(TokenIndex first, TokenIndex end) const;
    [[nodiscard]] bool is_official(const PersonEvidence& person) const;
    void weigh_near(TokenIndex at, std::vector<double>& weights) const;

    const Draft& d_;
    std::vector<std::string> states_;
    std::vector<double> everywhere_;  ///< by state: how often the article names it
    std::vector<Trace> traces_;       ///< by token
};

}  // namespace chancery::actors
