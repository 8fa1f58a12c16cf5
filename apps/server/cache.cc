// SPDX-License-Identifier: Apache-2.0
#include "server/cache.h"

#include <utility>

namespace chancery::server {

std::shared_ptr<const std::string> CachedAnswer::in(Packing packing) {
    const std::lock_guard lock(mutex_);
    auto& slot = packed_[static_cast<std::size_t>(packing)];
    if (!slot) {
        slot = std::make_shared<const std::string>(packed(text_, packing));
    }
    return slot;
}

std::shared_ptr<CachedAnswer> Cache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto at = places_.find(key);
    if (at == places_.end()) {
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, at->second);
    return at->second->answer;
}

void Cache::add(const std::string& key, std::shared_ptr<CachedAnswer> answer) {
    const std::lock_guard lock(mutex_);
    if (answer->bytes() > limit_ / 8 || places_.contains(key)) {
        return;
    }
    bytes_ += answer->bytes();
    entries_.push_front({key, std::move(answer)});
    places_[key] = entries_.begin();
    while (bytes_ > limit_) {
        bytes_ -= entries_.back().answer->bytes();
        places_.erase(entries_.back().key);
        entries_.pop_back();
    }
}

std::size_t Cache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

}  // namespace chancery::server
