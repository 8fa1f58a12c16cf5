// CAMEO event codes: what each means and weighs, and which one an act is given. The
// tables are described in data/coding/README.md. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "coding/act.h"
#include "coding/contexts.h"

namespace chancery {

/// One line of cameo.tsv.
struct CameoCode {
    std::string code;        ///< 2-4 digits
    std::string name;        ///< in words: "Discuss by telephone"
    float goldstein = 0.0F;  ///< -10 (conflict) to 10 (cooperation); Goldstein 1992 as
                             ///< extended to CAMEO
    std::uint8_t quad = 1;   ///< 1-4, by the root of the code
    std::optional<ActType> type;  ///< what PLOVER makes of it; nothing for statements
    std::string mode;
    ContextSet contexts;  ///< that the code itself implies
};

/// What a code is chosen by.
struct CodeQuery {
    ActType type = ActType::consult;
    std::string_view mode;
    std::string_view code;     ///< the rule's, or that of the type where it has none
    std::string_view trigger;  ///< lemma of the trigger
    ContextSet contexts;       ///< of the sentence
};

/// The tables cameo.tsv and cameo_choice.tsv; immutable once loaded.
class CameoTable {
  public:
    /// Errors name file and line: a code twice, a weight, quadrant, type, mode or context
    /// that does not exist, a choice of a code that is not in the table.
    static Result<CameoTable> open(const std::string& dir);

    /// The line of a code, or null.
    [[nodiscard]] const CameoCode* find(std::string_view code) const;

    /// The code of an act: `query.code`, replaced by every line of cameo_choice.tsv whose
    /// conditions hold, in the order of the file; empty where none of it fits the type.
    [[nodiscard]] std::string_view choose(const CodeQuery& query) const;

  private:
    struct Choice {
        ActType type = ActType::consult;
        std::vector<std::string> modes;
        std::vector<std::string> codes;  ///< "07*" holds for all that start so
        std::unordered_set<std::string> triggers;
        ContextSet contexts;  ///< any of
        std::string code;
    };

    CameoTable() = default;
    Result<void> load_codes(const std::string& dir);
    Result<void> load_choices(const std::string& dir);
    static bool holds(const Choice& choice,
                      const CodeQuery& query,
                      std::string_view code);

    std::vector<CameoCode> codes_;
    std::unordered_map<std::string, std::uint32_t> by_code_;
    std::vector<Choice> choices_;
};

}  // namespace chancery
