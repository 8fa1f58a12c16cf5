// Moments as feeds, mail, archives and tables write them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace chancery {

/// RFC 3339 as far as the words say it: "2026-01-25T08:30:00+07:00",
/// "2026-01-25T08:30:00" (no zone given), "2026-01-25". Reads what read_moment() does,
/// and else any date that find_date() knows. Empty where there is none.
[[nodiscard]] std::string to_rfc3339(std::string_view words);

}  // namespace chancery
