// JSON Lines, CSV and TSV by the first byte. What holds: items_check.h.
// SPDX-License-Identifier: Apache-2.0
#include "items_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const auto rest = chancery::fuzz::view(data, size).substr(1);
    switch (data[0] % 3) {
        case 0:
            chancery::fuzz::check_items(rest, "a.jsonl", false);
            break;
        case 1:
            chancery::fuzz::check_items(rest, "a.csv", false);
            break;
        default:
            chancery::fuzz::check_items(rest, "a.tsv", false);
    }
    return 0;
}
