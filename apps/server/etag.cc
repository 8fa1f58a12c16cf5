// SPDX-License-Identifier: Apache-2.0
#include "server/etag.h"

#include <algorithm>

#include "ledger/sha256.h"

namespace chancery::server {

std::string tag_of(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    return hash.hex().substr(0, 24);
}

std::string etag(std::string_view tag, Packing packing) {
    std::string out = "\"" + std::string(tag);
    out += packing == Packing::plain ? "" : "-" + std::string(name(packing));
    return out + '"';
}

bool matches(std::string_view list, std::string_view tag) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        std::string_view one = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        while (one.starts_with(' ')) {
            one.remove_prefix(1);
        }
        while (one.ends_with(' ')) {
            one.remove_suffix(1);
        }
        if (one == "*") {
            return true;
        }
        if (one.starts_with("W/")) {
            one.remove_prefix(2);
        }
        if (one.size() < 2 || !one.starts_with('"') || !one.ends_with('"')) {
            continue;
        }
        one = one.substr(1, one.size() - 2);
        const std::size_t dash = std::min(one.find('-'), one.size());
        if (one.substr(0, dash) == tag) {
            return true;
        }
    }
    return false;
}

}  // namespace chancery::server
