// URLs, e-mail addresses, names of hosts, files and documents inside a chunk of text.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "reading/tokenizer.h"

namespace chancery::reading {

/// End of a URL or an e-mail address that begins at `i` of a chunk, a run without white
/// space; `i` if there is none.
[[nodiscard]] std::size_t address_end(std::string_view chunk, std::size_t i);

/// End of a host name, file name, newsgroup or document symbol ("example.com",
/// "plan-2.doc", ".doc", "alt.animals.cat", "A/73/PV.6") that begins at `i`; `i` if there
/// is none.
[[nodiscard]] std::size_t host_end(std::string_view chunk,
                                   std::size_t i,
                                   const WordLists& lists);

}  // namespace chancery::reading
