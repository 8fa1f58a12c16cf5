// SPDX-License-Identifier: Apache-2.0
#include "server/serve.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "server/desk.h"
#include "server/http_server.h"
#include "shared/signals.h"

namespace chancery::server {

namespace {

struct Listen {
    std::string address;
    std::uint16_t port = 0;
};

Result<Listen> read_listen(const std::string& text) {
    const auto colon = text.rfind(':');
    Listen out;
    if (colon != std::string::npos) {
        out.address = text.substr(0, colon);
        if (out.address.starts_with('[') && out.address.ends_with(']')) {
            out.address = out.address.substr(1, out.address.size() - 2);
        }
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + colon + 1, end, out.port);
        if (read.ec == std::errc() && read.ptr == end && !out.address.empty()) {
            return out;
        }
    }
    return Error{"--listen " + text +
                 ": write ADDRESS:PORT, as 127.0.0.1:7070 or [::1]:7070"};
}

bool is_loopback(const std::string& address) {
    return address.starts_with("127.") || address == "::1";
}

/// What a Host header of this server can be.
std::vector<std::string> hosts_of(const ServeOptions& options,
                                  const std::string& address,
                                  std::uint16_t port) {
    std::vector<std::string> out;
    const auto add = [&](std::string name) {
        std::transform(name.begin(), name.end(), name.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        out.push_back(name);
        out.push_back(name + ':' + std::to_string(port));
    };
    add(address.find(':') == std::string::npos ? address : '[' + address + ']');
    if (is_loopback(address)) {
        add("localhost");
        add("127.0.0.1");
        add("[::1]");
    }
    for (const std::string& one : options.hosts) {
        add(one);
    }
    return out;
}

}  // namespace

Result<void> serve(const ServeOptions& options,
                   const std::function<void(const std::string& url)>& ready) {
    const auto listen = read_listen(options.listen);
    if (!listen) {
        return listen.error();
    }
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t workers =
        options.threads == 0 ? std::max<std::size_t>(4, 2 * cores) : options.threads;
    DeskOptions desk_options;
    desk_options.ledger = options.ledger;
    desk_options.folders = options.folders;
    desk_options.author = options.author;
    desk_options.tokens = options.tokens || !is_loopback(listen->address);
    desk_options.demo = options.demo;
    desk_options.query_seconds = options.query_seconds;
    desk_options.upload_bytes = options.upload_bytes;
    desk_options.rate = options.rate;
    desk_options.readers = workers + 12;
    // The port may be any: the names that the desk answers to come with it.
    std::unique_ptr<Desk> desk;
    HttpOptions http;
    http.address = listen->address;
    http.port = listen->port;
    http.workers = workers;
    auto server = HttpServer::open(
        http,
        [&desk](const Request& request) { return desk->plan(request); },
        [&desk](const Request& request) { return desk->handle(request); });
    if (!server) {
        return server.error();
    }
    desk_options.hosts = hosts_of(options, listen->address, (*server)->port());
    auto opened = Desk::open(std::move(desk_options));
    if (!opened) {
        return opened.error();
    }
    desk = *std::move(opened);
    desk->watch(&(*server)->counts());
    (*server)->set_spool(desk->spool());
    (*server)->start();
    const bool plain = listen->address.find(':') == std::string::npos;
    ready("http://" + (plain ? listen->address : '[' + listen->address + ']') + ':' +
          std::to_string((*server)->port()) + '/');
    while (stop_signal() == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    desk->stop();
    (*server)->stop(10);
    return {};
}

}  // namespace chancery::server
