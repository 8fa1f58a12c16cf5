// How many bytes are read or unpacked at once. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace chancery {

#ifdef CHANCERY_SMALL_READS  // fuzz targets: inputs are small, and meet every seam so
inline constexpr std::size_t read_size = 56;
#else
inline constexpr std::size_t read_size = std::size_t{1} << 16U;
#endif

}  // namespace chancery
