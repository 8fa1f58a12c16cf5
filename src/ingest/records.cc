// SPDX-License-Identifier: Apache-2.0
#include "ingest/records.h"

#include <algorithm>
#include <utility>

#include "ingest/digest.h"
#include "ingest/http.h"
#include "ingest/limit_words.h"
#include "ingest/record_header.h"
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

/// Page, text, or nothing for other media; unknown where none is named.
std::optional<ItemForm> form_of(std::string_view media_type) {
    if (media_type == "text/html" || media_type == "application/xhtml+xml" ||
        media_type == "application/vnd.wap.xhtml+xml") {
        return ItemForm::page;
    }
    if (media_type == "text/plain") {
        return ItemForm::text;
    }
    if (media_type.empty() || media_type == "no-type" || media_type == "unknown" ||
        media_type == "*/*") {
        return ItemForm::unknown;
    }
    return std::nullopt;
}

/// "image/png" as "image/…": few kinds, so that counts say something.
std::string media_family(std::string_view media_type) {
    const bool text = media_type.starts_with("text/");
    return text ? std::string(media_type)
                : std::string(media_type.substr(0, media_type.find('/'))) + "/…";
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
          stream_(std::move(raw),
                  limits.max_ratio,
                  format == RecordFormat::warc ? begins_warc : begins_arc) {}

    bool start_at(ItemPlace from) {
        from_ = from;
        return from.offset == 0 || stream_.start_at(from.offset);
    }

    std::optional<ItemOrRefusal> next() override {
        if (waiting_) {
            return std::exchange(waiting_, std::nullopt);
        }
        for (;;) {
            stream_.begin_record();
            place_ = stream_.place();
            const std::string_view head = stream_.peek(first_look);
            if (head.empty() && !stream_.failure()) {
                return std::nullopt;
            }
            auto read =
                head.empty() ? damage(stream_.failure()->message) : read_record(head);
            const bool before =
                place_.offset == from_.offset && place_.inner < from_.inner;
            if (read && !before) {
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
        Read read = read_block(*header, block);
        auto told = std::exchange(waiting_, std::nullopt);
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
        return read;
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
        Read read = read_block(header, block);
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
        waiting_ = std::move(notice);
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
        const bool content = header.type == "response" || header.type == "resource" ||
                             header.type == "conversion";
        return content ? refuse(larger_than(limits_.max_bytes)) : leave_out(header.type);
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
        std::vector<Remark> remarks;
        if (has_digest(block, header.block_digest) == false) {
            remarks.push_back(
                remark("digest", "the digest of the record does not fit its bytes"));
        }
        Read read = std::nullopt;
        if (header.type == "response") {
            read = read_response(header, block, remarks);
        } else if (header.type == "resource" || header.type == "conversion") {
            read = read_resource(header, block, remarks);
        } else {
            check_payload(header, block, remarks);
            read = leave_out(header.type == "revisit"   ? "revisits"
                             : header.type == "request" ? "requests"
                                                        : header.type);
        }
        if (header.truncated == "segment") {
            remarks.push_back(remark("cut", "the record goes on in another segment"));
        } else if (!header.truncated.empty()) {
            remarks.push_back(
                remark("cut", "the crawler kept a part only (" + header.truncated + ")"));
        }
        const std::string bad_digest =
            !remarks.empty() && remarks[0].rule == "digest" ? remarks[0].words : "";
        if (auto* item = read ? std::get_if<SourceItem>(&*read) : nullptr) {
            std::move(remarks.begin(), remarks.end(), std::back_inserter(item->remarks));
        }
        return bad_digest.empty() ? read : tell(std::move(read), bad_digest);
    }

    /// The digest of what an HTTP message carries; some writers take it before, some
    /// after the chunks are joined.
    static void check_payload(const RecordHeader& header,
                              std::string_view block,
                              std::vector<Remark>& remarks) {
        const auto head = header_size(block);
        if (header.payload_digest.empty() || !head || header.type == "revisit") {
            return;
        }
        if (has_digest(block.substr(*head), header.payload_digest) == false) {
            remarks.push_back(
                remark("digest", "the digest of the payload does not fit its bytes"));
        }
    }

    SourceItem item_of(const RecordHeader& header) const {
        SourceItem item = origin_.item(spot_of(place_));
        item.place = {place_.offset, place_.inner};
        item.fields.url = header.url;
        item.fields.crawled_at = header.date;
        return item;
    }

    Read read_resource(const RecordHeader& header,
                       std::string_view block,
                       std::vector<Remark>& remarks) {
        const MediaType media = parse_media_type(header.media_type);
        const auto form = form_of(media.type);
        if (header.url.starts_with("metadata:") || header.url.starts_with("urn:")) {
            return leave_out("metadata");
        }
        if (!form) {
            return leave_out(media_family(media.type));
        }
        if (block.size() > limits_.max_bytes) {
            return refuse(larger_than(limits_.max_bytes));
        }
        SourceItem item = item_of(header);
        item.form = *form;
        item.fields.media_type = media.type;
        item.fields.charset = media.parameter("charset");
        item.bytes = block;
        if (has_digest(block, header.payload_digest) == false) {
            remarks.push_back(
                remark("digest", "the digest of the payload does not fit its bytes"));
        }
        return item;
    }

    Read read_response(const RecordHeader& header,
                       std::string_view block,
                       std::vector<Remark>& remarks) {
        const MediaType record_media = parse_media_type(header.media_type);
        const bool http =
            format_ == RecordFormat::arc
                ? block.starts_with("HTTP/")
                : record_media.type == "application/http" || block.starts_with("HTTP/");
        if (!http) {
            return trimmed(block).empty() ? leave_out("empty")
                                          : read_resource(header, block, remarks);
        }
        auto response = parse_http_response(block);
        if (!response) {
            return refuse(response.error().message);
        }
        if (response->status != 200) {
            return leave_out("status " + std::to_string(response->status));
        }
        const MediaType media = parse_media_type(response->fields.find("content-type"));
        const auto form = form_of(media.type);
        if (!form) {
            return leave_out(media_family(media.type));
        }
        auto body = decode_body(*response, {limits_.max_bytes, limits_.max_ratio});
        if (!body) {
            return refuse(body.error().message);
        }
        if (trimmed(body->bytes).empty()) {
            return leave_out("empty");
        }
        if (body->bytes.size() > limits_.max_bytes) {
            return refuse(larger_than(limits_.max_bytes));
        }
        check_payload_of(*response, header, remarks);
        SourceItem item = item_of(header);
        item.form = *form;
        item.fields.media_type = media.type;
        item.fields.charset = media.parameter("charset");
        if (!body->note.empty()) {
            item.remarks.push_back(remark("cut", body->note));
        }
        item.bytes = std::move(body->bytes);
        return item;
    }

    static void check_payload_of(const HttpResponse& response,
                                 const RecordHeader& header,
                                 std::vector<Remark>& remarks) {
        const auto fits = has_digest(response.body, header.payload_digest);
        if (fits != false) {
            return;
        }
        const auto joined = joined_body(response);
        if (!joined || has_digest(*joined, header.payload_digest) == false) {
            remarks.push_back(
                remark("digest", "the digest of the payload does not fit its bytes"));
        }
    }

    RecordFormat format_;
    ItemOrigin origin_;
    IngestLimits limits_;
    RecordStream stream_;
    RecordPlace place_;
    ItemPlace from_;
    SkippedCounts skipped_;
    std::optional<Notice> waiting_;  ///< to be given next
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
