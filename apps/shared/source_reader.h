// The documents of all sources of a command line, one after the other.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "ingest/item.h"
#include "ingest/open_items.h"

namespace chancery {

/// Where the reading of sources has come to.
struct SourcePlace {
    std::size_t file = 0;    ///< number in the list of sources
    ItemPlace place;         ///< of the document in it
    std::uint64_t read = 0;  ///< bytes of all files, those left out among them
};

/// All documents of a file have been given.
struct SourceEnd {
    SkippedCounts skipped;
};

struct SourceGiven {
    SourcePlace at;
    std::variant<SourceItem, Refusal, Notice, SourceEnd> what;
};

struct SourceReaderOptions {
    ReadOptions read;
    /// Where the reading of a file begins; nothing: it is left out. May be empty.
    std::function<std::optional<ItemPlace>(const SourceFile&)> from;
    std::function<bool()> stop;  ///< asked before each document; true ends the reading
};

/// Used by one thread at a time.
class SourceReader {
  public:
    /// `files` must outlive the reader.
    SourceReader(const std::vector<SourceFile>& files, SourceReaderOptions options);

    /// Nothing at the end. A file that cannot be opened is a refusal, then an end.
    std::optional<SourceGiven> next();

  private:
    std::optional<SourceGiven> open_next();
    SourceGiven given(std::variant<SourceItem, Refusal, Notice, SourceEnd> what) const;

    const std::vector<SourceFile>& files_;
    SourceReaderOptions options_;
    std::size_t next_file_ = 0;
    std::uint64_t before_ = 0;  ///< bytes of the files before the open one
    std::unique_ptr<InputReader> input_;
    std::optional<ItemPlace> last_;  ///< of the document that was given last
    bool unopened_ = false;          ///< the file was refused; its end is to be told
};

/// Bytes of all files; nothing where one does not know its own.
[[nodiscard]] std::optional<std::uint64_t> size_of(const std::vector<SourceFile>& files);

}  // namespace chancery
