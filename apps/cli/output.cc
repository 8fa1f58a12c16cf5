// Standard output: buffered, with every failure noticed.
// SPDX-License-Identifier: Apache-2.0
#include "output.h"

#include <cerrno>
#include <system_error>

#include <unistd.h>

namespace chancery::cli {

bool Output::write(std::string_view bytes) {
    constexpr std::size_t enough = 1U << 16U;
    buffer_ += bytes;
    return buffer_.size() < enough ? error_ == 0 && !closed_ : flush();
}

bool Output::flush() {
    std::string_view left = buffer_;
    while (!left.empty() && error_ == 0 && !closed_) {
        const ssize_t written = ::write(STDOUT_FILENO, left.data(), left.size());
        if (written >= 0) {
            left.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            closed_ = true;
        } else if (errno != EINTR) {
            error_ = errno;
        }
    }
    buffer_.clear();
    return error_ == 0 && !closed_;
}

Result<void> Output::finish() {
    flush();
    if (error_ != 0) {
        return Error{std::system_category().message(error_), "standard output", 0};
    }
    return {};
}

}  // namespace chancery::cli
