// A ledger of the sample, for `chancery serve --demo`. SPDX-License-Identifier:
// Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "shared/folders.h"

namespace chancery::cli {

/// Holds a ledger of the dispatches of data/sample in a folder of its own, which is
/// removed, with whatever was put beside the ledger, when this is destroyed.
class DemoLedger {
  public:
    /// Errors: sample, tables or models are missing; the folder cannot be made.
    static Result<DemoLedger> make(const FolderOptions& folders);

    DemoLedger(DemoLedger&& other) noexcept;
    DemoLedger& operator=(DemoLedger&&) = delete;
    DemoLedger(const DemoLedger&) = delete;
    DemoLedger& operator=(const DemoLedger&) = delete;
    ~DemoLedger();

    [[nodiscard]] std::string path() const { return (folder_ / "demo.ledger").string(); }

  private:
    explicit DemoLedger(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path folder_;
};

}  // namespace chancery::cli
