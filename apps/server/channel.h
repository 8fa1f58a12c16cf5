// Server-sent events: who listens, and what is sent to all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::server {

/// One listener's queue. Safe for several threads.
class Channel {
  public:
    /// `wake` is called, by any thread, when there is something to send or all is over.
    void listen(std::function<void()> wake);
    /// What has come since; nothing is kept.
    [[nodiscard]] std::string take();
    /// A listener that does not take what is sent is closed.
    void send(std::string_view text);
    void close();
    [[nodiscard]] bool closed() const;

  private:
    mutable std::mutex mutex_;
    std::string waiting_;
    std::function<void()> wake_;
    bool closed_ = false;
};

/// All listeners. Safe for several threads.
class Hub {
  public:
    /// Nothing where there are too many listeners already.
    std::shared_ptr<Channel> add();
    /// "event: NAME", "id: ID" (left out where it is empty) and "data: …"; `data` is one
    /// line.
    void publish(std::string_view event, std::string_view id, std::string_view data);
    void close_all();
    [[nodiscard]] std::size_t size();

    static std::string formatted(std::string_view event,
                                 std::string_view id,
                                 std::string_view data);

  private:
    std::mutex mutex_;
    std::vector<std::weak_ptr<Channel>> channels_;
};

}  // namespace chancery::server
