// Where the next page of a list begins, as the caller keeps it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ledger/query.h"

namespace chancery::server {

/// What a cursor holds: of which version and question the page before was, and its last
/// row.
struct Cursor {
    std::int64_t version = 0;
    std::string question;  ///< see question_mark()
    RowPlace place;        ///< of events: day and identifier (in `doc`)
};

/// A short name of a question: cursors are of one question.
[[nodiscard]] std::string question_mark(std::string_view question);

/// Letters, digits, "-" and "_".
[[nodiscard]] std::string to_text(const Cursor& cursor);
/// Nothing where it is none that to_text() gave.
[[nodiscard]] std::optional<Cursor> cursor_from(std::string_view text);

/// RFC 4648, section 5, without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace chancery::server
