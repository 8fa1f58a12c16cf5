// SPDX-License-Identifier: Apache-2.0
#include "ingest/record_segments.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace chancery {

namespace {

/// Each is looked at for each segment.
constexpr std::size_t most_open = 256;

}  // namespace

OpenRecords::Open OpenRecords::find(const std::string& id) {
    return std::find_if(open_.begin(), open_.end(), [&](const SegmentedRecord& one) {
        return !id.empty() && one.header.id == id;
    });
}

void OpenRecords::finish(Open record, Taken& taken) {
    held_ -= record->block.size();
    taken.finished.push_back(std::move(*record));
    open_.erase(record);
}

void OpenRecords::hold(Open record, std::string_view block, Taken& taken) {
    const std::uint64_t size = record->block.size() + block.size();
    if (record->too_large || size > most_) {
        held_ -= record->block.size();
        record->block.clear();
        record->too_large = true;
        return;
    }
    held_ += block.size();
    record->block += block;
    while (held_ > most_ || open_.size() > most_open) {
        finish(open_.begin() == record ? std::next(record) : open_.begin(), taken);
    }
}

OpenRecords::Taken OpenRecords::take(const RecordHeader& header,
                                     RecordPlace place,
                                     std::string_view block) {
    Taken out;
    if (header.type != "continuation") {
        if (const auto same = find(header.id); same != open_.end()) {
            finish(same, out);
        }
        open_.push_back({header, place, {}});
        hold(std::prev(open_.end()), block, out);
        return out;
    }
    const auto record = find(header.segment_origin);
    if (record == open_.end()) {
        out.fault = "segment " + std::to_string(header.segment) +
                    " of a record whose first one is not here";
        return out;
    }
    if (header.segment != record->segments + 1) {
        out.fault = "segment " + std::to_string(header.segment) +
                    " of a record; the next one is " +
                    std::to_string(record->segments + 1);
        if (header.segment > record->segments) {
            finish(record, out);
        }
        return out;
    }
    ++record->segments;
    hold(record, block, out);
    if (header.segments_length) {
        record->whole = true;
        finish(record, out);
    }
    return out;
}

std::vector<SegmentedRecord> OpenRecords::take_rest() {
    Taken out;
    while (!open_.empty()) {
        finish(open_.begin(), out);
    }
    return std::move(out.finished);
}

std::optional<RecordPlace> OpenRecords::first_place() const {
    return open_.empty() ? std::nullopt : std::optional(open_.front().place);
}

}  // namespace chancery
