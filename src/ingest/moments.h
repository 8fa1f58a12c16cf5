// The dates and times that markup and containers hold, as days and RFC 3339.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace chancery {

struct Moment {
    Day day;           ///< as it is written, in its own zone
    std::string text;  ///< "2024-05-06T10:17:00+07:00", as far as known; empty: day only
};

/// "2024-05-06T10:17:00.5Z", "2024-05-06 10:17 +0700", "20240506", "Mon, 06 May 2024
/// 10:17:00 GMT", "May 6, 2024 at 10:17 a.m. EDT", "1714990620" (seconds or milliseconds
/// since 1970, UTC). Midnight without a zone is taken for a day. A name of a zone that
/// several have ("IST") is not read.
[[nodiscard]] std::optional<Moment> read_moment(std::string_view text);

/// The day in the path of an address: "/2024/05/06/", "/2024-05-06-…", "/20240506/",
/// "/2024/may/06/". Years 1990-2099.
[[nodiscard]] std::optional<Day> day_of_path(std::string_view url);

}  // namespace chancery
