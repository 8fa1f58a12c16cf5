// WARC and ARC, packed or not. What holds: items_check.h.
// SPDX-License-Identifier: Apache-2.0
#include "items_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const bool arc = size != 0 && (data[0] & 1U) != 0;
    const std::size_t from = size == 0 ? 0 : 1;
    chancery::fuzz::check_items(
        chancery::fuzz::view(data, size).substr(from), arc ? "a.arc" : "a.warc", true);
    return 0;
}
