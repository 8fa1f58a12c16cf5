// SPDX-License-Identifier: Apache-2.0
#include "base/mapped_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chancery {

namespace {

Error fault(const char* what, const std::string& path) {
    return Error{std::string(what) + ": " + std::strerror(errno), path};
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg)
    if (fd < 0) {
        return fault("cannot be opened", path);
    }

    struct stat status {};

    MappedFile file;
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) {
        ::close(fd);
        return file;
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    ::close(fd);
    if (address == MAP_FAILED) {  // NOLINT(*-cast)
        return fault("cannot be mapped into memory", path);
    }
    file.mapping_ = std::shared_ptr<const void>(
        address, [size](const void* begin) { ::munmap(const_cast<void*>(begin), size); });
    file.bytes_ = {static_cast<const std::byte*>(address), size};
    return file;
}

}  // namespace chancery
