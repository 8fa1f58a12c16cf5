// An HTTP response as archives keep it, and the bytes of what it carries (RFC 9112).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/header_fields.h"
#include "ingest/unpack.h"

namespace chancery {

/// The parts of a response; `body` points into what was parsed.
struct HttpResponse {
    std::uint32_t status = 0;
    HeaderFields fields;
    std::string_view body;  ///< as sent: in chunks, packed
};

/// Errors: no status line, no end of the header.
Result<HttpResponse> parse_http_response(std::string_view message);

/// The body with its chunks joined; nothing where it is not in chunks.
[[nodiscard]] std::optional<std::string> joined_body(const HttpResponse& response);

/// Whether the message says how long its body is, and it is so long.
[[nodiscard]] bool is_complete(const HttpResponse& response);

struct HttpBody {
    std::string bytes;
    std::string note;  ///< what is odd about it, in words; empty where nothing is
};

/// The body out of its chunks and unpacked. Archives often keep these header fields
/// though what they say has been undone: a body that does not look so is taken as it is.
/// Errors: packed data that is damaged, or beyond the limits.
Result<HttpBody> decode_body(const HttpResponse& response, const UnpackLimits& limits);

}  // namespace chancery
