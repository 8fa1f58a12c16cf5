// An input becomes documents: what it is, is seen from its bytes first, then from its
// name. SPDX-License-Identifier: Apache-2.0
//
// gzip and Zstandard (and xz, bzip2) of anything; zip and tar of anything; in them, or as
// files: WARC and ARC, RSS, Atom and JSON Feed, JSON Lines and arrays of objects, CSV and
// TSV, mail and mailboxes, pages and plain text. Containers may lie in containers.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "ingest/bytes.h"
#include "ingest/item.h"
#include "ingest/row_fields.h"

namespace chancery {

struct ReadOptions {
    IngestLimits limits;
    FieldMap fields;  ///< which columns or keys of rows hold what
    ItemPlace from;   ///< documents before it are left out
};

/// A file, or standard input, with all documents in it. One thread at a time, but for
/// position() and size().
class InputReader {
  public:
    /// Errors: cannot be read; `from` is no place that this file can be read from.
    static Result<std::unique_ptr<InputReader>> open(const SourceFile& file,
                                                     const ReadOptions& options);

    /// Nothing at the end. Each item's place is one from which a later reader of the same
    /// file goes on with this item.
    std::optional<ItemOrRefusal> next();

    [[nodiscard]] SkippedCounts skipped() const { return items_->skipped(); }

    /// Bytes of the file that have been read.
    [[nodiscard]] std::uint64_t position() const { return *position_; }

    /// Bytes of the file; nothing where that is not known.
    [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }

  private:
    InputReader() = default;

    std::unique_ptr<ItemReader> items_;
    std::shared_ptr<std::atomic<std::uint64_t>> position_;
    std::optional<std::uint64_t> size_;
    ItemOrigin origin_;
    ItemPlace from_;
    std::uint64_t given_ = 0;
    std::uint64_t count_ = 0;  ///< documents
    bool own_places_ = false;  ///< of the format; else documents are counted
};

/// A file that is read as it comes, out of its packing.
struct UnpackedFile {
    std::unique_ptr<ByteSource> bytes;
    /// Bytes of the file on disk that have been read.
    std::shared_ptr<const std::atomic<std::uint64_t>> position;
};

/// What a file, or standard input ("-"), holds: out of gzip, Zstandard, xz, bzip2 or a
/// zip of one file; as it is where it is none of these. Errors: cannot be read; those of
/// the packing come when `bytes` are read.
Result<UnpackedFile> open_unpacked(const std::string& path, const IngestLimits& limits);

/// Calls `take` with all that a source gives, one after the other: its articles, and why
/// there is none of a document, or of the source.
void read_articles(const SourceFile& source,
                   const IngestOptions& options,
                   const std::function<void(ArticleOrRefusal)>& take);

/// What is in a stream of bytes, and how it came to be there.
struct InputContent {
    std::unique_ptr<ByteWindow> bytes;
    ItemOrigin origin;
    std::string name;         ///< of the file or member, without what packings add to it
    std::uint32_t depth = 0;  ///< containers around it
    bool direct = false;      ///< the bytes are those of the file on disk
};

/// The documents of some content; for readers of containers.
/// Errors: `options.from` as above; containers nested too deep.
Result<std::unique_ptr<ItemReader>> open_content(InputContent content,
                                                 const ReadOptions& options);

}  // namespace chancery
