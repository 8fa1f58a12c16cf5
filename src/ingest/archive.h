// Archives of files, zip and tar, and packings that only libarchive reads (xz, bzip2).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "ingest/open_items.h"

namespace chancery {

/// The documents of all members, member by member as they lie there; what is no file of a
/// kind that is read is counted and left out. A member that cannot be read is refused by
/// its name; damage of the archive itself ends it.
std::unique_ptr<ItemReader> read_archive(InputContent content,
                                         const ReadOptions& options);

/// Bytes unpacked; errors come when they are read.
std::unique_ptr<ByteSource> unpacked_otherwise(std::unique_ptr<ByteWindow> raw,
                                               const IngestLimits& limits);

/// The bytes of the one file that a zip holds; errors come when they are read: it holds
/// none, or several.
std::unique_ptr<ByteSource> unpacked_from_zip(std::unique_ptr<ByteWindow> raw,
                                              const IngestLimits& limits);

}  // namespace chancery
