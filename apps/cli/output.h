// Standard output: buffered, with every failure noticed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::cli {

class Output {
  public:
    Output() = default;
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    Output(Output&&) = delete;
    Output& operator=(Output&&) = delete;

    ~Output() { flush(); }

    /// False once nothing more can be written: then stop producing.
    bool write(std::string_view bytes);
    bool flush();

    /// The reader went away (`| head`): no error, but no use in going on either.
    [[nodiscard]] bool closed() const { return closed_; }

    /// Flushes; what went wrong, if anything but a reader that went away.
    Result<void> finish();

  private:
    std::string buffer_;
    int error_ = 0;
    bool closed_ = false;
};

}  // namespace chancery::cli
