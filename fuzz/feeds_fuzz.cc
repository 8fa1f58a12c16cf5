// RSS, Atom and JSON of one value. What holds: items_check.h.
// SPDX-License-Identifier: Apache-2.0
#include "items_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const bool json = size != 0 && (data[0] == '{' || data[0] == '[');
    chancery::fuzz::check_items(
        chancery::fuzz::view(data, size), json ? "a.json" : "a.rss", false);
    return 0;
}
