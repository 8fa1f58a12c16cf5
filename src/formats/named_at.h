// Where the words of an article name somebody.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "base/span.h"
#include "ledger/query.h"

namespace chancery {

/// The words of `text` that name `who`, nearest to `near`: the name as the article or
/// the tables have it; of a person, where that is not there, the end or the beginning of
/// it ("Sisoulith" for "Thongloun Sisoulith"). Whole words, as they are written.
/// Nothing where there are none.
[[nodiscard]] std::optional<Span> named_at(std::string_view text,
                                           const Participant& who,
                                           Span near);

/// The same for any words.
[[nodiscard]] std::optional<Span> words_at(std::string_view text,
                                           std::string_view words,
                                           Span near);

/// The lines of `text` that hold any of `span`, without line ends around.
/// Precondition: `span` lies in `text`.
[[nodiscard]] Span lines_around(std::string_view text, Span span);

}  // namespace chancery
