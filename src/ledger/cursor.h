// A place in a list that was asked for, to go on behind it later.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/query.h"

namespace chancery {

/// What a page ended with, and what it was a page of.
struct Cursor {
    std::string list;  ///< "events", "acts", …; may be left empty, as may `ledger`
    std::int64_t version = 0;  ///< of the ledger, that the page was read from
    std::string ledger;        ///< Ledger::mark() of that version
    std::string question;      ///< mark_of() what was asked for
    RowPlace place;            ///< of the last row; of events: day and identifier (`doc`)
};

/// Twelve digits that tell one text from another.
[[nodiscard]] std::string mark_of(std::string_view text);

/// A cursor as one word of letters, digits, - and _, with a checksum; it never begins
/// with -.
[[nodiscard]] std::string encode(const Cursor& cursor);

/// Errors: this was not made by encode(), or is not all of it.
Result<Cursor> decode_cursor(std::string_view word);

}  // namespace chancery
