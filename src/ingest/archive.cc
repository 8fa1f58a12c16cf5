// SPDX-License-Identifier: Apache-2.0
#include "ingest/archive.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

#include "ingest/content_kind.h"
#include "ingest/limit_words.h"
#include "ingest/read_size.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::uint64_t free_of_ratio = std::uint64_t{1} << 20U;

struct CloseArchive {
    void operator()(struct archive* one) const { archive_read_free(one); }
};

/// An open archive over a window, whose reads libarchive asks for.
class OpenArchive {
  public:
    OpenArchive(std::unique_ptr<ByteWindow> raw, std::uint32_t max_ratio)
        : raw_(std::move(raw)), max_ratio_(max_ratio), handle_(archive_read_new()) {}

    struct archive* handle() {
        return handle_.get();
    }

    /// Errors: as libarchive says them.
    Result<void> open() {
        archive_read_set_callback_data(handle(), this);
        archive_read_set_read_callback(handle(), on_read);
        archive_read_set_skip_callback(handle(), on_skip);
        if (raw_->size()) {
            archive_read_set_seek_callback(handle(), on_seek);
        }
        return archive_read_open1(handle()) == ARCHIVE_OK ? Result<void>() : error();
    }

    Error error() const {
        if (raw_->failure()) {
            return *raw_->failure();
        }
        const char* words = archive_error_string(handle_.get());
        return Error{words == nullptr ? "the archive is damaged" : words};
    }

    /// Bytes of the entry that was last begun.
    Result<std::size_t> read(char* to, std::size_t room) {
        const la_ssize_t got = archive_read_data(handle(), to, room);
        if (got < 0) {
            return error();
        }
        given_ += static_cast<std::uint64_t>(got);
        if (given_ > free_of_ratio &&
            given_ / std::max<std::uint64_t>(taken_, 1) > max_ratio_) {
            return Error{unpacks_beyond(max_ratio_)};
        }
        return static_cast<std::size_t>(got);
    }

  private:
    static la_ssize_t on_read(struct archive* /*handle*/,
                              void* self,
                              const void** block) {
        auto& own = *static_cast<OpenArchive*>(self);
        static_cast<void>(own.raw_->skip(std::exchange(own.lent_, 0)));
        const std::string_view ahead = own.raw_->peek(1).empty() ? "" : own.raw_->ahead();
        own.lent_ = std::min(ahead.size(), read_size);
        own.taken_ += own.lent_;
        *block = ahead.data();
        return own.raw_->failure() && ahead.empty() ? -1
                                                    : static_cast<la_ssize_t>(own.lent_);
    }

    static la_int64_t on_skip(struct archive* /*handle*/, void* self, la_int64_t count) {
        auto& own = *static_cast<OpenArchive*>(self);
        if (!own.raw_->size() || count <= 0) {
            return 0;
        }
        static_cast<void>(own.raw_->skip(std::exchange(own.lent_, 0)));
        const std::uint64_t here = own.raw_->offset();
        const std::uint64_t to =
            std::min(here + static_cast<std::uint64_t>(count), *own.raw_->size());
        return own.raw_->seek(to) ? static_cast<la_int64_t>(to - here) : 0;
    }

    static la_int64_t on_seek(struct archive* /*handle*/,
                              void* self,
                              la_int64_t offset,
                              int whence) {
        auto& own = *static_cast<OpenArchive*>(self);
        static_cast<void>(own.raw_->skip(std::exchange(own.lent_, 0)));
        la_int64_t from = 0;
        if (whence == SEEK_CUR) {
            from = static_cast<la_int64_t>(own.raw_->offset());
        } else if (whence == SEEK_END) {
            from = static_cast<la_int64_t>(*own.raw_->size());
        }
        const la_int64_t to = from + offset;
        if (to < 0 || !own.raw_->seek(static_cast<std::uint64_t>(to))) {
            return ARCHIVE_FATAL;
        }
        return to;
    }

    std::unique_ptr<ByteWindow> raw_;
    std::uint32_t max_ratio_;
    std::unique_ptr<struct archive, CloseArchive> handle_;
    std::size_t lent_ = 0;  ///< bytes of the window that libarchive is reading
    std::uint64_t taken_ = 0;
    std::uint64_t given_ = 0;
};

/// The member that an archive stands at.
class MemberSource final : public ByteSource {
  public:
    explicit MemberSource(OpenArchive& archive) : archive_(archive) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        return archive_.read(to, room);
    }

  private:
    OpenArchive& archive_;
};

