// SPDX-License-Identifier: Apache-2.0
#include "server/schema.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <vector>

#include <unicode/regex.h>

namespace chancery::server {

using Json = nlohmann::json;

struct Schema::Node {
    std::vector<std::string> types;
    std::vector<Json> values;  ///< enum, const
    std::shared_ptr<const icu::RegexPattern> pattern;
    std::size_t min_length = 0, max_length = static_cast<std::size_t>(-1);
    std::size_t min_items = 0, max_items = static_cast<std::size_t>(-1);
    std::optional<double> minimum, maximum;
    std::shared_ptr<const Node> items;
    std::map<std::string, std::shared_ptr<const Node>> properties;
    std::vector<std::string> required;
    bool closed = false;
    std::string discriminator;
    std::map<std::string, std::shared_ptr<const Node>> choices;

    [[nodiscard]] bool takes(std::string_view type) const {
        return types.empty() ||
               std::find(types.begin(), types.end(), type) != types.end();
    }
};

namespace {

using Node = Schema::Node;
using NodePtr = std::shared_ptr<const Node>;

Error at_fault(const std::string& what) {
    return Error{what, "openapi.json", 0};
}

const Json* referred(const std::string& ref, const Json& document) {
    if (!ref.starts_with("#/")) {
        return nullptr;
    }
    const Json::json_pointer pointer(ref.substr(1));
    return document.contains(pointer) ? &document.at(pointer) : nullptr;
}

/// `$` of ECMA-262 is the very end, that of ICU may stand before a line feed.
std::string icu_pattern(std::string pattern) {
    if (pattern.ends_with('$') && !pattern.ends_with("\\$")) {
        pattern.replace(pattern.size() - 1, 1, "\\z");
    }
    return pattern;
}

Result<NodePtr> compile_node(const Json& given, const Json& document);

Result<void> compile_parts(const Json& schema, const Json& document, Node& out) {
    if (schema.contains("items")) {
        auto items = compile_node(schema["items"], document);
        if (!items) {
            return items.error();
        }
        out.items = *std::move(items);
    }
    if (schema.contains("properties")) {
        for (const auto& [name, one] : schema["properties"].items()) {
            auto made = compile_node(one, document);
            if (!made) {
                return made.error();
            }
            out.properties[name] = *std::move(made);
        }
    }
    if (schema.contains("oneOf") && schema.contains("discriminator")) {
        const Json& told = schema["discriminator"];
        out.discriminator = told["propertyName"].get<std::string>();
        for (const auto& [value, ref] : told["mapping"].items()) {
            auto made = compile_node(Json{{"$ref", ref}}, document);
            if (!made) {
                return made.error();
            }
            out.choices[value] = *std::move(made);
        }
    }
    return {};
}

Result<NodePtr> compile_node(const Json& given, const Json& document) {
    const Json* found = &given;
    if (given.contains("$ref")) {
        const auto ref = given["$ref"].get<std::string>();
        found = referred(ref, document);
        if (found == nullptr) {
            return at_fault(ref + " leads nowhere");
        }
    }
    const Json& schema = *found;
    auto out = std::make_shared<Node>();
    if (schema.contains("type")) {
        const Json& type = schema["type"];
        if (type.is_array()) {
            out->types = type.get<std::vector<std::string>>();
        } else {
            out->types = {type.get<std::string>()};
        }
    }
    if (schema.contains("enum")) {
        out->values = schema["enum"].get<std::vector<Json>>();
    }
    if (schema.contains("const")) {
        out->values = {schema["const"]};
    }
    if (schema.contains("pattern")) {
        UErrorCode status = U_ZERO_ERROR;
        const std::string words = icu_pattern(schema["pattern"].get<std::string>());
        out->pattern.reset(
            icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(words), 0, status));
        if (U_FAILURE(status)) {
            return at_fault("the pattern " + words + " is none");
        }
    }
    out->min_length = schema.value("minLength", out->min_length);
    out->max_length = schema.value("maxLength", out->max_length);
    out->min_items = schema.value("minItems", out->min_items);
    out->max_items = schema.value("maxItems", out->max_items);
    if (schema.contains("minimum")) {
        out->minimum = schema["minimum"].get<double>();
    }
    if (schema.contains("maximum")) {
        out->maximum = schema["maximum"].get<double>();
    }
    if (schema.contains("required")) {
        out->required = schema["required"].get<std::vector<std::string>>();
    }
    out->closed = schema.contains("additionalProperties") &&
                  schema["additionalProperties"] == false;
    if (auto done = compile_parts(schema, document, *out); !done) {
        return done.error();
    }
    return NodePtr(std::move(out));
}

std::string_view type_of(const Json& value) {
    switch (value.type()) {
        case Json::value_t::null:
            return "null";
        case Json::value_t::object:
            return "object";
        case Json::value_t::array:
            return "array";
        case Json::value_t::string:
            return "string";
        case Json::value_t::boolean:
            return "boolean";
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
            return "integer";
        default:
            return "number";
    }
}

std::string listed(const std::vector<Json>& values) {
    std::string out;
    for (const Json& one : values) {
        out += out.empty() ? "" : ", ";
        out += one.is_string() ? one.get<std::string>() : one.dump();
    }
    return out;
}

std::optional<SchemaFault> check_string(const Node& node, const std::string& text) {
    const auto words = icu::UnicodeString::fromUTF8(text);
    const auto length = static_cast<std::size_t>(words.countChar32());
    if (length < node.min_length) {
        return SchemaFault{"", "is empty"};
    }
    if (length > node.max_length) {
        return SchemaFault{
            "", "is longer than " + std::to_string(node.max_length) + " characters"};
    }
    if (node.pattern) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(
            node.pattern->matcher(words, status));
        if (U_FAILURE(status) || !matcher->find(status) || U_FAILURE(status)) {
            return SchemaFault{"", "is not of the form that it has"};
        }
    }
    return std::nullopt;
}

