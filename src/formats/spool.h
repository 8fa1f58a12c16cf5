// Bytes put aside in a file without a name until they are needed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "formats/out_files.h"

namespace chancery {

/// Grows on disk (in the system's folder for such files), not in memory.
class Spool {
  public:
    /// Errors: no room, or no file could be made.
    Result<void> write(std::string_view bytes);
    /// Appends all that was written to `out`.
    Result<void> copy_to(OutFile& out);

  private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, std::fclose};
};

}  // namespace chancery
