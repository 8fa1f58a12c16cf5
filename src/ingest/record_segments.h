// Records of WARC that were written in segments, put together again (WARC 1.1, section
// 7). SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/record_header.h"
#include "ingest/record_stream.h"

namespace chancery {

/// A record of several segments.
struct SegmentedRecord {
    RecordHeader header;  ///< of the first segment
    RecordPlace place;    ///< of it
    std::string block;    ///< of all that have come, in order
    std::uint64_t segments = 1;
    bool whole = false;      ///< the last one has come
    bool too_large = false;  ///< its block is no longer held
};

/// The records of which the first segment has come and the last has not; `most` bytes of
/// them at most. Other records may lie between their segments.
class OpenRecords {
  public:
    explicit OpenRecords(std::uint64_t most) : most_(most) {}

    struct Taken {
        std::vector<SegmentedRecord>
            finished;       ///< whole, or given up: with what there is
        std::string fault;  ///< why the segment belongs to no record; empty: it does
    };

    /// A segment; `header.segment` is its number. A record is given up where a segment
    /// is missing, or where others need its room (the oldest first).
    Taken take(const RecordHeader& header, RecordPlace place, std::string_view block);

    /// What there is of the others, in their order.
    std::vector<SegmentedRecord> take_rest();

    /// Where the first of them begins.
    [[nodiscard]] std::optional<RecordPlace> first_place() const;

  private:
    using Open = std::list<SegmentedRecord>::iterator;

    [[nodiscard]] Open find(const std::string& id);
    void hold(Open record, std::string_view block, Taken& taken);
    void finish(Open record, Taken& taken);

    std::list<SegmentedRecord> open_;  ///< in the order of their first segments
    std::uint64_t most_;
    std::uint64_t held_ = 0;  ///< bytes of their blocks
};

}  // namespace chancery
