// SPDX-License-Identifier: Apache-2.0
#include "ingest/open_items.h"

#include <utility>

#include "ingest/archive.h"
#include "ingest/content_kind.h"
#include "ingest/feed.h"
#include "ingest/limit_words.h"
#include "ingest/mail.h"
#include "ingest/records.h"
#include "ingest/rows.h"
#include "ingest/unpack.h"

namespace chancery {

namespace {

/// A source that says how far it has been read, to another thread too.
class Counted final : public ByteSource {
  public:
    Counted(std::unique_ptr<ByteSource> source,
            std::shared_ptr<std::atomic<std::uint64_t>> position)
        : source_(std::move(source)), position_(std::move(position)) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        auto got = source_->read(to, room);
        *position_ += got ? *got : 0;
        return got;
    }

    bool seek(std::uint64_t offset) override {
        if (!source_->seek(offset)) {
            return false;
        }
        *position_ = offset;
        return true;
    }

    [[nodiscard]] std::optional<std::uint64_t> size() const override {
        return source_->size();
    }

  private:
    std::unique_ptr<ByteSource> source_;
    std::shared_ptr<std::atomic<std::uint64_t>> position_;
};

/// What is left of a window.
class WindowBytes final : public ByteSource {
  public:
    explicit WindowBytes(std::unique_ptr<ByteWindow> window)
        : window_(std::move(window)) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        const std::string_view ahead = window_->peek(1).empty() ? "" : window_->ahead();
        if (ahead.empty() && window_->failure()) {
            return *window_->failure();
        }
        const std::size_t size = ahead.copy(to, room);
        static_cast<void>(window_->skip(size));
        return size;
    }

  private:
    std::unique_ptr<ByteWindow> window_;
};

/// A page or plain text: one document.
class Document final : public ItemReader {
  public:
    Document(InputContent content, const ReadOptions& options)
        : content_(std::move(content)), limit_(options.limits.max_bytes) {}

    std::optional<ItemOrRefusal> next() override {
        if (std::exchange(done_, true)) {
            return std::nullopt;
        }
        auto bytes = read_rest(*content_.bytes, limit_);
        if (!bytes) {
            return content_.origin.refusal("", bytes.error().message);
        }
        SourceItem item = content_.origin.item("");
        item.name = content_.name;
        item.bytes = *std::move(bytes);
        return item;
    }

  private:
    InputContent content_;
    std::uint64_t limit_;
    bool done_ = false;
};

/// What the first packed members hold, without taking it from the window.
std::string look_inside(ByteWindow& bytes, std::uint32_t max_ratio) {
    constexpr std::uint64_t look = std::uint64_t{1} << 20U;
    const std::uint64_t begin = bytes.offset();
    bytes.hold(look);
    std::string out(kind_look, '\0');
    std::size_t size = 0;
    MemberReader members(bytes, max_ratio);
    // The first one may hold a dictionary only.
    for (int member = 0; member < 3 && size == 0; ++member) {
        if (members.begin() == Packing::none) {
            break;
        }
        while (size < out.size()) {
            const auto got = members.read(out.data() + size, out.size() - size);
            if (!got || *got == 0) {
                break;
            }
            size += *got;
        }
    }
    out.resize(size);
    static_cast<void>(bytes.back_to(begin));
    bytes.hold(0);
    return out;
}

Result<std::unique_ptr<ItemReader>> open_inside(InputContent content,
                                                std::unique_ptr<ByteSource> inside,
                                                const ReadOptions& options) {
    content.bytes = std::make_unique<ByteWindow>(std::move(inside));
    content.name = without_packing(content.name);
    content.direct = false;
    ++content.depth;
    return open_content(std::move(content), options);
}

Result<std::unique_ptr<ItemReader>> open_packed(InputContent content,
                                                const ReadOptions& options) {
    // Records are packed one by one, and found again one by one behind damage.
    const std::string inside = look_inside(*content.bytes, options.limits.max_ratio);
    const ContentKind kind = content_kind(inside, without_packing(content.name));
    const ItemPlace from = content.direct ? options.from : ItemPlace();
    if (kind == ContentKind::warc || kind == ContentKind::arc) {
        return read_records(
            std::move(content.bytes),
            kind == ContentKind::warc ? RecordFormat::warc : RecordFormat::arc,
            content.origin,
            options.limits,
            from);
    }
    auto source = unpacked(std::move(content.bytes), options.limits.max_ratio);
    return open_inside(std::move(content), std::move(source), options);
}

/// Formats whose places a reader can begin at; of others documents are counted.
bool has_own_places(ByteWindow& bytes, const std::string& name, std::uint32_t max_ratio) {
    ContentKind kind = content_kind(bytes.peek(kind_look), name);
    if (kind == ContentKind::gzip || kind == ContentKind::zstd) {
        kind = content_kind(look_inside(bytes, max_ratio), without_packing(name));
        return kind == ContentKind::warc || kind == ContentKind::arc;
    }
    return kind == ContentKind::warc || kind == ContentKind::arc ||
           kind == ContentKind::json_lines;
}

