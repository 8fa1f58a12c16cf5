// The mode of an act that no rule found, from the words that tell it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "coding/act.h"
#include "coding/syntax.h"

namespace chancery {

class CodingTables;

/// The table mode_words.tsv; immutable once loaded.
class ModeWords {
  public:
    /// Errors name file and line: a mode that the type does not have, an empty word, the
    /// same word of a type twice.
    static Result<ModeWords> open(const std::string& dir);

    /// The mode of an act of that type which the verb tells, with its objects,
    /// complements and obliques, the verb first and then in the order of the text; empty
    /// where none of these words has one. `tables` knows the classes.
    [[nodiscard]] std::string_view mode_of(ActType type,
                                           TokenIndex verb,
                                           const Syntax& syntax,
                                           const CodingTables& tables) const;

  private:
    struct Row {
        std::string word;  ///< a lemma, or "@" and a class
        std::string mode;
    };

    ModeWords() = default;

    [[nodiscard]] std::string_view mode_with(ActType type,
                                             std::string_view lemma,
                                             const CodingTables& tables) const;

    std::array<std::vector<Row>, act_type_count> rows_;
};

}  // namespace chancery
