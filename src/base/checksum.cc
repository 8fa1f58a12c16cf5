// SPDX-License-Identifier: Apache-2.0
#include "base/checksum.h"

#include <array>
#include <bit>
#include <cstdio>
#include <cstring>

namespace chancery {

namespace {

constexpr std::uint64_t prime = 0x9e3779b97f4a7c15ULL;

}  // namespace

std::uint64_t checksum64(std::span<const std::byte> bytes) {
    std::uint64_t h = prime ^ bytes.size();
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        h = std::rotl(h ^ (word * prime), 29) * prime;
    }
    for (; at < bytes.size(); ++at) {
        h = std::rotl(h ^ std::to_integer<std::uint64_t>(bytes[at]), 11) * prime;
    }
    return h ^ (h >> 32U);
}

std::uint64_t checksum64(std::string_view bytes) {
    return checksum64(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

std::uint64_t checksum64(std::uint64_t sum, std::string_view part) {
    return std::rotl(sum ^ (checksum64(part) * prime), 31) * prime;
}

std::string checksum_text(std::uint64_t sum) {
    std::array<char, 17> buffer{};
    std::snprintf(
        buffer.data(), buffer.size(), "%016llx", static_cast<unsigned long long>(sum));
    return buffer.data();
}

}  // namespace chancery
