// Requests and answers, free of the library that carries them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::server {

/// What came in. Names of headers are in small letters.
struct Request {
    std::string method;
    std::string path;   ///< as sent, percent-encoded
    std::string query;  ///< the same, without "?"
    std::map<std::string, std::string> headers;
    std::string body;
    std::string body_file;  ///< of uploads: where the body lies; the receiver removes it
    std::uint64_t body_size = 0;
    std::string address;  ///< of the other end
    bool loopback = false;

    [[nodiscard]] std::string_view header(const std::string& name) const {
        const auto at = headers.find(name);
        if (at == headers.end()) {
            return {};
        }
        return at->second;
    }
};

/// Where an answer is written that is made piece by piece.
class BodySink {
  public:
    BodySink() = default;
    BodySink(const BodySink&) = delete;
    BodySink& operator=(const BodySink&) = delete;
    BodySink(BodySink&&) = delete;
    BodySink& operator=(BodySink&&) = delete;
    virtual ~BodySink() = default;

    /// Waits where the other end is slow; false where it went away.
    virtual bool write(std::string_view bytes) = 0;
};

class Channel;

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string_view constant_body;  ///< in place of body: lives as long as the program
    /// In place of a body: writes it; false where it had to be broken off.
    std::function<bool(BodySink&)> stream;
    /// In place of a body: what is sent as it comes, until either end closes.
    std::shared_ptr<Channel> channel;

    void set(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
    }
};

}  // namespace chancery::server
