// How far long work has come, on standard error, where somebody is looking.
// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <unistd.h>

#include "shared/terminal.h"

namespace chancery::cli {

namespace {

constexpr std::size_t bar_width = 20;
constexpr double longest_left = 1e7;  ///< seconds; beyond it nothing is foretold

std::string fixed(double value, int decimals) {
    std::array<char, 64> out{};
    (void)std::snprintf(out.data(), out.size(), "%.*f", decimals, value);
    return out.data();
}

}  // namespace

std::string clock_time(std::size_t seconds) {
    const auto two = [](std::size_t n) {
        return (n < 10 ? "0" : "") + std::to_string(n);
    };
    const std::size_t minutes = seconds / 60;
    return minutes < 60 ? std::to_string(minutes) + ':' + two(seconds % 60)
                        : std::to_string(minutes / 60) + ':' + two(minutes % 60) + ':' +
                              two(seconds % 60);
}

std::string progress_line(const ProgressState& state) {
    const double seconds = std::max(state.seconds, 1e-3);
    const auto read = static_cast<double>(state.bytes - state.begin);
    std::string out;
    if (state.total && *state.total > 0) {
        const double share = std::min(
            1.0, static_cast<double>(state.bytes) / static_cast<double>(*state.total));
        const auto full = static_cast<std::size_t>(share * bar_width);
        const std::string percent = fixed(share * 100, 0);
        out = '[' + std::string(full, '#') + std::string(bar_width - full, '-') + "] " +
              std::string(3 - std::min<std::size_t>(3, percent.size()), ' ') + percent +
              " %  ";
    }
    out += std::to_string(state.done) + ' ' + state.things + ", " +
           fixed(static_cast<double>(state.done) / seconds, 0) + " a second, " +
           fixed(read / seconds / 1e6, 1) + " MB/s";
    if (state.total && *state.total >= state.bytes && read > 0) {
        const double left =
            static_cast<double>(*state.total - state.bytes) / (read / seconds);
        if (left < longest_left) {
            out += ", " + clock_time(static_cast<std::size_t>(left)) + " left";
        }
    }
    return out;
}

Progress::Progress(std::optional<std::uint64_t> total, std::string things)
    : enabled_(is_terminal(STDERR_FILENO)), total_(total), things_(std::move(things)) {}

void Progress::step(std::size_t things, std::uint64_t bytes) {
    begin_ = begin_.value_or(bytes);
    done_ += things;
    const auto now = Clock::now();
    if (!enabled_ || now - last_ < std::chrono::milliseconds(100)) {
        return;
    }
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const std::string line =
        progress_line({done_, things_, bytes, *begin_, total_, seconds});
    (void)std::fprintf(stderr, "\r\033[K%s", line.c_str());
    shown_ = true;
}

void Progress::erase() {
    if (shown_) {
        (void)std::fputs("\r\033[K", stderr);
        shown_ = false;
    }
}

}  // namespace chancery::cli
