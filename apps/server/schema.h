// The part of JSON Schema that openapi.json uses, checked against values.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace chancery::server {

/// Where a value does not fit its schema, and why.
struct SchemaFault {
    std::string field;  ///< "actors/0"; "" for the value itself
    std::string detail;
};

/// One schema, its patterns compiled; constant, shared by threads. Knows type, enum,
/// const, pattern, minLength, maxLength, minimum, maximum, items, minItems, maxItems,
/// properties, required, additionalProperties: false, oneOf with a discriminator, $ref.
class Schema {
  public:
    /// `document` is what $ref is looked up in. Errors: a keyword or pattern that is not
    /// known; a $ref that leads nowhere.
    static Result<Schema> compile(const nlohmann::json& schema,
                                  const nlohmann::json& document);

    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;
    ~Schema();

    [[nodiscard]] std::optional<SchemaFault> check(const nlohmann::json& value) const;
    /// The same for a value as an address or header has it, in text: numbers in decimal,
    /// booleans as `true` or `false`. Of an array, for one of its items.
    [[nodiscard]] std::optional<SchemaFault> check_text(std::string_view text) const;

    [[nodiscard]] bool is_array() const;
    /// Least and most items of an array.
    [[nodiscard]] std::optional<SchemaFault> check_count(std::size_t items) const;

    struct Node;

  private:
    explicit Schema(std::shared_ptr<const Node> root);
    std::shared_ptr<const Node> root_;
};

}  // namespace chancery::server
