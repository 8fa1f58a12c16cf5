// How far long work has come, on standard error, where somebody is looking.
// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <cstdio>

#include <unistd.h>

#include "terminal.h"

namespace chancery::cli {

std::string clock_time(std::size_t seconds) {
    const auto two = [](std::size_t n) {
        return (n < 10 ? "0" : "") + std::to_string(n);
    };
    const std::size_t minutes = seconds / 60;
    return minutes < 60 ? std::to_string(minutes) + ':' + two(seconds % 60)
                        : std::to_string(minutes / 60) + ':' + two(minutes % 60) + ':' +
                              two(seconds % 60);
}

Progress::Progress(std::size_t total)
    : enabled_(total > 1 && is_terminal(STDERR_FILENO)), total_(total) {}

void Progress::step() {
    ++done_;
    const auto now = Clock::now();
    if (!enabled_ || now - last_ < std::chrono::milliseconds(100)) {
        return;
    }
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double rate = static_cast<double>(done_) / seconds;
    const auto left =
        static_cast<std::size_t>(static_cast<double>(total_ - done_) / rate);
    (void)std::fprintf(stderr,
                       "\r\033[K%zu/%zu articles, %.0f a second, %s left",
                       done_,
                       total_,
                       rate,
                       clock_time(left).c_str());
    shown_ = true;
}

void Progress::erase() {
    if (shown_) {
        (void)std::fputs("\r\033[K", stderr);
        shown_ = false;
    }
}

}  // namespace chancery::cli