std::optional<SchemaFault> check_number(const Node& node, double number) {
    if (node.minimum && number < *node.minimum) {
        return SchemaFault{"", "is less than " + Json(*node.minimum).dump()};
    }
    if (node.maximum && number > *node.maximum) {
        return SchemaFault{"", "is more than " + Json(*node.maximum).dump()};
    }
    return std::nullopt;
}

SchemaFault inside(const std::string& name, SchemaFault fault) {
    fault.field = fault.field.empty() ? name : name + '/' + fault.field;
    return fault;
}

std::optional<SchemaFault> check_node(const Node& node, const Json& value);

std::optional<SchemaFault> check_object(const Node& node, const Json& value) {
    for (const std::string& name : node.required) {
        if (!value.contains(name)) {
            return SchemaFault{name, "is missing"};
        }
    }
    for (const auto& [name, one] : value.items()) {
        const auto known = node.properties.find(name);
        if (known == node.properties.end()) {
            if (node.closed) {
                return SchemaFault{name, "is not a field of it"};
            }
            continue;
        }
        if (auto fault = check_node(*known->second, one)) {
            return inside(name, *std::move(fault));
        }
    }
    return std::nullopt;
}

std::optional<SchemaFault> check_choice(const Node& node, const Json& value) {
    if (!value.is_object() || !value.contains(node.discriminator)) {
        return SchemaFault{node.discriminator, "is missing"};
    }
    const Json& told = value[node.discriminator];
    const auto found = told.is_string() ? node.choices.find(told.get<std::string>())
                                        : node.choices.end();
    if (found == node.choices.end()) {
        std::string known;
        for (const auto& [name, one] : node.choices) {
            known += (known.empty() ? "" : ", ") + name;
        }
        return SchemaFault{node.discriminator, "is none of " + known};
    }
    return check_node(*found->second, value);
}

std::optional<SchemaFault> check_items(const Node& node, const Json& value) {
    if (value.size() < node.min_items || value.size() > node.max_items) {
        return SchemaFault{"", "has too few or too many items"};
    }
    if (node.items) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (auto fault = check_node(*node.items, value[i])) {
                return inside(std::to_string(i), *std::move(fault));
            }
        }
    }
    return std::nullopt;
}

std::optional<SchemaFault> check_node(const Node& node, const Json& value) {
    if (!node.choices.empty()) {
        return check_choice(node, value);
    }
    const std::string_view type = type_of(value);
    // A number without a fraction is an integer too, and an integer is a number.
    const bool whole =
        type == "number" &&
        value.get<double>() == static_cast<double>(static_cast<long long>(
                                   std::clamp(value.get<double>(), -9e15, 9e15)));
    if (!node.takes(type) && !(type == "integer" && node.takes("number")) &&
        !(whole && node.takes("integer"))) {
        return SchemaFault{"", "is of another type"};
    }
    if (!node.values.empty() &&
        std::find(node.values.begin(), node.values.end(), value) == node.values.end()) {
        return SchemaFault{"", "is none of " + listed(node.values)};
    }
    if (value.is_string()) {
        return check_string(node, value.get_ref<const std::string&>());
    }
    if (value.is_number()) {
        return check_number(node, value.get<double>());
    }
    if (value.is_object()) {
        return check_object(node, value);
    }
    return value.is_array() ? check_items(node, value) : std::nullopt;
}

/// Decimal digits as JSON writes them: no sign but "-", no zeros before.
std::optional<Json> integer_from(std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || (digits.size() > 1 && digits.front() == '0')) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return all ? std::optional<Json>(number) : std::nullopt;
}

std::optional<Json> number_from(std::string_view text) {
    if (text.empty() ||
        text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) {
        return std::nullopt;
    }
    Json read = Json::parse(text, nullptr, false);
    return read.is_number() ? std::optional<Json>(std::move(read)) : std::nullopt;
}

std::optional<SchemaFault> check_node_text(const Node& node, std::string_view text) {
    if (node.items) {
        return check_node_text(*node.items, text);
    }
    if (node.takes("string")) {
        return check_node(node, Json(std::string(text)));
    }
    if (node.takes("boolean")) {
        return text == "true" || text == "false"
                   ? std::nullopt
                   : std::optional(SchemaFault{"", "is neither true nor false"});
    }
    const bool integer = node.takes("integer");
    const auto value = integer ? integer_from(text) : number_from(text);
    if (!value) {
        return SchemaFault{"", integer ? "is not a whole number" : "is not a number"};
    }
    return check_node(node, *value);
}

}  // namespace

Schema::Schema(std::shared_ptr<const Node> root) : root_(std::move(root)) {}

Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::compile(const Json& schema, const Json& document) {
    auto root = compile_node(schema, document);
    return root ? Result<Schema>(Schema(*std::move(root))) : root.error();
}

std::optional<SchemaFault> Schema::check(const Json& value) const {
    return check_node(*root_, value);
}

std::optional<SchemaFault> Schema::check_text(std::string_view text) const {
    return check_node_text(*root_, text);
}

bool Schema::is_array() const {
    return root_->items != nullptr;
}

std::optional<SchemaFault> Schema::check_count(std::size_t items) const {
    if (items > root_->max_items) {
        return SchemaFault{
            "", "is given more than " + std::to_string(root_->max_items) + " times"};
    }
    return std::nullopt;
}

}  // namespace chancery::server
