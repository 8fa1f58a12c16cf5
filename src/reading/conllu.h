// CoNLL-U, the exchange format of Universal Dependencies, from a Reading.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "reading/reading.h"

namespace chancery {

/// The reading as CoNLL-U: "# text" lines, ten columns, SpaceAfter=No and the token's
/// bytes ("Span=begin:end") and names ("Name=B-PER") in MISC.
[[nodiscard]] std::string to_conllu(const Reading& reading, std::string_view text);

}  // namespace chancery
