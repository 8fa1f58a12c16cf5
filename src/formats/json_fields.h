// Values of the ledger as JSON, where several formats write them alike.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "formats/fields.h"

namespace chancery {

using Json = nlohmann::ordered_json;

[[nodiscard]] inline Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

/// Degrees to four decimals, some ten metres; null where they are not known.
[[nodiscard]] inline Json degrees_or_null(const std::optional<Coordinates>& at,
                                          double Coordinates::*which) {
    return at ? Json(rounded((*at).*which, 4)) : Json(nullptr);
}

/// On one line; ill-formed UTF-8 (there should be none) replaced.
[[nodiscard]] inline std::string json_text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

[[nodiscard]] inline std::string json_line(const Json& json) {
    return json_text(json) + '\n';
}

}  // namespace chancery
