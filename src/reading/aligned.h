// Vectors whose first element lies at a multiple of a cache line.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace chancery::reading {

/// Memory at multiples of 64 bytes.
template <typename T>
struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    CacheLineAllocator() = default;

    template <typename Other>
    explicit constexpr CacheLineAllocator(const CacheLineAllocator<Other>& /*other*/) {}

    [[nodiscard]] T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new(count * sizeof(T), alignment));
    }

    void deallocate(T* from, std::size_t /*count*/) {
        ::operator delete(from, alignment);
    }

    bool operator==(const CacheLineAllocator& /*other*/) const { return true; }
};

template <typename T>
using AlignedVector = std::vector<T, CacheLineAllocator<T>>;

}  // namespace chancery::reading
