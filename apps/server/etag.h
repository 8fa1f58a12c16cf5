// What tells one state of an answer from another.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "server/packing.h"

namespace chancery::server {

/// The tag of an answer, without quotes, by its text.
[[nodiscard]] std::string tag_of(std::string_view text);
/// An entity tag as a header has it: of this answer in this packing.
[[nodiscard]] std::string etag(std::string_view tag, Packing packing);
/// Whether a list of entity tags (If-Match, If-None-Match) names it, in any packing.
[[nodiscard]] bool matches(std::string_view list, std::string_view tag);

}  // namespace chancery::server
