// What the block of one record carries: a document, or nothing that is read, and why.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ingest/item.h"
#include "ingest/record_header.h"

namespace chancery {

enum class RecordFormat : std::uint8_t { warc, arc };

/// A page or text.
struct RecordDocument {
    ItemForm form = ItemForm::unknown;
    std::string media_type;
    std::string charset;  ///< as declared outside the bytes
    std::string bytes;
};

/// Why a record is left out that holds no document: "requests", "status 404".
struct LeftOut {
    std::string why;
};

struct RecordContent {
    /// The Error: why a document cannot be had.
    std::variant<RecordDocument, LeftOut, Error> what;
    std::vector<Remark> remarks;
    std::string bad_digest;  ///< which digest does not fit, in words; empty: none
};

/// A pure function. Digests are checked where the header gives them.
[[nodiscard]] RecordContent record_content(const RecordHeader& header,
                                           std::string_view block,
                                           RecordFormat format,
                                           const IngestLimits& limits);

/// Whether records of this type may hold a document.
[[nodiscard]] bool is_content(const RecordHeader& header);

}  // namespace chancery