std::string_view last_part(std::string_view path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

class Archive final : public ItemReader {
  public:
    Archive(InputContent content, const ReadOptions& options)
        : origin_(std::move(content.origin)),
          depth_(content.depth),
          options_(options),
          archive_(std::move(content.bytes), options.limits.max_ratio) {}

    std::optional<ItemOrRefusal> next() override {
        if (!std::exchange(begun_, true)) {
            archive_read_support_format_zip(archive_.handle());
            archive_read_support_format_tar(archive_.handle());
            archive_read_support_format_gnutar(archive_.handle());
            if (auto opened = archive_.open(); !opened) {
                return end_with(opened.error().message);
            }
        }
        while (!ended_) {
            if (member_) {
                if (auto item = member_->next()) {
                    return item;
                }
                keep_counts();
                member_.reset();
            }
            if (auto fault = next_member()) {
                return fault;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] SkippedCounts skipped() const override { return skipped_; }

  private:
    ItemOrRefusal end_with(const std::string& reason) {
        ended_ = true;
        return origin_.refusal("", reason);
    }

    void keep_counts() {
        for (const auto& [why, count] : member_->skipped()) {
            skipped_[why] += count;
        }
    }

    /// Goes to the next member that is read, or says why there is none.
    std::optional<ItemOrRefusal> next_member() {
        struct archive_entry* entry = nullptr;
        const int done = archive_read_next_header(archive_.handle(), &entry);
        if (done == ARCHIVE_EOF) {
            ended_ = true;
            return std::nullopt;
        }
        if (++entries_ > options_.limits.max_entries) {
            return end_with(entries_beyond(options_.limits.max_entries));
        }
        if (done == ARCHIVE_RETRY) {
            return std::nullopt;
        }
        if (done < ARCHIVE_WARN) {
            return end_with(archive_.error().message);
        }
        if (archive_entry_filetype(entry) != AE_IFREG) {
            return std::nullopt;
        }
        const std::string name = name_of(entry);
        const std::string_view file = last_part(name);
        if (file.starts_with('.') || name.starts_with("__MACOSX/") ||
            !is_taken_from_archive(file)) {
            ++skipped_["files of other kinds"];
            return std::nullopt;
        }
        const ItemOrigin origin = origin_of(name);
        if (archive_entry_is_data_encrypted(entry) != 0) {
            return origin.refusal("", "is encrypted");
        }
        auto opened = open_content(
            {std::make_unique<ByteWindow>(std::make_unique<MemberSource>(archive_)),
             origin,
             std::string(file),
             depth_ + 1,
             false},
            options_);
        if (!opened) {
            return origin.refusal("", opened.error().message);
        }
        member_ = std::move(*opened);
        return std::nullopt;
    }

    static std::string name_of(struct archive_entry* entry) {
        const char* name = archive_entry_pathname_utf8(entry);
        name = name == nullptr ? archive_entry_pathname(entry) : name;
        return repair_utf8(name == nullptr ? "unnamed" : name).text;
    }

    /// An archive may hold two members of one name: the later ones get "-2", "-3".
    ItemOrigin origin_of(const std::string& name) {
        const std::uint32_t times = ++names_[std::hash<std::string>()(name)];
        ItemOrigin out = origin_;
        out.doc += '/' + name + (times == 1 ? "" : '-' + std::to_string(times));
        out.member += (out.member.empty() ? "" : "/") + name;
        return out;
    }

    ItemOrigin origin_;
    std::uint32_t depth_;
    ReadOptions options_;
    OpenArchive archive_;
    std::unique_ptr<ItemReader> member_;  // reads from archive_
    /// By the hash of the name, which may be long: two that share one get a number.
    std::unordered_map<std::size_t, std::uint32_t> names_;
    SkippedCounts skipped_;
    std::uint64_t entries_ = 0;
    bool begun_ = false;
    bool ended_ = false;
};

/// One stream of bytes in a packing of libarchive's.
class OtherPacking final : public ByteSource {
  public:
    OtherPacking(std::unique_ptr<ByteWindow> raw, std::uint32_t max_ratio)
        : archive_(std::move(raw), max_ratio) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        if (!std::exchange(begun_, true)) {
            archive_read_support_filter_xz(archive_.handle());
            archive_read_support_filter_bzip2(archive_.handle());
            archive_read_support_format_raw(archive_.handle());
            struct archive_entry* entry = nullptr;
            if (auto opened = archive_.open(); !opened) {
                return opened.error();
            }
            const int done = archive_read_next_header(archive_.handle(), &entry);
            if (done == ARCHIVE_EOF) {
                return std::size_t{0};
            }
            if (done < ARCHIVE_WARN) {
                return archive_.error();
            }
        }
        return archive_.read(to, room);
    }

  private:
    OpenArchive archive_;
    bool begun_ = false;
};

/// The one file of a zip.
class ZippedFile final : public ByteSource {
  public:
    ZippedFile(std::unique_ptr<ByteWindow> raw, std::uint32_t max_ratio)
        : archive_(std::move(raw), max_ratio) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        if (!std::exchange(begun_, true)) {
            archive_read_support_format_zip(archive_.handle());
            if (auto opened = archive_.open(); !opened) {
                return opened.error();
            }
            const auto first = next_file();
            if (!first || !*first) {
                return first ? Error{"holds no file"} : first.error();
            }
        }
        if (ended_) {
            return std::size_t{0};
        }
        auto got = archive_.read(to, room);
        if (!got || *got != 0) {
            return got;
        }
        ended_ = true;
        const auto second = next_file();
        if (!second || *second) {
            return second ? Error{"holds several files; unpack it, then name them"}
                          : second.error();
        }
        return got;
    }

  private:
    /// Goes to the next that is no folder; false where there is none.
    Result<bool> next_file() {
        for (;;) {
            struct archive_entry* entry = nullptr;
            const int done = archive_read_next_header(archive_.handle(), &entry);
            if (done == ARCHIVE_EOF) {
                return false;
            }
            if (done < ARCHIVE_WARN) {
                return archive_.error();
            }
            if (archive_entry_filetype(entry) == AE_IFREG) {
                return true;
            }
        }
    }

    OpenArchive archive_;
    bool begun_ = false;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<ItemReader> read_archive(InputContent content,
                                         const ReadOptions& options) {
    return std::make_unique<Archive>(std::move(content), options);
}

std::unique_ptr<ByteSource> unpacked_otherwise(std::unique_ptr<ByteWindow> raw,
                                               const IngestLimits& limits) {
    return std::make_unique<OtherPacking>(std::move(raw), limits.max_ratio);
}

std::unique_ptr<ByteSource> unpacked_from_zip(std::unique_ptr<ByteWindow> raw,
                                              const IngestLimits& limits) {
    return std::make_unique<ZippedFile>(std::move(raw), limits.max_ratio);
}

}  // namespace chancery
