// What codes and reasons are called in words, by the tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "coding/rules.h"
#include "ledger/query.h"
#include "shared/folders.h"

namespace chancery {

/// What codes and reasons are called in words, by the tables, where these are found. The
/// ledger itself is read without them. Constant: threads may share it.
class InWords {
  public:
    explicit InWords(const FolderOptions& given);

    /// "041 Discuss by telephone".
    [[nodiscard]] std::string cameo(const std::string& code) const;

    /// `the wording "hold talks" or the like (rule hold-talks)`, "a day of the week, …";
    /// the rule itself where the tables say no more.
    [[nodiscard]] std::string why(const std::string& field,
                                  const std::string& rule_id) const;

    [[nodiscard]] std::string why(const ReasonRow& reason) const {
        return why(reason.field, reason.rule);
    }

  private:
    std::optional<CodingTables> tables_;
};

}  // namespace chancery
