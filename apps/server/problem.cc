// SPDX-License-Identifier: Apache-2.0
#include "server/problem.h"

#include <utility>

#include "formats/json_fields.h"

namespace chancery::server {

namespace {

struct Kind {
    int status;
    const char* kind;
    const char* title;
};

constexpr Kind kinds[] = {
    {400, "bad-parameter", "A parameter is wrong"},
    {401, "token-needed", "A token is needed"},
    {403, "forbidden", "This may not be done"},
    {404, "not-found", "There is no such thing"},
    {405, "wrong-method", "This cannot be done with it"},
    {408, "too-slow", "The request took too long to arrive"},
    {409, "busy", "Something else is under way"},
    {410, "gone", "The version is no longer kept"},
    {412, "changed", "The event has changed since"},
    {413, "too-large", "The body is too large"},
    {415, "media-type", "The body is of another type"},
    {421, "wrong-host", "This server does not answer for that host"},
    {422, "refused", "The ledger cannot take this"},
    {428, "match-needed", "If-Match is needed"},
    {429, "too-many", "Too many requests"},
    {431, "header-too-large", "The header is too large"},
    {500, "failed", "Something failed"},
    {503, "unavailable", "Not now"},
};

}  // namespace

Problem problem(int status, std::string detail) {
    for (const Kind& one : kinds) {
        if (one.status == status) {
            return {status, one.kind, one.title, std::move(detail)};
        }
    }
    return {status, "failed", "Something failed", std::move(detail)};
}

Problem bad_field(std::string in, std::string field, std::string detail) {
    Problem out = problem(400, detail);
    out.errors.push_back({std::move(in), std::move(field), std::move(detail)});
    return out;
}

std::string to_json_text(const Problem& problem) {
    Json out = {{"type", "urn:chancery:problem:" + problem.kind},
                {"title", problem.title},
                {"status", problem.status},
                {"detail", problem.detail}};
    if (!problem.errors.empty()) {
        Json errors = Json::array();
        for (const FieldFault& one : problem.errors) {
            errors.push_back(
                {{"in", one.in}, {"field", one.field}, {"detail", one.detail}});
        }
        out["errors"] = std::move(errors);
    }
    return json_line(out);
}

}  // namespace chancery::server
