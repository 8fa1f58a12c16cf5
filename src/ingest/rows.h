// Rows of documents: JSON Lines, arrays and files of JSON (JSON Feed 1.1 among them), and
// tables, comma- or tab-separated (RFC 4180).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/result.h"
#include "ingest/bytes.h"
#include "ingest/item.h"
#include "ingest/open_items.h"

namespace chancery {

/// One object on each line. A line that is none is refused with its number; the next is
/// read. `from` is the offset of a line.
/// Errors: the bytes cannot be read from there.
Result<std::unique_ptr<ItemReader>> read_json_lines(InputContent content,
                                                    const ReadOptions& options,
                                                    ItemPlace from);

/// An array of objects, read one after the other; a JSON Feed; an object that holds such
/// an array under "articles", "items", "results" or "data"; or one document.
std::unique_ptr<ItemReader> read_json(InputContent content, const ReadOptions& options);

/// A table with a header line. A row may run over several lines where a cell is quoted.
std::unique_ptr<ItemReader> read_table(InputContent content,
                                       const ReadOptions& options,
                                       char separator);

}  // namespace chancery
