// What is said where an input goes beyond a limit: the words name the option.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace chancery {

inline std::string larger_than(std::uint64_t bytes) {
    return "is larger than " + std::to_string(bytes) +
           " bytes; --max-bytes sets how much is read of one document";
}

inline std::string longer_than(std::uint64_t bytes) {
    return "the story is longer than " + std::to_string(bytes) +
           " bytes; --max-text sets how long one may be";
}

inline std::string unpacks_beyond(std::uint32_t ratio) {
    return "unpacks to more than " + std::to_string(ratio) +
           " times its size; --max-ratio sets how far it may";
}

inline std::string nested_beyond(std::uint32_t depth) {
    return "containers lie more than " + std::to_string(depth) +
           " deep in each other; --max-nesting sets how deep they may";
}

inline std::string entries_beyond(std::uint64_t entries) {
    return "holds more than " + std::to_string(entries) +
           " entries; --max-entries sets how many are read";
}

}  // namespace chancery
