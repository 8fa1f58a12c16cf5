// Archives of records, WARC and ARC: the pages and texts in them, one after the other.
// SPDX-License-Identifier: Apache-2.0
//
// Records that hold no document (requests, metadata, revisits, responses that are not 200
// or neither page nor text) are counted and left out. A record that is broken is refused
// with its place, and reading goes on at the next one that can be found: at the next
// packed member, or the next line that begins a record. A digest that does not fit is a
// remark on the article, or a notice where the record holds none. Records in segments are
// put together; where a segment is missing, what comes before it is read, with a notice.
#pragma once

#include <memory>

#include "base/result.h"
#include "ingest/bytes.h"
#include "ingest/item.h"
#include "ingest/record_content.h"

namespace chancery {

/// Reads from `from` on: from the first record that begins there or behind it. Errors:
/// the source cannot be read from there, or there is no record behind.
Result<std::unique_ptr<ItemReader>> read_records(std::unique_ptr<ByteWindow> raw,
                                                 RecordFormat format,
                                                 const ItemOrigin& origin,
                                                 const IngestLimits& limits,
                                                 ItemPlace from);

}  // namespace chancery
