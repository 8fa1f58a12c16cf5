// Things read by a thread of their own while others work on those before them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace chancery {

/// How much is read and not yet taken, at most; one thing may always wait.
struct ReadAheadOptions {
    std::size_t things = 256;
    std::size_t weight = std::size_t{1} << 26U;  ///< as `weigh` says it, in bytes
};

/// Calls `next` (std::optional<Item>; nothing ends it) in one thread, in order, and hands
/// the things on in that order. take() is for one thread at a time.
template <typename Item>
class ReadAhead {
  public:
    using Next = std::function<std::optional<Item>()>;
    using Weigh = std::function<std::size_t(const Item&)>;

    ReadAhead(Next next, Weigh weigh, const ReadAheadOptions& options)
        : next_(std::move(next)),
          weigh_(std::move(weigh)),
          options_(options),
          thread_([this] { read_all(); }) {}

    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    /// Waits for the thing that is being read; the rest is not read.
    ~ReadAhead() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        room_.notify_all();
        thread_.join();
    }

    /// Nothing at the end. Throws on what `next` threw.
    std::optional<Item> take() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return !waiting_.empty() || ended_; });
        if (waiting_.empty()) {
            if (failure_) {
                std::rethrow_exception(failure_);
            }
            return std::nullopt;
        }
        std::pair<Item, std::size_t> out = std::move(waiting_.front());
        waiting_.pop_front();
        weight_ -= out.second;
        lock.unlock();
        room_.notify_one();
        return std::move(out.first);
    }

  private:
    void read_all() {
        try {
            while (auto item = wait_for_room() ? next_() : std::nullopt) {
                const std::size_t weight = weigh_(*item);
                const std::lock_guard lock(mutex_);
                weight_ += weight;
                waiting_.emplace_back(*std::move(item), weight);
                ready_.notify_one();
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
        }
        const std::lock_guard lock(mutex_);
        ended_ = true;
        ready_.notify_all();
    }

    bool wait_for_room() {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] {
            return stopped_ || waiting_.empty() ||
                   (waiting_.size() < options_.things && weight_ < options_.weight);
        });
        return !stopped_;
    }

    Next next_;
    Weigh weigh_;
    ReadAheadOptions options_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable ready_;
    std::deque<std::pair<Item, std::size_t>> waiting_;
    std::size_t weight_ = 0;
    bool ended_ = false;
    bool stopped_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  // begins when all else is there
};

}  // namespace chancery
