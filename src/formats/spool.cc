// SPDX-License-Identifier: Apache-2.0
#include "formats/spool.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

namespace chancery {

namespace {

Error fault() {
    return Error{std::string("what is put aside while writing cannot be stored: ") +
                 std::strerror(errno) + "; make room in the folder for temporary files"};
}

}  // namespace

Result<void> Spool::write(std::string_view bytes) {
    if (bytes.empty()) {
        return {};
    }
    errno = 0;
    if (!file_) {
        file_.reset(std::tmpfile());
    }
    if (!file_ ||
        std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
        return fault();
    }
    return {};
}

Result<void> Spool::copy_to(OutFile& out) {
    if (!file_) {
        return {};
    }
    errno = 0;
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) {
        return fault();
    }
    std::array<char, 1U << 16U> buffer{};
    for (;;) {
        const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file_.get());
        if (auto done = out.write({buffer.data(), got}); !done) {
            return done;
        }
        if (got < buffer.size()) {
            return std::ferror(file_.get()) != 0 ? Result<void>(fault()) : Result<void>();
        }
    }
}

}  // namespace chancery
