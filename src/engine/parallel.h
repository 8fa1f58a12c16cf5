// Works on many things at once and hands the results on in the order of the things.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace chancery {

struct ParallelOptions {
    std::size_t threads = 1;  ///< that work; the caller's own hands on
    /// Most things taken and not yet handed on, so that a slow one does not let the
    /// results behind it fill the memory; 0: four for each thread.
    std::size_t window = 0;
};

/// One run of ordered_map(). Slots are a ring: thing number n is in slot n % size.
template <typename Item, typename Out>
class OrderedQueue {
  public:
    explicit OrderedQueue(std::size_t window) : slots_(window) {}

    /// Takes things and works on them until there are none; for each working thread.
    template <typename Next, typename Work>
    void work_all(Next& next, Work& work) {
        try {
            while (auto taken = take(next)) {
                put(taken->second, work(std::move(taken->first)));
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = failure_ ? failure_ : std::current_exception();
            stopped_ = true;
        }
        room_.notify_all();
        ready_.notify_all();
    }

    /// Hands results on in order, in the calling thread.
    template <typename Emit>
    void emit_all(Emit& emit) {
        try {
            while (auto out = next_result()) {
                if (!emit(*std::move(out))) {
                    stop();
                    return;
                }
            }
        } catch (...) {
            stop();
            throw;
        }
    }

    void rethrow() const {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

  private:
    template <typename Next>
    std::optional<std::pair<Item, std::size_t>> take(Next& next) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] {
            return stopped_ || exhausted_ || taken_ - emitted_ < slots_.size();
        });
        if (stopped_ || exhausted_) {
            return std::nullopt;
        }
        std::optional<Item> item = next();
        if (!item) {
            exhausted_ = true;
            return std::nullopt;
        }
        return std::pair(*std::move(item), taken_++);
    }

    void put(std::size_t number, Out out) {
        const std::lock_guard lock(mutex_);
        slots_[number % slots_.size()] = std::move(out);
        ready_.notify_one();
    }

    std::optional<Out> next_result() {
        std::unique_lock lock(mutex_);
        auto& slot = slots_[emitted_ % slots_.size()];
        ready_.wait(lock, [&] {
            return stopped_ || slot.has_value() || (exhausted_ && emitted_ == taken_);
        });
        if (stopped_ || !slot.has_value()) {
            return std::nullopt;
        }
        std::optional<Out> out = std::exchange(slot, std::nullopt);
        ++emitted_;
        room_.notify_one();
        return out;
    }

    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        room_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable room_;   ///< a thing may be taken
    std::condition_variable ready_;  ///< a result may be there
    std::vector<std::optional<Out>> slots_;
    std::size_t taken_ = 0;
    std::size_t emitted_ = 0;
    bool exhausted_ = false;
    bool stopped_ = false;
    std::exception_ptr failure_;
};

/// For each thing that `next` gives (std::optional<Item>; nothing ends it) calls
/// `work(Item) -> Out` in one of several threads, then `emit(Out) -> bool` in the calling
/// thread, in the order of the things whatever the number of threads. `next` is called by
/// one thread at a time, in order; it should be quick. emit stops it all by answering
/// false: what is being worked on is finished and dropped. An exception of any of the
/// three ends it the same way and is thrown on here.
template <typename Next, typename Work, typename Emit>
void ordered_map(Next next, Work work, Emit emit, const ParallelOptions& options) {
    using Item = typename decltype(next())::value_type;
    using Out = decltype(work(std::declval<Item>()));
    if (options.threads <= 1) {
        while (auto item = next()) {
            if (!emit(work(*std::move(item)))) {
                return;
            }
        }
        return;
    }
    const std::size_t window = options.window == 0 ? 4 * options.threads : options.window;
    OrderedQueue<Item, Out> queue(std::max<std::size_t>(window, 1));
    {
        std::vector<std::thread> threads;

        struct Join {
            std::vector<std::thread>& all;

            ~Join() {
                for (std::thread& one : all) {
                    one.join();
                }
            }
        } const join{threads};

        for (std::size_t i = 0; i < options.threads; ++i) {
            threads.emplace_back([&] { queue.work_all(next, work); });
        }
        queue.emit_all(emit);
    }
    queue.rethrow();
}

}  // namespace chancery
