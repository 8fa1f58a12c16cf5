// Repair gives valid UTF-8 and is a fixed point; folding and keys are fixed points.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/fold.h"
#include "text/utf8.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const chancery::RepairedText repaired = chancery::repair_utf8(bytes);
    require(chancery::is_utf8(repaired.text));
    require((repaired.repairs == 0) == chancery::is_utf8(bytes));
    require(chancery::repair_utf8(repaired.text).repairs == 0);
    std::string copy;
    for (std::size_t at = 0; at < repaired.text.size();) {
        const chancery::CodePoint c = chancery::code_point_at(repaired.text, at);
        chancery::append_utf8(copy, c.value);
        at += c.length;
    }
    require(copy == repaired.text);
    require(chancery::utf16_length(repaired.text) <= repaired.text.size());
    const std::string folded = chancery::fold(repaired.text);
    require(chancery::is_utf8(folded) && chancery::fold(folded) == folded);
    const std::string key = chancery::name_key(repaired.text);
    require(chancery::is_utf8(key) && chancery::name_key(key) == key);
    return 0;
}
