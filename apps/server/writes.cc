// Writes: each is done once, however often it is sent, and is entered in the audit.
// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "ledger/sha256.h"
#include "server/desk_store.h"
#include "server/routes.h"

namespace chancery::server {

namespace {

std::string checksum_of(const Visit& visit) {
    Sha256 hash;
    hash.add_field(visit.request.method);
    hash.add_field(visit.request.path);
    hash.add_field(visit.request.query);
    hash.add_field(visit.request.body);
    hash.add_field(std::to_string(visit.request.body_size));
    return hash.hex();
}

/// What a write is about, for the audit: the body, but not a file.
std::string summary_of(const Visit& visit) {
    constexpr std::size_t most = 2000;
    std::string out = visit.request.body.substr(0, most);
    if (!visit.request.query.empty()) {
        out = '?' + visit.request.query.substr(0, most) + ' ' + out;
    }
    return out;
}

Response again(const KeptAnswer& kept, const std::string& checksum) {
    if (kept.request != checksum) {
        return to_response(problem(
            422, "this Idempotency-Key was used for another request; choose a new one"));
    }
    if (kept.status == 0) {
        return to_response(
            problem(409, "the first request with this Idempotency-Key is under way"));
    }
    Response out;
    out.status = kept.status;
    out.body = kept.body;
    out.set("Content-Type",
            kept.status < 400 ? "application/json" : "application/problem+json");
    if (!kept.location.empty()) {
        out.set("Location", kept.location);
    }
    out.set("Idempotent-Replayed", "true");
    return out;
}

}  // namespace

Response write_once(Desk& desk, const Visit& visit, const Serve& serve) {
    const std::string& given = visit.values().text("Idempotency-Key");
    // Keys are of one caller.
    const std::string key = given.empty() ? "" : visit.caller.author + '\n' + given;
    const std::string checksum = key.empty() ? "" : checksum_of(visit);
    if (!key.empty()) {
        const auto kept = desk.store().begin(key, checksum);
        if (!kept) {
            return to_response(problem(500, kept.error().text()));
        }
        if (*kept) {
            return again(**kept, checksum);
        }
    }
    Response out = serve(desk, visit);
    if (!key.empty()) {
        if (out.status >= 500 || out.status == 412 || out.status == 428) {
            desk.store().forget(key);
        } else {
            std::string location;
            for (const auto& [name, value] : out.headers) {
                location = name == "Location" ? value : location;
            }
            (void)desk.store().keep(key, {checksum, out.status, out.body, location});
        }
    }
    const auto noted = desk.store().audit({0,
                                           "",
                                           visit.caller.author,
                                           visit.caller.token,
                                           visit.caller.address,
                                           visit.request.method,
                                           visit.request.path,
                                           summary_of(visit),
                                           out.status});
    if (!noted && out.status < 400) {
        // The write is done; that nobody can say so later is to be known.
        out.set("Warning", "199 - \"the audit could not be written\"");
    }
    return out;
}

}  // namespace chancery::server
