// How far long work has come, on standard error, where somebody is looking.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace chancery::cli {

/// "[#####---------------]  27 %  1234 articles, 410 a second, 3.1 MB/s, 2:50 left";
/// without bar and time left where it is not known how much there is. Shown on a terminal
/// only, ten times a second at most; times are of the clock, so nothing of this goes to
/// standard output.
class Progress {
  public:
    /// `total`: bytes of all sources. `things`: what is counted, "articles".
    Progress(std::optional<std::uint64_t> total, std::string things);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;

    ~Progress() { erase(); }

    /// So many things more are done, and `bytes` of all sources have been read.
    void step(std::size_t things, std::uint64_t bytes);
    /// Takes the line away, so that something else can be printed.
    void erase();

  private:
    using Clock = std::chrono::steady_clock;

    bool enabled_;
    bool shown_ = false;
    std::optional<std::uint64_t> total_;
    std::string things_;
    std::optional<std::uint64_t> begin_;  ///< bytes that were left out at the beginning
    std::size_t done_ = 0;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
};

/// What Progress shows.
struct ProgressState {
    std::size_t done = 0;  ///< of `things`
    std::string things = "articles";
    std::uint64_t bytes = 0;  ///< of `total`
    std::uint64_t begin = 0;  ///< bytes that were there at the beginning
    std::optional<std::uint64_t> total;
    double seconds = 0;
};

[[nodiscard]] std::string progress_line(const ProgressState& state);

/// "2:50", "1:02:50".
[[nodiscard]] std::string clock_time(std::size_t seconds);

}  // namespace chancery::cli
