// Mail and mailboxes. What holds: items_check.h.
// SPDX-License-Identifier: Apache-2.0
#include "items_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chancery::fuzz::check_items(chancery::fuzz::view(data, size), "a.mbox", false);
    return 0;
}
