// SPDX-License-Identifier: Apache-2.0
#include "server/api.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/utf8.h"

namespace chancery::server {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> scope_names{"none", "read", "correct", "admin"};

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> out;
    for (std::size_t at = 1; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        out.emplace_back(path.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

bool is_variable(const std::string& segment) {
    return segment.starts_with('{');
}

int hex(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char small = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

Result<Parameter> parameter_from(const Json& given, const Json& document) {
    const Json* told = &given;
    if (given.contains("$ref")) {
        told =
            &document.at(Json::json_pointer(given["$ref"].get<std::string>().substr(1)));
    }
    auto schema = Schema::compile((*told)["schema"], document);
    if (!schema) {
        return schema.error();
    }
    const Json& fallback = (*told)["schema"].value("default", Json());
    return Parameter{(*told)["name"].get<std::string>(),
                     (*told)["in"].get<std::string>(),
                     told->value("required", false),
                     fallback.is_null() ? "" : text_of(fallback),
                     *std::move(schema)};
}

Result<Operation> operation_from(const std::string& path,
                                 const std::string& method,
                                 const Json& told,
                                 const Json& document) {
    Operation out;
    out.id = told.at("operationId").get<std::string>();
    out.path = path;
    out.segments = segments_of(path);
    out.method = method;
    std::transform(out.method.begin(), out.method.end(), out.method.begin(), [](char c) {
        return static_cast<char>(c - 'a' + 'A');
    });
    out.scope = scope_from(told.value("x-scope", "read")).value_or(Scope::admin);
    for (const Json& one : told.value("parameters", Json::array())) {
        auto parameter = parameter_from(one, document);
        if (!parameter) {
            return parameter.error();
        }
        out.parameters.push_back(*std::move(parameter));
    }
    if (told.contains("requestBody")) {
        const auto content = told["requestBody"]["content"].begin();
        out.body_type = content.key();
        if (out.body_type == "application/json") {
            auto schema = Schema::compile(content.value()["schema"], document);
            if (!schema) {
                return schema.error();
            }
            out.body = *std::move(schema);
        }
    }
    return out;
}

/// How the name of a parameter that there is not was perhaps meant.
std::string nearest(const Operation& operation, const std::string& word) {
    std::string best;
    std::size_t least = 3;
    for (const Parameter& one : operation.parameters) {
        if (one.in != "query") {
            continue;
        }
        // Slips are few: the letters that differ, counted from both ends.
        const std::string& name = one.name;
        const auto [a, b] =
            std::mismatch(name.begin(), name.end(), word.begin(), word.end());
        const auto front = static_cast<std::size_t>(a - name.begin());
        const auto [c, d] =
            std::mismatch(name.rbegin(), name.rend(), word.rbegin(), word.rend());
        const std::size_t longer = std::max(name.size(), word.size());
        const auto back = std::min(static_cast<std::size_t>(c - name.rbegin()),
                                   std::min(name.size(), word.size()) - front);
        if (longer - front - back < least) {
            least = longer - front - back;
            best = name;
        }
    }
    return best;
}

const Parameter* parameter_of(const Operation& operation,
                              std::string_view in,
                              std::string_view name) {
    const auto found = std::find_if(
        operation.parameters.begin(), operation.parameters.end(), [&](const auto& one) {
            return one.in == in && one.name == name;
        });
    return found == operation.parameters.end() ? nullptr : &*found;
}

std::optional<Problem> add_value(const Parameter& parameter,
                                 std::string value,
                                 Values& into) {
    if (const auto fault = parameter.schema.check_text(value)) {
        return bad_field(parameter.in,
                         parameter.name,
                         parameter.name + " \"" + value + "\" " + fault->detail);
    }
    if (into.has(parameter.name)) {
        if (!parameter.schema.is_array()) {
            return bad_field(
                parameter.in, parameter.name, parameter.name + " is given twice");
        }
        const auto many =
            parameter.schema.check_count(into.all(parameter.name).size() + 1);
        if (many) {
            return bad_field(
                parameter.in, parameter.name, parameter.name + " " + many->detail);
        }
    }
    into.add(parameter.name, std::move(value));
    return std::nullopt;
}

std::optional<Problem> add_missing(const Operation& operation, Values& into) {
    for (const Parameter& one : operation.parameters) {
        if (into.has(one.name)) {
            continue;
        }
        if (one.required) {
            return bad_field(one.in, one.name, one.name + " is missing");
        }
        if (!one.fallback.empty()) {
            into.add(one.name, one.fallback);
        }
    }
    return std::nullopt;
}

std::optional<Problem> add_query(const Operation& operation,
                                 std::string_view query,
                                 Values& into) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) {
            continue;
        }
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(
            equals < pair.size() ? pair.substr(equals + 1) : std::string_view(), true);
        if (!name || !value) {
            return bad_field("query",
                             name.value_or("?"),
                             "the address is not percent-encoded UTF-8 here");
        }
        const Parameter* known = parameter_of(operation, "query", *name);
        if (known == nullptr) {
            const std::string meant = nearest(operation, *name);
            return bad_field(
                "query",
                *name,
                "there is no parameter \"" + *name + '"' +
                    (meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
        }
        if (auto fault = add_value(*known, *std::move(value), into)) {
            return fault;
        }
    }
    return std::nullopt;
}

std::string small(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

}  // namespace

std::string_view name(Scope scope) {
    return scope_names[static_cast<std::size_t>(scope)];
}

std::optional<Scope> scope_from(std::string_view text) {
    const auto* const found = std::find(scope_names.begin(), scope_names.end(), text);
    return found == scope_names.end()
               ? std::nullopt
               : std::optional(static_cast<Scope>(found - scope_names.begin()));
}

const std::string& Values::text(const std::string& name) const {
    static const std::string none;
    const auto at = values_.find(name);
    return at == values_.end() ? none : at->second.front();
}

const std::vector<std::string>& Values::all(const std::string& name) const {
    static const std::vector<std::string> none;
    const auto at = values_.find(name);
    return at == values_.end() ? none : at->second;
}

std::int64_t Values::number(const std::string& name) const {
    const std::string& words = text(name);
    std::int64_t out = 0;
    std::from_chars(words.data(), words.data() + words.size(), out);
    return out;
}

double Values::real(const std::string& name) const {
    const Json value = Json::parse(text(name), nullptr, false);
    return value.is_number() ? value.get<double>() : 0;
}

std::string Values::fingerprint(const std::vector<std::string>& without) const {
    std::string out;
    for (const auto& [name, all] : values_) {
        if (std::find(without.begin(), without.end(), name) != without.end()) {
            continue;
        }
        for (const std::string& one : all) {
            out.append(name).append("=").append(one).append("\n");
        }
    }
    return out;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '+' && plus) {
            out += ' ';
        } else if (c == '%') {
            const int high = i + 1 < text.size() ? hex(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += c;
        }
    }
    return is_utf8(out) ? std::optional(std::move(out)) : std::nullopt;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                           c == '~';
        if (plain) {
            out += c;
        } else {
            out += {'%', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
    return out;
}

Result<Api> Api::open(std::string_view openapi) {
    const Json document = Json::parse(openapi, nullptr, false);
    if (!document.is_object() || !document.contains("paths")) {
        return Error{"is not an OpenAPI document", "openapi.json", 0};
    }
    Api out;
    for (const auto& [path, methods] : document["paths"].items()) {
        for (const auto& [method, told] : methods.items()) {
            auto operation = operation_from(path, method, told, document);
            if (!operation) {
                return operation.error();
            }
            out.operations_.push_back(*std::move(operation));
        }
    }
    return out;
}

const Operation* Api::find(std::string_view id) const {
    const auto found = std::find_if(operations_.begin(),
                                    operations_.end(),
                                    [&](const auto& one) { return one.id == id; });
    return found == operations_.end() ? nullptr : &*found;
}

namespace {

/// Whether a path is of an operation, and whether by its words alone.
struct Fit {
    bool fits = false;
    bool plain = false;
};

Fit fit_of(const Operation& operation, const std::vector<std::string>& given) {
    if (operation.segments.size() != given.size()) {
        return {};
    }
    Fit out{true, true};
    for (std::size_t i = 0; out.fits && i < given.size(); ++i) {
        const bool variable = is_variable(operation.segments[i]);
        out.plain = out.plain && !variable;
        out.fits = variable ? !given[i].empty() : operation.segments[i] == given[i];
    }
    return out;
}

}  // namespace

Or<const Operation*> Api::route(const std::string& method,
                                const std::string& path,
                                std::string& allow) const {
    allow.clear();
    const auto given = segments_of(path);
    allow.clear();
    const Operation* best = nullptr;
    bool best_plain = false;
    for (const Operation& one : operations_) {
        const Fit fit = fit_of(one, given);
        if (!fit.fits) {
            continue;
        }
        // "/v1/events/facets" goes before "/v1/events/{event}".
        if (fit.plain && !best_plain) {
            allow.clear();
            best = nullptr;
            best_plain = true;
        } else if (!fit.plain && best_plain) {
            continue;
        }
        allow += (allow.empty() ? "" : ", ") + one.method;
        allow += one.method == "GET" ? ", HEAD" : "";
        if (one.method == method || (one.method == "GET" && method == "HEAD")) {
            best = &one;
        }
    }
    if (best != nullptr) {
        return best;
    }
    if (allow.empty()) {
        return problem(404,
                       "there is nothing at " + path + "; /openapi.json says what is");
    }
    return problem(405, method + " cannot be done here; " + allow + " can");
}

Or<Values> Api::read_query(const Operation& operation, std::string_view query) const {
    Values out;
    if (auto fault = add_query(operation, query, out)) {
        return *std::move(fault);
    }
    return out;
}

Or<Call> Api::read(const Operation& operation, const Request& request) const {
    Call out;
    out.operation = &operation;
    const auto given = segments_of(request.path);
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!is_variable(operation.segments[i])) {
            continue;
        }
        const std::string& segment = operation.segments[i];
        const std::string name = segment.substr(1, segment.size() - 2);
        auto value = percent_decoded(given[i], false);
        if (!value) {
            return bad_field("path", name, "the address is not percent-encoded UTF-8");
        }
        const Parameter* known = parameter_of(operation, "path", name);
        if (auto fault = add_value(*known, *std::move(value), out.values)) {
            return *std::move(fault);
        }
    }
    if (auto fault = add_query(operation, request.query, out.values)) {
        return *std::move(fault);
    }
    for (const Parameter& one : operation.parameters) {
        const auto header = one.in == "header" ? request.headers.find(small(one.name))
                                               : request.headers.end();
        if (header == request.headers.end()) {
            continue;
        }
        if (!is_utf8(header->second)) {
            return bad_field("header", one.name, one.name + " is not UTF-8");
        }
        if (auto fault = add_value(one, header->second, out.values)) {
            return *std::move(fault);
        }
    }
    if (auto fault = add_missing(operation, out.values)) {
        return *std::move(fault);
    }
    return out;
}

std::optional<Problem> Api::read_body(const Request& request, Call& call) const {
    const Operation& operation = *call.operation;
    if (operation.body_type.empty()) {
        return std::nullopt;
    }
    std::string type = small(std::string(request.header("content-type")));
    type.resize(std::min(type.find(';'), type.size()));
    while (type.ends_with(' ')) {
        type.pop_back();
    }
    if (type != operation.body_type) {
        return problem(415, "the body is to be " + operation.body_type);
    }
    if (!operation.body) {
        return std::nullopt;
    }
    call.body = is_utf8(request.body) ? Json::parse(request.body, nullptr, false)
                                      : Json(Json::value_t::discarded);
    if (call.body.is_discarded()) {
        return bad_field("body", "", "the body is not JSON in UTF-8");
    }
    if (const auto fault = operation.body->check(call.body)) {
        return bad_field(
            "body",
            fault->field,
            (fault->field.empty() ? "the body" : fault->field) + " " + fault->detail);
    }
    return std::nullopt;
}

}  // namespace chancery::server
