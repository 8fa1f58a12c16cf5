// SPDX-License-Identifier: Apache-2.0
#include "ingest/records.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <tuple>
#include <utility>

#include "ingest/digest.h"
#include "ingest/http.h"
#include "ingest/limit_words.h"
#include "ingest/record_content.h"
#include "ingest/record_header.h"
#include "ingest/record_segments.h"
#include "ingest/record_stream.h"

namespace chancery {

namespace {

constexpr std::size_t first_look = 4096;
constexpr std::size_t largest_header = std::size_t{1} << 20U;
/// Headers of HTTP and packed chunks that a block may hold beside its document.
constexpr std::uint64_t beside_document = std::uint64_t{1} << 20U;

std::string spot_of(RecordPlace place) {
    return '@' + std::to_string(place.offset) +
           (place.inner == 0 ? "" : '+' + std::to_string(place.inner));
}

std::string place_words(RecordPlace place) {
    return "at byte " + std::to_string(place.offset) +
           (place.inner == 0 ? "" : ", unpacked byte " + std::to_string(place.inner)) +
           ": ";
}

Remark remark(std::string rule, std::string words) {
    return {std::move(rule), {}, std::move(words)};
}

class Records final : public ItemReader {
  public:
    Records(std::unique_ptr<ByteWindow> raw,
            RecordFormat format,
            ItemOrigin origin,
            const IngestLimits& limits)
        : format_(format),
          origin_(std::move(origin)),
          limits_(limits),
          segments_(limits.max_bytes + beside_document),
          stream_(std::move(raw),
                  limits.max_ratio,
                  format == RecordFormat::warc ? begins_warc : begins_arc) {}

    bool start_at(ItemPlace from) {
        from_ = from;
        return from.offset == 0 || stream_.start_at(from.offset);
    }

    std::optional<ItemOrRefusal> next() override {
        for (;;) {
            if (!waiting_.empty()) {
                ItemOrRefusal out = std::move(waiting_.front());
                waiting_.pop_front();
                return out;
            }
            stream_.begin_record();
            place_ = stream_.place();
            const std::string_view head = stream_.peek(first_look);
            if (head.empty() && !stream_.failure()) {
                give(segments_.take_rest());
                if (waiting_.empty()) {
                    return std::nullopt;
                }
                continue;
            }
            auto read =
                head.empty() ? damage(stream_.failure()->message) : read_record(head);
            if (place_.offset == from_.offset && place_.inner < from_.inner) {
                waiting_.clear();  // as all that was told and counted before the place
                skipped_.clear();
            } else if (read) {
                return read;
            }
        }
    }

    [[nodiscard]] SkippedCounts skipped() const override { return skipped_; }

  private:
    using Read = std::optional<ItemOrRefusal>;

    Read refuse(const std::string& reason) const {
        return origin_.refusal(spot_of(place_), place_words(place_) + reason);
    }

    /// The record is broken: goes to the next that can be found.
    Read damage(const std::string& reason) {
        // First, as going on forgets the failure that the reason may come from.
        Read out = refuse(reason);
        static_cast<void>(stream_.search());
        return out;
    }

    Read leave_out(const std::string& why) {
        ++skipped_[why];
        return std::nullopt;
    }

    Read read_record(std::string_view head) {
        if (!begins(head)) {
            return damage("no record begins here");
        }
        auto header = parse_header();
        if (!header) {
            return damage(header.error().message);
        }
        if (header->size == 0) {
            return damage(stream_.failure() ? stream_.failure()->message
                                            : "the record's header has no end");
        }
        static_cast<void>(stream_.skip_record(header->size));
        if (header->length > limits_.max_bytes + beside_document) {
            return pass_over(*header);
        }
        const auto length = static_cast<std::size_t>(header->length);
        const std::string_view block = stream_.peek_record(length);
        if (block.size() < length) {
            const std::size_t had = block.size();
            auto mended = mend(*header);
            return mended ? *std::move(mended) : cut_short(had, length);
        }
        // Of a segment nothing is made before it is known to be whole.
        const bool segment = header->segment != 0;
        const std::string held(segment ? block : "");
        Read read = segment ? std::nullopt : read_block(*header, block);
        auto told = std::exchange(waiting_, {});
        const bool fits = has_digest(block, header->block_digest) != false;
        static_cast<void>(stream_.skip_record(length));
        const bool closed = fits && is_closed();
        if (!ends_well()) {
            // Where nothing more comes but a fault, its member's checksum did not fit.
            const bool unsure = stream_.failure() && stream_.peek(1).empty();
            if (auto mended = mend(*header)) {
                return *std::move(mended);
            }
            if (!closed || unsure) {
                return damage(end_words());
            }
        }
        waiting_ = std::move(told);
        return segment ? read_segment(*header, held) : read;
    }

