// SPDX-License-Identifier: Apache-2.0
#include "ingest/http.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace chancery {

namespace {

std::optional<std::uint64_t> hex_number(std::string_view digits) {
    if (digits.empty() || digits.size() > 15) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (const char c : digits) {
        constexpr std::string_view all = "0123456789abcdef";
        const std::size_t digit =
            all.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        number = number * 16 + digit;
    }
    return number;
}

struct Joined {
    std::string bytes;
    bool whole = false;  ///< the last chunk, of no bytes, was there
};

/// Nothing where the body does not begin with a chunk.
std::optional<Joined> join_chunks(std::string_view body) {
    Joined out;
    bool first = true;
    while (!body.empty()) {
        const std::size_t feed = body.find('\n');
        if (feed == std::string_view::npos) {
            break;
        }
        std::string_view line = body.substr(0, feed);
        line = trimmed(line.substr(0, line.find(';')));
        const auto size = hex_number(line);
        if (!size) {
            break;
        }
        body.remove_prefix(feed + 1);
        first = false;
        if (*size == 0) {
            out.whole = true;
            return out;
        }
        const std::string_view chunk = body.substr(0, *size);
        out.bytes += chunk;
        body.remove_prefix(chunk.size());
        if (body.starts_with("\r\n")) {
            body.remove_prefix(2);
        } else if (body.starts_with('\n')) {
            body.remove_prefix(1);
        }
    }
    return first ? std::nullopt : std::optional<Joined>(std::move(out));
}

std::optional<Joined> chunks_of(const HttpResponse& response) {
    const std::string coding = lower(response.fields.find("transfer-encoding"));
    return coding.find("chunked") == std::string::npos ? std::nullopt
                                                       : join_chunks(response.body);
}

std::string_view next_coding(std::string_view& codings) {
    const std::size_t comma = codings.rfind(',');
    const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    const std::string_view coding = trimmed(codings.substr(begin));
    codings = codings.substr(0, comma == std::string_view::npos ? 0 : comma);
    return coding;
}

/// Text that begins like a page or prose: a server that names a coding did not use it.
bool looks_unpacked(std::string_view bytes) {
    const std::string_view begin = bytes.substr(0, 64);
    return std::all_of(begin.begin(), begin.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20 || (byte >= '\t' && byte <= '\r');
    });
}

}  // namespace

Result<HttpResponse> parse_http_response(std::string_view message) {
    const auto head = header_size(message);
    const std::size_t feed = std::min(message.find('\n'), message.size());
    const std::string_view line = message.substr(0, feed);
    const std::size_t space = std::min(line.find(' '), line.size());
    const auto status = parse_count(trimmed(line.substr(space)).substr(0, 3));
    if (!line.starts_with("HTTP/") || !status) {
        return Error{"does not begin with the status line of an HTTP response"};
    }
    HttpResponse out;
    out.status = static_cast<std::uint32_t>(*status);
    const std::size_t end = head.value_or(message.size());
    out.fields = HeaderFields::parse(
        message.substr(std::min(feed + 1, end), end - std::min(feed + 1, end)));
    out.body = message.substr(end);
    return out;
}

std::optional<std::string> joined_body(const HttpResponse& response) {
    auto joined = chunks_of(response);
    return joined ? std::optional<std::string>(std::move(joined->bytes)) : std::nullopt;
}

bool is_complete(const HttpResponse& response) {
    if (const auto joined = chunks_of(response)) {
        return joined->whole;
    }
    const auto length = parse_count(response.fields.find("content-length"));
    return length && *length == response.body.size();
}

Result<HttpBody> decode_body(const HttpResponse& response, const UnpackLimits& limits) {
    HttpBody out;
    if (auto joined = chunks_of(response)) {
        out.bytes = std::move(joined->bytes);
        out.note = joined->whole ? "" : "the last chunk of the response is missing";
    } else {
        out.bytes = response.body;
    }
    const std::string codings = lower(response.fields.find("content-encoding"));
    std::string_view left = codings;
    while (!left.empty()) {
        const std::string_view coding = next_coding(left);
        if (coding.empty() || coding == "identity" || out.bytes.empty()) {
            continue;
        }
        auto unpacked = unpack_content(out.bytes, coding, limits);
        if (!unpacked) {
            if (looks_unpacked(out.bytes)) {
                continue;
            }
            return unpacked.error();
        }
        out.bytes = std::move(unpacked->bytes);
        if (unpacked->cut) {
            out.note = "the packed response ends too early";
        }
    }
    return out;
}

}  // namespace chancery
