// A file mapped read-only into memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace chancery {

/// Copies share one mapping, which goes with the last of them. Whoever replaces such a
/// file writes another and renames it: one that is cut short while it is mapped takes
/// the process with it.
class MappedFile {
  public:
    /// Errors: the file cannot be opened or mapped. An empty file has no bytes.
    static Result<MappedFile> open(const std::string& path);

    /// Begins at a page boundary.
    [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

  private:
    std::shared_ptr<const void> mapping_;
    std::span<const std::byte> bytes_;
};

}  // namespace chancery
