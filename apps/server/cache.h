// Answers that were given before: they hold as long as the ledger stays as it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/packing.h"
#include "server/readers.h"

namespace chancery::server {

/// An answer in the forms in which it was asked for. Safe for several threads.
class CachedAnswer {
  public:
    CachedAnswer(std::string text, std::string tag) : tag_(std::move(tag)) {
        packed_[0] = std::make_shared<const std::string>(std::move(text));
    }

    [[nodiscard]] const std::string& tag() const { return tag_; }

    [[nodiscard]] const std::string& text() const { return *packed_[0]; }

    /// Packed once.
    [[nodiscard]] std::shared_ptr<const std::string> in(Packing packing);
    /// Whether in() has nothing to do.
    [[nodiscard]] bool has(Packing packing);

    [[nodiscard]] std::size_t bytes() const { return text().size() + 256; }

  private:
    std::string tag_;
    std::mutex mutex_;
    std::array<std::shared_ptr<const std::string>, 3>
        packed_;  ///< plain ever, by Packing
};

/// The least recently asked for goes first. Safe for several threads.
class Cache {
  public:
    explicit Cache(std::size_t bytes) : limit_(bytes) {}

    [[nodiscard]] std::shared_ptr<CachedAnswer> find(const std::string& key);
    void add(const std::string& key, std::shared_ptr<CachedAnswer> answer);
    [[nodiscard]] std::size_t bytes() const;

  private:
    struct Entry {
        std::string key;
        std::shared_ptr<CachedAnswer> answer;
    };

    std::size_t limit_;
    mutable std::mutex mutex_;
    std::size_t bytes_ = 0;
    std::list<Entry> entries_;  ///< the latest first
    std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

/// Answers by the very request, so that it need not be read again. Safe for several
/// threads.
class FrontCache {
  public:
    struct Entry {
        std::string operation;
        std::shared_ptr<CachedAnswer> answer;
    };

    /// Nothing where the ledger was in another state.
    [[nodiscard]] std::optional<Entry> find(const std::string& key,
                                            const LedgerState& state);
    void add(const std::string& key, const LedgerState& state, Entry entry);

  private:
    std::mutex mutex_;
    LedgerState state_;
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace chancery::server
