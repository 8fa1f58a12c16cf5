// Addresses, headers and bodies of requests, and cursors, as anybody may send them.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ledger/cursor.h"
#include "server/api.h"
#include "server/embedded.h"
#include "server/etag.h"
#include "server/packing.h"

namespace {

using namespace chancery::server;  // NOLINT(google-build-using-namespace): all of it

const Api& api() {
    static const Api one = [] {
        auto opened = Api::open(embedded_openapi());
        if (!opened) {
            std::abort();
        }
        return *std::move(opened);
    }();
    return one;
}

void check_cursor(std::string_view text) {
    if (const auto cursor = chancery::decode_cursor(text)) {
        const auto again = chancery::decode_cursor(chancery::encode(*cursor));
        if (!again || again->version != cursor->version) {
            std::abort();
        }
    }
}

}  // namespace

/// A method, a path, a query, a header and a body, on a line each.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const auto line = [&rest] {
        const std::size_t end = rest.find('\n');
        const std::string_view out = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        return std::string(out);
    };
    Request request;
    request.method = line();
    request.path = line();
    request.query = line();
    const std::string header = line();
    request.headers = {{"content-type", "application/json"},
                       {"idempotency-key", header},
                       {"if-match", header}};
    request.body = std::string(rest);
    (void)packing_for(header);
    (void)matches(header, "0123");
    check_cursor(request.query);
    std::string allow;
    const auto route = api().route(request.method, request.path, allow);
    const auto* known = std::get_if<const Operation*>(&route);
    if (known == nullptr) {
        return 0;
    }
    auto read = api().read(**known, request);
    if (auto* call = std::get_if<Call>(&read)) {
        (void)call->values.fingerprint({});
        (void)api().read_body(request, *call);
    }
    return 0;
}
