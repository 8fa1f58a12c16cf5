// SPDX-License-Identifier: Apache-2.0
#include "ingest/record_header.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "ingest/header_fields.h"

namespace chancery {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Words that are made of digits, dots, colons and the letters of hexadecimal numbers.
bool looks_like_address(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || c == '.' || c == ':' ||
               ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    });
}

/// The line of an ARC record; fields from its end, as a URL may hold spaces.
struct ArcLine {
    std::string_view url, date, type, length;
};

/// `count` words from the end, the last one first; the rest stays in `line`.
std::vector<std::string_view> last_words(std::string_view& line, std::size_t count) {
    std::vector<std::string_view> out;
    while (out.size() < count) {
        const std::size_t space = line.rfind(' ');
        if (space == std::string_view::npos) {
            break;
        }
        out.push_back(line.substr(space + 1));
        line = line.substr(0, space);
    }
    return out;
}

std::optional<ArcLine> arc_line(std::string_view line) {
    // ARC 1: URL IP date type length. ARC 2: URL IP date type result checksum location
    // offset file length.
    for (const std::size_t more : {std::size_t{4}, std::size_t{9}}) {
        std::string_view url = line;
        const auto words = last_words(url, more);
        if (words.size() == more && looks_like_address(words[more - 1]) &&
            words[more - 2].size() >= 12 && all_digits(words[more - 2])) {
            return ArcLine{url, words[more - 2], words[more - 3], words[0]};
        }
    }
    return std::nullopt;
}

std::string_view first_line(std::string_view bytes) {
    const std::size_t feed = bytes.find('\n');
    return feed == std::string_view::npos ? std::string_view()
                                          : trimmed(bytes.substr(0, feed));
}

/// "20140216050221" as RFC 3339.
std::string from_arc_date(std::string_view digits) {
    std::string out;
    constexpr std::string_view pattern = "dddd-dd-ddTdd:dd:ddZ";
    for (const char c : pattern) {
        if (c != 'd') {
            out += c;
        } else {
            out += digits.empty() ? '0' : digits.front();
            digits.remove_prefix(digits.empty() ? 0 : 1);
        }
    }
    return out;
}

Error bad_length(std::string_view given) {
    return Error{given.empty() ? "the record does not say how long it is"
                               : "the record's length is no number: \"" +
                                     std::string(given.substr(0, 40)) + '"'};
}

}  // namespace

bool begins_warc(std::string_view bytes) {
    constexpr std::string_view magic = "WARC/";
    if (!bytes.starts_with(magic) || bytes.size() < magic.size() + 4) {
        return false;
    }
    std::string_view version = bytes.substr(magic.size(), 8);
    const std::size_t end = version.find_first_not_of("0123456789.");
    return end != std::string_view::npos && end >= 3 && is_digit(version[0]) &&
           version[1] == '.' && (version[end] == '\r' || version[end] == '\n');
}

bool begins_arc(std::string_view bytes) {
    // The name of a scheme, then the line; most bytes are no small letters before a
    // colon.
    std::size_t colon = 0;
    while (colon < bytes.size() && colon < 16 && bytes[colon] >= 'a' &&
           bytes[colon] <= 'z') {
        ++colon;
    }
    return colon >= 2 && colon < bytes.size() && bytes[colon] == ':' &&
           arc_line(first_line(bytes)).has_value();
}

Result<RecordHeader> parse_warc_header(std::string_view bytes) {
    RecordHeader out;
    const auto size = header_size(bytes);
    if (!size) {
        return out;
    }
    const std::size_t version = bytes.find('\n') + 1;
    const HeaderFields fields =
        HeaderFields::parse(bytes.substr(version, *size - version));
    const auto length = parse_count(fields.find("content-length"));
    if (!length) {
        return bad_length(fields.find("content-length"));
    }
    out.type = lower(fields.find("warc-type"));
    if (out.type.empty()) {
        return Error{"the record does not say of which type it is"};
    }
    std::string_view url = fields.find("warc-target-uri");
    if (url.starts_with('<') && url.ends_with('>')) {  // as old versions of Wget write
        url = url.substr(1, url.size() - 2);
    }
    out.url = url;
    out.date = fields.find("warc-date");
    out.media_type = fields.find("content-type");
    out.block_digest = fields.find("warc-block-digest");
    out.payload_digest = fields.find("warc-payload-digest");
    out.truncated = fields.find("warc-truncated");
    out.id = fields.find("warc-record-id");
    out.segment = parse_count(fields.find("warc-segment-number")).value_or(0);
    out.segment_origin = fields.find("warc-segment-origin-id");
    out.segments_length = parse_count(fields.find("warc-segment-total-length"));
    out.length = *length;
    out.size = *size;
    return out;
}

Result<RecordHeader> parse_arc_header(std::string_view bytes) {
    RecordHeader out;
    const std::size_t feed = bytes.find('\n');
    if (feed == std::string_view::npos) {
        return out;
    }
    const auto line = arc_line(trimmed(bytes.substr(0, feed)));
    if (!line) {
        return Error{"the line is none of an ARC record"};
    }
    const auto length = parse_count(line->length);
    if (!length) {
        return bad_length(line->length);
    }
    out.url = line->url;
    out.type = out.url.starts_with("filedesc:") ? "warcinfo"
               : out.url.starts_with("dns:")    ? "dns"
                                                : "response";
    out.date = from_arc_date(line->date);
    out.media_type = line->type;
    out.length = *length;
    out.size = feed + 1;
    return out;
}

}  // namespace chancery
