// Objects of JSON as rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "ingest/row_fields.h"

namespace chancery {

/// Parses one value. Ill-formed UTF-8 is repaired first. Errors: no JSON, with the byte;
/// values nested deeper than `max_depth`.
Result<nlohmann::json> parse_json(std::string_view text, std::uint32_t max_depth);

/// What an object says; precondition: value.is_object().
[[nodiscard]] Row row_of(const nlohmann::json& value, const FieldMap& fields);

}  // namespace chancery
