// Memory of this process, for programs of bench/. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <string>
#include <string_view>

namespace chancery::bench {

/// A line of /proc/self/status, "VmRSS:" (now) or "VmHWM:" (the most), in megabytes; 0
/// where there is none.
inline double megabytes(std::string_view which) {
    std::ifstream status("/proc/self/status");
    for (std::string name; status >> name;) {
        if (name == which) {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1000;
        }
    }
    return 0;
}

}  // namespace chancery::bench
