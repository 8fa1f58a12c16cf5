// SPDX-License-Identifier: Apache-2.0
#include "server/pages.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "server/embedded.h"
#include "server/etag.h"
#include "server/packing.h"

namespace chancery::server {

namespace {

constexpr std::string_view not_built =
    "<!doctype html>\n<html lang=\"en\">\n<meta "
    "charset=\"utf-8\">\n<title>Chancery</title>\n"
    "<h1>Chancery</h1>\n<p>The server runs, but this program was built without the page. "
    "Build it and the program again:</p>\n<pre>cd web &amp;&amp; npm ci &amp;&amp; npm "
    "run "
    "build\ncd .. &amp;&amp; ./dev build</pre>\n<p>The API is there: <a "
    "href=\"/openapi.json\">/openapi.json</a>, <a "
    "href=\"/v1/events\">/v1/events</a>.</p>\n";

/// What the page may load: its own files, and nothing from anywhere else.
constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: "
    "blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'";

const EmbeddedFile* find(std::string_view path) {
    const auto files = embedded_page();
    const auto at =
        std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& one) {
            return one.path == path;
        });
    return at == files.end() ? nullptr : &*at;
}

/// Files packed once, when they are first asked for.
const std::string& packed_file(const EmbeddedFile& file, Packing packing) {
    static std::mutex mutex;
    static std::map<std::pair<std::string_view, Packing>, std::string> known;
    const std::lock_guard lock(mutex);
    const auto [at, added] = known.try_emplace({file.path, packing});
    if (added) {
        at->second = packed(file.bytes, packing);
    }
    return at->second;
}

bool is_text(std::string_view type) {
    return type.starts_with("text/") || type.find("json") != std::string_view::npos ||
           type.find("javascript") != std::string_view::npos || type == "image/svg+xml";
}

Response file_response(const EmbeddedFile& file, const Request& request) {
    Response out;
    const Packing packing = is_text(file.type)
                                ? packing_for(request.header("accept-encoding"))
                                : Packing::plain;
    out.set("ETag", etag(file.tag, packing));
    out.set("Vary", "Accept-Encoding");
    // Names of built files change with what is in them.
    out.set("Cache-Control",
            file.path.starts_with("/assets/") ? "public, max-age=31536000, immutable"
                                              : "no-cache");
    out.set("Content-Security-Policy", page_policy);
    const std::string_view seen = request.header("if-none-match");
    if (!seen.empty() && matches(seen, file.tag)) {
        out.status = 304;
        return out;
    }
    out.set("Content-Type", std::string(file.type));
    if (packing == Packing::plain) {
        out.constant_body = file.bytes;
    } else {
        out.constant_body = packed_file(file, packing);
        out.set("Content-Encoding", std::string(name(packing)));
    }
    return out;
}

/// An address of one of the page's views ("/events/e3fa9c1d…"), as a browser asks for it.
bool is_view(const Request& request) {
    return !request.path.starts_with("/v1/") && !request.path.starts_with("/assets/") &&
           request.header("accept").find("text/html") != std::string_view::npos;
}

}  // namespace

std::optional<Response> page_for(const Request& request, int status) {
    if (status != 404 || (request.method != "GET" && request.method != "HEAD")) {
        return std::nullopt;
    }
    if (const EmbeddedFile* file =
            find(request.path == "/" ? "/index.html" : request.path)) {
        return file_response(*file, request);
    }
    if (const EmbeddedFile* page = find("/index.html"); page && is_view(request)) {
        return file_response(*page, request);
    }
    if (request.path == "/") {
        Response out;
        out.constant_body = not_built;
        out.set("Content-Type", "text/html; charset=utf-8");
        return out;
    }
    return std::nullopt;
}

}  // namespace chancery::server
