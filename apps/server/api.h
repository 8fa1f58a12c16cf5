// The API as openapi.json tells it: which routes there are, and whether a request is of
// the form that its route takes. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "server/message.h"
#include "server/problem.h"
#include "server/schema.h"

namespace chancery::server {

enum class Scope : std::uint8_t { none, read, correct, admin };
[[nodiscard]] std::string_view name(Scope scope);
[[nodiscard]] std::optional<Scope> scope_from(std::string_view text);

struct Parameter {
    std::string name, in;
    bool required = false;
    std::string fallback;  ///< the default, in text; "" for none
    Schema schema;
};

struct Operation {
    std::string id;      ///< "listEvents"
    std::string method;  ///< "GET"
    std::string path;    ///< "/v1/events/{event}"
    std::vector<std::string> segments;
    Scope scope = Scope::read;
    std::vector<Parameter> parameters;
    std::string body_type;  ///< media type of the body; "" where it takes none
    std::optional<Schema> body;
};

/// The parameters of a request, checked; texts are valid UTF-8.
class Values {
  public:
    [[nodiscard]] bool has(const std::string& name) const {
        return values_.contains(name);
    }

    /// "" where it is not given and has no default.
    [[nodiscard]] const std::string& text(const std::string& name) const;
    [[nodiscard]] const std::vector<std::string>& all(const std::string& name) const;

    [[nodiscard]] bool flag(const std::string& name) const {
        return text(name) == "true";
    }

    /// 0 where it is not given and has no default.
    [[nodiscard]] std::int64_t number(const std::string& name) const;
    [[nodiscard]] double real(const std::string& name) const;

    void add(const std::string& name, std::string value) {
        values_[name].push_back(std::move(value));
    }

    /// Names and values in order, without these: the same question gives the same text.
    [[nodiscard]] std::string fingerprint(const std::vector<std::string>& without) const;

  private:
    std::map<std::string, std::vector<std::string>> values_;
};

/// A request that fits its route.
struct Call {
    const Operation* operation = nullptr;
    Values values;
    nlohmann::json body;  ///< of application/json
};

/// Text of an address, decoded; nothing where it is ill-formed or not UTF-8.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text,
                                                         bool plus);
/// What may stand in a path or query as it is, and "%XX" for the rest.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// Constant; shared by threads.
class Api {
  public:
    /// Errors: openapi.json is not what this program understands.
    static Result<Api> open(std::string_view openapi);

    [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }

    /// The route of a request. Problems: 404 and 405; `allow` gets the methods that there
    /// are.
    [[nodiscard]] Or<const Operation*> route(const std::string& method,
                                             const std::string& path,
                                             std::string& allow) const;
    /// Its parameters. Problems: 400 for what is unknown, missing or not of its form.
    [[nodiscard]] Or<Call> read(const Operation& operation, const Request& request) const;
    /// The body of a call, where it is JSON. Problems: 400, 415.
    [[nodiscard]] std::optional<Problem> read_body(const Request& request,
                                                   Call& call) const;
    /// Parameters of a query string as an operation takes them: for saved queries.
    [[nodiscard]] Or<Values> read_query(const Operation& operation,
                                        std::string_view query) const;
    [[nodiscard]] const Operation* find(std::string_view id) const;

  private:
    std::vector<Operation> operations_;
};

}  // namespace chancery::server
