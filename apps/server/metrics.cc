// SPDX-License-Identifier: Apache-2.0
#include "server/metrics.h"

#include <algorithm>
#include <cstdio>

namespace chancery::server {

namespace {

std::string shown(double value) {
    std::array<char, 32> out{};
    (void)std::snprintf(out.data(), out.size(), "%g", value);
    return out.data();
}

}  // namespace

void Metrics::count(const std::string& operation, int status, double seconds) {
    const std::lock_guard lock(mutex_);
    ++requests_[{operation, status}];
    Times& times = times_[operation];
    const auto* const bound = std::lower_bound(bounds.begin(), bounds.end(), seconds);
    ++times.buckets[static_cast<std::size_t>(bound - bounds.begin())];
    times.sum += seconds;
    ++times.count;
}

std::string Metrics::text() {
    const std::lock_guard lock(mutex_);
    std::string out =
        "# TYPE chancery_requests counter\n"
        "# HELP chancery_requests Requests answered.\n";
    for (const auto& [key, number] : requests_) {
        out += "chancery_requests_total{operation=\"" + key.first + "\",status=\"" +
               std::to_string(key.second) + "\"} " + std::to_string(number) + '\n';
    }
    out +=
        "# TYPE chancery_request_seconds histogram\n"
        "# UNIT chancery_request_seconds seconds\n"
        "# HELP chancery_request_seconds Time until an answer was ready.\n";
    for (const auto& [operation, times] : times_) {
        const std::string label = "{operation=\"" + operation + "\"";
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < times.buckets.size(); ++i) {
            sum += times.buckets[i];
            out += "chancery_request_seconds_bucket" + label + ",le=\"" +
                   (i < bounds.size() ? shown(bounds[i]) : "+Inf") + "\"} " +
                   std::to_string(sum) + '\n';
        }
        out += "chancery_request_seconds_count" + label + "} " +
               std::to_string(times.count) + '\n';
        out += "chancery_request_seconds_sum" + label + "} " + shown(times.sum) + '\n';
    }
    return out;
}

bool Metrics::take(std::unordered_map<std::string, Bucket>& from,
                   const std::string& who,
                   double a_second,
                   double most,
                   double cost) {
    constexpr std::size_t most_callers = 10'000;
    const auto now = Clock::now();
    if (from.size() > most_callers) {
        from.clear();  // whoever was refused gets one more chance
    }
    const auto [at, added] = from.try_emplace(who, Bucket{most, now});
    Bucket& bucket = at->second;
    const double passed = std::chrono::duration<double>(now - bucket.at).count();
    bucket.tokens = std::min(most, bucket.tokens + passed * a_second);
    bucket.at = now;
    if (bucket.tokens < 1) {
        return false;
    }
    bucket.tokens -= cost;
    return true;
}

bool Metrics::within_rate(const std::string& who, unsigned rate) {
    const std::lock_guard lock(mutex_);
    return take(rates_, who, rate, 2.0 * rate, 1);
}

void Metrics::note_failure(const std::string& address) {
    const std::lock_guard lock(mutex_);
    (void)take(failures_, address, 1.0 / 6, 10, 1);
}

bool Metrics::too_many_failures(const std::string& address) {
    const std::lock_guard lock(mutex_);
    return !take(failures_, address, 1.0 / 6, 10, 0);
}

}  // namespace chancery::server
