// How far long work has come, on standard error, where somebody is looking.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace chancery::cli {

/// "1234/71000 articles, 410 a second, 2:50 left". Shown on a terminal only, ten times a
/// second at most; times are of the clock, so nothing of this goes to standard output.
class Progress {
  public:
    explicit Progress(std::size_t total);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;

    ~Progress() { erase(); }

    /// One more is done.
    void step();
    /// Takes the line away, so that something else can be printed.
    void erase();

  private:
    using Clock = std::chrono::steady_clock;

    bool enabled_;
    bool shown_ = false;
    std::size_t total_;
    std::size_t done_ = 0;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
};

/// "2:50", "1:02:50"; for tests too.
[[nodiscard]] std::string clock_time(std::size_t seconds);

}  // namespace chancery::cli
