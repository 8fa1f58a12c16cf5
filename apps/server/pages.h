// The page of the desk, as it was built into the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/message.h"

namespace chancery::server {

/// What a request that is for no route of the API gets: a file of the page, or nothing.
/// `status` is what the API says to it (404, 405).
[[nodiscard]] std::optional<Response> page_for(const Request& request, int status);

}  // namespace chancery::server
