// The headers of archived records: WARC 0.17 to 1.1 (ISO 28500) and ARC 1 and 2 (Internet
// Archive, "ARC File Format").
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery {

/// What both kinds of header say.
struct RecordHeader {
    std::string type;        ///< as in WARC: "response", "resource", "request", …
    std::string url;         ///< without angle brackets
    std::string date;        ///< RFC 3339
    std::string media_type;  ///< of the block, with its parameters
    std::string block_digest, payload_digest;  ///< labelled; empty where not given
    std::string truncated;      ///< why the block is not all that was sent; empty: it is
    std::string id;             ///< WARC-Record-ID
    std::uint64_t segment = 0;  ///< its number among those of one record; 0: it is no one
    std::string segment_origin;  ///< `id` of the first, in those that follow
    /// Of the blocks of all segments, in the last one.
    std::optional<std::uint64_t> segments_length;
    std::uint64_t length = 0;  ///< of the block
    std::size_t size = 0;      ///< of the header, with the line end that closes it
};

/// Whether a record begins with these bytes.
[[nodiscard]] bool begins_warc(std::string_view bytes);
[[nodiscard]] bool begins_arc(std::string_view bytes);

/// Errors: no length, or one that is none; the message says what there was. Where the
/// header's end is not in `bytes`, size is 0.
Result<RecordHeader> parse_warc_header(std::string_view bytes);
Result<RecordHeader> parse_arc_header(std::string_view bytes);

}  // namespace chancery
