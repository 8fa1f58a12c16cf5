// The tables that the kernels_*.cc define. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reading/kernels.h"

namespace chancery::reading {

extern const Kernels plain_kernels;
#if defined(__x86_64__)
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;
#endif

}  // namespace chancery::reading
