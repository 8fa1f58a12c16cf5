// SPDX-License-Identifier: Apache-2.0
#include "ingest/record_content.h"

#include <optional>
#include <utility>

#include "ingest/digest.h"
#include "ingest/header_fields.h"
#include "ingest/http.h"
#include "ingest/limit_words.h"

namespace chancery {

namespace {

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

class Content {
  public:
    Content(const RecordHeader& header, RecordFormat format, const IngestLimits& limits)
        : header_(header), format_(format), limits_(limits) {}

    RecordContent of(std::string_view block) {
        if (has_digest(block, header_.block_digest) == false) {
            add_bad_digest("the digest of the record does not fit its bytes");
        }
        if (header_.type == "response") {
            read_response(block);
        } else if (is_content(header_)) {
            read_resource(block);
        } else {
            check_payload(block);
            leave_out(header_.type == "revisit"   ? "revisits"
                      : header_.type == "request" ? "requests"
                                                  : header_.type);
        }
        if (header_.truncated == "segment") {
            add_remark("cut", "a part of the record only is here");
        } else if (!header_.truncated.empty()) {
            add_remark("cut", "the crawler kept a part only (" + header_.truncated + ")");
        }
        return std::move(out_);
    }

  private:
    void add_remark(std::string rule, std::string words) {
        out_.remarks.push_back({std::move(rule), {}, std::move(words)});
    }

    void add_bad_digest(const std::string& words) {
        add_remark("digest", words);
        out_.bad_digest = out_.bad_digest.empty() ? words : out_.bad_digest;
    }

    void add_bad_payload() {
        add_bad_digest("the digest of the payload does not fit its bytes");
    }

    void leave_out(const std::string& why) { out_.what = LeftOut{why}; }

    /// The digest of what an HTTP message carries; some writers take it before, some
    /// after the chunks are joined.
    void check_payload(std::string_view block) {
        const auto head = header_size(block);
        if (!header_.payload_digest.empty() && head && header_.type != "revisit" &&
            has_digest(block.substr(*head), header_.payload_digest) == false) {
            add_bad_payload();
        }
    }

    void check_payload_of(const HttpResponse& response) {
        if (has_digest(response.body, header_.payload_digest) != false) {
            return;
        }
        const auto joined = joined_body(response);
        if (!joined || has_digest(*joined, header_.payload_digest) == false) {
            add_bad_payload();
        }
    }

    void read_resource(std::string_view block) {
        const MediaType media = parse_media_type(header_.media_type);
        const auto form = form_of(media.type);
        if (header_.url.starts_with("metadata:") || header_.url.starts_with("urn:")) {
            leave_out("metadata");
        } else if (!form) {
            leave_out(media_family(media.type));
        } else if (block.size() > limits_.max_bytes) {
            out_.what = Error{larger_than(limits_.max_bytes)};
        } else {
            give(*form, media, std::string(block));
            if (has_digest(block, header_.payload_digest) == false) {
                add_bad_payload();
            }
        }
    }

    void give(ItemForm form, const MediaType& media, std::string bytes) {
        out_.what = RecordDocument{
            form, media.type, std::string(media.parameter("charset")), std::move(bytes)};
    }

    [[nodiscard]] bool is_http(std::string_view block) const {
        return block.starts_with("HTTP/") ||
               (format_ == RecordFormat::warc &&
                parse_media_type(header_.media_type).type == "application/http");
    }

    void read_response(std::string_view block) {
        if (is_http(block)) {
            read_message(block);
        } else if (trimmed(block).empty()) {
            leave_out("empty");
        } else {
            read_resource(block);
        }
    }

    void read_message(std::string_view block) {
        const auto response = parse_http_response(block);
        if (!response) {
            out_.what = response.error();
            return;
        }
        const MediaType media = parse_media_type(response->fields.find("content-type"));
        const auto form = form_of(media.type);
        if (response->status != 200) {
            leave_out("status " + std::to_string(response->status));
            return;
        }
        if (!form) {
            leave_out(media_family(media.type));
            return;
        }
        auto body = decode_body(*response, {limits_.max_bytes, limits_.max_ratio});
        if (!body) {
            out_.what = body.error();
        } else if (trimmed(body->bytes).empty()) {
            leave_out("empty");
        } else if (body->bytes.size() > limits_.max_bytes) {
            out_.what = Error{larger_than(limits_.max_bytes)};
        } else {
            check_payload_of(*response);
            if (!body->note.empty()) {
                add_remark("cut", body->note);
            }
            give(*form, media, std::move(body->bytes));
        }
    }

    const RecordHeader& header_;
    RecordFormat format_;
    const IngestLimits& limits_;
    RecordContent out_;
};

}  // namespace

RecordContent record_content(const RecordHeader& header,
                             std::string_view block,
                             RecordFormat format,
                             const IngestLimits& limits) {
    return Content(header, format, limits).of(block);
}

bool is_content(const RecordHeader& header) {
    return header.type == "response" || header.type == "resource" ||
           header.type == "conversion";
}

}  // namespace chancery
