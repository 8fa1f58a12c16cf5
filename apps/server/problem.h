// What went wrong with a request, as RFC 9457 has it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace chancery::server {

/// One field that is at fault.
struct FieldFault {
    std::string in;  ///< "query", "path", "header", "body"
    std::string field;
    std::string detail;
};

struct Problem {
    int status = 500;
    std::string kind;    ///< last part of the type: "bad-parameter"
    std::string title;   ///< the same for all of a kind
    std::string detail;  ///< what is wrong and what to do
    std::vector<FieldFault> errors{};
    unsigned retry_after = 0;  ///< seconds; 0: no such header
};

/// A problem of one of the kinds that there are: "bad-parameter", "not-found", …
[[nodiscard]] Problem problem(int status, std::string detail);
/// The same for one field: status 400.
[[nodiscard]] Problem bad_field(std::string in, std::string field, std::string detail);

/// application/problem+json.
[[nodiscard]] std::string to_json_text(const Problem& problem);

/// A value, or what is wrong.
template <typename T>
using Or = std::variant<T, Problem>;

}  // namespace chancery::server
