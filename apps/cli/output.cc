// Standard output, or a file in its place: buffered, with every failure noticed.
// SPDX-License-Identifier: Apache-2.0
#include "output.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace chancery::cli {

namespace fs = std::filesystem;

Output::~Output() {
    if (path_.empty()) {
        flush();
    } else {
        abandon();
    }
}

Result<void> Output::open(const std::string& path) {
    std::error_code fault;
    const fs::file_status status = fs::status(path, fault);
    const bool in_place = fs::exists(status) && !fs::is_regular_file(status);
    const std::string target = in_place ? path : path + ".part";
    const int opened =
        ::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (opened < 0) {
        return Error{"cannot be written: " + std::system_category().message(errno) +
                         "; check the folder",
                     path,
                     0};
    }
    descriptor_ = opened;
    path_ = path;
    half_ = in_place ? "" : target;
    return {};
}

bool Output::write(std::string_view bytes) {
    constexpr std::size_t enough = 1U << 16U;
    buffer_ += bytes;
    return buffer_.size() < enough ? error_ == 0 && !closed_ : flush();
}

bool Output::flush() {
    std::string_view left = buffer_;
    while (!left.empty() && error_ == 0 && !closed_) {
        const ssize_t written = ::write(descriptor_, left.data(), left.size());
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
    if (!path_.empty() && descriptor_ >= 0) {
        error_ = ::close(descriptor_) != 0 && error_ == 0 ? errno : error_;
        descriptor_ = -1;
    }
    std::error_code fault(error_, std::system_category());
    if (!fault && !half_.empty()) {
        fs::rename(half_, path_, fault);
        half_ = fault ? half_ : "";
    }
    if (fault) {
        return Error{fault.message(), path_.empty() ? "standard output" : path_, 0};
    }
    return {};
}

void Output::abandon() {
    buffer_.clear();
    if (!path_.empty() && descriptor_ >= 0) {
        ::close(descriptor_);
        descriptor_ = -1;
    }
    if (!half_.empty()) {
        ::unlink(half_.c_str());
        half_.clear();
    }
}

}  // namespace chancery::cli
