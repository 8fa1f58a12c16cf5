// Whether a file found in a folder holds documents, where its name does not tell.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "ingest/row_fields.h"

namespace chancery {

/// As many bytes as holds_documents() looks at.
inline constexpr std::size_t folder_look = std::size_t{1} << 16U;

/// `first` are the file's first bytes (folder_look of them, where there are), `name` one
/// that may_hold_documents(). XML does where it is RSS or Atom; JSON where it is a JSON
/// Feed, or its first object (alone, in an array, or in one under a key such as "items")
/// has keys for a text and for a title or an address; a table where its columns are so.
[[nodiscard]] bool holds_documents(std::string_view first,
                                   std::string_view name,
                                   const FieldMap& fields);

}  // namespace chancery