    Read read_segment(const RecordHeader& header, std::string_view block) {
        auto taken = segments_.take(header, place_, block);
        const std::string bad_digest = has_digest(block, header.block_digest) == false
                                           ? "the digest of the record does not fit its "
                                             "bytes"
                                           : "";
        for (const std::string& fault : {taken.fault, bad_digest}) {
            if (!fault.empty()) {
                waiting_.push_back(Notice{origin_.path + spot_of(place_), fault});
            }
        }
        give(std::move(taken.finished));
        return std::nullopt;
    }

    /// What was put together of segments, under the name of the first one's place.
    void give(std::vector<SegmentedRecord> records) {
        const RecordPlace here = place_;
        for (SegmentedRecord& record : records) {
            place_ = record.place;
            auto told = std::exchange(waiting_, {});
            Read read = read_segmented(record);
            if (read) {
                told.push_back(*std::move(read));
            }
            std::move(waiting_.begin(), waiting_.end(), std::back_inserter(told));
            waiting_ = std::move(told);
        }
        place_ = here;
    }

    Read read_segmented(SegmentedRecord& record) {
        RecordHeader& header = record.header;
        if (record.too_large) {
            return is_content(header) ? refuse(larger_than(limits_.max_bytes))
                                      : leave_out(header.type);
        }
        header.block_digest.clear();  // of the first segment alone
        const auto response = parse_http_response(record.block);
        if (record.whole || (response && is_complete(*response))) {
            return read_block(header, record.block);
        }
        header.payload_digest.clear();
        header.truncated = "segment";
        Read read = read_block(header, record.block);
        return read && std::holds_alternative<SourceItem>(*read)
                   ? tell(std::move(read),
                          "the record goes on in segment " +
                              std::to_string(record.segments + 1) + ", which is not here")
                   : read;
    }

    /// A record whose length is wrong and that is whole for all that: what lies before
    /// the next record (or the end) has the digest that is given, or is a whole HTTP
    /// message. Goes to the next record then; nothing where it is not so.
    std::optional<Read> mend(const RecordHeader& header) {
        std::string_view block = stream_.held_record();
        if (block.size() <= header.size) {
            return std::nullopt;
        }
        block.remove_prefix(header.size);
        const std::size_t end = next_record(block);
        if (end == block.size() && !stream_.all_read()) {
            return std::nullopt;
        }
        block = block.substr(0, end);
        std::size_t feeds = 0;
        while (!is_whole(header, block)) {
            if (++feeds > 4 || block.empty() ||
                (block.back() != '\n' && block.back() != '\r')) {
                return std::nullopt;
            }
            block.remove_suffix(1);
        }
        Read read =
            header.segment != 0 ? read_segment(header, block) : read_block(header, block);
        const std::string words = "the record says that it has " +
                                  std::to_string(header.length) + " bytes; it has " +
                                  std::to_string(block.size());
        if (auto* item = read ? std::get_if<SourceItem>(&*read) : nullptr) {
            item->remarks.push_back(remark("length", words));
        }
        static_cast<void>(stream_.search());
        return tell(std::move(read), words);
    }

    /// The notice, behind what was read where that is something.
    Read tell(Read read, const std::string& words) {
        Notice notice{origin_.path + spot_of(place_), words};
        if (!read) {
            return notice;
        }
        waiting_.emplace_back(std::move(notice));
        return read;
    }

    [[nodiscard]] std::size_t next_record(std::string_view block) const {
        for (std::size_t feed = block.find('\n'); feed != std::string_view::npos;
             feed = block.find('\n', feed + 1)) {
            if (begins(block.substr(feed + 1, first_look))) {
                return feed + 1;
            }
        }
        return block.size();
    }

    static bool is_whole(const RecordHeader& header, std::string_view block) {
        if (const auto fits = has_digest(block, header.block_digest)) {
            return *fits;
        }
        const auto response = parse_http_response(block);
        return response && is_complete(*response);
    }

    Result<RecordHeader> parse_header() {
        for (std::size_t look = first_look;; look *= 4) {
            const std::string_view bytes = stream_.peek_record(look);
            auto header = format_ == RecordFormat::warc ? parse_warc_header(bytes)
                                                        : parse_arc_header(bytes);
            if (!header || header->size != 0 || bytes.size() < look ||
                look >= largest_header) {
                return header;
            }
        }
    }

