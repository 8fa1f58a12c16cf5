// Vectors of floats as wide as the file is compiled for, and functions of each lane.
// SPDX-License-Identifier: Apache-2.0
//
// Included by the kernels_*.cc alone, each of which is compiled for another instruction
// set: everything is in an unnamed namespace and nothing of the standard library is
// called, lest the linker keep one file's copy of an inline function for all.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace chancery::reading {
namespace {

inline constexpr std::size_t lanes = 16;  // over which sums are taken, on every machine

#if defined(__AVX512F__)
inline constexpr std::size_t width = 16;  // lanes of one vector
#elif defined(__AVX2__)
inline constexpr std::size_t width = 8;
#else
inline constexpr std::size_t width = 4;
#endif
inline constexpr std::size_t parts = lanes / width;  // vectors that make up the lanes

using Float4 = float __attribute__((vector_size(16)));
using Floats = float __attribute__((vector_size(4 * width)));
using Ints = std::int32_t __attribute__((vector_size(4 * width)));
using Words = std::uint32_t __attribute__((vector_size(4 * width)));

#define CHANCERY_INLINE [[gnu::always_inline]] inline
#define CHANCERY_UNROLL _Pragma("GCC unroll 16")

CHANCERY_INLINE Floats load(const float* from) {
    Floats v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}

CHANCERY_INLINE void store(float* to, Floats v) {
    __builtin_memcpy(to, &v, sizeof v);
}

CHANCERY_INLINE Floats all(float x) {
    return x - Floats{};
}

/// a > b ? a : b of each lane. In intrinsics, since GCC 12 often makes a comparison and a
/// choice of that; those of AVX-512 with a mask of all lanes, since it warns without (GCC
/// bug 105593).
CHANCERY_INLINE Floats larger(Floats a, Floats b) {
#if defined(__AVX512F__)
    return _mm512_maskz_max_ps(0xffff, a, b);
#elif defined(__AVX2__)
    return _mm256_max_ps(a, b);
#elif defined(__SSE2__)
    return _mm_max_ps(a, b);
#else
    return a > b ? a : b;
#endif
}

/// a < b ? a : b of each lane.
CHANCERY_INLINE Floats smaller(Floats a, Floats b) {
#if defined(__AVX512F__)
    return _mm512_maskz_min_ps(0xffff, a, b);
#elif defined(__AVX2__)
    return _mm256_min_ps(a, b);
#elif defined(__SSE2__)
    return _mm_min_ps(a, b);
#else
    return a < b ? a : b;
#endif
}

CHANCERY_INLINE Floats absolute(Floats x) {
    return __builtin_bit_cast(Floats, __builtin_bit_cast(Words, x) & 0x7fffffffU);
}

/// `width` signed bytes as floats. In intrinsics, since GCC 12 converts vectors of bytes
/// one at a time; with a mask as in larger().
CHANCERY_INLINE Floats load_bytes(const std::int8_t* from) {
#if defined(__SSE2__)
#if defined(__AVX512F__)
    __m128i bytes;
    __builtin_memcpy(&bytes, from, width);
    const __m512i words = _mm512_maskz_cvtepi8_epi32(0xffff, bytes);
#elif defined(__AVX2__)
    long long eight;
    __builtin_memcpy(&eight, from, width);
    const __m256i words = _mm256_cvtepi8_epi32(_mm_cvtsi64_si128(eight));
#else
    int four;
    __builtin_memcpy(&four, from, width);
    const __m128i bytes = _mm_cvtsi32_si128(four);
    const __m128i pairs = _mm_unpacklo_epi8(bytes, bytes);
    const __m128i words = _mm_srai_epi32(_mm_unpacklo_epi16(pairs, pairs), 24);
#endif
    return __builtin_convertvector(__builtin_bit_cast(Ints, words), Floats);
#else
    Floats v;
    for (std::size_t i = 0; i < width; ++i) {
        v[i] = static_cast<float>(from[i]);
    }
    return v;
#endif
}

/// 16 words below 256 as bytes.
CHANCERY_INLINE void store_bytes(std::uint8_t* to, const Words (&words)[parts]) {
#if defined(__AVX512F__)
    const __m128i bytes =
        _mm512_maskz_cvtepi32_epi8(0xffff, __builtin_bit_cast(__m512i, words[0]));
    __builtin_memcpy(to, &bytes, sizeof bytes);
#elif defined(__SSE2__)
    __m128i four[4];
    __builtin_memcpy(four, words, sizeof four);
    const __m128i bytes = _mm_packus_epi16(_mm_packs_epi32(four[0], four[1]),
                                           _mm_packs_epi32(four[2], four[3]));
    __builtin_memcpy(to, &bytes, sizeof bytes);
#else
    for (std::size_t i = 0; i < lanes; ++i) {
        to[i] = static_cast<std::uint8_t>(words[i / width][i % width]);
    }
#endif
}

/// A number for each of the 16 lanes.
struct Lanes {
    Floats part[parts];
};

struct Plus {
    template <typename Vector>
    CHANCERY_INLINE Vector operator()(Vector a, Vector b) const {
        return a + b;
    }
};

struct Larger {
    template <typename Vector>
    CHANCERY_INLINE Vector operator()(Vector a, Vector b) const {
        return a > b ? a : b;
    }
};

/// Lanes i and i + 8, of the results i and i + 4, then 2, then 1.
template <typename Operation>
CHANCERY_INLINE float fold(const Lanes& x, Operation operation) {
#if defined(__AVX512F__)
    using Float8 = float __attribute__((vector_size(32)));
    const Floats v = x.part[0];
    const Float8 eight =
        operation(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7),
                  __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
#elif defined(__AVX2__)
    const Floats eight = operation(x.part[0], x.part[1]);
#endif
#if defined(__AVX2__)
    const Float4 four = operation(__builtin_shufflevector(eight, eight, 0, 1, 2, 3),
                                  __builtin_shufflevector(eight, eight, 4, 5, 6, 7));
#else
    const Float4 four =
        operation(operation(x.part[0], x.part[2]), operation(x.part[1], x.part[3]));
#endif
    return operation(operation(four[0], four[2]), operation(four[1], four[3]));
}

/// Added to a float below 2^22, leaves the nearest whole number in its lowest bits.
inline constexpr float rounder = 12582912.0F;  // 1.5 * 2^23

/// e^x: 2^n e^r, where x = n ln 2 + r and |r| <= ln 2 / 2. ln 2 in two parts, the first
/// of which times n is exact; e^r as 1 + r + r^2 p(r), p having the least relative error
/// (1.1e-7).
CHANCERY_INLINE Floats exponential(Floats x) {
    x = smaller(larger(x, all(-87.0F)), all(88.0F));
    const Floats shifted = x * 1.44269504F + rounder;
    const Floats n = shifted - rounder;
    const Floats r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
    Floats p = r * 8.312501338e-3F + 4.189033153e-2F;
    p = p * r + 1.666711539e-1F;
    p = p * r + 4.999923031e-1F;
    const Floats y = (p * (r * r) + r) + 1.0F;
    // The other bits of `shifted` leave at the top.
    const Words power = __builtin_bit_cast(Words, shifted) << 23U;
    return __builtin_bit_cast(Floats, __builtin_bit_cast(Words, y) + power);
}

CHANCERY_INLINE Floats logistic(Floats x) {
    return 1.0F / (1.0F + exponential(-x));
}

CHANCERY_INLINE Floats hyperbolic_tangent(Floats x) {
    return 1.0F - 2.0F / (1.0F + exponential(x + x));
}

}  // namespace
}  // namespace chancery::reading
