// Numbers in the bytes of a file, in the order of bytes of this machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

namespace chancery {

/// The number that begins at byte `at`, aligned or not. Precondition: it lies in `bytes`.
template <typename T>
[[nodiscard]] T number_at(std::span<const std::byte> bytes, std::size_t at) {
    T value{};
    std::memcpy(&value, bytes.data() + at, sizeof(T));
    return value;
}

/// Writes a number so that number_at() reads it. Precondition: its place lies in `bytes`.
template <typename T>
void put_number(std::vector<std::byte>& bytes, std::size_t at, T value) {
    std::memcpy(bytes.data() + at, &value, sizeof(T));
}

}  // namespace chancery
