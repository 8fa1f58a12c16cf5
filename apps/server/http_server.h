// HTTP/1.1 over TCP: connections, limits and time; what is answered is not its business.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "server/message.h"

namespace chancery::server {

/// What is to become of a request of which only the head has come.
struct BodyPlan {
    std::optional<Response> answer;  ///< given at once; the body is not read
    std::uint64_t limit = 0;         ///< bytes
    bool to_file = false;
};

struct HttpOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any that is free
    std::size_t workers = 4;
    std::size_t connections = 1024;
    std::size_t waiting = 1024;    ///< requests for which no worker is free
    std::string spool{};           ///< folder of uploads
    unsigned idle_seconds = 75;    ///< between requests
    unsigned header_seconds = 15;  ///< for a head, and without progress of a body
};

struct HttpCounts {
    std::atomic<std::uint64_t> connections = 0;  ///< open
    std::atomic<std::uint64_t> accepted = 0, refused = 0, broken = 0;
    std::atomic<std::uint64_t> waiting = 0;  ///< requests for which no worker is free
};

class HttpServer {
  public:
    using Plan = std::function<BodyPlan(const Request&)>;
    using Handle = std::function<Response(const Request&)>;

    /// Binds; does not answer yet. Errors: the address cannot be had.
    /// `plan` must not wait; `handle` is called by the workers, several at once.
    static Result<std::unique_ptr<HttpServer>> open(HttpOptions options,
                                                    Plan plan,
                                                    Handle handle);
    virtual ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    HttpServer(HttpServer&&) = delete;
    HttpServer& operator=(HttpServer&&) = delete;

    /// Where uploads are put; before start().
    virtual void set_spool(const std::string& folder) = 0;
    virtual void start() = 0;
    /// Takes no more connections, answers what has come, at most so long; then ends.
    virtual void stop(unsigned seconds) = 0;
    [[nodiscard]] virtual std::uint16_t port() const = 0;
    [[nodiscard]] virtual const HttpCounts& counts() const = 0;

  protected:
    HttpServer() = default;
};

}  // namespace chancery::server