    Read cut_short(std::size_t had, std::size_t wanted) {
        const std::string counts = std::to_string(had) + " of " + std::to_string(wanted) +
                                   " bytes of the record are there";
        return damage(stream_.failure() ? stream_.failure()->message + "; " + counts
                                        : counts);
    }

    /// A record too large to be held.
    Read pass_over(const RecordHeader& header) {
        const bool whole = stream_.skip_record(header.length);
        if (!whole || !ends_well()) {
            return damage(whole ? end_words() : "the record's end is not there");
        }
        return is_content(header) ? refuse(larger_than(limits_.max_bytes))
                                  : leave_out(header.type);
    }

    /// Whether the block is closed as records of WARC are.
    bool is_closed() {
        return format_ == RecordFormat::warc && stream_.peek(4) == "\r\n\r\n";
    }

    /// Whether behind the block a record begins, or nothing does.
    bool ends_well() {
        std::string_view next = stream_.peek(1);
        while (!next.empty() && (next[0] == '\r' || next[0] == '\n')) {
            static_cast<void>(stream_.skip(1));
            next = stream_.peek(1);
        }
        if (next.empty()) {
            // A packed member is whole when its checksum has been seen.
            return !stream_.failure() || stream_.failed_behind() || place_.inner != 0;
        }
        next = stream_.peek(first_look);
        return begins_record(next) || packing_of(next) != Packing::none;
    }

    [[nodiscard]] bool begins(std::string_view bytes) const {
        return format_ == RecordFormat::warc ? begins_warc(bytes) : begins_arc(bytes);
    }

    /// The same, of ARC also one that the end cuts in its line.
    [[nodiscard]] bool begins_record(std::string_view bytes) const {
        if (format_ != RecordFormat::arc || begins(bytes)) {
            return begins(bytes);
        }
        const std::size_t scheme = bytes.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
        return bytes.size() < first_look && bytes.find('\n') == std::string_view::npos &&
               (scheme == std::string_view::npos ||
                (scheme >= 2 && bytes[scheme] == ':'));
    }

    [[nodiscard]] std::string end_words() const {
        return stream_.failure() ? stream_.failure()->message
                                 : "behind the record no other begins: its length is "
                                   "wrong or it is damaged";
    }

    Read read_block(const RecordHeader& header, std::string_view block) {
        RecordContent content = record_content(header, block, format_, limits_);
        Read read = std::nullopt;
        if (const auto* left = std::get_if<LeftOut>(&content.what)) {
            read = leave_out(left->why);
        } else if (const auto* fault = std::get_if<Error>(&content.what)) {
            read = refuse(fault->message);
        } else {
            SourceItem item = item_of(header);
            auto& document = std::get<RecordDocument>(content.what);
            item.form = document.form;
            item.fields.media_type = std::move(document.media_type);
            item.fields.charset = std::move(document.charset);
            item.bytes = std::move(document.bytes);
            item.remarks = std::move(content.remarks);
            read = std::move(item);
        }
        return content.bad_digest.empty() ? read
                                          : tell(std::move(read), content.bad_digest);
    }

    SourceItem item_of(const RecordHeader& header) const {
        SourceItem item = origin_.item(spot_of(place_));
        // Reading can go on where the first of the records begins that are held.
        const RecordPlace first = segments_.first_place().value_or(place_);
        const auto [offset, inner] = std::min(std::tuple(place_.offset, place_.inner),
                                              std::tuple(first.offset, first.inner));
        item.place = {offset, inner};
        item.fields.url = header.url;
        item.fields.crawled_at = header.date;
        return item;
    }

    RecordFormat format_;
    ItemOrigin origin_;
    IngestLimits limits_;
    OpenRecords segments_;
    RecordStream stream_;
    RecordPlace place_;
    ItemPlace from_;
    SkippedCounts skipped_;
    std::deque<ItemOrRefusal> waiting_;  ///< to be given next
};

}  // namespace

Result<std::unique_ptr<ItemReader>> read_records(std::unique_ptr<ByteWindow> raw,
                                                 RecordFormat format,
                                                 const ItemOrigin& origin,
                                                 const IngestLimits& limits,
                                                 ItemPlace from) {
    auto records = std::make_unique<Records>(std::move(raw), format, origin, limits);
    if (!records->start_at(from)) {
        return Error{"no record begins at or behind byte " + std::to_string(from.offset)};
    }
    return std::unique_ptr<ItemReader>(std::move(records));
}

}  // namespace chancery
