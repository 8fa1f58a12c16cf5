// Answers that were given before: they hold as long as the ledger stays as it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/packing.h"

namespace chancery::server {

/// An answer in the forms in which it was asked for. Safe for several threads.
class CachedAnswer {
  public:
    CachedAnswer(std::string text, std::string tag)
        : text_(std::move(text)), tag_(std::move(tag)) {}

    [[nodiscard]] const std::string& tag() const { return tag_; }

    [[nodiscard]] const std::string& text() const { return text_; }

    /// Packed once.
    [[nodiscard]] std::shared_ptr<const std::string> in(Packing packing);

    [[nodiscard]] std::size_t bytes() const { return text_.size() + 256; }

  private:
    std::string text_, tag_;
    std::mutex mutex_;
    std::array<std::shared_ptr<const std::string>, 3> packed_;
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

}  // namespace chancery::server
