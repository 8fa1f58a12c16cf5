// Standard output, or a file in its place: buffered, with every failure noticed.
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

    /// A file that was not finished is taken away.
    ~Output();

    /// Writes a file from now on: beside the place until finish() moves it there, so that
    /// nobody sees half of it; at once where the place is a device or a pipe.
    /// Precondition: nothing was written.
    Result<void> open(const std::string& path);

    /// False once nothing more can be written: then stop producing.
    bool write(std::string_view bytes);
    bool flush();

    /// The reader went away (`| head`): no error, but no use in going on either.
    [[nodiscard]] bool closed() const { return closed_; }

    /// Flushes; what went wrong, if anything but a reader that went away.
    Result<void> finish();

    /// Drops the file; what was in its place stays.
    void abandon();

  private:
    std::string buffer_;
    std::string path_;  ///< of the file; empty for standard output
    std::string half_;  ///< where the file is until it is finished
    int descriptor_ = 1;
    int error_ = 0;
    bool closed_ = false;
};

}  // namespace chancery::cli
