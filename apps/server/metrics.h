// What is counted of requests; and callers who ask too often.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

namespace chancery::server {

/// Safe for several threads.
class Metrics {
  public:
    static constexpr std::array<double, 10> bounds{
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10};  // seconds

    void count(const std::string& operation, int status, double seconds);
    /// Requests and their times as OpenMetrics text, without "# EOF".
    [[nodiscard]] std::string text();

    /// Whether a caller is within so many requests a second; bursts of twice as many
    /// pass.
    bool within_rate(const std::string& who, unsigned rate);
    /// Tokens that were wrong, by address: more than ten in a minute are too many.
    void note_failure(const std::string& address);
    bool too_many_failures(const std::string& address);

  private:
    using Clock = std::chrono::steady_clock;

    struct Times {
        std::array<std::uint64_t, bounds.size() + 1> buckets{};
        double sum = 0;
        std::uint64_t count = 0;
    };

    struct Bucket {
        double tokens = 0;
        Clock::time_point at;
    };

    bool take(std::unordered_map<std::string, Bucket>& from,
              const std::string& who,
              double a_second,
              double most,
              double cost);

    std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::uint64_t> requests_;
    std::map<std::string, Times> times_;
    std::unordered_map<std::string, Bucket> rates_, failures_;
};

}  // namespace chancery::server