std::string file_name(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace

Result<std::unique_ptr<ItemReader>> open_content(InputContent content,
                                                 const ReadOptions& options) {
    if (content.depth > options.limits.max_nesting) {
        return Error{nested_beyond(options.limits.max_nesting)};
    }
    using Reader = std::unique_ptr<ItemReader>;
    const ItemPlace from = content.direct ? options.from : ItemPlace();
    switch (content_kind(content.bytes->peek(kind_look), content.name)) {
        case ContentKind::gzip:
        case ContentKind::zstd:
            return open_packed(std::move(content), options);
        case ContentKind::other_packing: {
            auto source = unpacked_otherwise(std::move(content.bytes), options.limits);
            return open_inside(std::move(content), std::move(source), options);
        }
        case ContentKind::archive:
            return Reader(read_archive(std::move(content), options));
        case ContentKind::warc:
            return read_records(std::move(content.bytes),
                                RecordFormat::warc,
                                content.origin,
                                options.limits,
                                from);
        case ContentKind::arc:
            return read_records(std::move(content.bytes),
                                RecordFormat::arc,
                                content.origin,
                                options.limits,
                                from);
        case ContentKind::feed:
            return Reader(read_feed(std::move(content), options));
        case ContentKind::json:
            return Reader(read_json(std::move(content), options));
        case ContentKind::json_lines:
            return read_json_lines(std::move(content), options, from);
        case ContentKind::csv:
            return Reader(read_table(std::move(content), options, ','));
        case ContentKind::tsv:
            return Reader(read_table(std::move(content), options, '\t'));
        case ContentKind::mail:
            return Reader(read_mail(std::move(content), options));
        case ContentKind::mailbox:
            return Reader(read_mailbox(std::move(content), options));
        case ContentKind::document:
            break;
    }
    return Reader(std::make_unique<Document>(std::move(content), options));
}

Result<UnpackedFile> open_unpacked(const std::string& path, const IngestLimits& limits) {
    auto file = open_file(path);
    if (!file) {
        return file.error();
    }
    auto position = std::make_shared<std::atomic<std::uint64_t>>(0);
    auto raw = std::make_unique<ByteWindow>(
        std::make_unique<Counted>(*std::move(file), position));
    std::unique_ptr<ByteSource> bytes;
    switch (content_kind(raw->peek(kind_look), "")) {
        case ContentKind::gzip:
        case ContentKind::zstd:
            bytes = unpacked(std::move(raw), limits.max_ratio);
            break;
        case ContentKind::other_packing:
            bytes = unpacked_otherwise(std::move(raw), limits);
            break;
        case ContentKind::archive:
            bytes = unpacked_from_zip(std::move(raw), limits);
            break;
        default:
            bytes = std::make_unique<WindowBytes>(std::move(raw));
    }
    return UnpackedFile{std::move(bytes), std::move(position)};
}

Result<std::unique_ptr<InputReader>> InputReader::open(const SourceFile& file,
                                                       const ReadOptions& options) {
    auto source = open_file(file.path);
    if (!source) {
        return source.error();
    }
    std::unique_ptr<InputReader> out(new InputReader());
    out->origin_ = {file.doc, file.path};
    out->size_ = (*source)->size();
    out->position_ = std::make_shared<std::atomic<std::uint64_t>>(0);
    out->from_ = options.from;
    InputContent content{std::make_unique<ByteWindow>(std::make_unique<Counted>(
                             *std::move(source), out->position_)),
                         out->origin_,
                         file_name(file.name.empty() ? file.path : file.name),
                         0,
                         true};
    out->own_places_ =
        has_own_places(*content.bytes, content.name, options.limits.max_ratio);
    if (!out->own_places_ && options.from.offset != 0) {
        return Error{
            "can only be read from its beginning; --offset is for WARC, ARC and "
            "JSON Lines"};
    }
    auto items = open_content(std::move(content), options);
    if (!items) {
        return items.error();
    }
    out->items_ = *std::move(items);
    return out;
}

std::optional<ItemOrRefusal> InputReader::next() {
    while (auto out = items_->next()) {
        ++given_;
        if (own_places_) {
            return out;
        }
        auto* item = std::get_if<SourceItem>(&*out);
        if (item != nullptr) {
            item->place = {0, count_++};
        }
        // Refusals before the place were told when they were first read.
        if (from_.inner == 0 || count_ > from_.inner) {
            return out;
        }
    }
    if (given_ == 0 && items_->skipped().empty() && from_ == ItemPlace()) {
        ++given_;
        return origin_.refusal("", "holds no document");
    }
    return std::nullopt;
}

void read_articles(const SourceFile& source,
                   const IngestOptions& options,
                   const std::function<void(ArticleOrRefusal)>& take) {
    auto input = InputReader::open(source, ReadOptions{options.limits, {}, {}});
    if (!input) {
        take(Refusal{source.doc, source.path, input.error().message});
        return;
    }
    while (auto given = (*input)->next()) {
        if (auto* refusal = std::get_if<Refusal>(&*given)) {
            take(std::move(*refusal));
        } else if (const auto* item = std::get_if<SourceItem>(&*given)) {
            for (ArticleOrRefusal& one : make_articles(*item, options)) {
                take(std::move(one));
            }
        }
    }
}

}  // namespace chancery
