// States by the names that the tables know.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/folders.h"

namespace chancery {

/// Reads the tables when it is first asked. Safe for several threads.
class StateNames {
  public:
    explicit StateNames(FolderOptions folders) : folders_(std::move(folders)) {}

    /// ISO codes of the states known by this name in the tables ("Vietnam",
    /// "Vietnamese", "DPRK", "prk"), by letters; empty where the tables are not found or
    /// do not know it.
    [[nodiscard]] std::vector<std::string> codes(std::string_view name) const;

  private:
    void read() const;

    FolderOptions folders_;
    mutable std::once_flag once_;
    mutable std::unordered_map<std::string, std::vector<std::string>> codes_;
};

}  // namespace chancery
