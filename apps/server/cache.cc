// SPDX-License-Identifier: Apache-2.0
#include "server/cache.h"

#include <utility>

namespace chancery::server {

std::shared_ptr<const std::string> CachedAnswer::in(Packing packing) {
    const std::lock_guard lock(mutex_);
    auto& slot = packed_[static_cast<std::size_t>(packing)];
    if (!slot) {
        slot = std::make_shared<const std::string>(packed(text(), packing));
    }
    return slot;
}

bool CachedAnswer::has(Packing packing) {
    const std::lock_guard lock(mutex_);
    return packed_[static_cast<std::size_t>(packing)] != nullptr;
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

std::optional<FrontCache::Entry> FrontCache::find(const std::string& key,
                                                  const LedgerState& state) {
    const std::lock_guard lock(mutex_);
    if (state_ != state) {
        return std::nullopt;
    }
    const auto found = entries_.find(key);
    return found == entries_.end() ? std::nullopt : std::optional(found->second);
}

void FrontCache::add(const std::string& key, const LedgerState& state, Entry entry) {
    // Each answer lives as long as it is here, and so counts twice at most.
    constexpr std::size_t most_entries = 2048;
    constexpr std::size_t most_bytes = std::size_t{256} << 10U;
    if (key.size() + entry.answer->bytes() > most_bytes) {
        return;
    }
    const std::lock_guard lock(mutex_);
    if (state < state_) {
        return;
    }
    if (state_ != state || entries_.size() >= most_entries) {
        entries_.clear();
        state_ = state;
    }
    entries_.insert_or_assign(key, std::move(entry));
}

}  // namespace chancery::server
