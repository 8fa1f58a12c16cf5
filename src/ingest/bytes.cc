// SPDX-License-Identifier: Apache-2.0
#include "ingest/bytes.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/limit_words.h"
#include "ingest/read_size.h"

namespace chancery {

namespace {

Error unreadable(int number) {
    return Error{std::string("cannot be read: ") + std::strerror(number)};
}

class FileSource final : public ByteSource {
  public:
    FileSource(int descriptor, std::optional<std::uint64_t> size)
        : descriptor_(descriptor), size_(size) {}

    ~FileSource() override {
        if (descriptor_ != STDIN_FILENO) {
            ::close(descriptor_);
        }
    }

    Result<std::size_t> read(char* to, std::size_t room) override {
        for (;;) {
            const ssize_t got = ::read(descriptor_, to, room);
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                return unreadable(errno);
            }
        }
    }

    bool seek(std::uint64_t offset) override {
        return size_ && ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) != -1;
    }

    [[nodiscard]] std::optional<std::uint64_t> size() const override { return size_; }

  private:
    int descriptor_;
    std::optional<std::uint64_t> size_;
};

class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        const std::size_t count = std::min(room, bytes_.size() - at_);
        std::copy_n(bytes_.data() + at_, count, to);
        at_ += count;
        return count;
    }

    bool seek(std::uint64_t offset) override {
        at_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
        return true;
    }

    [[nodiscard]] std::optional<std::uint64_t> size() const override {
        return bytes_.size();
    }

  private:
    std::string bytes_;
    std::size_t at_ = 0;
};

}  // namespace

bool ByteSource::seek(std::uint64_t /*offset*/) {
    return false;
}

std::optional<std::uint64_t> ByteSource::size() const {
    return std::nullopt;
}

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
    if (path == "-") {
        return std::unique_ptr<ByteSource>(
            std::make_unique<FileSource>(STDIN_FILENO, std::nullopt));
    }
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor == -1) {
        return unreadable(errno);
    }

    struct stat about {};

    std::optional<std::uint64_t> size;
    if (::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode)) {
        size = static_cast<std::uint64_t>(about.st_size);
    }
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(descriptor, size));
}

std::unique_ptr<ByteSource> source_of(std::string bytes) {
    return std::make_unique<MemorySource>(std::move(bytes));
}

ByteWindow::ByteWindow(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

std::string_view ByteWindow::peek(std::size_t wanted) {
    while (bytes_.size() - at_ < wanted && fill()) {
    }
    return ahead().substr(0, wanted);
}

bool ByteWindow::fill() {
    if (ended_) {
        return false;
    }
    drop_behind();
    const std::size_t had = bytes_.size();
    // Grown by the half of what is there, so that a long look ahead costs linear time.
    bytes_.resize(had + std::max(read_size, had / 2));
    auto got = source_->read(bytes_.data() + had, bytes_.size() - had);
    bytes_.resize(had + (got ? *got : 0));
    if (!got) {
        failure_ = got.error();
    }
    ended_ = !got || *got == 0;
    return !ended_;
}

std::uint64_t ByteWindow::held_from() const {
    const std::uint64_t here = offset();
    const std::uint64_t from = most_ == 0 ? here : std::min(hold_, here);
    return std::max(base_, here - from > most_ ? here - most_ : from);
}

void ByteWindow::drop_behind() {
    const auto behind = static_cast<std::size_t>(held_from() - base_);
    // Moved only when as much is dropped as is moved.
    if (behind == bytes_.size() ||
        (behind >= read_size && behind >= bytes_.size() - behind)) {
        bytes_.erase(0, behind);
        base_ += behind;
        at_ -= behind;
    }
}

bool ByteWindow::skip(std::uint64_t count) {
    for (;;) {
        const std::uint64_t here = std::min<std::uint64_t>(count, bytes_.size() - at_);
        at_ += static_cast<std::size_t>(here);
        count -= here;
        if (count == 0) {
            return true;
        }
        if (!fill()) {
            return false;
        }
    }
}

void ByteWindow::hold(std::uint64_t most) {
    hold_ = offset();
    most_ = most;
}

bool ByteWindow::back_to(std::uint64_t offset) {
    if (offset < base_ || offset > reached()) {
        return false;
    }
    at_ = static_cast<std::size_t>(offset - base_);
    return true;
}

bool ByteWindow::seek(std::uint64_t offset) {
    if (back_to(offset)) {
        return true;
    }
    if (failure_ || !source_->seek(offset)) {
        return false;
    }
    bytes_.clear();
    at_ = 0;
    base_ = offset;
    hold_ = offset;
    ended_ = false;
    return true;
}

Result<std::string> read_rest(ByteWindow& window, std::uint64_t limit) {
    const std::string_view bytes = window.peek(static_cast<std::size_t>(limit) + 1);
    if (bytes.size() > limit) {
        return Error{larger_than(limit)};
    }
    if (window.failure()) {
        return *window.failure();
    }
    std::string out(bytes);
    static_cast<void>(window.skip(out.size()));
    return out;
}

}  // namespace chancery
