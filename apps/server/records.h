// Rows of the ledger as the API writes them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/json_fields.h"
#include "ledger/ledger.h"
#include "shared/in_words.h"

namespace chancery::server {

/// "to_lam@VNM": what /v1/actors/{actor} takes.
[[nodiscard]] std::string id_of(const Participant& one);
[[nodiscard]] std::string id_of(std::string_view key, std::string_view code);

[[nodiscard]] Json record(const Participant& one);
[[nodiscard]] Json record(const std::vector<Participant>& list);
[[nodiscard]] Json record(const EventRow& event);
[[nodiscard]] Json record(const EventDetail& detail, const InWords& words);
[[nodiscard]] Json record(const ActRow& act);
[[nodiscard]] Json record(const ActDetail& detail, const InWords& words);
[[nodiscard]] Json record(const StatementRow& statement);
[[nodiscard]] Json record(const ArticleRow& article);
[[nodiscard]] Json record(const Correction& one);
[[nodiscard]] Json record(const EventCount& stretch);
[[nodiscard]] Json record(const VersionRow& version);
[[nodiscard]] Json record(const LearnedOffice& office);
[[nodiscard]] Json record(const ActorSaying& saying);

/// How many UTF-16 code units stand before each of these bytes of a text, which are in
/// order.
class Utf16Places {
  public:
    explicit Utf16Places(std::string_view text) : text_(text) {}

    /// Fastest where `bytes` grows from call to call.
    [[nodiscard]] std::uint32_t at(std::size_t bytes);

  private:
    std::string_view text_;
    std::size_t bytes_ = 0;
    std::uint32_t units_ = 0;
};

}  // namespace chancery::server
