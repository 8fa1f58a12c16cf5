// Bytes that come one after another: of a file, of memory, or unpacked from others; and a
// window over them that can look ahead and, a little, back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery {

class ByteSource {
  public:
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// Writes up to `room` (more than 0) bytes to `to` and says how many; 0 at the end.
    /// Errors: cannot be read, is damaged; nothing more comes then.
    virtual Result<std::size_t> read(char* to, std::size_t room) = 0;

    /// Goes to that many bytes from the beginning; false where this cannot be done.
    virtual bool seek(std::uint64_t offset);

    /// Bytes in all, where that is known and seek() works.
    [[nodiscard]] virtual std::optional<std::uint64_t> size() const;

  protected:
    ByteSource() = default;
};

/// A file on disk, or standard input where the path is "-".
/// Errors: cannot be read, with the system's reason.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);

/// Bytes that the source owns.
std::unique_ptr<ByteSource> source_of(std::string bytes);

/// Looks ahead in a source. Views are valid until the next call that is not const.
class ByteWindow {
  public:
    explicit ByteWindow(std::unique_ptr<ByteSource> source);

    /// The next bytes; fewer than `wanted` only before the end or a failure.
    std::string_view peek(std::size_t wanted);
    /// Reads some more from the source; false at the end or after a failure.
    bool fill();

    /// What has been read and not been skipped.
    [[nodiscard]] std::string_view ahead() const {
        const std::string_view all = bytes_;
        return all.substr(at_);
    }

    /// Goes on by `count` bytes, reading where that is more than ahead(). False where the
    /// source ends before.
    bool skip(std::uint64_t count);

    /// Bytes from here on are kept, `most` of them at most, so that back_to() works.
    void hold(std::uint64_t most);
    /// Goes back to an offset that is still held, or forward; false where neither.
    bool back_to(std::uint64_t offset);
    /// Where the held bytes begin.
    [[nodiscard]] std::uint64_t held_from() const;

    /// Bytes from the beginning of the source to what comes next.
    [[nodiscard]] std::uint64_t offset() const { return base_ + at_; }

    /// Bytes that the source has given.
    [[nodiscard]] std::uint64_t reached() const { return base_ + bytes_.size(); }

    /// True once nothing is ahead and the source has no more.
    bool at_end() { return peek(1).empty(); }

    /// Why the source gave no more, where it was not its end.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// Leaves what is ahead and goes on at another place of the source.
    bool seek(std::uint64_t offset);

    [[nodiscard]] std::optional<std::uint64_t> size() const { return source_->size(); }

  private:
    void drop_behind();

    std::unique_ptr<ByteSource> source_;
    std::string bytes_;
    std::size_t at_ = 0;      ///< in bytes_
    std::uint64_t base_ = 0;  ///< offset of bytes_[0]
    std::uint64_t hold_ = 0;  ///< offset from which bytes are kept
    std::uint64_t most_ = 0;  ///< of them
    bool ended_ = false;
    std::optional<Error> failure_;
};

/// Up to `limit` bytes of what is left, or an error that names the option.
Result<std::string> read_rest(ByteWindow& window, std::uint64_t limit);

}  // namespace chancery
